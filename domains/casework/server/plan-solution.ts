// Solution plans: drafted, proposed, approved by a second person where they can do harm, carried out step by step (§1.2, §3.2-4; Part C.2).
import { PlanApproved, PlanDrafted, PlanEnded, PlanProposed, PlanRejected, PlanStepDone } from '../contract/events.ts'
import type { AdvancePlan, Decide, DraftPlan, FinishStep, Plan } from '../contract/plan.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { BadInput, NotFound } from '../../../platform/server/errors.ts'
import { newId } from '../../../platform/server/ids.ts'
import { containCase, loadCase, recordFindings, type CaseFacts } from '../../cases/public.ts'
import { by, holdCaseForWork, holdRecord, iso, notNow, ownWork, person, tell } from './hold-work.ts'
import { needsSecondPerson, planIsOpen } from './rules.ts'
import { plans, type PlanRow } from './work-store.ts'

export async function draftPlan(ctx: Ctx, caseId: string, input: DraftPlan): Promise<Plan> {
  const facts = await holdCaseForWork(ctx, caseId), kinds = [...new Set(input.kinds)]
  const row = await plans.insert(ctx, {
    id: newId(), caseId, round: facts.round, state: 'draft', kinds, summary: input.summary, risk: input.risk, riskNote: input.riskNote ?? null, rollbackVersion: input.rollbackVersion ?? null, plannedAt: input.plannedAt ? new Date(input.plannedAt) : null,
    steps: input.steps.map((text) => ({ id: newId(), text, doneAt: null, by: null, result: null })), needsApproval: needsSecondPerson(kinds, input.risk), ...by(ctx), approverId: null, approverName: null, decidedAt: null, decisionNote: null, result: null, finishedAt: null,
    createdAt: ctx.now(), version: 1,
  })
  await tell(ctx, PlanDrafted, facts, row.id, row.summary)
  return toPlan(row)
}

/** Proposing approves what needs no second person. Finishing tells the case its solution; a temporary fix is the first handling (CL-04). Throws Conflict `work-state`. */
export async function advancePlan(ctx: Ctx, caseId: string, workId: string, input: AdvancePlan): Promise<Plan> {
  const facts = await holdCaseForWork(ctx, caseId), row = await holdRecord(ctx, plans, caseId, workId)
  if (input.act === 'propose') return propose(ctx, facts, row)
  if (input.act !== 'withdraw' && !input.result) throw new BadInput([{ pointer: '/result', code: 'casework.result', clause: '§1.2' }])
  if (!planIsOpen(row.state)) throw notNow('plan-ended')
  if (input.act === 'withdraw') return end(ctx, facts, row, 'withdrawn', input.result ?? null)
  if (row.state !== 'approved') throw notNow(row.needsApproval ? 'plan-unapproved' : 'plan-unproposed')
  if (input.act === 'finish' && row.steps.some((s) => s.doneAt === null)) throw notNow('plan-steps')
  const kept = await end(ctx, facts, row, input.act === 'finish' ? 'done' : 'failed', input.result!)
  if (input.act === 'finish') await tellSolution(ctx, facts, row, input.result!)
  return kept
}

async function propose(ctx: Ctx, facts: CaseFacts, row: PlanRow): Promise<Plan> {
  if (row.state !== 'draft') throw notNow('plan-proposed')
  const kept = await plans.update(ctx, row.id, row.needsApproval ? { state: 'proposed', version: row.version + 1 } : { state: 'approved', decidedAt: ctx.now(), version: row.version + 1 })
  await tell(ctx, row.needsApproval ? PlanProposed : PlanApproved, facts, row.id, row.summary)
  return toPlan(kept)
}

async function end(ctx: Ctx, facts: CaseFacts, row: PlanRow, state: 'done' | 'failed' | 'withdrawn', result: string | null): Promise<Plan> {
  const kept = await plans.update(ctx, row.id, { state, result, finishedAt: ctx.now(), version: row.version + 1 })
  await tell(ctx, PlanEnded, facts, row.id, row.summary, { outcome: state, ...(result ? { reason: result } : {}) })
  return toPlan(kept)
}

async function tellSolution(ctx: Ctx, facts: CaseFacts, row: PlanRow, result: string): Promise<void> {
  await recordFindings(ctx, facts, { solution: result, planExecuted: true })
  if (row.kinds.includes('temporary-fix')) await containCase(ctx, await loadCase(ctx, facts.id), result)
}

/** Throws 403 `own-work` for one's own plan: a second person decides. */
export async function decidePlan(ctx: Ctx, caseId: string, workId: string, input: Decide): Promise<Plan> {
  const facts = await holdCaseForWork(ctx, caseId, 'casework.approve'), row = await holdRecord(ctx, plans, caseId, workId)
  if (row.state !== 'proposed') throw notNow('plan-not-proposed', '/approved')
  if (row.byId === ctx.actor.id) throw ownWork()
  if (!input.approved && !input.note) throw new BadInput([{ pointer: '/note', code: 'casework.rejection-note', clause: '§3.2-4' }])
  const kept = await plans.update(ctx, row.id, { state: input.approved ? 'approved' : 'draft', approverId: ctx.actor.id, approverName: ctx.actor.name, decidedAt: ctx.now(), decisionNote: input.note ?? null, version: row.version + 1 })
  await tell(ctx, input.approved ? PlanApproved : PlanRejected, facts, row.id, row.summary, { by: ctx.actor.name, ...(input.note ? { reason: input.note } : {}) })
  return toPlan(kept)
}

export async function finishStep(ctx: Ctx, caseId: string, workId: string, stepId: string, input: FinishStep): Promise<Plan> {
  const facts = await holdCaseForWork(ctx, caseId), row = await holdRecord(ctx, plans, caseId, workId), step = row.steps.find((s) => s.id === stepId)
  if (!step) throw new NotFound('step')
  if (row.state !== 'approved') throw notNow(planIsOpen(row.state) ? 'plan-unapproved' : 'plan-ended', '/done')
  const marked = { ...step, doneAt: input.done ? step.doneAt ?? ctx.now().toISOString() : null, by: input.done ? { id: ctx.actor.id, name: ctx.actor.name } : null, result: input.result ?? step.result }
  const kept = await plans.update(ctx, row.id, { steps: row.steps.map((s) => (s.id === stepId ? marked : s)), version: row.version + 1 })
  if (input.done && step.doneAt === null) await tell(ctx, PlanStepDone, facts, row.id, step.text)
  return toPlan(kept)
}

export const toPlan = (p: PlanRow): Plan => ({
  id: p.id, round: p.round, state: p.state, kinds: p.kinds, summary: p.summary, risk: p.risk, riskNote: p.riskNote, rollbackVersion: p.rollbackVersion, plannedAt: iso(p.plannedAt), steps: p.steps, needsApproval: p.needsApproval, by: { id: p.byId, name: p.byName },
  approver: person(p.approverId, p.approverName), decidedAt: iso(p.decidedAt), decisionNote: p.decisionNote, result: p.result, finishedAt: iso(p.finishedAt), createdAt: p.createdAt.toISOString(), version: p.version,
})
