// What account managers may do, and with whom: only within their reach, and never with somebody more powerful (§7.4).
import type { z } from 'zod'
import type { accessApi, Account, Grant } from '../../contract/access-admin.ts'
import type { Ctx } from '../ctx.ts'
import { AppError, BadInput, Conflict, Forbidden, NotFound } from '../errors.ts'
import { Id } from '../../contract/ids.ts'
import { decodeCursor, toPage } from '../paging.ts'
import { inScope } from '../scope.ts'
import { listedAccount, listedAccounts, isPowerful, type ListedAccount } from './account-queries.ts'
import { findAccount, type AccountRow } from './account-store.ts'
import { grantRole, revokeRole } from './change-roles.ts'
import { updateAccount } from './create-account.ts'
import { removeSecondFactor } from './enrol-second-factor.ts'
import { sendLink } from './mail-link.ts'
import { endSessions } from './open-session.ts'
import { findRole, grantsOf, listRoles, type RoleRow } from './role-store.ts'

type Shown = z.infer<typeof Account>

const shown = (a: ListedAccount): Shown => ({
  id: a.id, kind: a.kind, name: a.name, email: a.email, status: a.status, unitId: a.unit_id, customerId: a.customer_id, roles: a.roles, hasPassword: a.has_password, secondFactor: a.second_factor,
  lastSignInAt: a.last_sign_in_at?.toISOString() ?? null, createdAt: a.created_at.toISOString(),
})

export async function listAccounts(ctx: Ctx, query: z.infer<NonNullable<typeof accessApi.listAccounts.query>>): Promise<{ items: Shown[]; nextCursor: string | null }> {
  const key = query.cursor ? decodeCursor(query.cursor, 2) : null
  if (key && !Id.safeParse(key[1]).success) throw new BadInput([{ pointer: '/query/cursor', code: 'paging.cursor' }])
  const rows = await listedAccounts(ctx, ctx.require('access.accounts'), query, key ? { name: String(key[0]), id: String(key[1]) } : null, query.limit + 1)
  return toPage(rows, query.limit, (r) => [r.name, r.id], shown)
}

export async function readAccount(ctx: Ctx, id: string): Promise<Shown> {
  const row = await listedAccount(ctx, ctx.require('access.accounts'), id)
  if (!row) throw new NotFound('account')
  return shown(row)
}

/** The account, when access.accounts reaches it; NotFound otherwise. */
export async function requireAccountInReach(ctx: Ctx, id: string): Promise<AccountRow> {
  const reach = ctx.reach('access.accounts'), account = reach ? await findAccount(ctx, id) : null
  if (!account || !inScope(reach, ctx.actor.id, { unitId: account.unit_id, customerId: account.customer_id, people: [account.id] })) throw new NotFound('account')
  return account
}

/** As above, and refused for accounts that may more than the own unit does: their password would be a way up. */
async function requireManageable(ctx: Ctx, id: string): Promise<AccountRow> {
  const account = await requireAccountInReach(ctx, id)
  if (!ctx.require('access.accounts').all && await isPowerful(ctx, id)) throw new AppError(403, 'access.role-beyond-reach')
  return account
}

/** Disables or enables with a reason. Nobody disables the own account. */
export async function changeStatus(ctx: Ctx, id: string, status: 'active' | 'disabled', reason: string): Promise<Shown> {
  await requireManageable(ctx, id)
  if (id === ctx.actor.id) throw new Conflict('access.own-account')
  await updateAccount(ctx, id, { status }, reason)
  return readAccount(ctx, id)
}

export async function showGrants(ctx: Ctx, accountId: string): Promise<{ items: z.infer<typeof Grant>[] }> {
  await requireAccountInReach(ctx, accountId)
  const roles = new Map((await listRoles(ctx)).map((r) => [r.code, r]))
  return {
    items: (await grantsOf(ctx, accountId)).map((g) => ({
      id: g.id, role: g.role, nameZh: roles.get(g.role)?.name_zh ?? g.role, nameEn: roles.get(g.role)?.name_en ?? g.role, unitId: g.unit_id, grantedAt: g.granted_at.toISOString(), grantedBy: g.granted_by,
    })),
  }
}

/** Gives a role within the own reach: one that reaches everything needs access.accounts everywhere, a privileged one access.roles too. */
export async function giveRole(ctx: Ctx, accountId: string, input: { role: string; unitId?: string | null | undefined; reason?: string | undefined }): Promise<void> {
  const account = await requireAccountInReach(ctx, accountId), role = await findRole(ctx, input.role)
  if (!role) throw new BadInput([{ pointer: '/role', code: 'access.unknown-role' }])
  if (account.kind === 'requester' && role.privileged) throw new BadInput([{ pointer: '/role', code: 'access.staff-role' }])
  requireRoleWithinReach(ctx, role, input.unitId ?? account.unit_id)
  await grantRole(ctx, { accountId, role: role.code, unitId: input.unitId ?? null }, input.reason)
}

function requireRoleWithinReach(ctx: Ctx, role: RoleRow, unitId: string | null): void {
  const reach = ctx.require('access.accounts')
  const everywhere = role.permissions.some((p) => p.reach === 'all')
  if (role.privileged && !ctx.reach('access.roles')) throw new Forbidden('access.roles', 'access.role-beyond-reach')
  if (!reach.all && (everywhere || role.privileged || !unitId || !reach.units.has(unitId))) throw new AppError(403, 'access.role-beyond-reach')
}

export async function takeRole(ctx: Ctx, accountId: string, grantId: string): Promise<void> {
  await requireManageable(ctx, accountId)
  const grant = (await grantsOf(ctx, accountId)).find((g) => g.id === grantId)
  if (!grant) throw new NotFound('grant')
  await revokeRole(ctx, { accountId, role: grant.role, unitId: grant.unit_id })
}

/** A link for a new password; the sessions stay until it is used. Throws Conflict `access.account-disabled`. */
export async function resetPasswordOf(ctx: Ctx, accountId: string): Promise<{ url: string; expiresAt: string; mailed: boolean }> {
  const account = await requireManageable(ctx, accountId)
  if (account.status !== 'active') throw new Conflict('access.account-disabled')
  const link = await sendLink(ctx, account, account.password_hash ? 'password-reset' : 'invitation')
  return { ...link, expiresAt: link.expiresAt.toISOString() }
}

/** For somebody who lost the authenticator and the recovery codes: all sessions end, a new second factor is owed where one is required. */
export async function resetSecondFactorOf(ctx: Ctx, accountId: string): Promise<void> {
  const account = await requireManageable(ctx, accountId)
  if (!account.totp_enrolled_at) throw new Conflict('access.no-second-factor')
  await removeSecondFactor(ctx, accountId, true)
  await endSessions(ctx, accountId, {}, 'second-factor-changed')
}

export async function endSessionsOf(ctx: Ctx, accountId: string): Promise<number> {
  await requireAccountInReach(ctx, accountId)
  return endSessions(ctx, accountId, {}, 'by-administrator')
}
