// HQ measures running clocks against the published versions again, on purpose and on record (B-1 step 7).
import type { Ctx, JobType } from '../../../../platform/server/ctx.ts'
import { NotFound } from '../../../../platform/server/errors.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { holdCase } from '../../../cases/public.ts'
import { ReEvaluationStarted } from '../../contract/events.ts'
import { openRecords } from '../live/due-queries.ts'
import { followCase } from '../live/follow-cases.ts'
import { followRecord } from '../live/follow-records.ts'
import { Combine } from '../settings.ts'

const BATCH = 100

interface Progress { reason: string; after: string | null }

/** Every open record, in batches; each batch is a transaction of its own. */
export const reEvaluationJob: JobType<Progress> = {
  name: 'sla.re-evaluate',
  async run(ctx, { reason, after }) {
    const open = await openRecords(ctx, after, BATCH), mode = await setting(ctx, Combine)
    for (const { record_id: id, record_kind: kind } of open) {
      if (kind !== 'case') { await followRecord(ctx, id, { type: 're-evaluated', reason }, mode); continue }
      try { await holdCase(ctx, id) } catch (error) { if (error instanceof NotFound) continue; throw error }
      await followCase(ctx, id, { type: 're-evaluated', mode }, ctx.now(), reason)
    }
    if (open.length === BATCH) await ctx.enqueue(reEvaluationJob, { reason, after: open.at(-1)!.record_id })
  },
}

/** Returns the id under which the audit trail keeps it. */
export async function startReEvaluation(ctx: Ctx, reason: string): Promise<{ id: string }> {
  const id = newId()
  await ctx.emit(ReEvaluationStarted, { id }, { reason })
  await ctx.enqueue(reEvaluationJob, { reason, after: null })
  return { id }
}
