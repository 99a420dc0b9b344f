// Accounts, roles, grants and tokens for those who manage them (§7.4: least privilege).
import { z } from 'zod'
import { AccountKind, AccountStatus, Layer, Reach } from './access.ts'
import { endpoint } from './endpoint.ts'
import { Id } from './ids.ts'
import { PageQuery, pageOf } from './paging.ts'
import { Line, LongText } from './text.ts'
import { Moment } from './time.ts'

export const RoleCode = z.string().regex(/^[a-z][a-z0-9-]{1,59}$/, 'access.role-code')
export const RolePermission = z.strictObject({ permission: z.string().max(80), reach: Reach })
export const Role = z.object({
  code: z.string(), nameZh: z.string(), nameEn: z.string(), layer: Layer, privileged: z.boolean(), permissions: z.array(z.object({ permission: z.string(), reach: Reach })),
  holders: z.number().int(), edited: z.boolean(), version: z.number().int(),
})
export const PutRole = z.strictObject({
  nameZh: Line(60), nameEn: Line(60), layer: Layer, privileged: z.boolean(), permissions: z.array(RolePermission).max(400), reason: LongText(500).optional(),
})

export const Grant = z.object({ id: Id, role: z.string(), nameZh: z.string(), nameEn: z.string(), unitId: Id.nullable(), grantedAt: Moment, grantedBy: Id })
export const Account = z.object({
  id: Id, kind: AccountKind, name: z.string(), email: z.string().nullable(), status: AccountStatus, unitId: Id.nullable(), customerId: Id.nullable(), roles: z.array(z.string()),
  hasPassword: z.boolean(), secondFactor: z.boolean(), lastSignInAt: Moment.nullable(), createdAt: Moment,
})
export const Token = z.object({
  id: Id, accountId: Id, accountName: z.string(), name: z.string(), hint: z.string(), scopes: z.array(z.string()).nullable(),
  createdAt: Moment, expiresAt: Moment.nullable(), lastUsedAt: Moment.nullable(), revokedAt: Moment.nullable(), state: z.enum(['active', 'expired', 'revoked']),
})
export const CreateToken = z.strictObject({ name: Line(80), scopes: z.array(z.string().max(80)).min(1).max(200).optional(), expiresInDays: z.number().int().min(1).max(730).optional() })

const ById = z.object({ id: Id })
const accounts = { permission: 'access.accounts', params: ById } as const
const Why = z.strictObject({ reason: LongText(500).optional() })

export const accessApi = {
  listAccounts: endpoint({
    method: 'GET', path: '/access/accounts', permission: 'access.accounts', summary: 'Accounts with roles and protection',
    query: PageQuery.extend({ kind: AccountKind.optional(), status: AccountStatus.optional(), role: RoleCode.optional(), q: z.string().max(100).optional() }), reply: pageOf(Account),
  }),
  readAccount: endpoint({ ...accounts, method: 'GET', path: '/access/accounts/:id', summary: 'One account', reply: Account }),
  changeStatus: endpoint({
    ...accounts, method: 'PATCH', path: '/access/accounts/:id', summary: 'Disable an account, which signs it out everywhere, or enable it again', body: z.strictObject({ status: AccountStatus, reason: LongText(500) }), reply: Account,
    errors: ['access.own-account', 'access.last-administrator', '403 access.role-beyond-reach'],
  }),
  listGrants: endpoint({ ...accounts, method: 'GET', path: '/access/accounts/:id/grants', summary: 'The roles of an account and where it holds them', reply: z.object({ items: z.array(Grant) }) }),
  giveRole: endpoint({
    ...accounts, method: 'POST', path: '/access/accounts/:id/grants', summary: 'Give a role', status: 201, body: z.strictObject({ role: RoleCode, unitId: Id.nullable().optional(), reason: LongText(500).optional() }),
    reply: z.object({ items: z.array(Grant) }), errors: ['403 access.role-beyond-reach'],
  }),
  takeRole: endpoint({
    ...accounts, method: 'DELETE', path: '/access/accounts/:id/grants/:grantId', summary: 'Take a role away', params: z.object({ id: Id, grantId: Id }), errors: ['access.last-administrator', '403 access.role-beyond-reach'],
  }),
  resetPassword: endpoint({
    ...accounts, method: 'POST', path: '/access/accounts/:id/password-reset', summary: 'Make a one-time link with which the person sets a new password; it is mailed when the account has an address',
    body: Why, reply: z.object({ url: z.string(), expiresAt: Moment, mailed: z.boolean() }), errors: ['403 access.role-beyond-reach'],
  }),
  resetSecondFactor: endpoint({ ...accounts, method: 'DELETE', path: '/access/accounts/:id/second-factor', summary: 'Remove the second factor of somebody who lost it; all sessions end', errors: ['access.no-second-factor', '403 access.role-beyond-reach'] }),
  endSessions: endpoint({ ...accounts, method: 'DELETE', path: '/access/accounts/:id/sessions', summary: 'End all sessions of an account', reply: z.object({ ended: z.number().int() }) }),

  listPermissions: endpoint({ method: 'GET', path: '/access/permissions', permission: 'access.roles', summary: 'All permissions with their names', reply: z.object({ items: z.array(z.object({ permission: z.string(), name: z.string() })) }) }),
  listRoles: endpoint({ method: 'GET', path: '/access/roles', permission: 'access.roles', summary: 'All roles', reply: z.object({ items: z.array(Role) }) }),
  readRole: endpoint({ method: 'GET', path: '/access/roles/:code', permission: 'access.roles', summary: 'One role', params: z.object({ code: RoleCode }), reply: Role, etag: true }),
  putRole: endpoint({ method: 'PUT', path: '/access/roles/:code', permission: 'access.roles', summary: 'Make or change a role', params: z.object({ code: RoleCode }), body: PutRole, reply: Role, etag: true, errors: ['access.last-administrator', '403 access.role-beyond-reach'] }),

  listTokens: endpoint({ method: 'GET', path: '/access/tokens', permission: 'access.tokens', summary: 'Own API tokens; those of everyone with access.accounts and all=true', query: PageQuery.extend({ all: z.enum(['true', 'false']).optional() }), reply: pageOf(Token) }),
  createToken: endpoint({
    method: 'POST', path: '/access/tokens', permission: 'access.tokens', summary: 'Make an API token for the own account; its text is answered once', status: 201, body: CreateToken,
    reply: Token.extend({ token: z.string() }), errors: ['403 access.confirm-again'],
  }),
  revokeToken: endpoint({ method: 'DELETE', path: '/access/tokens/:id', permission: 'access.tokens', summary: 'End a token', params: ById }),
}
