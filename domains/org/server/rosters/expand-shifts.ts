// Who is on duty when, from the plan of a roster. Pure; moments in ms. Half-open: at its end a shift is over.
// Hours are meant by the wall clock of the roster's zone. A shift belongs to the date on which it starts (CL-23), also when it ends on the next one.

export interface Shift { readonly id: string; /** 1 Monday to 7 Sunday; null for a single date. */ readonly weekday: number | null; readonly date: string | null; readonly name: string | null
  /** Minutes after midnight of its date; `to` above 1440 lies on the next date. */ readonly from: number; readonly to: number; readonly people: readonly string[]; readonly validFrom: string; /** Exclusive. */ readonly validTo: string | null }
/** On one date somebody else takes the place of `out`, or nobody (`in` null). */
export interface Swap { readonly shiftId: string; readonly date: string; readonly out: string; readonly in: string | null }
export interface RosterPlan { readonly zone: string; readonly shifts: readonly Shift[]; /** Dates on which the week does not hold. */ readonly days: ReadonlySet<string>; readonly swaps: readonly Swap[] }
export interface Absence { readonly personId: string; readonly from: number; readonly to: number }
/** One shift on one date; `people` after swaps, before absences. */
export interface Occurrence { readonly shiftId: string; readonly date: string; readonly name: string | null; readonly from: number; readonly to: number; readonly people: readonly string[] }

const DAY = 86_400_000
/** How far ahead the next shift is looked for. */
const AHEAD_DAYS = 62

/** The shifts that lie in [from, to) or reach into it, by their start. */
export function expandShifts(plan: RosterPlan, from: number, to: number): Occurrence[] {
  const found: Occurrence[] = [], last = dateOf(plan.zone, to)
  // A shift of the day before may still run.
  for (let date = dateOf(plan.zone, from).subtract({ days: 2 }); Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    for (const shift of shiftsOn(plan, date)) {
      const starts = momentOf(date, shift.from, plan.zone), ends = momentOf(date, shift.to, plan.zone)
      if (starts < ends && starts < to && ends > from) found.push({ shiftId: shift.id, date: date.toString(), name: shift.name, from: starts, to: ends, people: afterSwaps(plan, shift, date.toString()) })
    }
  }
  return found.sort((a, b) => a.from - b.from || a.to - b.to || a.shiftId.localeCompare(b.shiftId))
}

/** Who is on shift and not absent at the moment; each once. */
export function onShiftAt(plan: RosterPlan, absences: readonly Absence[], at: number): string[] {
  const people = expandShifts(plan, at, at + 1).flatMap((o) => o.people)
  return [...new Set(people)].filter((id) => !isAbsent(absences, id, at))
}

/** The first moment from `from` on at which somebody is on shift and present, and who; null when there is none within two months. */
export function nextShift(plan: RosterPlan, absences: readonly Absence[], from: number): { at: number; people: string[] } | null {
  let first: number | null = null
  for (const o of expandShifts(plan, from, from + AHEAD_DAYS * DAY)) {
    if (first !== null && o.from >= first) break
    for (const id of o.people) {
      const at = presentFrom(absences, id, Math.max(from, o.from))
      if (at < o.to && (first === null || at < first)) first = at
    }
  }
  return first === null ? null : { at: first, people: onShiftAt(plan, absences, first) }
}

export const isAbsent = (absences: readonly Absence[], personId: string, at: number): boolean => absences.some((a) => a.personId === personId && a.from <= at && at < a.to)

/** The end of the absence that holds at the moment, across absences that follow one another; `at` itself when present. */
export function presentFrom(absences: readonly Absence[], personId: string, at: number): number {
  const own = absences.filter((a) => a.personId === personId).sort((a, b) => a.from - b.from)
  return own.reduce((moment, a) => (a.from <= moment && moment < a.to ? a.to : moment), at)
}

/** `yyyy-mm-dd` by the wall clock of the zone. */
export const dateText = (zone: string, at: number): string => dateOf(zone, at).toString()

const dateOf = (zone: string, at: number): Temporal.PlainDate => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()

function shiftsOn(plan: RosterPlan, date: Temporal.PlainDate): Shift[] {
  const day = date.toString(), own = plan.shifts.filter((s) => s.date === day)
  if (plan.days.has(day)) return own
  return [...own, ...plan.shifts.filter((s) => s.weekday === date.dayOfWeek && s.validFrom <= day && (s.validTo === null || day < s.validTo))]
}

function afterSwaps(plan: RosterPlan, shift: Shift, date: string): string[] {
  const swaps = plan.swaps.filter((s) => s.shiftId === shift.id && s.date === date)
  const people = shift.people.map((id) => { const swap = swaps.find((s) => s.out === id); return swap ? swap.in : id })
  return [...new Set(people.filter((id): id is string => id !== null))]
}

/** Where daylight saving skips or repeats the hour, one shift ends when the next begins: both read the same moment. */
function momentOf(date: Temporal.PlainDate, minute: number, zone: string): number {
  return date.toPlainDateTime().add({ minutes: minute }).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
}
