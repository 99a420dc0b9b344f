// Configuration changes: value before and after, a second person's approval, stability and security before and after (§3.1-2; R3.1-7, S-043).
import { ChangeApplied, ChangeChecked, ChangeDecided, ChangeRequested, ChangeRolledBack } from '../contract/events.ts'
import type { AdvanceChange, Change, CheckChange, Decide, RequestChange } from '../contract/plan.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { BadInput } from '../../../platform/server/errors.ts'
import { newId } from '../../../platform/server/ids.ts'
import { recordFindings, type CaseFacts } from '../../cases/public.ts'
import { by, holdCaseForWork, holdRecord, iso, notNow, ownWork, person, tell } from './hold-work.ts'
import { afterCheck, changeIsOpen } from './rules.ts'
import { changes, ofCase, type ChangeRow } from './work-store.ts'

export async function requestChange(ctx: Ctx, caseId: string, input: RequestChange): Promise<Change> {
  const facts = await holdCaseForWork(ctx, caseId)
  const row = await changes.insert(ctx, {
    id: newId(), caseId, round: facts.round, state: 'requested', item: input.item, valueBefore: input.before, valueAfter: input.after, reason: input.reason, beforeCheck: null, afterCheck: null, ...by(ctx),
    approverId: null, approverName: null, decidedAt: null, decisionNote: null, appliedAt: null, rolledBackAt: null, rollbackReason: null, createdAt: ctx.now(), version: 1,
  })
  await tell(ctx, ChangeRequested, facts, row.id, row.item)
  return toChange(row)
}

/** Throws 403 `own-work` for one's own change. */
export async function decideChange(ctx: Ctx, caseId: string, workId: string, input: Decide): Promise<Change> {
  const facts = await holdCaseForWork(ctx, caseId, 'casework.approve'), row = await holdRecord(ctx, changes, caseId, workId)
  if (row.state !== 'requested') throw notNow('change-decided', '/approved')
  if (row.byId === ctx.actor.id) throw ownWork()
  if (!input.approved && !input.note) throw new BadInput([{ pointer: '/note', code: 'casework.rejection-note', clause: '§3.1-2' }])
  const kept = await changes.update(ctx, row.id, { state: input.approved ? 'approved' : 'rejected', approverId: ctx.actor.id, approverName: ctx.actor.name, decidedAt: ctx.now(), decisionNote: input.note ?? null, version: row.version + 1 })
  await tell(ctx, ChangeDecided, facts, row.id, row.item, { outcome: kept.state, by: ctx.actor.name, ...(input.note ? { reason: input.note } : {}) })
  return toChange(kept)
}

/** The check before says what it is compared with; the one after decides whether the change is settled. */
export async function checkChange(ctx: Ctx, caseId: string, workId: string, input: CheckChange): Promise<Change> {
  const facts = await holdCaseForWork(ctx, caseId), row = await holdRecord(ctx, changes, caseId, workId)
  if (!changeIsOpen(row.state)) throw notNow('change-ended', '/when')
  if (input.when === 'before' && row.appliedAt !== null) throw notNow('change-applied', '/when')
  if (input.when === 'after' && row.appliedAt === null) throw notNow('change-unapplied', '/when')
  const check = { stability: input.stability, security: input.security, evidence: input.evidence ?? null, at: ctx.now().toISOString(), by: { id: ctx.actor.id, name: ctx.actor.name } }
  const kept = await changes.update(ctx, row.id, input.when === 'before' ? { beforeCheck: check, version: row.version + 1 } : { afterCheck: check, state: afterCheck(check), version: row.version + 1 })
  await tell(ctx, ChangeChecked, facts, row.id, row.item, { outcome: `${input.when} ${input.stability}/${input.security}` })
  if (input.when === 'after') await tellChecks(ctx, facts)
  return toChange(kept)
}

/** Apply needs the approval and the check before; a rollback needs a reason and says so to the case. */
export async function advanceChange(ctx: Ctx, caseId: string, workId: string, input: AdvanceChange): Promise<Change> {
  const facts = await holdCaseForWork(ctx, caseId), row = await holdRecord(ctx, changes, caseId, workId)
  if (input.act === 'apply') {
    if (row.state !== 'approved') throw notNow(row.state === 'requested' ? 'change-unapproved' : 'change-ended')
    if (row.beforeCheck === null) throw notNow('change-unchecked')
    const kept = await changes.update(ctx, row.id, { state: 'applied', appliedAt: ctx.now(), version: row.version + 1 })
    await tell(ctx, ChangeApplied, facts, row.id, row.item)
    return toChange(kept)
  }
  if (!input.reason) throw new BadInput([{ pointer: '/reason', code: 'casework.rollback-reason', clause: '§3.1-2' }])
  if (row.state === 'rejected' || row.state === 'rolled-back') throw notNow('change-ended')
  const kept = await changes.update(ctx, row.id, { state: 'rolled-back', rolledBackAt: ctx.now(), rollbackReason: input.reason, version: row.version + 1 })
  await tell(ctx, ChangeRolledBack, facts, row.id, row.item, { reason: input.reason })
  await tellChecks(ctx, facts)
  return toChange(kept)
}

/** The case shows pass once every change in force passed, fail when one failed. What was rejected or rolled back does not count. */
async function tellChecks(ctx: Ctx, facts: CaseFacts): Promise<void> {
  const checks = (await changes.list(ctx, ofCase(facts.id))).filter((c) => c.appliedAt !== null && c.state !== 'rolled-back').map((c) => c.afterCheck)
  if (checks.length === 0 || checks.some((c) => c === null)) return
  const all = (part: 'stability' | 'security') => (checks.every((c) => c![part] === 'pass') ? 'pass' as const : 'fail' as const)
  await recordFindings(ctx, facts, { configurationStability: all('stability'), configurationSecurity: all('security') })
}

export const toChange = (c: ChangeRow): Change => ({
  id: c.id, round: c.round, state: c.state, item: c.item, before: c.valueBefore, after: c.valueAfter, reason: c.reason, beforeCheck: c.beforeCheck, afterCheck: c.afterCheck, by: { id: c.byId, name: c.byName }, approver: person(c.approverId, c.approverName),
  decidedAt: iso(c.decidedAt), decisionNote: c.decisionNote, appliedAt: iso(c.appliedAt), rolledBackAt: iso(c.rolledBackAt), rollbackReason: c.rollbackReason, createdAt: c.createdAt.toISOString(),
})
