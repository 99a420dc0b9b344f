// The ledger of a clock from the facts of its record. Later facts only add rows: what was written once never changes.
import type { Calendar } from './calendar/calendar.ts'
import { BEHAVIOUR } from './clock-kinds.ts'
import { measure, type LedgerRow } from './measure-clock.ts'
import type { ClockSpec, Fact } from './record-state.ts'

/** Pauses count only after a valid response and never after a breach; a late resolution is final (CL-09, CL-10). */
export function ledgerOf(spec: Pick<ClockSpec, 'kind' | 'start' | 'since' | 'cause' | 'target'>, facts: readonly Fact[], calendar: Calendar): LedgerRow[] {
  const behaviour = BEHAVIOUR[spec.kind]
  const rows: LedgerRow[] = [{ at: spec.start, state: 'running', cause: spec.cause }]
  let waiting = false, responded = false, stopped = false
  for (const fact of facts) {
    if (fact.n < spec.since) continue
    if (fact.what === 'responded') responded = true
    if (fact.what === 'waiting') waiting = true
    if (fact.what === 'waiting-over' || fact.what === 'resolved') waiting = false
    if (behaviour.stops.includes(fact.what)) stopped = true
    else if (behaviour.resumes === fact.what) stopped = false
    const state = stopped ? 'stopped' : behaviour.pauses && waiting && responded ? 'paused' : 'running'
    if (state === rows.at(-1)!.state) continue
    const at = Math.max(rows.at(-1)!.at, fact.at)
    const late = measure(rows, spec.target, calendar, at).breachedAt !== null
    if (late && state !== 'stopped') continue
    rows.push({ at, state, cause: fact.what })
    if (state === 'stopped' && (late || !behaviour.resumes)) break
  }
  return rows
}
