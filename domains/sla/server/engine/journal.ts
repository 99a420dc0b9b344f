// What happened to a record since a merge, so that its clocks can be folded again as if the merge had never been (CL-19). Pure.
import { apply, type SlaEvent } from './apply-event.ts'
import type { Rulebook } from './policy.ts'
import type { RecordState } from './record-state.ts'

export type Step = Omit<SlaEvent, 'at'>
/** What an absorbed record brings: its start, and what had been said on it already. */
export interface Absorbed { readonly start: number; readonly responded: boolean; readonly vendorContacted: boolean }
/** `merge`: the step belongs to this merge and goes with it. */
export type JournalStep = { readonly at: number; readonly merge?: string } & ({ readonly event: Step } | { readonly absorbed: Absorbed; readonly reason?: string })

export const broughtBy = (state: RecordState): Absorbed => {
  const has = (what: string) => state.facts.some((f) => f.what === what)
  return { start: state.start, responded: has('responded'), vendorContacted: has('vendor-contacted') }
}

/** The surviving case keeps the earlier start, and what was already said on the absorbed one (CL-19). */
export function absorb(book: Rulebook, state: RecordState, { start, responded, vendorContacted }: Absorbed, at: number, reason?: string): RecordState {
  if (start >= state.start) return state
  const because = reason === undefined ? {} : { reason }
  const events: SlaEvent[] = [
    ...(responded ? [{ at, type: 'response-complete' as const, ...because }] : []), ...(vendorContacted ? [{ at, type: 'vendor-contacted' as const, ...because }] : []),
    { at, type: 'start-moved', start, ...because },
  ]
  return events.reduce((now, event) => apply(book, now, event), state)
}

export const replayed = (book: Rulebook, state: RecordState, step: JournalStep): RecordState =>
  ('event' in step ? apply(book, state, { ...step.event, at: step.at }) : absorb(book, state, step.absorbed, step.at, step.reason))

/** The record as it would stand without one merge: everything else that happened since, in the same order and at the same times. */
export function foldWithout(book: Rulebook, base: RecordState, steps: readonly JournalStep[], merge: string): { state: RecordState; steps: JournalStep[] } {
  const left = steps.filter((s) => s.merge !== merge)
  return { state: left.reduce((state, step) => replayed(book, state, step), base), steps: left }
}
