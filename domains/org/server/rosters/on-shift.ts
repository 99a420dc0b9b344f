// Who is on shift: the questions that other domains ask. A unit may have several rosters; whoever is on one of them is on shift.
import { sql, type SqlBool } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { nextShift, onShiftAt, presentFrom } from './expand-shifts.ts'
import { absencesBetween, findRosters, loadPlans, rosteredAmong, rostersNaming, rostersNamingAny } from './roster-queries.ts'

const AHEAD_MS = 62 * 86_400_000
const ofUnit = (unitId: string) => sql<SqlBool>`r.unit_id = ${unitId}`

/** True when somebody plans duty for the unit: only then does "nobody is on shift" mean anything. */
export const hasRoster = async (ctx: Ctx, unitId: string): Promise<boolean> => (await findRosters(ctx, ofUnit(unitId), 'active')).length > 0

/** Accounts on shift for the unit itself at a moment, without those who are absent; empty also when the unit has no roster (`hasRoster`). */
export async function onShift(ctx: Ctx, unitId: string, at: Date): Promise<string[]> {
  const plans = await loadPlans(ctx, await findRosters(ctx, ofUnit(unitId), 'active'), at, at)
  if (plans.length === 0) return []
  const absences = await absencesBetween(ctx, at, new Date(at.getTime() + 1))
  return [...new Set(plans.flatMap((p) => onShiftAt(p, absences, at.getTime())))]
}

/** True when the account is on shift anywhere at the moment and not absent. */
export async function isOnShift(ctx: Ctx, accountId: string, at: Date): Promise<boolean> {
  const plans = await loadPlans(ctx, await findRosters(ctx, rostersNaming(accountId), 'active'), at, at)
  if (plans.length === 0) return false
  const absences = await absencesBetween(ctx, at, new Date(at.getTime() + 1), [accountId])
  return plans.some((p) => onShiftAt(p, absences, at.getTime()).includes(accountId))
}

/** True when some roster plans the account at all; who is on no roster has no shifts to wait for. */
export const isRostered = async (ctx: Ctx, accountId: string): Promise<boolean> => (await findRosters(ctx, rostersNaming(accountId), 'active')).length > 0

/** The first moment from `from` on at which somebody is on shift for the unit and present (`from` itself when somebody is now); null without any within 62 days. */
export async function nextOnShift(ctx: Ctx, unitId: string, from: Date): Promise<{ at: Date; accountIds: string[] } | null> {
  const until = new Date(from.getTime() + AHEAD_MS)
  const plans = await loadPlans(ctx, await findRosters(ctx, ofUnit(unitId), 'active'), from, until)
  if (plans.length === 0) return null
  const absences = await absencesBetween(ctx, from, until), found = plans.map((p) => nextShift(p, absences, from.getTime())).filter((n) => n !== null)
  if (found.length === 0) return null
  const at = Math.min(...found.map((n) => n.at))
  return { at: new Date(at), accountIds: [...new Set(plans.flatMap((p) => onShiftAt(p, absences, at)))] }
}

/** Until when the account is absent, across absences that follow one another; null when present at the moment. */
export async function absentUntil(ctx: Ctx, accountId: string, at: Date): Promise<Date | null> {
  const absences = await absencesBetween(ctx, at, new Date(at.getTime() + 400 * 86_400_000), [accountId])
  const until = presentFrom(absences, accountId, at.getTime())
  return until > at.getTime() ? new Date(until) : null
}

/** off: planned on some roster, not now. none: on no roster, so that there is no shift to wait for. */
export interface Duty { readonly shift: 'on' | 'off' | 'none'; readonly absentUntil: Date | null }

/** The duty of several people at a moment, in a few statements however many they are. */
export async function dutyOf(ctx: Ctx, accountIds: readonly string[], at: Date): Promise<Map<string, Duty>> {
  if (accountIds.length === 0) return new Map()
  const rosters = await findRosters(ctx, rostersNamingAny(accountIds), 'active'), plans = await loadPlans(ctx, rosters, at, at), planned = await rosteredAmong(ctx, accountIds, at)
  const absences = await absencesBetween(ctx, at, new Date(at.getTime() + 400 * 86_400_000), accountIds), on = new Set(plans.flatMap((p) => onShiftAt(p, absences, at.getTime())))
  return new Map(accountIds.map((id) => {
    const until = presentFrom(absences, id, at.getTime())
    return [id, { shift: on.has(id) ? 'on' : planned.has(id) ? 'off' : 'none', absentUntil: until > at.getTime() ? new Date(until) : null }]
  }))
}
