// What a new installation begins with: the role set, and a small tree so that work has somewhere to land.
import { upsertRole } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { loadRules, replaceRules } from '../routing/routing-store.ts'
import { createUnit } from '../units/create-unit.ts'
import { unitsAsOf } from '../units/unit-queries.ts'
import { permissionsOf, ROLE_SEEDS } from './role-seeds.ts'

/** Roles with those of their permissions that the modules of this product declare. */
export async function seedRoles(ctx: Ctx): Promise<void> {
  const declared = ctx.host.registry.permissions
  for (const { rights, ...role } of ROLE_SEEDS) await upsertRole(ctx, { ...role, permissions: permissionsOf(rights).filter((p) => declared.has(p.permission)) })
}

/** HQ, one region, one frontline team; only while there is no unit at all. */
export async function seedFirstUnits(ctx: Ctx): Promise<void> {
  if ((await unitsAsOf(ctx, ctx.now())).length > 0) return
  await seedBelow(ctx, await seedHeadquarters(ctx))
}

/** The root of the tree; its id, also when it was there already. */
export async function seedHeadquarters(ctx: Ctx): Promise<string> {
  const there = (await unitsAsOf(ctx, ctx.now())).find((u) => u.parentId === null)
  return there?.id ?? createUnit(ctx, { code: 'HQ', nameZh: '总部技术支持中心', nameEn: 'HQ support centre', tier: 'hq', layer: 'strategic', function: 'process-management', state: 'active' })
}

/** A root that stands alone, as the demo company leaves it behind, gets what a new installation begins with. */
export async function seedBelowLoneRoot(ctx: Ctx): Promise<void> {
  const units = await unitsAsOf(ctx, ctx.now())
  if (units.length === 1) await seedBelow(ctx, units[0]!.id)
}

/** One region and one team, so that work has somewhere to land. */
async function seedBelow(ctx: Ctx, hq: string): Promise<void> {
  const region = await createUnit(ctx, { code: 'R1', nameZh: '第一区域技术支持中心', nameEn: 'Regional support centre 1', tier: 'region', parentId: hq, function: 'technical-support', state: 'active' })
  const team = await createUnit(ctx, { code: 'F1', nameZh: '第一基层技术支持团队', nameEn: 'Frontline team 1', tier: 'frontline', parentId: region, function: 'technical-support', state: 'active' })
  if ((await loadRules(ctx)).length === 0) await replaceRules(ctx, [{ service_line: null, problem_class: null, requester_type: null, region_id: null, unit_id: team }])
}
