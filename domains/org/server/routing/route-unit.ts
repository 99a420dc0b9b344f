// Where new work lands, and the rules that say so.
import type { z } from 'zod'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict, Forbidden } from '../../../../platform/server/errors.ts'
import { RoutingChanged } from '../../contract/events.ts'
import type { RoutingRule, SetRoutingRules } from '../../contract/role.ts'
import { unitsAsOf } from '../units/unit-queries.ts'
import { pickUnit } from './pick-unit.ts'
import { loadRules, replaceRules } from './routing-store.ts'

/** The unit that takes new work (R2.1-6, R2.1-7); `regionId` is the region of the customer. Throws Conflict `org-no-unit` when no unit takes work. */
export async function routeUnit(ctx: Ctx, work: { serviceLine?: string | null; problemClass?: string | null; requesterType?: string | null; regionId?: string | null }): Promise<string> {
  const unit = pickUnit({ serviceLine: work.serviceLine ?? null, problemClass: work.problemClass ?? null, requesterType: work.requesterType ?? null, regionId: work.regionId ?? null },
    await loadRules(ctx), await unitsAsOf(ctx, ctx.now()))
  if (!unit) throw new Conflict('org-no-unit')
  return unit
}

export async function listRouting(ctx: Ctx): Promise<{ items: z.infer<typeof RoutingRule>[]; nextCursor: null }> {
  if (!ctx.reach('org.read')) return { items: [], nextCursor: null }
  const names = new Map((await unitsAsOf(ctx, ctx.now())).map((u) => [u.id, ctx.locale === 'en' ? u.nameEn : u.nameZh]))
  const named = (id: string) => ({ id, name: names.get(id) ?? '' })
  return {
    items: (await loadRules(ctx)).map((r) => ({ id: r.id, position: r.position, serviceLine: r.service_line, problemClass: r.problem_class, requesterType: r.requester_type, region: r.region_id ? named(r.region_id) : null, unit: named(r.unit_id) })),
    nextCursor: null,
  }
}

/** Replaces all rules; only for those who manage the whole organisation. */
export async function setRouting(ctx: Ctx, { rules }: SetRoutingRules): Promise<void> {
  if (!ctx.require('org.manage').all) throw new Forbidden('org.manage')
  const open = new Set((await unitsAsOf(ctx, ctx.now())).filter((u) => u.state !== 'closed').map((u) => u.id))
  const wrong = rules.flatMap((r, i) => [
    ...(open.has(r.unitId) ? [] : [{ pointer: `/rules/${i}/unitId`, code: 'org.unit-unknown' }]),
    ...(!r.regionId || open.has(r.regionId) ? [] : [{ pointer: `/rules/${i}/regionId`, code: 'org.unit-unknown' }]),
  ])
  if (wrong.length > 0) throw new BadInput(wrong)
  const before = await loadRules(ctx)
  const rows = rules.map((r) => ({ service_line: r.serviceLine ?? null, problem_class: r.problemClass ?? null, requester_type: r.requesterType ?? null, region_id: r.regionId ?? null, unit_id: r.unitId }))
  await replaceRules(ctx, rows)
  await ctx.emit(RoutingChanged, { rules: rows.length }, { changes: { rules: { from: before.map(({ id: _id, position: _p, ...r }) => r), to: rows } } })
}
