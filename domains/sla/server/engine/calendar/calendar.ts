// What the clocks need of a calendar. Moments and lengths are milliseconds (moments since the Unix epoch); nothing is ever rounded.

export interface Calendar {
  /** `24x7`, or `code@version` of a working calendar; `inline` for one that nobody stored. */
  readonly key: string
  /** IANA zone in which its times are shown. */
  readonly zone: string
  /** The earliest moment at which `length` of open time has passed since `start`; `length` 0 gives `start` itself (CL-23). Throws NeverOpen. */
  add(start: number, length: number): number
  /** Open time between two moments, `from` not after `to`. */
  elapsed(from: number, to: number): number
  /** When the `count`-th working day after the day of `start` closes; the day of the start does not count. Natural days end at midnight of the zone. Throws NeverOpen. */
  endOfDay(start: number, count: number): number
}

/** The open time asked for never comes: no open interval until the end of what is computed. */
export class NeverOpen extends RangeError { constructor() { super('the calendar has no such open time') } }

/** Natural hours, the default (B-20): 1 day = 24 h, day and night. */
export const NATURAL: Calendar = {
  key: '24x7', zone: 'Asia/Shanghai',
  add: (start, length) => start + length,
  elapsed: (from, to) => to - from,
  endOfDay: (start, count) => startOfDate('Asia/Shanghai', localDay('Asia/Shanghai', start) + count + 1),
}

const DAY = 86_400_000

/** The date that the zone's wall clock shows, as days since 1970-01-01. */
export const localDay = (zone: string, at: number): number => {
  const { year, month, day } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return Date.UTC(year, month - 1, day) / DAY
}

/** The first moment of a date in a zone. */
export const startOfDate = (zone: string, day: number): number => Temporal.PlainDate.from(new Date(day * DAY).toISOString().slice(0, 10)).toZonedDateTime(zone).epochMilliseconds

export type Pause = readonly [from: number, to: number]

/** Like `add`, but time inside the pauses does not count. Pauses may overlap and come in any order. */
export function addBesidePauses(calendar: Calendar, start: number, length: number, pauses: readonly Pause[]): number {
  if (length === 0) return start
  let at = start, left = length
  for (const [from, to] of sorted(pauses)) {
    if (to <= at) continue
    if (from > at) {
      const open = calendar.elapsed(at, from)
      if (open >= left) break
      left -= open
    }
    at = to
  }
  return calendar.add(at, left)
}

/** Like `elapsed`, but time inside the pauses does not count. */
export function elapsedBesidePauses(calendar: Calendar, from: number, to: number, pauses: readonly Pause[]): number {
  let total = 0, at = from
  for (const [pausedFrom, pausedTo] of sorted(pauses)) {
    if (pausedTo <= at) continue
    if (pausedFrom >= to) break
    if (pausedFrom > at) total += calendar.elapsed(at, pausedFrom)
    at = pausedTo
  }
  return at < to ? total + calendar.elapsed(at, to) : total
}

const sorted = (pauses: readonly Pause[]): Pause[] => [...pauses].sort((a, b) => a[0] - b[0])
