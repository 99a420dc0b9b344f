// Accounts, sessions, roles and tokens on the wire, and the facts about them (§7.4).
import { z } from 'zod'
import { defineEvent } from './event.ts'
import { Id } from './ids.ts'

export const AccountKind = z.enum(['staff', 'requester'])
export type AccountKind = z.infer<typeof AccountKind>
export const AccountStatus = z.enum(['active', 'disabled'])
/** How far a permission of a role reaches. `unit`: where the role is held, and all units below. */
export const Reach = z.enum(['all', 'unit', 'customer', 'own'])
export type Reach = z.infer<typeof Reach>
/** The four layers of the service organisation (§1.1). */
export const Layer = z.enum(['strategic', 'management', 'execution', 'operation'])
export type Layer = z.infer<typeof Layer>

const ofAccount = { subject: (e: { accountId: string }) => `account:${e.accountId}` }
const About = { accountId: Id }

export const AccountCreated = defineEvent('access.account-created@1', z.object({ ...About, kind: AccountKind }), ofAccount)
export const AccountChanged = defineEvent('access.account-changed@1', z.object(About), ofAccount)
export const RoleChanged = defineEvent('access.role-changed@1', z.object({ role: z.string() }), { subject: (e) => `role:${e.role}` })
export const GrantGiven = defineEvent('access.grant-given@1', z.object({ ...About, role: z.string(), unitId: Id.nullable() }), ofAccount)
export const GrantTaken = defineEvent('access.grant-taken@1', z.object({ ...About, role: z.string(), unitId: Id.nullable() }), ofAccount)
export const TokenCreated = defineEvent('access.token-created@1', z.object({ ...About, tokenId: Id, name: z.string(), scopes: z.array(z.string()).nullable() }), ofAccount)
export const TokenRevoked = defineEvent('access.token-revoked@1', z.object({ ...About, tokenId: Id, name: z.string() }), ofAccount)
export const PasswordChanged = defineEvent('access.password-changed@1', z.object(About), ofAccount)
