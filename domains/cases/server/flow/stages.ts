// The main line of the state machine (Part C.2), and which stages lie between two states.
import type { CaseState } from '../../contract/case.ts'
import type { CaseFacts, Stage } from '../case-facts.ts'

/** From intake to archive, in order; `confirmed` stands for both ways of closing. */
export const MAIN_LINE = ['new', 'classified', 'assigned', 'responded', 'diagnosing', 'solving', 'verifying', 'resolved', 'awaiting-confirmation', 'confirmed', 'archived'] as const satisfies readonly CaseState[]
export const WAITING = ['waiting-requester', 'waiting-vendor', 'on-site-scheduled'] as const satisfies readonly CaseState[]
/** Work is under way or was done: what comes after a valid response and before closing. */
export const IN_PROGRESS = ['responded', 'diagnosing', 'solving', 'verifying'] as const satisfies readonly CaseState[]
export const BEFORE_RESOLVED = ['new', 'classified', 'assigned', ...IN_PROGRESS, ...WAITING, 'reopened'] as const satisfies readonly CaseState[]
export const CLOSED = ['confirmed', 'closed-unconfirmed', 'reviewed'] as const satisfies readonly CaseState[]
export const READ_ONLY: ReadonlySet<CaseState> = new Set<CaseState>(['archived', 'merged', 'cancelled'])

export const isWaiting = (state: CaseState): boolean => (WAITING as readonly CaseState[]).includes(state)

/** Where a state stands on the main line: a waiting state where it interrupted, a reopened case at its response. */
function placeOf(state: CaseState, resume: CaseState | null): number {
  if (isWaiting(state)) return place(resume ?? 'responded')
  if (state === 'reopened') return place('responded')
  if (state === 'closed-unconfirmed' || state === 'reviewed') return place('confirmed')
  return place(state)
}
const place = (state: CaseState): number => (MAIN_LINE as readonly CaseState[]).indexOf(state)

/** Stages of the main line between where the case is and where it should go; empty when none is skipped. */
export function missingStages(facts: Pick<CaseFacts, 'state' | 'resumeState'>, to: CaseState): CaseState[] {
  const from = placeOf(facts.state, facts.resumeState), target = placeOf(to, null)
  return from < 0 || target < 0 ? [] : MAIN_LINE.slice(from + 1, Math.max(from + 1, target))
}

/** The list of stays with the current one ended and the next begun. */
export function enterStage(stages: readonly Stage[], stage: CaseState, at: Date): Stage[] {
  const time = at.toISOString()
  return [...stages.map((s) => (s.leftAt === null ? { ...s, leftAt: time } : s)), { stage, enteredAt: time, leftAt: null }]
}
