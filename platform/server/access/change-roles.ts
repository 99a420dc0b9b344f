// Roles are bundles of permissions with a reach; a person has no right but through a role (§7.4: least privilege).
import { GrantGiven, GrantTaken, RoleChanged, type Layer } from '../../contract/access.ts'
import type { Changes } from '../../contract/event.ts'
import { SYSTEM_ID, type Ctx } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { accessChanged } from './access-changed.ts'
import { findAccount } from './account-store.ts'
import { keepingAnAdministrator } from './last-administrator.ts'
import { deleteGrant, findRole, grantsOf, insertGrant, roleExists, saveRole, type GrantRow, type RolePermission, type RoleRow } from './role-store.ts'

export interface RoleInput {
  code: string; nameZh: string; nameEn: string; layer: Layer; permissions: readonly RolePermission[]
  /** Who holds it must have a second factor (§7.4, R7.4-5). */
  privileged: boolean
}

/** Makes or changes a role. By the product itself (seed) it leaves roles alone that a person has edited. */
export async function upsertRole(ctx: Ctx, input: RoleInput, reason?: string): Promise<void> {
  const before = await findRole(ctx, input.code)
  const bySystem = ctx.actor.id === SYSTEM_ID
  if (before?.edited_by && bySystem) return
  const after = {
    code: input.code, name_zh: input.nameZh, name_en: input.nameEn, layer: input.layer, privileged: input.privileged,
    edited_by: bySystem ? null : ctx.actor.id, permissions: sorted(input.permissions),
  }
  const changes = differences(before, after)
  if (Object.keys(changes).length === 0) return
  await saveRole(ctx, after)
  await ctx.emit(RoleChanged, { role: input.code }, { changes, reason })
  accessChanged(ctx)
}

function sorted(permissions: readonly RolePermission[]): RolePermission[] {
  const unique = new Map(permissions.map((p) => [`${p.permission} ${p.reach}`, { permission: p.permission, reach: p.reach }]))
  return [...unique.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, p]) => p)
}

function differences(before: RoleRow | null, after: Pick<RoleRow, 'name_zh' | 'name_en' | 'layer' | 'privileged' | 'permissions'>): Changes {
  const texts = (list: readonly RolePermission[] | undefined) => (list ? sorted(list).map((p) => `${p.permission}:${p.reach}`) : null)
  const fields = {
    nameZh: [before?.name_zh, after.name_zh], nameEn: [before?.name_en, after.name_en], layer: [before?.layer, after.layer],
    privileged: [before?.privileged, after.privileged], permissions: [texts(before?.permissions), texts(after.permissions)],
  }
  return Object.fromEntries(Object.entries(fields).filter(([, [from, to]]) => JSON.stringify(from) !== JSON.stringify(to))
    .map(([name, [from, to]]) => [name, { from: from ?? null, to }]))
}

/** Gives a role to an account, in a unit or (without one) in the account's own unit. Nothing happens when it is held already. Throws NotFound. */
export async function grantRole(ctx: Ctx, input: { accountId: string; role: string; unitId?: string | null }, reason?: string): Promise<void> {
  if (!await findAccount(ctx, input.accountId)) throw new NotFound('account')
  if (!await roleExists(ctx, input.role)) throw new NotFound('role')
  const unitId = input.unitId ?? null
  if (!await insertGrant(ctx, input.accountId, input.role, unitId)) return
  await ctx.emit(GrantGiven, { accountId: input.accountId, role: input.role, unitId }, { changes: { role: { from: null, to: input.role } }, reason })
  accessChanged(ctx)
}

/** Takes a role away; false when it was not held there. */
export async function revokeRole(ctx: Ctx, input: { accountId: string; role: string; unitId?: string | null }, reason?: string): Promise<boolean> {
  const unitId = input.unitId ?? null
  if (!await keepingAnAdministrator(ctx, () => deleteGrant(ctx, input.accountId, input.role, unitId))) return false
  await ctx.emit(GrantTaken, { accountId: input.accountId, role: input.role, unitId }, { changes: { role: { from: input.role, to: null } }, reason })
  accessChanged(ctx)
  return true
}

/** The roles of an account and where it holds them, oldest first. */
export async function listGrants(ctx: Ctx, accountId: string): Promise<{ role: string; unitId: string | null; grantedAt: Date; grantedBy: string }[]> {
  return (await grantsOf(ctx, accountId)).map((g: GrantRow) => ({ role: g.role, unitId: g.unit_id, grantedAt: g.granted_at, grantedBy: g.granted_by }))
}
