// What the duty screen computes: dates of a week, hours in the zone of the roster, and a week as few lines. Pure.
import type { Roster, RosterShift, WeekShift } from '../../contract/roster.ts'

const DAY = 86_400_000
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** `03-05` or `5 Mar`. */
export const dayText = (lang: string, date: string): string => (lang === 'en' ? new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(Date.parse(`${date}T00:00:00Z`)) : date.slice(5))

/** `yyyy-mm-dd` by the wall clock of the zone. */
export const dateIn = (zone: string, at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
export const shiftDate = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
/** The seven dates of the week around a date, Monday first. */
export function weekOf(date: string): string[] {
  const day = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7
  return Array.from({ length: 7 }, (_, i) => shiftDate(date, i - day))
}
const clockIn = (zone: string, moment: string): string => new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hour12: false }).format(Date.parse(moment))
/** `22:00–06:00 +1`: the mark says that it ends on a later date; midnight itself ends the day. */
export function hoursOf(zone: string, shift: Pick<RosterShift, 'date' | 'from' | 'to'>): { from: string; to: string; nextDay: boolean } {
  const to = clockIn(zone, shift.to), ends = dateIn(zone, Date.parse(shift.to)), midnight = to === '00:00' && ends === shiftDate(shift.date, 1)
  return { from: clockIn(zone, shift.from), to: midnight ? '24:00' : to, nextDay: !midnight && ends > shift.date }
}

/** One line of the week editor: the same hours and people on several weekdays. */
export interface Line { key: string; days: readonly number[]; name: string; from: string; to: string; people: readonly string[] }

/** Equal shifts of different weekdays become one line. */
export function linesOf(shifts: Roster['weeks'][number]['shifts']): Line[] {
  const lines = new Map<string, Line>()
  for (const s of shifts) {
    const people = s.people.map((p) => p.id), key = JSON.stringify([s.name, s.from, s.to, [...people].sort()]), known = lines.get(key)
    // The same shift twice on one weekday stays two lines.
    if (known && !known.days.includes(s.weekday)) lines.set(key, { ...known, days: [...known.days, s.weekday].sort() })
    else lines.set(known ? `${key}${s.id}` : key, { key: s.id, days: [s.weekday], name: s.name ?? '', from: s.from, to: s.to, people })
  }
  return [...lines.values()]
}

export const shiftsOf = (lines: readonly Line[]): WeekShift[] => lines.flatMap((l) => l.days.map((weekday) => ({ weekday, from: l.from, to: l.to, people: [...l.people], ...(l.name.trim() ? { name: l.name.trim() } : {}) })))

/** The week that holds on a date. */
export const weekOn = (weeks: Roster['weeks'], date: string): Roster['weeks'][number] | undefined => weeks.findLast((w) => w.from <= date && (w.to === null || date < w.to))
