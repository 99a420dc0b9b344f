// The word for a clock at a moment, and the figures that go with it.
import type { ClockState } from '../../contract/clock.ts'
import type { Calendar } from './calendar/calendar.ts'
import { measure, type LedgerRow } from './measure-clock.ts'
import type { Rulebook } from './policy.ts'
import type { Clock, RecordState } from './record-state.ts'

/** The clock as it stands at `at` (not before its last ledger row). */
export function observed(clock: Clock, calendar: Calendar, at: number): Clock {
  return clock.rows === null || clock.supersededAt !== null ? clock : { ...clock, ...measure(clock.rows, clock.target, calendar, at) }
}

/** All clocks of a record as they stand at `at`. */
export const observedRecord = (rulebook: Rulebook, state: RecordState, at: number): RecordState =>
  ({ ...state, clocks: state.clocks.map((c) => observed(c, rulebook.calendarOf(c.calendar), at)) })

/** A provisional promise that the first classification replaced was never due (CL-02); any other breach stays one (CL-01). */
export function stateOf(clock: Clock): ClockState {
  if (clock.supersededAt !== null && (clock.breachedAt === null || clock.provisional)) return 'superseded'
  if (clock.breachedAt !== null) return clock.reference ? 'missed' : 'breached'
  if (clock.stoppedAt !== null) return 'met'
  return clock.paused ? 'paused' : 'running'
}

/** Open time left; negative once late; null when the clock has ended. */
export function remainingOf(clock: Clock, calendar: Calendar, at: number): number | null {
  if (clock.supersededAt !== null || clock.stoppedAt !== null) return null
  return clock.breachedAt === null ? clock.target - clock.used : -calendar.elapsed(clock.breachedAt, Math.max(at, clock.breachedAt))
}

/** How late it is, or was when it stopped; null when it is not. */
export function overdueOf(clock: Clock, calendar: Calendar, at: number): number | null {
  if (clock.breachedAt === null) return null
  return calendar.elapsed(clock.breachedAt, Math.max(clock.breachedAt, clock.stoppedAt ?? clock.supersededAt ?? at))
}

export interface Stretch { readonly from: number; readonly to: number | null; readonly state: 'running' | 'paused' | 'excluded'; readonly cause: string }

/** The ledger as stretches of time; what lies between a stop and a resumption is excluded (CL-10). */
export function stretchesOf(rows: readonly LedgerRow[]): Stretch[] {
  return rows.flatMap((row, i): Stretch[] => {
    const to = rows[i + 1]?.at ?? null
    if (row.state === 'superseded' || (row.state === 'stopped' && rows[i + 1]?.state !== 'running')) return []
    return [{ from: row.at, to, state: row.state === 'stopped' ? 'excluded' : row.state, cause: row.cause }]
  })
}

/** When a share of the target will have been used, if the clock goes on as it is; null unless it runs. */
export function momentOfShare(clock: Clock, calendar: Calendar, share: number): number | null {
  const last = clock.rows?.at(-1)
  if (!last || last.state !== 'running' || clock.breachedAt !== null) return null
  const before = measure([...clock.rows!.slice(0, -1), { ...last, state: 'stopped' }], clock.target, calendar, last.at).used
  return calendar.add(last.at, Math.max(0, Math.round(clock.target * share) - before))
}
