// Rosters on the wire: the week, who is on now, the shifts of some days, who is away.
import { sql, type SqlBool } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, NotFound } from '../../../../platform/server/errors.ts'
import { inScope, scopeFilter } from '../../../../platform/server/scope.ts'
import type { Absence, Roster, RosterShift, RosterShifts } from '../../contract/roster.ts'
import { expandUnits, unitsAsOf } from '../units/unit-queries.ts'
import { dateText, expandShifts, isAbsent, presentFrom, type Absence as Away, type Shift } from './expand-shifts.ts'
import { nextOnShift, onShift } from './on-shift.ts'
import { absenceRows, absencesBetween, findRoster, findRosters, handoversBetween, loadPlans, namesOf, weekRows, type AbsenceRow, type HandoverRow, type Plan } from './roster-queries.ts'
import type { RosterRow } from './roster-store.ts'
import { mayManagePerson, mayPlan } from './who-may-plan.ts'

const DAY = 86_400_000, MOST_DAYS = 62
const readable = (ctx: Ctx) => scopeFilter(ctx.reach('org.read'), ctx.actor.id, { unit: 'r.unit_id' })

export async function listRosters(ctx: Ctx, q: { unitId?: string | undefined; state: 'active' | 'ended' }): Promise<{ items: Roster[]; nextCursor: null }> {
  const rows = await findRosters(ctx, q.unitId ? sql<SqlBool>`${readable(ctx)} and r.unit_id = ${q.unitId}` : readable(ctx), q.state)
  return { items: await shownRosters(ctx, rows), nextCursor: null }
}

/** Throws NotFound, also out of reach of `org.read`. */
export async function showRoster(ctx: Ctx, id: string): Promise<Roster> {
  const row = await findRoster(ctx, id)
  if (!row || !inScope(ctx.reach('org.read'), ctx.actor.id, { unitId: row.unit_id })) throw new NotFound('roster')
  return (await shownRosters(ctx, [row]))[0]!
}

async function shownRosters(ctx: Ctx, rows: readonly RosterRow[]): Promise<Roster[]> {
  const now = ctx.now(), units = new Map((await unitsAsOf(ctx, now)).map((u) => [u.id, ctx.locale === 'en' ? u.nameEn : u.nameZh])), shifts = await weekRows(ctx, rows.map((r) => r.id), now), made: Roster[] = []
  for (const row of rows) {
    const own = shifts.filter((s) => s.roster === row.id), onNow = row.state === 'active' ? await onShift(ctx, row.unit_id, now) : [], next = row.state === 'active' && onNow.length === 0 ? await nextOnShift(ctx, row.unit_id, now) : null
    const names = await namesOf(ctx, [...own.flatMap((s) => s.people), ...onNow, ...(next?.accountIds ?? [])]), named = (ids: readonly string[]) => ids.map((id) => ({ id, name: names.get(id) ?? '' }))
    made.push({ id: row.id, unit: { id: row.unit_id, name: units.get(row.unit_id) ?? '' }, name: row.name, zone: row.zone, state: row.state, version: row.version, mayManage: await mayPlan(ctx, row.unit_id), weeks: weeksOf(own, named), onNow: named(onNow),
      next: next && { at: next.at.toISOString(), people: named(next.accountIds) } })
  }
  return made
}

function weeksOf(shifts: readonly Shift[], named: (ids: readonly string[]) => { id: string; name: string }[]): Roster['weeks'] {
  const starts = [...new Set(shifts.map((s) => s.validFrom))].sort()
  return starts.map((from) => {
    const own = shifts.filter((s) => s.validFrom === from)
    return { from, to: own[0]!.validTo, shifts: own.map((s) => ({ id: s.id, weekday: s.weekday!, name: s.name, from: clock(s.from), to: clock(s.to), people: named(s.people) })) }
  })
}

/** `24:00` ends a date; later ends are by the clock of the next one. */
const clock = (minute: number): string => { const m = minute > 1440 ? minute - 1440 : minute; return `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}` }

/** The shifts that start between two dates, both included. Throws NotFound; BadInput for more than 62 days. */
export async function showShifts(ctx: Ctx, id: string, q: { from: string; to: string }): Promise<RosterShifts> {
  const roster = await findRoster(ctx, id)
  if (!roster || !inScope(ctx.reach('org.read'), ctx.actor.id, { unitId: roster.unit_id })) throw new NotFound('roster')
  const first = Date.parse(`${q.from}T00:00:00Z`), last = Date.parse(`${q.to}T00:00:00Z`)
  if (last < first || last - first > MOST_DAYS * DAY) throw new BadInput([{ pointer: '/query/to', code: 'org.days-range' }])
  const from = new Date(first - 2 * DAY), to = new Date(last + 3 * DAY), [plan] = await loadPlans(ctx, [roster], from, to)
  const found = expandShifts(plan!, from.getTime(), to.getTime()).filter((o) => o.date >= q.from && o.date <= q.to), absences = await absencesBetween(ctx, from, to), notes = await handoversBetween(ctx, id, q.from, q.to)
  const names = await namesOf(ctx, [...found.flatMap((o) => o.people), ...plan!.swaps.flatMap((s) => [s.out, s.in ?? s.out])])
  return { zone: roster.zone, from: q.from, to: q.to, days: plan!.dayRows.filter((d) => d.date >= q.from && d.date <= q.to), items: found.map((o) => shownShift(ctx, plan!, o, absences, notes, (key) => ({ id: key, name: names.get(key) ?? '' }))) }
}

function shownShift(ctx: Ctx, plan: Plan, o: ReturnType<typeof expandShifts>[number], absences: readonly Away[], notes: readonly HandoverRow[], named: (id: string) => { id: string; name: string }): RosterShift {
  const now = ctx.now().getTime(), swaps = plan.swapRows.filter((s) => s.shiftId === o.shiftId && s.date === o.date), note = notes.find((n) => n.shift_id === o.shiftId && n.date === o.date)
  const away = (id: string): string | null => { const at = Math.min(Math.max(now, o.from), o.to - 1); return isAbsent(absences, id, at) ? new Date(presentFrom(absences, id, at)).toISOString() : null }
  return {
    shiftId: o.shiftId, date: o.date, name: o.name, from: new Date(o.from).toISOString(), to: new Date(o.to).toISOString(), single: plan.days.has(o.date), now: o.from <= now && now < o.to,
    people: o.people.map((id) => { const swap = swaps.find((s) => s.in === id); return { ...named(id), inFor: swap ? named(swap.out) : null, swapId: swap?.id ?? null, absentUntil: away(id) } }),
    empty: swaps.filter((s) => s.in === null).map((s) => ({ ...named(s.out), swapId: s.id })),
    handover: note ? { id: note.id, text: note.body, author: { id: note.author_id, name: note.author_name }, at: note.at.toISOString(), takenBy: note.taken_by ? { id: note.taken_by, name: note.taken_by_name ?? '' } : null, takenAt: note.taken_at?.toISOString() ?? null } : null,
  }
}

/** The days around a date, for the answer to a change. */
export const shiftsAround = (ctx: Ctx, id: string, date: string): Promise<RosterShifts> => showShifts(ctx, id, { from: date, to: date })

/** The roster's own today. */
export const todayOf = async (ctx: Ctx, id: string): Promise<string> => dateText((await findRoster(ctx, id))?.zone ?? 'Asia/Shanghai', ctx.now().getTime())

export async function listOnDuty(ctx: Ctx, at: Date): Promise<{ items: { unit: { id: string; name: string }; people: { id: string; name: string }[] }[]; nextCursor: null }> {
  const rosters = await findRosters(ctx, readable(ctx), 'active'), units = new Map((await unitsAsOf(ctx, at)).map((u) => [u.id, ctx.locale === 'en' ? u.nameEn : u.nameZh])), items = []
  for (const unitId of new Set(rosters.map((r) => r.unit_id))) {
    const ids = await onShift(ctx, unitId, at), names = await namesOf(ctx, ids)
    items.push({ unit: { id: unitId, name: units.get(unitId) ?? '' }, people: ids.map((id) => ({ id, name: names.get(id) ?? '' })) })
  }
  return { items, nextCursor: null }
}

export async function listAbsences(ctx: Ctx, q: { personId?: string | undefined; unitId?: string | undefined }): Promise<{ items: Absence[]; nextCursor: null }> {
  const rows = await absenceRows(ctx, { personId: q.personId, units: q.unitId ? await expandUnits(ctx, [q.unitId]) : undefined, at: ctx.now() }), reach = ctx.reach('org.read'), items: Absence[] = []
  for (const row of rows) if (inScope(reach, ctx.actor.id, { unitId: row.unit_id, people: [row.person_id] })) items.push(await shownAbsence(ctx, row))
  return { items, nextCursor: null }
}

/** Why somebody is away is for them and those who manage them. */
export async function shownAbsence(ctx: Ctx, row: AbsenceRow): Promise<Absence> {
  const may = await mayManagePerson(ctx, row.person_id)
  return { id: row.id, person: { id: row.person_id, name: row.person_name }, kind: may ? row.kind as Absence['kind'] : null, note: may ? row.note : null, validFrom: row.valid_from.toISOString(), validTo: row.valid_to.toISOString(), mayEnd: may }
}
