// What a clock looks like now: the server says the facts, the client only subtracts (design section 6).
import { spanMs, type Span } from '../i18n/format.ts'

export type SlaState = 'pending' | 'track' | 'soon' | 'critical' | 'breach' | 'paused' | 'met' | 'missed' | 'superseded'

/** A clock as the API tells it; spans are ISO 8601 durations or milliseconds, moments ISO 8601. */
export interface ClockFacts {
  state: 'pending' | 'running' | 'paused' | 'met' | 'breached' | 'missed' | 'superseded'
  target: Span
  dueAt?: string | null
  startedAt?: string | null
  stoppedAt?: string | null
  /** Stays of the clock; only the running ones use it up. Without them the wall span counts. */
  segments?: readonly { from: string; to: string | null; state: string }[]
  /** Working time left, as of the moment it was paused. */
  remaining?: Span | null
}

export interface SlaView {
  state: SlaState
  /** Milliseconds until due, negative when past; null where no figure makes sense. */
  left: number | null
  /** Share of the target that is used up, 0..1. */
  used: number
  /** Milliseconds it ran, for clocks that ended: pauses and the time between two rounds are left out. */
  took: number | null
}

/** When a running clock asks for attention: share of the target left, and at most this long. Both are policy values. */
export interface SlaThresholds { soonShare: number; soonAtMost: number; criticalShare: number; criticalAtMost: number }

export const DEFAULT_THRESHOLDS: SlaThresholds = { soonShare: 0.25, soonAtMost: 4 * 3_600_000, criticalShare: 0.1, criticalAtMost: 30 * 60_000 }

/** State of a clock that runs: exactly at the due time is still in time (CL-11). The caps keep long clocks from crying wolf. */
export function runningState(left: number, target: number, limits: SlaThresholds = DEFAULT_THRESHOLDS): SlaState {
  if (left < 0) return 'breach'
  if (left <= Math.min(target * limits.criticalShare, limits.criticalAtMost)) return 'critical'
  return left <= Math.min(target * limits.soonShare, limits.soonAtMost) ? 'soon' : 'track'
}

const clamp = (share: number) => Math.min(1, Math.max(0, share))

function tookOf({ startedAt, stoppedAt, segments }: ClockFacts): number | null {
  if (!startedAt || !stoppedAt) return null
  const ran = segments?.filter((one) => one.state === 'running') ?? []
  if (ran.length === 0) return Date.parse(stoppedAt) - Date.parse(startedAt)
  return ran.reduce((sum, { from, to }) => sum + Math.max(0, Date.parse(to ?? stoppedAt) - Date.parse(from)), 0)
}

export function slaView(clock: ClockFacts, now: number, limits: SlaThresholds = DEFAULT_THRESHOLDS): SlaView {
  const target = spanMs(clock.target)
  const due = clock.dueAt ? Date.parse(clock.dueAt) : null
  const took = tookOf(clock)
  const used = (left: number | null) => (left === null || target <= 0 ? 0 : clamp(1 - left / target))
  const left = due === null ? null : due - now
  switch (clock.state) {
    case 'pending': return { state: 'pending', left: null, used: 0, took: null }
    case 'met': return { state: 'met', left: null, used: 1, took }
    case 'superseded': return { state: 'superseded', left: null, used: 0, took }
    case 'missed': return { state: 'missed', left: null, used: 1, took }
    case 'paused': {
      const kept = clock.remaining == null ? left : spanMs(clock.remaining)
      return { state: 'paused', left: kept, used: used(kept), took: null }
    }
    case 'breached': return clock.stoppedAt
      ? { state: 'missed', left: due === null ? null : due - Date.parse(clock.stoppedAt), used: 1, took }
      : { state: 'breach', left: left === null ? null : Math.min(left, 0), used: 1, took: null }
    case 'running': return left === null
      ? { state: 'track', left: null, used: 0, took: null }
      : { state: runningState(left, target, limits), left, used: used(left), took: null }
  }
}
