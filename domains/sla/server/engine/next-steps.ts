// What happens next to a clock, and which clock of a record runs out first. Pure.
import type { Calendar } from './calendar/calendar.ts'
import { BEHAVIOUR } from './clock-kinds.ts'
import { momentOfShare, stateOf } from './clock-state.ts'
import { isOpen } from './reconcile-clocks.ts'
import type { Clock, RecordState } from './record-state.ts'

/** How far warnings and escalation of a clock have come. */
export interface Progress { readonly warned: number; readonly warnedAt: number | null; readonly escalated: number }
export const UNTOUCHED: Progress = { warned: 0, warnedAt: null, escalated: 0 }

/** `warnAt`: percentages, ascending. `escalateAfter`: open time after the breach by the calendar of the clock, one for each level above the unit (ms). */
export interface Timing { readonly warnAt: readonly number[]; readonly escalateAfter: readonly number[]; /** While it stays late: every so often, so many times (ms, open time). */ readonly repeat?: { readonly every: number; readonly times: number } | undefined }

export type NextStep = { readonly what: 'warn'; readonly at: number; readonly due: number; readonly percent: number } | { readonly what: 'breach'; readonly at: number; readonly due: number } | { readonly what: 'escalate'; readonly at: number; readonly due: number; readonly level: number }
  | { readonly what: 'repeat'; readonly at: number; readonly due: number; readonly n: number }

/** The user's answer is the user's duty: it is never warned of or escalated to staff (B-50). */
const WATCHED = (clock: Clock): boolean => !clock.reference && clock.kind !== 'user-feedback'

/** The next thing that time alone will do to the clock; null when nothing. `at` is when it counts; a breach is noticed strictly after it (CL-11). */
export function nextStep(clock: Clock, calendar: Calendar, progress: Progress, timing: Timing): NextStep | null {
  if (!isOpen(clock) || clock.due === null) return null
  const { due } = clock
  if (clock.breachedAt !== null) {
    const step = WATCHED(clock) ? afterBreach(timing)[progress.escalated] : undefined
    if (!step) return null
    const at = calendar.add(clock.breachedAt, step.after)
    return step.what === 'escalate' ? { what: 'escalate', at, due, level: step.n } : { what: 'repeat', at, due, n: step.n }
  }
  if (clock.paused) return null
  const percent = WATCHED(clock) ? timing.warnAt[progress.warned] : undefined
  const warnAt = percent === undefined ? null : momentOfShare(clock, calendar, percent / 100)
  return warnAt !== null && warnAt <= due ? { what: 'warn', at: warnAt, due, percent: percent! } : { what: 'breach', at: due, due }
}

/** Escalations and reminders after a breach in the order in which they come; `progress.escalated` counts them. */
function afterBreach({ escalateAfter, repeat }: Timing): { after: number; what: 'escalate' | 'repeat'; n: number }[] {
  const up = escalateAfter.map((after, n) => ({ after, what: 'escalate' as const, n })), again = Array.from({ length: repeat?.times ?? 0 }, (_, i) => ({ after: repeat!.every * (i + 1), what: 'repeat' as const, n: i + 1 }))
  return [...up, ...again].sort((a, b) => a.after - b.after)
}

/** The first moment at which the step can be seen by looking at the time. */
export const visibleAt = (step: NextStep): number => (step.what === 'warn' ? step.at : Math.max(step.at, step.due + 1))

/** The governing clock that runs out first, or is late and still waits for somebody; null when nothing is due or all clocks are paused. */
export function nextDueOf(state: RecordState): Clock | null {
  const archived = state.facts.findLast((f) => f.what === 'archived' || f.what === 'reopened')?.what === 'archived'
  if (state.ended || archived) return null
  const closed = state.facts.findLast((f) => f.what === 'closed-unconfirmed' || f.what === 'reopened')?.what === 'closed-unconfirmed'
  let first: Clock | null = null
  for (const clock of state.clocks) {
    if (clock.reference || clock.due === null || !isOpen(clock)) continue
    // After the resolution only what follows it still waits; nobody waits for the answer of a closed case.
    if (clock.breachedAt !== null && ((state.solvedAt !== null && BEHAVIOUR[clock.kind].starts !== 'resolution') || (closed && clock.kind === 'user-feedback'))) continue
    if (!first || clock.due < first.due!) first = clock
  }
  return first
}

/** Did a promise of the team break? The user's own silence does not count (B-50), and a provisional promise not before it is judged (CL-02). */
export const hasBreach = (state: RecordState): boolean => state.clocks.some((c) => c.kind !== 'user-feedback' && !c.provisional && stateOf(c) === 'breached')
