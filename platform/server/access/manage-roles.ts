// Roles as administrators see and change them.
import type { z } from 'zod'
import type { accessApi, Role } from '../../contract/access-admin.ts'
import type { Ctx } from '../ctx.ts'
import { AppError, BadInput, NotFound, Stale } from '../errors.ts'
import { hasMessage, translate } from '../i18n.ts'
import { upsertRole } from './change-roles.ts'
import { keepingAnAdministrator } from './last-administrator.ts'
import { findRole, listRoles, type RoleRow } from './role-store.ts'

type Shown = z.infer<typeof Role>

const shown = (r: RoleRow): Shown => ({
  code: r.code, nameZh: r.name_zh, nameEn: r.name_en, layer: r.layer, privileged: r.privileged, permissions: r.permissions, holders: r.holders, edited: r.edited_by !== null, version: r.version,
})

export const showRoles = async (ctx: Ctx): Promise<{ items: Shown[] }> => ({ items: (await listRoles(ctx)).map(shown) })

export async function showRole(ctx: Ctx, code: string): Promise<Shown> {
  const role = await findRole(ctx, code)
  if (!role) throw new NotFound('role')
  return shown(role)
}

/** Makes or changes a role. It holds everywhere, so it takes access.roles everywhere. Throws Stale, BadInput for unknown permissions, Conflict `access.last-administrator`. */
export async function putRole(ctx: Ctx, code: string, input: z.infer<NonNullable<typeof accessApi.putRole.body>>, ifMatch: number | null): Promise<Shown> {
  if (!ctx.require('access.roles').all) throw new AppError(403, 'access.role-beyond-reach')
  const before = await findRole(ctx, code)
  if (before && ifMatch !== null && before.version !== ifMatch) throw new Stale(before.version)
  const unknown = input.permissions.flatMap((p, i) => (ctx.host.registry.permissions.has(p.permission) ? [] : [{ pointer: `/permissions/${i}/permission`, code: 'access.unknown-permission' }]))
  if (unknown.length > 0) throw new BadInput(unknown)
  const { reason, ...role } = input
  await keepingAnAdministrator(ctx, () => upsertRole(ctx, { ...role, code }, reason))
  return showRole(ctx, code)
}

/** Every permission of the product with its name in the reader's language. */
export function showPermissions(ctx: Ctx): { items: { permission: string; name: string }[] } {
  const name = (permission: string) => (hasMessage(`permission.${permission}`) ? translate(ctx.locale, `permission.${permission}`) : permission)
  return { items: [...ctx.host.registry.permissions].sort().map((permission) => ({ permission, name: name(permission) })) }
}
