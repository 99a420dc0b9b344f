// Brings the clocks of a record in line with what its class, level and facts now ask for (B-1 step 6, CL-01, CL-02, CL-19).
import type { ClockKind } from '../../contract/clock.ts'
import { BEHAVIOUR } from './clock-kinds.ts'
import { ledgerOf } from './keep-ledger.ts'
import { measure } from './measure-clock.ts'
import { calendarFor, targetFrom, type Facts, type Rulebook } from './policy.ts'
import type { Basis, Clock, ClockSpec, RecordState } from './record-state.ts'
import { selectLimits, type Choice, type Selection } from './select-limits.ts'

/** The state with its clocks measured at `at`, superseded where they no longer apply, and new ones started. `because` goes into the history. */
export function reconcile(rulebook: Rulebook, state: RecordState, at: number, because: string): RecordState {
  const clocks = state.clocks.map((c) => (isOpen(c) || c.provisional || BEHAVIOUR[c.kind].resumes ? refreshed(rulebook, c, state, at) : c))
  const selection = selectLimits(rulebook, state.kind, factsOf(state), state.start, state.mode)
  const wanted = state.ended ? [] : specsOf(rulebook, state, selection)
  const settled = new Set(clocks.filter((c) => c.supersededAt === null && !c.reference && !c.provisional && !isOpen(c)).map((c) => c.kind))
  const satisfied = new Set<ClockSpec>()
  const kept = clocks.map((clock) => {
    if (clock.supersededAt !== null) return clock
    const spec = wanted.find((w) => sameRole(w, clock))
    // A stopped clock keeps its verdict; only a provisional one is judged again by the first classification.
    const final = !isOpen(clock) && !(clock.provisional && spec?.provisional === false)
    if (spec && (final || sameLimit(spec, clock))) satisfied.add(spec)
    if (final) return clock
    if (spec && sameLimit(spec, clock)) return { ...clock, provisional: spec.provisional, clause: spec.clause, basis: spec.basis }
    return superseded(rulebook, clock, at, because)
  })
  // A kind that has its verdict gets no new references.
  const missing = wanted.filter((spec) => !satisfied.has(spec) && !(spec.reference && spec.kind !== 'progress-update' && settled.has(spec.kind)))
  const first = Math.max(0, ...kept.map((c) => c.no)) + 1
  return { ...state, policy: state.ended ? state.policy : selection.top, clocks: [...kept, ...missing.map((spec, i) => started(rulebook, spec, first + i, state, at))] }
}

/** Still counting, or late and not yet stopped. */
export const isOpen = (c: Pick<Clock, 'stoppedAt' | 'supersededAt'>): boolean => c.stoppedAt === null && c.supersededAt === null

/** What conditions read of a record. */
export function factsOf(state: RecordState): Facts {
  return { ...state.attributes, level: state.level ?? undefined, graded: state.classified, outsideMark: state.outside.on }
}

const sameRole = (spec: ClockSpec, c: Clock): boolean => spec.kind === c.kind && spec.round === c.round && spec.reference === c.reference
  && (!spec.reference || (spec.policy === c.policy && spec.clause === c.clause)) && (spec.kind !== 'progress-update' || spec.start === c.start)
const sameLimit = (spec: ClockSpec, c: Clock): boolean => spec.policy === c.policy && spec.version === c.version && spec.target === c.target && spec.start === c.start

/** The promises that the record asks for now. */
export function specsOf(rulebook: Rulebook, state: RecordState, { governing, references }: Selection): ClockSpec[] {
  const provisional = state.kind === 'case' && !state.classified
  const all = [...governing, ...references]
  const specs: ClockSpec[] = []
  for (const choice of all) {
    const { kind } = choice.limit, reference = references.includes(choice)
    const { starts } = BEHAVIOUR[kind]
    // Before the first classification one response clock runs, and what does not depend on the class (CL-02).
    if (provisional && starts === 'record' && (reference || kind !== 'response')) continue
    const from = startOf(state, kind)
    if (from) specs.push({ ...from, kind, ...promiseOf(rulebook, choice, from.start, state.start), reference, provisional: provisional && starts === 'record', basis: basisOf(rulebook, choice, all, state) })
  }
  return specs
}

/** The calendar is the one in force when the record started; the target counts from the start of the clock. */
function promiseOf(rulebook: Rulebook, { version, limit }: Choice, start: number, recordStart: number) {
  const key = rulebook.pinned(version.calendar, recordStart)
  return { policy: version.code, version: version.version, clause: limit.clause, calendar: key, target: targetFrom(rulebook.calendarOf(key), limit, start) }
}

/** When a kind starts; null while it has no reason to run. */
function startOf(state: RecordState, kind: ClockKind): Pick<ClockSpec, 'start' | 'since' | 'cause' | 'round'> | null {
  switch (BEHAVIOUR[kind].starts) {
    case 'record': return { start: state.start, since: 0, cause: 'opened', round: 1 }
    case 'outside-mark': return state.outside.since === null ? null : { start: state.outside.since, since: 0, cause: 'marked', round: 1 }
    case 'resolution': {
      if (state.solvedAt === null) return null
      const resolved = state.facts.findLast((f) => f.what === 'resolved')!
      return { start: state.solvedAt, since: resolved.n + 1, cause: 'resolved', round: state.round }
    }
    case 'update': return state.update && { start: state.update.at, since: state.update.since, cause: 'updated', round: 1 }
  }
}

function basisOf(rulebook: Rulebook, choice: Choice, all: readonly Choice[], state: RecordState): Basis {
  const byLevel = choice.limit.when.some((c) => c.field === 'level')
  return {
    level: byLevel ? state.level : null, printed: choice.limit.printed ?? null, note: choice.limit.note ?? null, ...(choice.limit.days ? { days: choice.limit.days } : {}),
    others: BEHAVIOUR[choice.limit.kind].starts !== 'record' ? [] : all.filter((o) => o !== choice && o.limit.kind === choice.limit.kind).map((o) => {
      const calendar = calendarFor(rulebook, o.version, state.start), target = targetFrom(calendar, o.limit, state.start)
      return { policy: o.version.code, version: o.version.version, clause: o.limit.clause, target, due: calendar.add(state.start, target) }
    }),
  }
}

function started(rulebook: Rulebook, spec: ClockSpec, no: number, state: RecordState, at: number): Clock {
  const calendar = rulebook.calendarOf(spec.calendar)
  const rows = ledgerOf(spec, state.facts, calendar)
  return { ...spec, no, rows, because: null, ...measure(rows, spec.target, calendar, at) }
}

function refreshed(rulebook: Rulebook, clock: Clock, state: RecordState, at: number): Clock {
  if (clock.supersededAt !== null) return clock
  const calendar = rulebook.calendarOf(clock.calendar)
  const rows = ledgerOf(clock, state.facts, calendar)
  return { ...clock, rows, ...measure(rows, clock.target, calendar, at) }
}

/** A breach that already happened stays a breach in the history. */
function superseded(rulebook: Rulebook, clock: Clock, at: number, because: string): Clock {
  const rows = [...clock.rows!, { at, state: 'superseded' as const, cause: because }]
  return { ...clock, rows, because, ...measure(rows, clock.target, rulebook.calendarOf(clock.calendar), at) }
}
