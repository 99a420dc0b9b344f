// Roles as the organisation sees them: names, layer, permissions (§1.1: every role carries one layer).
import type { z } from 'zod'
import { listRoles as rolesOf } from '../../../platform/server/access/public.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import type { Role } from '../contract/role.ts'

export async function listRoles(ctx: Ctx, layer: string | undefined): Promise<{ items: z.infer<typeof Role>[]; nextCursor: null }> {
  if (!ctx.reach('org.read')) return { items: [], nextCursor: null }
  const roles = (await rolesOf(ctx)).filter((r) => layer === undefined || r.layer === layer)
  return {
    items: roles.map((r) => ({ code: r.code, name: ctx.locale === 'en' ? r.name_en : r.name_zh, nameZh: r.name_zh, nameEn: r.name_en, layer: r.layer, privileged: r.privileged, permissions: r.permissions })),
    nextCursor: null,
  }
}
