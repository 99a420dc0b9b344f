// The clockwork behind a silent user (B-18, J-02): rows with a due time, so that a restart loses nothing. The jobs are in confirmation-jobs.ts.
import type { Ctx, JobType } from '../../../../platform/server/ctx.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import type { CaseFacts } from '../case-facts.ts'
import { CloseHours, FollowUpHours, ReminderHours } from '../settings.ts'
import { closingTimes, followUpAt, type ConfirmationHours } from './confirmation-schedule.ts'
import { closeFollowUps } from './follow-up-store.ts'

export interface ConfirmationStep { caseId: string; round: number }
type Step = 'remind' | 'follow-up' | 'close'

/** Names of the jobs; declared here, so that a move can announce them without knowing what they do. */
export const JOB: Record<Step, string> = { remind: 'cases.confirmation-remind', 'follow-up': 'cases.confirmation-follow-up', close: 'cases.confirmation-close' }
const job = (step: Step): JobType<ConfirmationStep> => ({ name: JOB[step], run: () => Promise.reject(new Error(`announced only: ${step}`)) })

async function hoursOf(ctx: Ctx): Promise<ConfirmationHours> {
  return { reminder: await setting(ctx, ReminderHours), followUp: await setting(ctx, FollowUpHours), close: await setting(ctx, CloseHours) }
}

const announce = (ctx: Ctx, step: Step, facts: CaseFacts, at: Date): Promise<void> => ctx.enqueue(job(step), { caseId: facts.id, round: facts.round }, { at, key: facts.id })

/** At resolution: 24 h later an answer is overdue (§3.3-3). */
export async function announceFollowUp(ctx: Ctx, facts: CaseFacts): Promise<void> {
  await announce(ctx, 'follow-up', facts, followUpAt(facts.resolvedAt!, await hoursOf(ctx)))
}

/** When the result went out: reminder and closing. */
export async function announceClosing(ctx: Ctx, facts: CaseFacts): Promise<void> {
  const { remindAt, closeAt } = closingTimes(facts.resolvedAt!, facts.resultSentAt!, await hoursOf(ctx))
  await announce(ctx, 'remind', facts, remindAt)
  await announce(ctx, 'close', facts, closeAt)
}

/** The user answered, or the case went on otherwise: nothing is awaited any more. */
export async function stopConfirmation(ctx: Ctx, facts: CaseFacts): Promise<void> {
  for (const step of ['remind', 'follow-up', 'close'] as const) await ctx.cancel(job(step) as JobType<never>, facts.id)
  await closeFollowUps(ctx, facts.id)
}
