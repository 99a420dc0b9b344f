// HQ measures running clocks against the published versions again, on purpose and on record (B-1 step 7).
import type { Ctx, JobType } from '../../../../platform/server/ctx.ts'
import { NotFound } from '../../../../platform/server/errors.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { holdCase } from '../../../cases/public.ts'
import { ReEvaluationStarted } from '../../contract/events.ts'
import { openRecords } from '../live/due-queries.ts'
import { followCase } from '../live/follow-cases.ts'
import { Combine } from '../settings.ts'

const BATCH = 100

interface Progress { reason: string; after: string | null }

/** Every open case, in batches; each batch is a transaction of its own. */
export const reEvaluationJob: JobType<Progress> = {
  name: 'sla.re-evaluate',
  async run(ctx, { reason, after }) {
    const ids = await openRecords(ctx, after, BATCH), mode = await setting(ctx, Combine)
    for (const id of ids) {
      try { await holdCase(ctx, id) } catch (error) { if (error instanceof NotFound) continue; throw error }
      await followCase(ctx, id, { type: 're-evaluated', mode }, ctx.now(), reason)
    }
    if (ids.length === BATCH) await ctx.enqueue(reEvaluationJob, { reason, after: ids.at(-1)! })
  },
}

/** Returns the id under which the audit trail keeps it. */
export async function startReEvaluation(ctx: Ctx, reason: string): Promise<{ id: string }> {
  const id = newId()
  await ctx.emit(ReEvaluationStarted, { id }, { reason })
  await ctx.enqueue(reEvaluationJob, { reason, after: null })
  return { id }
}
