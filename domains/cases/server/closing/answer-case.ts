// The requester's answer to the result: in the portal, by a transition, or from the link in the mail (§2.2-4, §3.3-3, §5.2-4).
import type { AnswerCase, ConfirmationPage } from '../../contract/answer.ts'
import { UserAnswered } from '../../contract/events.ts'
import { actorOf } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError, Conflict } from '../../../../platform/server/errors.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import type { CaseFacts } from '../case-facts.ts'
import { whereOf } from '../case-scope.ts'
import { updateCase } from '../case-store.ts'
import { holdCase } from '../find-case.ts'
import { transitionCase } from '../flow/transition-case.ts'
import { CloseHours, FollowUpHours, ReminderHours } from '../settings.ts'
import { openAnotherProblem } from './another-problem.ts'
import { caseOfToken } from './confirmation-link.ts'
import { closingTimes } from './confirmation-schedule.ts'
import { isRatingFixed, keepRating } from './rate-case.ts'
import { readRating } from './rating-store.ts'

/** Throws 403 `case-role` for anybody but the requester, Conflict `case-guard` when there is nothing to answer or the reason is missing. */
export async function answerCase(ctx: Ctx, id: string, answer: AnswerCase): Promise<CaseFacts> {
  const facts = await holdCase(ctx, id)
  if (facts.requesterId !== ctx.actor.id) throw new AppError(403, 'case-role', {}, [{ pointer: '/solved', code: 'case.role.requester' }])
  if (facts.state === 'closed-unconfirmed' && answer.solved) return lateAnswer(ctx, facts, answer)
  return transitionCase(ctx, id, { ...answer, to: answer.solved ? 'confirmed' : 'reopened' })
}

/** An answer after the case closed unconfirmed is recorded and changes no verdict (CL-21). */
async function lateAnswer(ctx: Ctx, facts: CaseFacts, answer: AnswerCase): Promise<CaseFacts> {
  if (facts.answeredAt !== null) throw new Conflict('case-guard', {}, [{ pointer: '/solved', code: 'case.guard.answered', clause: '§3.3-3' }])
  const told = await updateCase(ctx, facts.id, { answeredAt: ctx.now(), confirmationOverdue: false })
  await ctx.emit(UserAnswered, { ...whereOf(told), solved: true }, { reason: answer.comment })
  if (answer.score) await keepRating(ctx, told, { score: answer.score, comment: answer.comment })
  if (answer.anotherProblem) await openAnotherProblem(ctx, told, answer.anotherProblem)
  return told
}

/** What the link shows. Mail scanners open links: reading must change nothing. */
export async function showConfirmation(ctx: Ctx, token: string): Promise<ConfirmationPage> {
  const { facts, round } = await caseOfToken(ctx, token)
  return toPage(ctx, facts, round)
}

/** Acts for the requester to whom the link was sent; the sender of the request needs no account. */
export async function confirmByLink(ctx: Ctx, token: string, answer: AnswerCase): Promise<ConfirmationPage> {
  const { facts, round } = await caseOfToken(ctx, token)
  if (round !== facts.round) throw new Conflict('case-guard', {}, [{ pointer: '/token', code: 'case.guard.link-old', clause: '§3.3-3' }])
  const requester = await actorOf(ctx, facts.requesterId)
  return toPage(ctx, await answerCase(ctx.as({ ...requester, locale: ctx.locale }), facts.id, answer), round)
}

async function toPage(ctx: Ctx, facts: CaseFacts, round: number): Promise<ConfirmationPage> {
  const rating = await readRating(ctx, facts.id), current = rating?.round === facts.round ? rating : null
  const hours = { reminder: await setting(ctx, ReminderHours), followUp: await setting(ctx, FollowUpHours), close: await setting(ctx, CloseHours) }
  const fresh = round === facts.round, closesAt = facts.state === 'awaiting-confirmation' && facts.resolvedAt && facts.resultSentAt ? closingTimes(facts.resolvedAt, facts.resultSentAt, hours).closeAt : null
  const restricted = facts.problemClass === 'data-security'
  return {
    number: facts.number, title: restricted ? '' : facts.title, state: facts.state, requesterName: facts.requesterName, ownerName: facts.firstOwnerName ?? facts.handlerName, resolvedAt: facts.resolvedAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null, result: restricted ? null : facts.result, answered: facts.answeredAt !== null || !fresh,
    mayAnswer: fresh && (facts.state === 'awaiting-confirmation' || (facts.state === 'closed-unconfirmed' && facts.answeredAt === null)),
    mayRate: fresh && !facts.open && facts.state !== 'merged' && facts.state !== 'cancelled' && !(current && isRatingFixed(current.ratedAt, ctx.now())),
    rating: current ? { score: current.score, comment: current.comment, at: (current.changedAt ?? current.ratedAt).toISOString() } : null,
  }
}
