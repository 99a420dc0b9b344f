// What a move sets off beside the change of the row: its event, records, messages, timers.
import type { CaseState } from '../../contract/case.ts'
import { CaseArchived, CaseCancelled, CaseClassified, CaseClosedUnconfirmed, CaseMessageNeeded, CaseReopened, CaseResolved, CaseResponded, FirstOwnerSet, InitialSolutionSent, OutsideMarkSet, ResultSent, UserAnswered } from '../../contract/events.ts'
import type { Transition } from '../../contract/transitions.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { CaseFacts } from '../case-facts.ts'
import { whereOf } from '../case-scope.ts'
import { updateCase } from '../case-store.ts'
import { announceFollowUp, announceClosing, stopConfirmation } from '../closing/confirmation-timers.ts'
import { archiveRecord, draftRecord, refreshRecord, reopenRecord } from '../closing/case-record.ts'
import { openAnotherProblem } from '../closing/another-problem.ts'
import { keepRating } from '../closing/rate-case.ts'
import { resultText } from '../closing/result-text.ts'
import { withdrawOffers } from '../handing/transfer-store.ts'
import { flagRecurrence } from '../lists/detect-recurrence.ts'
import { recordMerge } from '../merging/record-merge.ts'
import { containCase } from './contain-case.ts'
import { tellAssigned } from './assign-case.ts'

interface Moved { before: CaseFacts; now: CaseFacts; data: Transition; where: ReturnType<typeof whereOf> }
type After = (ctx: Ctx, m: Moved) => Promise<void>

export async function afterMove(ctx: Ctx, before: CaseFacts, now: CaseFacts, data: Transition): Promise<void> {
  await AFTER[data.to]?.(ctx, { before, now, data, where: whereOf(now) })
  if (data.containment) await containCase(ctx, now, data.solution ?? data.reason ?? '')
}

const AFTER: Partial<Record<CaseState, After>> = {
  async classified(ctx, { before, now, data, where }) {
    await ctx.emit(CaseClassified, where, { reason: data.reason })
    if (now.outsideService && !before.outsideService) await ctx.emit(OutsideMarkSet, where)
    if (now.problemClass !== before.problemClass) await flagRecurrence(ctx, now)
  },
  assigned: (ctx, { before, now, data }) => tellAssigned(ctx, before, now, data.reason),
  async responded(ctx, { before, now, data, where }) {
    if (before.respondedAt) return
    await claimFirstContact(ctx, now)
    await ctx.emit(CaseResponded, where)
    if (data.reply) await ctx.emit(CaseMessageNeeded, { ...where, kind: 'response', author: 'actor', text: data.reply, initialSolution: data.initialSolution ?? false })
    if (data.initialSolution) await markInitialSolution(ctx, now)
  },
  async 'waiting-vendor'(ctx, { before, where }) { if (!before.outsideService) await ctx.emit(OutsideMarkSet, where) },
  async resolved(ctx, { now, where }) {
    await draftRecord(ctx, now)
    await announceFollowUp(ctx, now)
    await ctx.emit(CaseResolved, { ...where, round: now.round })
  },
  async 'awaiting-confirmation'(ctx, { before, now, data, where }) {
    if (before.resultSentAt) return
    await ctx.emit(CaseMessageNeeded, { ...where, kind: 'result', author: 'actor', text: resultText(ctx, now, data.result!), initialSolution: false })
    await ctx.emit(ResultSent, where)
    await announceClosing(ctx, now)
  },
  async confirmed(ctx, { now, data, where }) {
    await stopConfirmation(ctx, now)
    await ctx.emit(UserAnswered, { ...where, solved: true }, { reason: data.comment ?? data.reason })
    if (data.score) await keepRating(ctx, now, { score: data.score, comment: data.comment })
    await refreshRecord(ctx, now)
    if (data.anotherProblem) await openAnotherProblem(ctx, now, data.anotherProblem)
  },
  async 'closed-unconfirmed'(ctx, { now, where }) {
    await stopConfirmation(ctx, now)
    await refreshRecord(ctx, now)
    await ctx.emit(CaseClosedUnconfirmed, where)
  },
  async reopened(ctx, { before, now, data, where }) {
    await stopConfirmation(ctx, before)
    if (before.state === 'resolved' || before.state === 'awaiting-confirmation') await ctx.emit(UserAnswered, { ...where, solved: false }, { reason: data.reason })
    await reopenRecord(ctx, now)
    await ctx.emit(CaseReopened, { ...where, round: now.round }, { reason: data.reason })
    if (data.anotherProblem) await openAnotherProblem(ctx, now, data.anotherProblem)
  },
  async archived(ctx, { now, where }) {
    await archiveRecord(ctx, now)
    await ctx.emit(CaseArchived, where)
  },
  async merged(ctx, { before, now, data }) {
    await recordMerge(ctx, before, now, data.into!, data.reason)
  },
  async cancelled(ctx, { now, data, where }) {
    await withdrawOffers(ctx, now.id)
    await ctx.emit(CaseCancelled, where, { reason: data.reason })
  },
}

/** The first member of staff who speaks to the requester owns the request for its whole life (§1.2-12). */
export async function claimFirstContact(ctx: Ctx, facts: CaseFacts): Promise<void> {
  if (facts.firstOwnerId !== null || ctx.actor.kind !== 'staff' || ctx.actor.id === facts.requesterId) return
  const owned = await updateCase(ctx, facts.id, { firstOwnerId: ctx.actor.id, firstOwnerName: ctx.actor.name }, { count: false })
  await ctx.emit(FirstOwnerSet, { ...whereOf(owned), firstOwnerId: ctx.actor.id })
}

export async function markInitialSolution(ctx: Ctx, facts: CaseFacts): Promise<void> {
  if (facts.initialSolutionAt !== null) return
  const marked = await updateCase(ctx, facts.id, { initialSolutionAt: ctx.now() }, { count: false })
  await ctx.emit(InitialSolutionSent, whereOf(marked))
}
