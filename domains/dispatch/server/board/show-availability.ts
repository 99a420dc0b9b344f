// How many of the own team can take a case now: neither away nor off shift (screen 01).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { dutyOf, listStaff } from '../../../org/public.ts'
import { ruleFor } from '../rules/rule-for-case.ts'

/** Without a unit, or where nobody is given cases, there is nothing to count. */
export async function showAvailability(ctx: Ctx): Promise<{ here: number; of: number }> {
  const unitId = ctx.actor.unitId
  if (unitId === null) return { here: 0, of: 0 }
  const { roles } = (await ruleFor(ctx, unitId, null)).definition, team = (await listStaff(ctx, { unitId })).filter((s) => s.roles.some((r) => roles.includes(r))).map((s) => s.id)
  const duty = await dutyOf(ctx, team, ctx.now())
  return { here: team.filter((id) => { const d = duty.get(id)!; return d.absentUntil === null && d.shift !== 'off' }).length, of: team.length }
}
