// J-02: remind after 12 h, follow up at 24 h, close unconfirmed at 48 h (B-18). Each step looks again whether it is still due.
import { ConfirmationReminded, FollowUpOpened } from '../../contract/events.ts'
import type { Ctx, JobType } from '../../../../platform/server/ctx.ts'
import { newId } from '../../../../platform/server/ids.ts'
import type { CaseFacts } from '../case-facts.ts'
import { whereOf } from '../case-scope.ts'
import { lockCase, updateCase } from '../case-store.ts'
import { silentLongEnough } from '../flow/guards.ts'
import { situationOf } from '../flow/situation.ts'
import { transitionCase } from '../flow/transition-case.ts'
import { announceClosing, JOB, type ConfirmationStep } from './confirmation-timers.ts'
import { insertFollowUp } from './follow-up-store.ts'

/** The case if it still awaits an answer in that round. */
async function awaited(ctx: Ctx, step: ConfirmationStep): Promise<CaseFacts | null> {
  const facts = await lockCase(ctx, step.caseId)
  return facts && facts.round === step.round && (facts.state === 'resolved' || facts.state === 'awaiting-confirmation') ? facts : null
}

export const remindJob: JobType<ConfirmationStep> = {
  name: JOB.remind,
  async run(ctx, step) {
    const facts = await awaited(ctx, step)
    if (facts?.resultSentAt) await ctx.emit(ConfirmationReminded, { ...whereOf(facts), round: facts.round })
  },
}

/** The answer is overdue: the case carries the mark, and its handler has a task. */
export const followUpJob: JobType<ConfirmationStep> = {
  name: JOB['follow-up'],
  async run(ctx, step) {
    const facts = await awaited(ctx, step)
    if (facts) await followUp(ctx, facts)
  },
}

async function followUp(ctx: Ctx, facts: CaseFacts): Promise<void> {
  const id = newId()
  if (!await insertFollowUp(ctx, { id, caseId: facts.id, round: facts.round, assigneeId: facts.handlerId ?? facts.firstOwnerId })) return
  const marked = await updateCase(ctx, facts.id, { confirmationOverdue: true }, { count: false })
  await ctx.emit(FollowUpOpened, { ...whereOf(marked), followUpId: id, round: facts.round })
}

export const closeJob: JobType<ConfirmationStep> = {
  name: JOB.close,
  async run(ctx, step) {
    const facts = await awaited(ctx, step)
    if (!facts || facts.state !== 'awaiting-confirmation') return
    // A setting may have been raised meanwhile: then the closing is announced anew.
    if (silentLongEnough.unmet(await situationOf(ctx, facts, {})).length > 0) return announceClosing(ctx, facts)
    await followUp(ctx, facts)
    await transitionCase(ctx, facts.id, { to: 'closed-unconfirmed' })
  },
}

export const confirmationJobs = [remindJob, followUpJob, closeJob]
