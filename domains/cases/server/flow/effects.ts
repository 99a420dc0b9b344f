// What a move writes on the case row (column "Effect" of Part C.6). Pure: the same input gives the same row.
import type { CaseState } from '../../contract/case.ts'
import type { Transition } from '../../contract/transitions.ts'
import { CLASSIFYING } from '../classification.ts'
import type { CaseFacts, CasePatch } from '../case-facts.ts'
import { enterStage, isWaiting } from './stages.ts'

type Data = Partial<Transition>

/** Facts of diagnosis, solution and verification are kept whenever a move brings them. */
export function workFacts(data: Data): CasePatch {
  return {
    nature: data.nature, cause: data.cause, evidence: data.evidence, solution: data.solution, planExecuted: data.planExecuted ?? (data.to === 'verifying' && data.solution ? true : undefined), retest: data.retest, stability: data.stability,
    verificationEvidence: data.verificationEvidence, configurationStability: data.configurationChecks?.stability, configurationSecurity: data.configurationChecks?.security, severity: data.severity,
  }
}

/** Leaving and entering of states: stage times, and what a waiting state remembers. */
export function enter(facts: CaseFacts, to: CaseState, now: Date): CasePatch {
  const waiting = isWaiting(to)
  return {
    state: to, stages: enterStage(facts.stages, to, now),
    resumeState: waiting ? (isWaiting(facts.state) ? facts.resumeState : facts.state) : null,
    ...(waiting ? {} : { waitingReason: null, waitingUntil: null }),
  }
}

/** A new round starts with nothing verified, nothing sent and nobody's answer (CL-08); what was there stays in the history. */
export const CLEARED_BY_REOPENING = ['resolvedAt', 'result', 'resultSentAt', 'answeredAt', 'closedAt', 'archivedAt', 'review', 'retest', 'stability', 'verificationEvidence', 'configurationStability',
  'configurationSecurity', 'planExecuted', 'confirmationOverdue'] as const satisfies readonly (keyof CasePatch)[]

const reopened = (facts: CaseFacts, now: Date): CasePatch => ({
  ...Object.fromEntries(CLEARED_BY_REOPENING.map((f) => [f, typeof facts[f] === 'boolean' ? false : null])), reopenedAt: now, round: facts.round + 1,
})

const EFFECTS: Partial<Record<CaseState, (facts: CaseFacts, data: Data, now: Date) => CasePatch>> = {
  classified: (_facts, data, now) => ({ ...Object.fromEntries(CLASSIFYING.filter((f) => f !== 'requesterType').map((f) => [f, data[f]])), outsideService: data.outsideService, classifiedAt: now, ...(data.level ? { level: data.level, levelByHand: true, levelRule: null } : {}) }),
  responded: (facts, data, now) => (facts.respondedAt ? {} : { respondedAt: now, response: { owner: data.owner!, nextStep: data.nextStep!, expectedAt: data.expectedAt ?? null, messageId: null } }),
  resolved: (_facts, _data, now) => ({ resolvedAt: now }),
  'awaiting-confirmation': (_facts, data, now) => (data.result ? { result: { ...data.result, prevention: data.result.prevention ?? null }, resultSentAt: now } : {}),
  confirmed: (_facts, _data, now) => ({ closedAt: now, answeredAt: now, confirmationOverdue: false }),
  'closed-unconfirmed': (_facts, _data, now) => ({ closedAt: now }),
  reopened: (facts, _data, now) => reopened(facts, now),
  reviewed: (_facts, data) => ({ review: data.review }),
  archived: (_facts, data, now) => ({ archivedAt: now, review: data.review }),
  'waiting-requester': (_facts, data) => ({ waitingReason: data.reason ?? null }),
  'waiting-vendor': (_facts, data) => ({ waitingReason: [data.vendor, data.vendorTicket, data.reason].filter(Boolean).join(' · ') || null, outsideService: true }),
  'on-site-scheduled': (_facts, data) => ({ waitingReason: data.address ?? null, waitingUntil: data.scheduledAt ? new Date(data.scheduledAt) : null }),
  merged: (_facts, data, now) => ({ mergedInto: data.into, closedAt: now, askedId: null }),
  cancelled: (_facts, data, now) => ({ cancelReason: data.reason, closedAt: now, askedId: null }),
}

/** Everything that a move to `to` writes. */
export const effectsOf = (facts: CaseFacts, to: CaseState, data: Data, now: Date): CasePatch => ({ ...workFacts(data), ...enter(facts, to, now), ...EFFECTS[to]?.(facts, data, now) })
