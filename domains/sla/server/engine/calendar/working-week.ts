// The plan behind a working calendar, checked and turned into minutes of the day.

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = typeof WEEKDAYS[number]
export type HourPair = readonly [from: string, to: string]

export interface WorkingPlan {
  /** IANA zone in which the hours are meant. */
  readonly zone: string
  /** Hours by the wall clock. An end that is not after its start is on the next day: a shift belongs to the date on which it starts (CL-23). */
  readonly week: Partial<Record<Weekday, readonly HourPair[]>>
  /** An exception governs the shifts that start on its date. `open` without hours works like the nearest earlier weekday that has hours. */
  readonly exceptions: readonly { readonly date: string; readonly kind: 'closed' | 'open' | 'special'; readonly hours?: readonly HourPair[] | undefined; readonly name?: string | undefined }[]
}

/** Minutes after the midnight that starts the date; the end may lie on the next day (up to 2880). */
export type Shift = readonly [from: number, to: number]

export interface ShiftPlan {
  readonly zone: string
  /** Monday first. */
  readonly week: readonly (readonly Shift[])[]
  /** By day number (days since 1970-01-01). */
  readonly exceptions: ReadonlyMap<number, readonly Shift[]>
}

export type PlanFault = { code: 'zone' | 'time' | 'empty-shift' | 'date' | 'date-twice' | 'hours-missing' | 'hours-unwanted'; path: (string | number)[] }

const DAY_MINUTES = 1440
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/

/** Everything that is wrong with a plan; empty when it may be compiled. */
export function faultsOf(plan: WorkingPlan): PlanFault[] {
  const faults: PlanFault[] = isZone(plan.zone) ? [] : [{ code: 'zone', path: ['zone'] }]
  const dates = new Set<string>()
  for (const day of WEEKDAYS) faults.push(...hourFaults(plan.week[day] ?? [], ['week', day]))
  for (const [i, e] of plan.exceptions.entries()) {
    if (dayNumberOf(e.date) === null) faults.push({ code: 'date', path: ['exceptions', i, 'date'] })
    else if (dates.has(e.date)) faults.push({ code: 'date-twice', path: ['exceptions', i, 'date'] })
    dates.add(e.date)
    if (e.kind === 'special' && !e.hours?.length) faults.push({ code: 'hours-missing', path: ['exceptions', i, 'hours'] })
    if (e.kind === 'closed' && e.hours?.length) faults.push({ code: 'hours-unwanted', path: ['exceptions', i, 'hours'] })
    faults.push(...hourFaults(e.hours ?? [], ['exceptions', i, 'hours']))
  }
  return faults
}

/** False for a plan without a single working hour, now or on any exception. */
export const isEverOpen = (plan: WorkingPlan): boolean => WEEKDAYS.some((day) => (plan.week[day]?.length ?? 0) > 0) || plan.exceptions.some((e) => e.kind !== 'closed')

/** The plan in minutes. Call only with a plan that has no faults. */
export function shiftsOf(plan: WorkingPlan): ShiftPlan {
  const week = WEEKDAYS.map((day) => (plan.week[day] ?? []).map(shiftOf))
  const exceptions = new Map<number, readonly Shift[]>()
  for (const e of plan.exceptions) {
    const date = dayNumberOf(e.date)!
    exceptions.set(date, e.kind === 'closed' ? [] : e.hours?.length ? e.hours.map(shiftOf) : ordinaryHours(week, date))
  }
  return { zone: plan.zone, week, exceptions }
}

/** 0 = Monday. */
export const weekdayOf = (dayNumber: number): number => (((dayNumber + 3) % 7) + 7) % 7

/** Days since 1970-01-01 of `yyyy-mm-dd`; null when there is no such date. */
export function dayNumberOf(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null
  const at = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date ? null : at / 86_400_000
}

function ordinaryHours(week: readonly (readonly Shift[])[], date: number): readonly Shift[] {
  for (let back = 0; back < 7; back++) {
    const shifts = week[weekdayOf(date - back)]!
    if (shifts.length > 0) return shifts
  }
  return [[0, DAY_MINUTES]]
}

function shiftOf([from, to]: HourPair): Shift {
  const start = minuteOf(from)!, end = to === '24:00' ? DAY_MINUTES : minuteOf(to)!
  return [start, end > start ? end : end + DAY_MINUTES]
}

function hourFaults(hours: readonly HourPair[], path: (string | number)[]): PlanFault[] {
  return hours.flatMap(([from, to], i): PlanFault[] => {
    if (minuteOf(from) === null || (to !== '24:00' && minuteOf(to) === null)) return [{ code: 'time', path: [...path, i] }]
    return from === to ? [{ code: 'empty-shift', path: [...path, i] }] : []
  })
}

function minuteOf(time: string): number | null {
  const found = TIME.exec(time)
  return found ? Number(found[1]) * 60 + Number(found[2]) : null
}

function isZone(zone: string): boolean {
  try { Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone); return true } catch { return false }
}
