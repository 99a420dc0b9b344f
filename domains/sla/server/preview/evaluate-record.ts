// What rules promise to a record, from its facts alone: the fold of the live clocks without its history. Pure, and quick enough for every open record.
import type { ClockKind, CombineMode } from '../../contract/clock.ts'
import { ledgerOf } from '../engine/keep-ledger.ts'
import { measure } from '../engine/measure-clock.ts'
import type { PolicyVersion, Rulebook } from '../engine/policy.ts'
import { factsOf, specsOf } from '../engine/reconcile-clocks.ts'
import type { RecordState } from '../engine/record-state.ts'
import { selectLimits, type Selection } from '../engine/select-limits.ts'

export interface Promised { readonly kind: ClockKind; readonly policy: string; readonly version: number; readonly clause: string; readonly target: number; readonly due: number | null; readonly breached: boolean; readonly ended: boolean; readonly level: string | null }

/** Governing promises of a record at `now`, by kind. */
export type Evaluate = (state: RecordState, now: number) => Map<ClockKind, Promised>

/** Selections are remembered: records that look alike to the conditions, and start between the same effective dates, have the same. */
export function evaluator(book: Rulebook, mode: CombineMode): Evaluate {
  const known = new Map<string, Selection>(), edges = effectiveDates(book), fields = conditionFields(book)
  const selectionOf = (state: RecordState): Selection => {
    const facts = factsOf(state)
    // Which limit is the strictest depends on the start itself.
    if (mode === 'strictest') return selectLimits(book, state.kind, facts, state.start, mode)
    const key = `${state.kind}|${edges.filter((e) => e <= state.start).length}|${fields.map((f) => JSON.stringify(facts[f]) ?? '').join('|')}`
    const found = known.get(key) ?? selectLimits(book, state.kind, facts, state.start, mode)
    known.set(key, found)
    return found
  }
  return (state, now) => {
    const promised = new Map<ClockKind, Promised>()
    if (state.ended) return promised
    for (const spec of specsOf(book, state, { ...selectionOf(state), references: [] })) {
      if (spec.provisional) continue
      const calendar = book.calendarOf(spec.calendar), rows = ledgerOf(spec, state.facts, calendar), m = measure(rows, spec.target, calendar, Math.max(now, rows.at(-1)!.at))
      promised.set(spec.kind, { kind: spec.kind, policy: spec.policy, version: spec.version, clause: spec.clause, target: spec.target, due: m.due, breached: m.breachedAt !== null, ended: m.stoppedAt !== null, level: spec.basis.level })
    }
    return promised
  }
}

function effectiveDates(book: Rulebook): number[] {
  const dates = [...book.versions.values()].flat().flatMap((v: PolicyVersion) => [v.effectiveFrom, ...(v.effectiveTo === null ? [] : [v.effectiveTo])])
  return [...new Set(dates)].sort((a, b) => a - b)
}

const conditionFields = (book: Rulebook): string[] => [...new Set([...book.versions.values()].flat().flatMap((v) => [...v.condition, ...v.limits.flatMap((l) => l.when)]).map((c) => c.field))].sort()
