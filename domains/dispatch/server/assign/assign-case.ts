// Assigns a case: as the rule decides, or to the person somebody wants; what was weighed is kept either way (§1.2, §2.1, §8.1-3).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict } from '../../../../platform/server/errors.ts'
import { findCase, loadCase, transitionCase, type CaseFacts } from '../../../cases/public.ts'
import type { AssignCase, Assigned } from '../../contract/assignment.ts'
import { AssignmentDecided } from '../../contract/events.ts'
import { assignmentsOf } from './assignment-store.ts'
import { evaluateCase, type Evaluation } from './evaluate-case.ts'
import { OWN_WORDS } from './own-words.ts'
import { announceAssignment } from './record-assignment.ts'
import { shownAssignments } from './show-assignments.ts'

/** By a person on the board. Throws Conflict `case-guard` (hard reasons, state), `dispatch.nobody-left`, BadInput when somebody ruled out is chosen without a reason. */
export async function assignByBoard(ctx: Ctx, caseId: string, { handlerId, reason }: AssignCase): Promise<Assigned> {
  const facts = await findCase(ctx, caseId), evaluation = await evaluateCase(ctx, facts, handlerId ?? null)
  const to = handlerId ?? evaluation.choice.chosen?.id
  if (!to) throw new Conflict('dispatch.nobody-left')
  if (to === facts.handlerId) throw new Conflict('case-guard', {}, [{ pointer: '/handlerId', code: 'dispatch.handler-same', clause: '§1.2' }])
  if (handlerId) refuseRuledOut(evaluation, reason)
  await give(ctx, facts, to, evaluation, 'board', reason)
  const now = await loadCase(ctx, caseId), [made] = await shownAssignments(ctx, await assignmentsOf(ctx, caseId, 1))
  return { caseId, number: now.number, handler: { id: to, name: now.handlerName ?? '' }, assignment: made! }
}

/** Somebody whom the rule ruled out may be chosen with a reason; hard reasons stand. */
function refuseRuledOut({ wanted }: Evaluation, reason: string | undefined): void {
  const hard = wanted?.out.filter((o) => o.hard) ?? []
  if (hard.length > 0) throw new Conflict('case-guard', {}, hard.map((o) => ({ pointer: '/handlerId', code: OWN_WORDS.has(o.code) ? `dispatch.out.${o.code}` : o.code, clause: o.clause ?? '§2.1', params: o.params ?? {} })))
  if (wanted && wanted.out.length > 0 && !reason) throw new BadInput([{ pointer: '/reason', code: 'dispatch.reason-needed', clause: '§1.2', params: { name: wanted.person.name } }])
}
/** By the product: the case of a rule that assigns by itself. Answers null when nobody was left. */
export async function assignByRule(ctx: Ctx, facts: CaseFacts): Promise<Evaluation | null> {
  const evaluation = await evaluateCase(ctx, facts)
  if (!evaluation.choice.chosen) return null
  await give(ctx, facts, evaluation.choice.chosen.id, evaluation, 'rule')
  return evaluation
}

export async function give(ctx: Ctx, facts: CaseFacts, to: string, evaluation: Evaluation, way: 'board' | 'rule' | 'handover', reason?: string): Promise<void> {
  announceAssignment(ctx, facts.id, { way, explanation: evaluation.explanation })
  await transitionCase(ctx, facts.id, { to: 'assigned', handlerId: to, ...(reason ? { reason } : {}) })
  await ctx.emit(AssignmentDecided, { caseId: facts.id, unitId: facts.unitId, handlerId: to, because: evaluation.choice.chosen?.id === to ? evaluation.choice.because : 'by-hand', ruleVersion: evaluation.rule.version }, reason ? { reason } : {})
}
