// Plans duty: rosters, the week, single days. What has begun is never rewritten.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict, NotFound, type FieldError } from '../../../../platform/server/errors.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { RosterChanged, RosterCreated } from '../../contract/events.ts'
import type { CreateRoster, PatchRoster, SetDay, SetWeek, ShiftFields } from '../../contract/roster.ts'
import { unitAsOf } from '../units/unit-queries.ts'
import { dateText } from './expand-shifts.ts'
import { activeStaff, findRoster } from './roster-queries.ts'
import { insertRoster, replaceDay, replaceWeek, saveRoster, type NewShift, type RosterRow } from './roster-store.ts'
import { requirePlanner } from './who-may-plan.ts'

/** Returns the id. Throws BadInput for an unknown unit, Conflict for a closed one, Forbidden. */
export async function createRoster(ctx: Ctx, input: CreateRoster): Promise<string> {
  const unit = await unitAsOf(ctx, input.unitId, ctx.now())
  if (!unit) throw new BadInput([{ pointer: '/unitId', code: 'org.unit-unknown' }])
  await requirePlanner(ctx, unit.id)
  if (unit.state === 'closed') throw new Conflict('org-unit-closed')
  const id = newId()
  await insertRoster(ctx, { id, unitId: unit.id, name: input.name, zone: input.zone })
  await ctx.emit(RosterCreated, { rosterId: id, unitId: unit.id }, { changes: { roster: { from: null, to: { name: input.name, zone: input.zone } } } })
  return id
}

/** The roster, if the actor may plan it. Throws NotFound, Forbidden; Conflict for an ended one. */
export async function plannedRoster(ctx: Ctx, id: string): Promise<RosterRow> {
  const roster = await findRoster(ctx, id)
  if (!roster) throw new NotFound('roster')
  await requirePlanner(ctx, roster.unit_id)
  return roster
}

export async function patchRoster(ctx: Ctx, id: string, patch: PatchRoster, ifMatch: number | null): Promise<void> {
  const before = await plannedRoster(ctx, id)
  const changed = (['name', 'state'] as const).filter((f) => patch[f] !== undefined && patch[f] !== before[f])
  if (changed.length === 0) return
  await saveRoster(ctx, id, patch, ifMatch)
  await announce(ctx, before, Object.fromEntries(changed.map((f) => [f, { from: before[f], to: patch[f] }])))
}

/** Throws BadInput for a date that has passed, an unknown person, or two shifts of one person that overlap. */
export async function setWeek(ctx: Ctx, id: string, input: SetWeek, ifMatch: number | null): Promise<void> {
  const roster = await plannedRoster(ctx, id), today = dateText(roster.zone, ctx.now().getTime()), from = input.from ?? today
  if (from < today) throw new BadInput([{ pointer: '/from', code: 'org.effective-past' }])
  const shifts = input.shifts.map((s): NewShift => ({ ...rowOf(s), weekday: s.weekday, on_date: null }))
  await requireSound(ctx, shifts, true)
  await saveRoster(ctx, id, {}, ifMatch)
  await replaceWeek(ctx, id, from, shifts)
  await announce(ctx, roster, { week: { from: null, to: { from, shifts: input.shifts.length } } })
}

export async function setDay(ctx: Ctx, id: string, date: string, input: SetDay): Promise<void> {
  const roster = await plannedRoster(ctx, id)
  requireComing(ctx, roster, date)
  const shifts = input.shifts.map((s): NewShift => ({ ...rowOf(s), weekday: null, on_date: date }))
  await requireSound(ctx, shifts, false)
  await replaceDay(ctx, id, date, { reason: input.reason ?? null, shifts })
  await announce(ctx, roster, { day: { from: null, to: { date, shifts: input.shifts.length } } }, input.reason)
}

export async function clearDay(ctx: Ctx, id: string, date: string): Promise<void> {
  const roster = await plannedRoster(ctx, id)
  requireComing(ctx, roster, date)
  await replaceDay(ctx, id, date, null)
  await announce(ctx, roster, { day: { from: date, to: null } })
}

function requireComing(ctx: Ctx, roster: RosterRow, date: string): void {
  if (date < dateText(roster.zone, ctx.now().getTime())) throw new BadInput([{ pointer: '/params/date', code: 'org.effective-past' }])
}

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** An end that is not after its start lies on the next date. */
function rowOf(s: ShiftFields): Omit<NewShift, 'weekday' | 'on_date'> {
  const from = minuteOf(s.from), to = minuteOf(s.to)
  return { name: s.name ?? null, from_minute: from, to_minute: to > from ? to : to + 1440, people: [...new Set(s.people)] }
}

const WEEK = 7 * 1440

/** Everybody named is active staff, and nobody is on two shifts at once. */
async function requireSound(ctx: Ctx, shifts: readonly NewShift[], weekly: boolean): Promise<void> {
  const staff = await activeStaff(ctx, shifts.flatMap((s) => s.people)), errors: FieldError[] = []
  for (const [i, shift] of shifts.entries()) {
    for (const [n, id] of shift.people.entries()) {
      if (!staff.has(id)) errors.push({ pointer: `/shifts/${i}/people/${n}`, code: 'org.person-unknown' })
      else if (shifts.slice(0, i).some((other) => other.people.includes(id) && overlap(shift, other, weekly))) errors.push({ pointer: `/shifts/${i}/people/${n}`, code: 'org.shifts-overlap' })
    }
  }
  if (errors.length > 0) throw new BadInput(errors)
}

/** In a week, the night of Sunday reaches into Monday. */
function overlap(a: NewShift, b: NewShift, weekly: boolean): boolean {
  const start = (s: NewShift) => ((s.weekday ?? 1) - 1) * 1440 + s.from_minute, length = (s: NewShift) => s.to_minute - s.from_minute
  const gap = weekly ? ((start(b) - start(a)) % WEEK + WEEK) % WEEK : start(b) - start(a)
  return weekly ? gap < length(a) || WEEK - gap < length(b) : gap < length(a) && -gap < length(b)
}

export const announce = (ctx: Ctx, roster: RosterRow, changes: Record<string, { from: unknown; to: unknown }>, reason?: string): Promise<unknown> =>
  ctx.emit(RosterChanged, { rosterId: roster.id, unitId: roster.unit_id }, { changes, ...(reason ? { reason } : {}) })
