// The fold: state of a record + one event = the next state. The same code serves live records and simulations.
import type { CombineMode, RecordKind } from '../../contract/clock.ts'
import type { SimulationEventType } from '../../contract/simulation.ts'
import { attributesOf, type RawAttributes } from './attributes.ts'
import { decideLevel, isLevelCertain, scaleOf, SCALES } from './decide-level.ts'
import type { Rulebook } from './policy.ts'
import { factsOf, reconcile } from './reconcile-clocks.ts'
import type { FactKind, RecordState } from './record-state.ts'

/** `start-moved`, `re-evaluated`, `force-majeure-…`: live records only. */
export type SlaEventType = SimulationEventType | 'start-moved' | 're-evaluated' | 'force-majeure-start' | 'force-majeure-end'

export interface SlaEvent {
  readonly at: number
  readonly type: SlaEventType
  /** Attributes that change; null takes one away. */
  readonly set?: RawAttributes
  /** A level set by hand; null returns to the table. Undefined: no change. */
  readonly level?: string | null
  /** false: the record, archive or answer is not complete, or not "solved"; the clock goes on. */
  readonly complete?: boolean
  readonly reason?: string
  /** `start-moved`: the earlier start that a merged record brings (CL-19). */
  readonly start?: number
  /** `re-evaluated`: the mode that applies from now on. */
  readonly mode?: CombineMode
}

export interface Opening { readonly kind: RecordKind; readonly start: number; readonly attributes: RawAttributes; readonly level?: string | null; readonly mode: CombineMode; readonly now?: number }

/** The state of a record at its first receipt. `now` is later when the receipt was noticed late; its clocks are measured then. */
export function openRecord(rulebook: Rulebook, { kind, start, attributes, level = null, mode, now = start }: Opening): RecordState {
  const known = attributesOf(kind, attributes)
  const isMarked = kind === 'case' && (known['outsideService'] === true || (known['outsideService'] === undefined && known['problemClass'] === 'third-party-service'))
  const empty: RecordState = {
    kind, start, mode, attributes: known, handLevel: level, classified: false, level: null, levelRule: null, tableLevel: null, policy: null,
    outside: { on: isMarked, since: isMarked ? start : null, cleared: known['outsideService'] === false && known['problemClass'] === 'third-party-service' }, solvedAt: null, round: 1, update: null, ended: null, facts: [], nextFact: 1, clocks: [],
  }
  return reconcile(rulebook, levelled(rulebook, { ...empty, classified: classifiedAtOpening(rulebook, empty) }), Math.max(start, now), 'opened')
}

/** Events must come in the order of their times. */
export function apply(rulebook: Rulebook, state: RecordState, event: SlaEvent): RecordState {
  if (state.ended) return state
  const changed = marked(classified(rulebook, happened(state, event), event), event)
  return reconcile(rulebook, levelled(rulebook, changed), event.at, event.reason ?? event.type)
}

function classifiedAtOpening(rulebook: Rulebook, state: RecordState): boolean {
  if (state.kind === 'feedback') return true
  if (state.handLevel !== null) return true
  if (state.kind === 'case') return isLevelCertain(rulebook, state.attributes, state.start)
  // Security events are level 1 at once (§6.1); everything else waits for its grading (CL-17).
  return state.kind === 'incident' && state.attributes['class'] === 'security-event'
}

function levelled(rulebook: Rulebook, state: RecordState): RecordState {
  if (state.kind !== 'case' && !state.classified) return { ...state, level: null, levelRule: null, tableLevel: null }
  const facts = factsOf(state)
  const scale = scaleOf(state.kind, facts)
  const byHand = scale !== null && state.handLevel !== null && SCALES[scale]!.includes(state.handLevel)
  // A grade given without any facts stands alone: the table has nothing to say about it.
  const decision = byHand && state.kind !== 'case' && Object.keys(state.attributes).length === 0 ? null : decideLevel(rulebook, state.kind, facts, state.start)
  return { ...state, level: byHand ? state.handLevel : decision?.level ?? null, levelRule: byHand ? null : decision?.rule ?? null, tableLevel: decision?.level ?? null }
}

function classified(rulebook: Rulebook, state: RecordState, event: SlaEvent): RecordState {
  if (event.type === 'start-moved') return { ...state, start: Math.min(state.start, event.start ?? state.start) }
  if (event.type === 're-evaluated') return { ...state, mode: event.mode ?? state.mode }
  const attributes = event.set ? attributesOf(state.kind, { ...state.attributes, ...event.set }) : state.attributes
  const next = { ...state, attributes, handLevel: event.level === undefined ? state.handLevel : event.level }
  if (state.classified) return next
  const graded = event.type === 'classified' || event.type === 'graded' || (event.level !== undefined && event.level !== null)
  return { ...next, classified: graded || (state.kind === 'case' && isLevelCertain(rulebook, next.attributes, state.start)) }
}

/** The outside-service mark: set by hand, or by the class; cleared only while no contact is logged (CL-06). Its clock starts when it was first set. */
function marked(state: RecordState, event: SlaEvent): RecordState {
  if (state.kind !== 'case') return state
  const { outside } = state
  const wish = event.type === 'outside-mark-set' ? true : event.type === 'outside-mark-cleared' ? false
    : typeof event.set?.['outsideService'] === 'boolean' ? event.set['outsideService']
      : event.set?.['problemClass'] === 'third-party-service' && !outside.cleared ? true : outside.on
  if (wish === outside.on) return state
  if (wish) return { ...state, outside: { on: true, since: outside.since ?? event.at, cleared: false } }
  return state.facts.some((f) => f.what === 'vendor-contacted') ? state : { ...state, outside: { ...outside, on: false, cleared: true } }
}

const FACTS: Readonly<Partial<Record<SlaEventType, FactKind>>> = {
  'response-complete': 'responded', 'first-solution-sent': 'solution-sent', 'containment-done': 'contained', 'waiting-requester-start': 'waiting', 'waiting-requester-end': 'waiting-over',
  'waiting-vendor-start': 'vendor-waiting', 'waiting-vendor-end': 'vendor-waiting-over', 'force-majeure-start': 'force-majeure', 'force-majeure-end': 'force-majeure-over', 'vendor-contacted': 'vendor-contacted', 'resolved': 'resolved', 'reopened': 'reopened', 'result-message-sent': 'result-sent', 'user-answered': 'answered', 'closed-unconfirmed': 'closed-unconfirmed',
  'archived': 'archived', 'recorded': 'recorded', 'response-started': 'response-started', 'first-responder-action': 'first-action', 'restored': 'restored', 'forwarded': 'forwarded', 'result-given': 'result-given',
}
const ONCE = new Set<FactKind>(['responded', 'solution-sent', 'contained', 'vendor-contacted', 'recorded', 'response-started', 'first-action', 'restored', 'forwarded', 'result-given'])
/** Events that bring something to the requester; each is the next public update (CL-20). */
const PUBLIC = new Set<SlaEventType>(['response-complete', 'response-incomplete', 'first-solution-sent', 'public-update'])
/** Only complete ones count. */
const COMPLETE = new Set<FactKind>(['responded', 'recorded', 'archived'])

function happened(state: RecordState, event: SlaEvent): RecordState {
  const what = FACTS[event.type]
  let next = what && counts(state, what, event) ? noted(state, what, event.at) : state
  if (what === 'resolved' && state.solvedAt === null) next = { ...next, solvedAt: event.at, update: null }
  if (what === 'reopened' && state.solvedAt !== null) next = { ...next, solvedAt: null, round: state.round + 1 }
  if (what === 'restored') next = { ...next, update: null }
  if (event.type === 'merged' || event.type === 'cancelled') next = { ...next, ended: event.type }
  return isUpdate(next, event) ? updated(next, event.at) : next
}

function counts(state: RecordState, what: FactKind, event: SlaEvent): boolean {
  if (event.complete === false && COMPLETE.has(what)) return false
  if (what === 'resolved') return state.solvedAt === null
  if (what === 'reopened') return state.solvedAt !== null
  if (what === 'result-sent' || what === 'answered' || what === 'archived' || what === 'closed-unconfirmed') return state.solvedAt !== null
  return !(ONCE.has(what) && state.facts.some((f) => f.what === what))
}

function isUpdate(state: RecordState, event: SlaEvent): boolean {
  // What is said in one breath (a response that is also the advice) is one update.
  if (state.update?.at === event.at) return false
  const has = (what: FactKind) => state.facts.some((f) => f.what === what)
  if (state.kind === 'incident') return (event.type === 'response-started' || event.type === 'public-update') && has('response-started') && !has('restored')
  return state.kind === 'case' && PUBLIC.has(event.type) && state.solvedAt === null && has('responded')
}

const noted = (state: RecordState, what: FactKind, at: number): RecordState =>
  ({ ...state, facts: [...state.facts, { n: state.nextFact, at, what }], nextFact: state.nextFact + 1 })

/** Only the latest update is kept: clocks that ended with an earlier one are never built again. */
function updated(state: RecordState, at: number): RecordState {
  const without = { ...state, facts: state.facts.filter((f) => f.what !== 'updated') }
  const next = noted(without, 'updated', at)
  return { ...next, update: { at, since: next.nextFact } }
}
