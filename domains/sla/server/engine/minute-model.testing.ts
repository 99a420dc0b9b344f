// An independent model of the clocks, for tests only: minute by minute, without ledgers, intervals, calendars or sums of the engine.
// It knows the rules of B-1 in the plainest way: walk through time, look at the wall clock, count open minutes.

export interface ModelDay { readonly closed?: boolean; readonly shifts?: readonly (readonly [fromMinute: number, toMinute: number])[] }
/** Minutes of the day by weekday (0 = Monday); a shift may run past midnight (up to 2880) and belongs to the date on which it starts. */
export interface ModelCalendar { readonly offsetAt: (at: number) => number; readonly week: readonly (readonly (readonly [number, number])[])[]; readonly exceptions: ReadonlyMap<string, readonly (readonly [number, number])[]> }
export interface ModelEvent { readonly at: number; readonly what: 'respond' | 'wait' | 'resume' | 'solve' | 'reopen' }
export interface ModelClock { readonly kind: 'response' | 'initial-solution' | 'initial-handling' | 'resolution'; readonly start: number; readonly target: number; /** For each minute from the start on: open or not. */ readonly open: Uint8Array }
export interface ModelVerdict { readonly breachedAt: number | null; readonly stoppedAt: number | null; /** Open minutes left; null once ended or late. */ readonly left: number | null }

const MINUTE = 60_000, DAY = 86_400_000

/** Is the minute that begins at `at` open? */
export function isOpenMinute(calendar: ModelCalendar | null, at: number): boolean {
  if (!calendar) return true
  const local = at + calendar.offsetAt(at), day = Math.floor(local / DAY), minute = Math.floor((local - day * DAY) / MINUTE)
  return shiftsOn(calendar, day).some(([from, to]) => minute >= from && minute < to) || shiftsOn(calendar, day - 1).some(([from, to]) => minute + 1440 >= from && minute + 1440 < to)
}

function shiftsOn(calendar: ModelCalendar, day: number): readonly (readonly [number, number])[] {
  return calendar.exceptions.get(new Date(day * DAY).toISOString().slice(0, 10)) ?? calendar.week[(((day + 3) % 7) + 7) % 7]!
}

/** Every minute from `start` to `now`, looked at one by one. */
export const openMinutes = (calendar: ModelCalendar | null, start: number, now: number): Uint8Array => Uint8Array.from({ length: (now - start) / MINUTE + 1 }, (_, i) => (isOpenMinute(calendar, start + i * MINUTE) ? 1 : 0))

/** All events at whole minutes, in time order. `now` is a whole minute too. */
export function judgeByMinutes(clock: ModelClock, events: readonly ModelEvent[], now: number): ModelVerdict {
  const pauses = clock.kind !== 'response'
  let used = 0, responded = false, waiting = false, stoppedAt: number | null = null, breachedAt: number | null = null, filledAt: number | null = clock.target === 0 ? clock.start : null, i = 0
  for (let at = clock.start; at <= now; at += MINUTE) {
    for (; i < events.length && events[i]!.at === at; i++) {
      const { what } = events[i]!
      // Exactly at the due time is met: late is whatever comes after the minute in which the target was filled.
      if (breachedAt === null && stoppedAt === null && filledAt !== null && at > filledAt && !(waiting && responded && pauses)) breachedAt = filledAt
      if (what === 'respond') { responded = true; if (clock.kind === 'response' && stoppedAt === null) stoppedAt = at }
      if (what === 'wait') waiting = true
      if (what === 'resume') {
        // A pause that began exactly at the due time moves it to its own end.
        if (waiting && responded && pauses && filledAt !== null && stoppedAt === null && breachedAt === null) filledAt = at
        waiting = false
      }
      if (what === 'solve') { waiting = false; if (clock.kind !== 'response' && stoppedAt === null) stoppedAt = at }
      if (what === 'reopen' && clock.kind === 'resolution' && breachedAt === null) stoppedAt = null
    }
    if (at === now) break
    if (stoppedAt !== null || breachedAt !== null) continue
    if (pauses && waiting && responded) continue
    if (filledAt !== null) { breachedAt = filledAt; continue }
    if (clock.open[(at - clock.start) / MINUTE] === 1) used += MINUTE
    if (used === clock.target) filledAt = at + MINUTE
  }
  if (breachedAt === null && stoppedAt === null && filledAt !== null && now > filledAt && !(pauses && waiting && responded)) breachedAt = filledAt
  return { breachedAt, stoppedAt, left: breachedAt !== null || stoppedAt !== null ? null : clock.target - used }
}
