// One test row of the operator: given this record and these events, then this clock. Pure: the fold of the live clocks.
import { BadInput } from '../../../../platform/server/errors.ts'
import type { CombineMode } from '../../contract/clock.ts'
import type { ConformanceCase, ConformanceResult } from '../../contract/policy-desk.ts'
import { apply, openRecord } from '../engine/apply-event.ts'
import { NeverOpen } from '../engine/calendar/calendar.ts'
import { observed, stateOf } from '../engine/clock-state.ts'
import type { Rulebook } from '../engine/policy.ts'
import type { RecordState } from '../engine/record-state.ts'
import { eventOf, levelText, refuseBadEvents } from '../simulate/simulate.ts'

/** `mode`: what applies where the row does not say. A row that cannot be run is red, and says so as field `input`. */
export function evaluateConformance(book: Rulebook, mode: CombineMode, row: ConformanceCase): ConformanceResult {
  try {
    const state = lived(book, mode, row), got = clockOf(book, state, row), { then } = row
    if (!got) return then.dueAt === null && then.state === undefined ? green(null) : { green: false, got: null, differs: [{ field: 'clock', expected: then.kind, got: null }] }
    const differs = [
      ...differ('dueAt', then.dueAt === null ? null : iso(Date.parse(then.dueAt)), got.dueAt),
      ...(['clause', 'policy', 'level', 'state'] as const).flatMap((field) => (then[field] === undefined ? [] : differ(field, then[field] ?? null, got[field]))),
    ]
    return { green: differs.length === 0, got, differs }
  } catch (error) {
    if (error instanceof NeverOpen) return { green: false, got: null, differs: [{ field: 'input', expected: null, got: 'sla.never-open' }] }
    if (error instanceof BadInput) return { green: false, got: null, differs: error.errors.map((e) => ({ field: 'input', expected: null, got: `${e.pointer} ${e.code}` })) }
    throw error
  }
}

const green = (got: ConformanceResult['got']): ConformanceResult => ({ green: true, got, differs: [] })
const iso = (at: number): string => new Date(at).toISOString()
const differ = (field: string, expected: string | null, got: string | null): ConformanceResult['differs'] => (expected === got ? [] : [{ field, expected, got }])

const untilOf = (row: ConformanceCase): number => Math.max(Date.parse(row.record.createdAt), ...(row.at ? [Date.parse(row.at)] : row.events.map((e) => Date.parse(e.at))))

function lived(book: Rulebook, mode: CombineMode, row: ConformanceCase): RecordState {
  refuseBadEvents({ record: row.record, events: row.events, at: row.at })
  const { kind, createdAt, level, ...attributes } = row.record, until = untilOf(row)
  let state = openRecord(book, { kind, start: Date.parse(createdAt), attributes, level: levelText(level) ?? null, mode: row.mode ?? mode })
  for (const event of row.events.map(eventOf).sort((a, b) => a.at - b.at)) if (event.at <= until) state = apply(book, state, event)
  return state
}

/** The newest clock of the kind that is not history. */
function clockOf(book: Rulebook, state: RecordState, row: ConformanceCase): ConformanceResult['got'] {
  const found = state.clocks.findLast((c) => c.kind === row.then.kind && c.reference === row.then.reference && c.supersededAt === null && (!row.then.reference || row.then.clause === undefined || c.clause === row.then.clause))
  if (!found) return null
  const seen = observed(found, book.calendarOf(found.calendar), untilOf(row))
  return { dueAt: seen.due === null ? null : iso(seen.due), clause: seen.clause, policy: seen.policy, level: state.level, state: stateOf(seen) }
}
