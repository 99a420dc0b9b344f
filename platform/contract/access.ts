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
export const PasswordChanged = defineEvent('access.password-changed@1', z.object({ ...About, first: z.boolean() }), ofAccount)
export const SignedIn = defineEvent('access.signed-in@1', z.object({ ...About, sessionId: Id, method: z.string() }), ofAccount)
/** A wrong password, code or link. Who it was meant for when the account exists; never what was typed. */
export const SignInFailed = defineEvent('access.sign-in-failed@1', z.object({ accountId: Id.nullable(), step: z.enum(['password', 'second-factor', 'mail-code', 'current-password']) }),
  { subject: (e) => (e.accountId ? `account:${e.accountId}` : null) })
export const AccountLocked = defineEvent('access.account-locked@1', z.object({ accountId: Id.nullable(), failures: z.number().int(), until: z.string() }),
  { subject: (e) => (e.accountId ? `account:${e.accountId}` : null) })
/** Ten failed sign-ins within ten minutes (§7.4, R7.4-6), on one account or from one address. */
export const AnomalyFound = defineEvent('access.anomaly-found@1', z.object({ kind: z.enum(['failed-sign-ins', 'failed-sign-ins-address']), accountId: Id.nullable(), address: z.string().nullable(), count: z.number().int() }),
  { subject: (e) => (e.accountId ? `account:${e.accountId}` : null) })
export const SignedOut = defineEvent('access.signed-out@1', z.object({ ...About, sessionId: Id }), ofAccount)
/** Sessions ended by something else than signing out. */
export const SessionsEnded = defineEvent('access.session-ended@1', z.object({ ...About, sessionIds: z.array(Id), cause: z.enum(['by-owner', 'by-administrator', 'password-changed', 'second-factor-changed', 'replaced']) }), ofAccount)
export const SecondFactorEnrolled = defineEvent('access.mfa-enrolled@1', z.object(About), ofAccount)
export const SecondFactorRemoved = defineEvent('access.mfa-removed@1', z.object({ ...About, byAdministrator: z.boolean() }), ofAccount)
export const RecoveryCodeUsed = defineEvent('access.recovery-code-used@1', z.object({ ...About, left: z.number().int() }), ofAccount)
export const RecoveryCodesMade = defineEvent('access.recovery-codes-made@1', z.object(About), ofAccount)
export const LinkMade = defineEvent('access.link-made@1', z.object({ ...About, purpose: z.enum(['invitation', 'password-reset']) }), ofAccount)
export const SetupDone = defineEvent('access.setup-done@1', z.object(About), ofAccount)

export const events = [AccountCreated, AccountChanged, RoleChanged, GrantGiven, GrantTaken, TokenCreated, TokenRevoked, PasswordChanged, SignedIn, SignInFailed, AccountLocked,
  AnomalyFound, SignedOut, SessionsEnded, SecondFactorEnrolled, SecondFactorRemoved, RecoveryCodeUsed, RecoveryCodesMade, LinkMade, SetupDone] as const
