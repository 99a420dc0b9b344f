// Takes units, people and routing rules of the demo company out (RX-17).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { RoutingChanged } from '../../contract/events.ts'
import { deleteDemoPeople, deleteDemoUnits, holdSinceMade, ownBelowDemo } from './demo-units-store.ts'

export async function removeDemo(ctx: Ctx): Promise<string[]> {
  await deleteDemoPeople(ctx)
  const { units, people } = await ownBelowDemo(ctx)
  if (units.length + people.length > 0) return [
    ...units.map((name) => `部门 ${name} 在示例部门之下，请先移走 / unit ${name} stands below a demo unit, move it first`),
    ...people.map((p) => `${p.person} 在示例部门 ${p.unit} 任职，请先结束 / ${p.person} holds a post in the demo unit ${p.unit}, end it first`),
  ]
  const rules = await deleteDemoUnits(ctx)
  if (rules > 0) await ctx.emit(RoutingChanged, { rules })
  await holdSinceMade(ctx)
  return []
}
