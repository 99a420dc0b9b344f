// Where the work of the demo company lands. Its rules stand before those of the company, which stay as they are: some of them may name
// units that do not exist yet in the days that the story tells of.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { RoutingChanged } from '../../contract/events.ts'
import type { SetRoutingRules } from '../../contract/role.ts'
import { insertRules, loadRules } from '../routing/routing-store.ts'

/** Puts the rules, in their order, before all others. They go with their units (demo-units-store.ts). */
export async function routeFirst(ctx: Ctx, rules: SetRoutingRules['rules']): Promise<void> {
  const before = await loadRules(ctx), first = (before[0]?.position ?? 1) - rules.length
  const rows = rules.map((r, i) => ({ id: newId(), position: first + i, service_line: r.serviceLine ?? null, problem_class: r.problemClass ?? null, requester_type: r.requesterType ?? null, region_id: r.regionId ?? null, unit_id: r.unitId }))
  await insertRules(ctx, rows)
  await ctx.emit(RoutingChanged, { rules: before.length + rows.length }, { changes: { rules: { from: before, to: [...rows, ...before] } } })
}
