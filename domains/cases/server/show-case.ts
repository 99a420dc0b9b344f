// A case as a reader sees it: staff everything, requesters their own story, the uncleared number and state only (§3.1-3, §1.2).
import type { Allowed, Case, CaseLink, CaseSummary, Flag } from '../contract/case.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { NOBODY_ID } from '../../../platform/server/ctx.ts'
import type { z } from 'zod'
import { listedOf, type CaseFacts, type CaseListFacts } from './case-facts.ts'
import { isRestrictedFor, may } from './case-scope.ts'
import { readRating } from './closing/rating-store.ts'
import { allowedFor } from './flow/allowed-actions.ts'
import { reviewRequired } from './flow/guards.ts'
import { isWaiting } from './flow/stages.ts'
import { linksOf, type LinkRow } from './lists/links-store.ts'

const person = (id: string | null, name: string | null) => (id ? { id, name: name ?? '' } : null)
const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export function toSummary(ctx: Ctx, c: CaseListFacts): CaseSummary {
  if (isRestrictedFor(ctx, c)) return masked(c)
  const due = c.nextDueAt ? { kind: c.nextDueKind ?? '', dueAt: c.nextDueAt, clause: c.nextDueClause ?? '', warnedAt: c.nextDueWarnedAt, breached: c.nextDueBreached } : null
  return {
    ...placed(c), title: c.title, requesterType: c.requesterType, serviceLine: c.serviceLine, problemClass: c.problemClass, urgency: c.urgency, impact: c.impact, complexity: c.complexity, severity: c.severity,
    requester: { id: c.requesterId, name: c.requesterName }, customer: c.customerId ? { id: c.customerId, number: c.customerNumber ?? '', name: c.customerName ?? '', tier: c.tier ?? 'normal' } : null,
    firstOwner: person(c.firstOwnerId, c.firstOwnerName), handler: person(c.handlerId, c.handlerName), unit: person(c.unitId, ctx.locale === 'en' ? c.unitNameEn : c.unitName),
    level: c.level, nextDue: due, breached: c.breached, flags: flagsOf(c), restricted: false, unread: c.unread,
  }
}

const placed = (c: CaseListFacts) => ({ id: c.id, number: c.number, state: c.state, channel: c.channel, createdAt: c.createdAt, updatedAt: c.updatedAt, version: c.version })

/** That the case exists, its number and state; nothing of its content, no names. */
function masked(c: CaseListFacts): CaseSummary {
  return {
    ...placed(c), title: '', requesterType: c.requesterType, serviceLine: null, problemClass: null, urgency: null, impact: null, complexity: null, severity: null, level: null, requester: { id: NOBODY_ID, name: '' },
    customer: null, firstOwner: null, handler: null, unit: null, nextDue: null, breached: false, flags: [], restricted: true, unread: false,
  }
}

function flagsOf(c: CaseListFacts): Flag[] {
  const flags: [boolean, Flag][] = [
    [c.breached, 'breached'], [c.recurrenceOf !== null, 'recurrence'], [c.round > 1, 'reopened'], [reviewRequired(c), 'review-required'], [c.confirmationOverdue, 'confirmation-overdue'],
    [c.missingFacts.length > 0, 'needs-facts'], [c.outsideService, 'outside-service'],
  ]
  return flags.filter(([on]) => on).map(([, flag]) => flag)
}

type StaffPart = Omit<Case, keyof CaseSummary | 'stages' | 'allowed' | 'links' | 'rating'>

/** The whole case. `fresh`: it was opened in this transaction, so nothing but a recurrence can hang on it yet (the flag tells). */
export async function showCase(ctx: Ctx, c: CaseFacts, fresh = false): Promise<Case> {
  const summary = toSummary(ctx, listedOf(c))
  if (summary.restricted) return { ...summary, ...BLANK, round: c.round, stages: [], allowed: [], links: [], rating: null }
  const rating = fresh ? null : await readRating(ctx, c.id), links = fresh ? [] : await linksOf(ctx, c.id)
  const inside = ctx.actor.kind !== 'requester'
  return {
    ...summary, ...(inside ? detail(c) : forRequester(c)), flags: inside ? summary.flags : summary.flags.filter((f) => f === 'needs-facts' || f === 'reopened'),
    stages: c.stages, links: links.filter((l) => inside || l.requesterId === ctx.actor.id).map((l) => toLink(ctx, l)),
    rating: rating ? { score: rating.score, comment: rating.comment, at: (rating.changedAt ?? rating.ratedAt).toISOString() } : null,
    allowed: await allowedFor(ctx, c) as z.infer<typeof Allowed>[],
  }
}

function detail(c: CaseFacts): StaffPart {
  return {
    description: c.description, subClass: c.subClass, effects: c.effects as Case['effects'], outsideService: c.outsideService, levelByHand: c.levelByHand, levelRule: c.levelRule,
    occurredAt: iso(c.occurredAt), systemVersion: c.systemVersion, expectedResult: c.expectedResult, nature: c.nature, cause: c.cause, evidence: c.evidence, solution: c.solution, planExecuted: c.planExecuted,
    verification: { retest: c.retest, stability: c.stability, evidence: c.verificationEvidence }, configurationChecks: { stability: c.configurationStability, security: c.configurationSecurity },
    containmentAt: iso(c.containmentAt), waiting: isWaiting(c.state) ? { for: c.state, until: iso(c.waitingUntil), reason: c.waitingReason } : null,
    response: c.respondedAt ? { at: c.respondedAt.toISOString(), owner: c.response?.owner ?? '', nextStep: c.response?.nextStep ?? '', expectedAt: c.response?.expectedAt ?? null } : null,
    initialSolutionAt: iso(c.initialSolutionAt), result: c.result, resultSentAt: iso(c.resultSentAt), answeredAt: iso(c.answeredAt), resolvedAt: iso(c.resolvedAt), closedAt: iso(c.closedAt), archivedAt: iso(c.archivedAt),
    review: c.review, reviewRequired: reviewRequired(c), compliance: c.compliance, assetId: c.assetId, serviceItemId: c.serviceItemId, mergedInto: c.mergedInto, cancelReason: c.cancelReason,
    missingFacts: c.missingFacts, round: c.round,
  }
}

/** Findings of the diagnosis stay inside; the requester reads the result message. */
function forRequester(c: CaseFacts): StaffPart {
  return { ...detail(c), levelRule: null, cause: null, evidence: null, solution: null, verification: BLANK.verification, configurationChecks: BLANK.configurationChecks, review: null, reviewRequired: false, compliance: null,
    waiting: c.state === 'waiting-vendor' ? { for: c.state, until: null, reason: null } : detail(c).waiting }
}

const BLANK: StaffPart = {
  description: '', subClass: null, effects: [], outsideService: false, levelByHand: false, levelRule: null, occurredAt: null, systemVersion: null, expectedResult: null, nature: null, cause: null, evidence: null,
  solution: null, planExecuted: false, verification: { retest: null, stability: null, evidence: null }, configurationChecks: { stability: null, security: null }, containmentAt: null, waiting: null, response: null,
  initialSolutionAt: null, result: null, resultSentAt: null, answeredAt: null, resolvedAt: null, closedAt: null, archivedAt: null, review: null, reviewRequired: false, compliance: null, assetId: null, serviceItemId: null,
  mergedInto: null, cancelReason: null, missingFacts: [], round: 1,
}

const OTHER_WAY = { parent: 'child', related: 'related', duplicate: 'duplicate', 'caused-by': 'cause-of', 'split-from': 'split-into', recurrence: 'recurrence', merged: 'merged', follows: 'followed-by' } as const

/** Of a case outside the reader's reach, or restricted, the number and state are enough. */
function toLink(ctx: Ctx, l: LinkRow): CaseLink {
  const hidden = !may(ctx, 'cases.read', l) || isRestrictedFor(ctx, l)
  return { id: l.id, number: l.number, title: hidden ? '' : l.title, state: l.state, kind: l.outgoing ? l.kind : OTHER_WAY[l.kind] }
}
