// A clock on the wire.
import type { Clock as ClockOnWire } from '../../contract/clock.ts'
import { msToSpan } from '../../../../platform/contract/time.ts'
import { observed, overdueOf, remainingOf, stateOf, stretchesOf } from './clock-state.ts'
import { explain, type Say } from './explain-clock.ts'
import type { Rulebook } from './policy.ts'
import type { Clock, RecordState } from './record-state.ts'

const iso = (at: number): string => new Date(at).toISOString()
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at))
const spanOrNull = (ms: number | null): string | null => (ms === null ? null : msToSpan(ms))

/** `warnedAt` is known to live records only. */
export function showClock(rulebook: Rulebook, record: RecordState, clock: Clock, at: number, say: Say, warnedAt: number | null = null): ClockOnWire {
  const calendar = rulebook.calendarOf(clock.calendar)
  const seen = observed(clock, calendar, at)
  const state = stateOf(seen)
  const { basis } = seen
  return {
    kind: seen.kind, policy: seen.policy, version: seen.version, clause: seen.clause, calendar: seen.calendar, startedAt: iso(seen.start), target: msToSpan(seen.target),
    dueAt: isoOrNull(seen.due), remaining: spanOrNull(remainingOf(seen, calendar, at)), state, reference: seen.reference, provisional: seen.provisional, round: seen.round,
    pausedTotal: msToSpan(seen.pausedTotal), stoppedAt: isoOrNull(seen.stoppedAt),
    segments: stretchesOf(seen.rows ?? []).map((s) => ({ from: iso(s.from), to: isoOrNull(s.to), state: s.state, cause: s.cause })),
    why: explain(rulebook, record, seen, at, say), level: basis.level, breachedAt: state === 'superseded' ? null : isoOrNull(seen.breachedAt),
    overdueBy: state === 'superseded' ? null : spanOrNull(overdueOf(seen, calendar, at)), warnedAt: isoOrNull(warnedAt),
    supersededAt: isoOrNull(seen.supersededAt), supersededBecause: seen.because,
    printed: basis.printed && { from: basis.printed.from === undefined ? null : msToSpan(basis.printed.from), to: msToSpan(basis.printed.to), note: basis.note && say(`sla.note.${basis.note}`) },
    others: basis.others.map((o) => ({ policy: o.policy, version: o.version, clause: o.clause, target: msToSpan(o.target), dueAt: iso(o.due) })),
  }
}

/** Governing clocks first, then references, then history; within each in the order in which they were started. */
export function inReadingOrder(clocks: readonly Clock[]): Clock[] {
  const place = (c: Clock): number => (c.supersededAt !== null ? 2 : c.reference ? 1 : 0)
  return [...clocks].sort((a, b) => place(a) - place(b) || a.no - b.no)
}
