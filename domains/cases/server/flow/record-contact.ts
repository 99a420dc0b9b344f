// What messages mean for a case: first response, initial solution, result, public updates. The conversation calls these when it sends or receives.
import type { CaseSummary } from '../../contract/case.ts'
import { CaseEdited, CaseResponded, ResultSent } from '../../contract/events.ts'
import type { Transition } from '../../contract/transitions.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError, NotFound } from '../../../../platform/server/errors.ts'
import { listedOf, type CaseFacts, type CasePatch } from '../case-facts.ts'
import { may, whereOf } from '../case-scope.ts'
import { lockCase, updateCase } from '../case-store.ts'
import { announceClosing } from '../closing/confirmation-timers.ts'
import { holdCase, loadCase } from '../find-case.ts'
import { toSummary } from '../show-case.ts'
import { advanceCase } from './advance-case.ts'
import { claimFirstContact, markInitialSolution } from './after-move.ts'
import { tellAssigned } from './assign-case.ts'
import { responseComplete, severitySet } from './guards.ts'
import { situationOf } from './situation.ts'
import { moveCase } from './transition-case.ts'

export interface ResponseContent { owner?: string; nextStep?: string; expectedAt?: string; severity?: Transition['severity']; messageId?: string }

/**
 * A public reply by staff that may count as the first response (§1.4, §2.2-2). `counted` false tells what it lacks; the clock then still
 * runs (S-023). A case without handler is taken by who answers. Once a response counted, later ones change nothing.
 */
export async function recordFirstResponse(ctx: Ctx, caseId: string, content: ResponseContent): Promise<{ counted: boolean; missing: { field: string; clause: string }[] }> {
  const facts = await holdCase(ctx, caseId)
  if (facts.respondedAt !== null) return { counted: false, missing: [] }
  const { missing } = await previewFirstResponse(ctx, facts, content)
  if (missing.length > 0) return { counted: false, missing }
  const takes = facts.handlerId === null && ctx.actor.kind === 'staff' && may(ctx, 'cases.work', facts)
  const patch: CasePatch = {
    respondedAt: ctx.now(), response: { owner: content.owner!, nextStep: content.nextStep!, expectedAt: content.expectedAt ?? null, messageId: content.messageId ?? null }, severity: content.severity,
    ...(takes ? { handlerId: ctx.actor.id, handlerName: ctx.actor.name } : {}), unread: false,
  }
  const answered = await updateCase(ctx, caseId, patch)
  await claimFirstContact(ctx, answered)
  if (takes) await tellAssigned(ctx, { ...facts, firstOwnerId: ctx.actor.id }, await loadCase(ctx, caseId))
  await ctx.emit(CaseResponded, whereOf(await loadCase(ctx, caseId)), { changes: { respondedAt: { from: null, to: ctx.now().toISOString() } } })
  await advanceCase(ctx, caseId)
  return { counted: true, missing: [] }
}

/** What a reply would lack as the first response; nothing is recorded. `counted`: it would count. */
export async function previewFirstResponse(ctx: Ctx, facts: CaseFacts, content: ResponseContent): Promise<{ counted: boolean; missing: { field: string; clause: string }[] }> {
  const situation = await situationOf(ctx, facts, { owner: content.owner, nextStep: content.nextStep, expectedAt: content.expectedAt, severity: content.severity })
  const missing = [...responseComplete.unmet(situation), ...severitySet.unmet(situation)].map((u) => ({ field: u.pointer.slice(1), clause: u.clause }))
  return { counted: missing.length === 0, missing }
}

/** A public message that staff marked as the initial solution (CL-04). */
export async function recordInitialSolution(ctx: Ctx, caseId: string): Promise<void> {
  await markInitialSolution(ctx, await holdCase(ctx, caseId))
}

/** The result message went out by the conversation: a resolved case now awaits the answer (B-42). Nothing happens in any other state. */
export async function recordResultSent(ctx: Ctx, caseId: string, result: NonNullable<Transition['result']>): Promise<CaseFacts> {
  const facts = await holdCase(ctx, caseId)
  if (facts.state !== 'resolved' || facts.resultSentAt !== null) return facts
  const sent = await updateCase(ctx, caseId, { result: { ...result, prevention: result.prevention ?? null }, resultSentAt: ctx.now() }, { count: false })
  await ctx.emit(ResultSent, whereOf(sent))
  await announceClosing(ctx, sent)
  return moveCase(ctx, sent, { to: 'awaiting-confirmation' })
}

/** Staff told the requester something: whoever is first owns the request from now on, and nothing is unread any more. */
export async function recordPublicUpdate(ctx: Ctx, caseId: string): Promise<void> {
  const facts = await holdCase(ctx, caseId)
  await claimFirstContact(ctx, facts)
  if (facts.unread) await updateCase(ctx, caseId, { unread: false }, { count: false })
}

/** The requester wrote: the case is unread, and work goes on where it waited for that. */
export async function recordRequesterMessage(ctx: Ctx, caseId: string): Promise<CaseFacts> {
  const facts = await lockCase(ctx, caseId)
  if (!facts) throw new NotFound('case')
  if (facts.state === 'waiting-requester' && facts.resumeState) {
    await moveCase(ctx.asSystem(), facts, { to: facts.resumeState })
  }
  return facts.unread ? loadCase(ctx, caseId) : updateCase(ctx, caseId, { unread: true }, { count: false })
}

/** Sets or clears the unread mark. */
export async function markUnread(ctx: Ctx, caseId: string, unread: boolean): Promise<void> {
  const facts = await loadCase(ctx, caseId)
  if (facts.unread !== unread) await updateCase(ctx, caseId, { unread }, { count: false })
}

/** The same by a person who works on the case. */
export async function setUnread(ctx: Ctx, caseId: string, unread: boolean): Promise<CaseSummary> {
  const facts = await holdCase(ctx, caseId)
  if (!may(ctx, 'cases.work', facts)) throw new AppError(403, 'case-role', {}, [{ pointer: '/unread', code: 'case.role.handler' }])
  if (facts.unread === unread) return toSummary(ctx, listedOf(facts))
  const marked = await updateCase(ctx, caseId, { unread }, { count: false })
  await ctx.emit(CaseEdited, whereOf(marked), { changes: { unread: { from: facts.unread, to: unread } } })
  return toSummary(ctx, listedOf(marked))
}

/** Facts of the report that were asked for have come by other ways (an attachment, a message). */
export async function recordFactsGiven(ctx: Ctx, caseId: string, given: readonly string[]): Promise<void> {
  const facts = await loadCase(ctx, caseId)
  const missingFacts = facts.missingFacts.filter((f) => !given.includes(f))
  if (missingFacts.length === facts.missingFacts.length) return
  const told = await updateCase(ctx, caseId, { missingFacts }, { count: false })
  await ctx.emit(CaseEdited, whereOf(told), { changes: { missingFacts: { from: facts.missingFacts, to: missingFacts } } })
}
