// The conditions of Part C.6, each a pure function of the case and what the request brings. A guard names what is unmet, with its clause.
import type { CaseState, Nature } from '../../contract/case.ts'
import type { Transition } from '../../contract/transitions.ts'
import { levelsOf, type Classified } from '../classification.ts'
import type { CaseFacts, Check } from '../case-facts.ts'
import type { MoveGate } from './move-gate.ts'
import type { OpenWork } from './open-work.ts'

const HOUR = 3_600_000, DAY = 24 * HOUR

/** What the guards may look at, loaded before they run. */
export interface Situation {
  facts: CaseFacts
  data: Partial<Transition>
  now: Date
  limits: { closeHours: number; followUpHours: number; reopenDays: number }
  /** The person who shall handle the case; null when the request names none. */
  candidate: { known: boolean; isStaff: boolean; cleared: boolean } | null
  /** Missing items of the five parts of the case record; null while there is no record. */
  recordMissing: readonly string[] | null
  followUpOpened: boolean
  /** Unfinished sub-tasks, plans, changes, visits, referrals that other domains keep. */
  openWork?: readonly OpenWork[]
  /** What the published process has closed. */
  gate?: MoveGate
  /** Cases below this one that are still worked on. */
  children: readonly Child[]
  /** The case that this one shall be merged into; null when not named or not visible. */
  target: Pick<CaseFacts, 'id' | 'state' | 'customerId' | 'requesterId' | 'number' | 'problemClass'> | null
}

export interface Child { id: string; number: string; customerId: string | null; requesterId: string }

export interface Unmet { pointer: string; code: string; clause: string; params?: Record<string, unknown> }
export interface Guard {
  name: string
  clause: string
  /** Fields of the request that can satisfy it; empty when only the state of the case can. */
  needs: readonly (keyof Transition)[]
  unmet: (s: Situation) => Unmet[]
}

const guard = (name: string, clause: string, needs: readonly (keyof Transition)[], test: (s: Situation) => readonly (string | false | null | undefined)[]): Guard =>
  ({ name, clause, needs, unmet: (s) => test(s).filter((p): p is string => Boolean(p)).map((pointer) => ({ pointer: `/${pointer}`, code: `case.guard.${name}`, clause })) })

const filled = (text: string | null | undefined): boolean => Boolean(text && text.trim())
const passed = (given: Check | undefined, kept: Check | null): boolean => (given ?? kept) === 'pass'

/** The classification as it will be after the request. */
export const classifiedAfter = ({ facts, data }: Pick<Situation, 'facts' | 'data'>): Classified => ({
  serviceLine: data.serviceLine ?? facts.serviceLine, problemClass: data.problemClass ?? facts.problemClass, subClass: data.subClass ?? facts.subClass, urgency: data.urgency ?? facts.urgency,
  complexity: data.complexity ?? facts.complexity, impact: data.impact ?? facts.impact, effects: data.effects ?? facts.effects, severity: data.severity ?? facts.severity, requesterType: facts.requesterType,
})

export const problemClass = guard('problem-class', '§3.2-2', ['problemClass'], (s) => [!classifiedAfter(s).problemClass && 'problemClass'])
export const threeFactors = guard('three-factors', '§1.2', ['urgency', 'complexity', 'impact'], (s) => {
  const c = classifiedAfter(s)
  return [!c.urgency && 'urgency', !c.complexity && 'complexity', !c.impact && 'impact']
})
export const levelFits = guard('level-scale', '§1.2', [], (s) => [s.data.level && !levelsOf(classifiedAfter(s)).includes(s.data.level) && 'level'])
export const levelReason = guard('level-reason', '§1.2', ['reason'], (s) => [s.data.level && !filled(s.data.reason) && 'reason'])

export const oneHandler = guard('handler', '§1.2', ['handlerId'], (s) => [!s.data.handlerId && 'handlerId'])
export const handlerFits = guard('handler-unfit', '§2.1', [], (s) => [s.candidate && (!s.candidate.known || !s.candidate.isStaff) && 'handlerId'])
export const handlerCleared = guard('handler-not-cleared', '§3.1-3', [], (s) => [s.facts.problemClass === 'data-security' && s.candidate?.known && !s.candidate.cleared && 'handlerId'])

export const responseComplete = guard('response-content', '§1.4', ['owner', 'nextStep', 'expectedAt'], ({ facts, data }) => (facts.respondedAt ? [] :
  [!data.owner && 'owner', !filled(data.nextStep) && 'nextStep', !data.expectedAt && 'expectedAt']))
export const severitySet = guard('severity', '§2.2-2', ['severity'], (s) => { const c = classifiedAfter(s); return [c.requesterType === 'customer' && c.serviceLine === 'after-sales' && !c.severity && 'severity'] })

export const natureKnown = guard('nature', '§1.2', ['nature'], ({ facts, data }) => [!(data.nature ?? facts.nature satisfies Nature | null) && 'nature'])
export const causeKnown = guard('cause', '§3.2-4', ['cause'], ({ facts, data }) => [!filled(data.cause ?? facts.cause) && 'cause'])
/** Whoever enters the solution says that it was carried out, unless they say otherwise. */
export const planExecuted = guard('plan-executed', '§1.2', ['planExecuted', 'solution'], ({ facts, data }) => {
  const executed = data.planExecuted ?? (facts.planExecuted || filled(data.solution))
  return [!executed && 'planExecuted']
})
export const configurationChecked = guard('configuration-checks', '§3.1-2', ['configurationChecks'], ({ facts, data }) => (facts.problemClass !== 'application-configuration' ? [] : [
  !passed(data.configurationChecks?.stability, facts.configurationStability) && 'configurationChecks/stability',
  !passed(data.configurationChecks?.security, facts.configurationSecurity) && 'configurationChecks/security']))
/** Blocking sub-tasks, plans and configuration changes are finished before verifying; visits, repairs and referrals before it counts as resolved (§2.1, §3.1-2, §2.2-3). */
const workDone = (name: string, before: readonly OpenWork['before'][]): Guard => ({
  name, clause: '§3.2-5', needs: [], unmet: ({ openWork = [] }) => openWork.filter((w) => before.includes(w.before)).map(({ pointer, code, clause, params }) => ({ pointer, code, clause, ...(params ? { params } : {}) })) })
export const workDoneToVerify = workDone('work-to-verify', ['verifying'])
export const workDoneToResolve = workDone('work-to-resolve', ['verifying', 'resolved'])
export const retestPassed = guard('retest', '§3.2-5', ['retest'], ({ facts, data }) => [!passed(data.retest, facts.retest) && 'retest'])
export const stabilityPassed = guard('stability', '§3.2-5', ['stability'], ({ facts, data }) => [!passed(data.stability, facts.stability) && 'stability'])

export const responded = guard('responded-first', '§1.4', [], ({ facts }) => [!facts.respondedAt && 'to'])
export const visitPlanned = guard('visit', '§5.2-5', ['scheduledAt'], ({ data }) => [!data.scheduledAt && 'scheduledAt'])

export const resultGiven = guard('result', '§5.1-2', ['result'], ({ facts, data }) => [!data.result && !facts.resultSentAt && 'result'])
export const resultSent = guard('result-sent', '§3.3-3', [], ({ facts }) => [!facts.resultSentAt && 'to'])
export const complianceComplete = guard('compliance', '§3.1-3', [], ({ facts }) => [facts.problemClass === 'data-security' && !facts.compliance && 'compliance'])
export const saysSolved = guard('says-solved', '§3.3-3', [], ({ data }) => [data.solved === false && 'solved'])
export const rejectionReason = guard('rejection-reason', '§3.3-3', ['reason'], ({ data }) => [!filled(data.reason) && 'reason'])
export const reasonGiven = guard('reason', '§1.2', ['reason'], ({ data }) => [!filled(data.reason) && 'reason'])

export const silentLongEnough = guard('silent', '§3.3-3', [], ({ facts, now, limits }) => {
  const due = facts.resolvedAt && facts.resolvedAt.getTime() + limits.closeHours * HOUR <= now.getTime()
  const told = facts.resultSentAt && facts.resultSentAt.getTime() + 24 * HOUR <= now.getTime()
  return [(!due || !told) && 'to']
})
export const followedUp = guard('follow-up', '§3.3-3', [], ({ followUpOpened }) => [!followUpOpened && 'to'])

/** A review is required for A-class, breached and reopened cases (R5.2-17). */
export const reviewRequired = (facts: Pick<CaseFacts, 'level' | 'breached' | 'round'>): boolean => facts.level === 'A' || facts.breached || facts.round > 1
export const reviewGiven = guard('review', '§5.2-6', ['review'], ({ facts, data }) => [!data.review && !facts.review && 'review'])
export const reviewDone = guard('review-missing', '§5.2-6', ['review'], ({ facts, data }) => [reviewRequired(facts) && !facts.review && !data.review && 'review'])

/** Every missing item of the five parts is named one by one (S-056). */
export const recordComplete: Guard = { name: 'record', clause: '§3.4-3', needs: [], unmet: ({ recordMissing }) =>
  (recordMissing ?? ['draft']).map((item) => ({ pointer: `/record/${item.replaceAll('.', '/')}`, code: `case.record.${item}`, clause: '§3.4-3' })) }

export const withinReopenDays = guard('reopen-window', '§3.3-3', [], ({ facts, now, limits }) => [(!facts.closedAt || facts.closedAt.getTime() + limits.reopenDays * DAY < now.getTime()) && 'to'])

const GONE: ReadonlySet<CaseState> = new Set<CaseState>(['merged', 'cancelled', 'archived'])
export const mergeTarget = guard('merge-target', '§1.2', ['into'], ({ facts, data, target }) => [(!data.into || !target || target.id === facts.id || GONE.has(target.state)) && 'into'])
export const sameParty = guard('merge-party', '§1.2', [], ({ facts, target }) => [target && !isSameParty(facts, target) && 'into'])
/** Of a data-security case the content must not come to be read by who is not cleared for it (§3.1-3). */
export const sameSecrecy = guard('merge-secrecy', '§3.1-3', [], ({ facts, target }) => [target && (facts.problemClass === 'data-security') !== (target.problemClass === 'data-security') && 'into'])

/** A parent is not resolved before its children; those of the same party may go on in it by choice (`mergeChildren`). Each that stands in the way is named. */
export const childrenDone: Guard = { name: 'children', clause: '§2.1', needs: ['mergeChildren'], unmet: ({ facts, data, children }) =>
  children.filter((c) => !data.mergeChildren || !isSameParty(facts, c)).map((c) => ({ pointer: '/mergeChildren', code: data.mergeChildren ? 'case.guard.child-party' : 'case.guard.child-open', clause: '§2.1', params: { number: c.number } })) }

type Party = Pick<CaseFacts, 'customerId' | 'requesterId'>
export const isSameParty = (a: Party, b: Party): boolean => a.requesterId === b.requesterId || (b.customerId !== null && b.customerId === a.customerId)
