// Takes the cases of the demo company out, with records, files, timers and search entries (RX-17).
import { removeCaseRecord } from '../../knowledge/public.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { removeFilesOf } from '../../../platform/server/files/public.ts'
import { removeNotices } from '../../../platform/server/notify/public.ts'
import { removeDocuments } from '../../../platform/server/search/public.ts'
import { confirmationJobs } from './closing/confirmation-jobs.ts'
import { deleteDemoCases, demoCases, detachEndedCases, ownCasesInDemoHands } from './demo-store.ts'

const NAMED = 50

export async function removeDemo(ctx: Ctx): Promise<string[]> {
  const ids = await demoCases(ctx)
  for (const id of ids) {
    for (const job of confirmationJobs) await ctx.cancel(job as never, id)
    await removeCaseRecord(ctx, id)
  }
  await removeFilesOf(ctx, ids.map((id) => `case:${id}`))
  await removeNotices(ctx, ids.map((id) => `case:${id}`))
  await removeDocuments(ctx, 'case', ids)
  await removeDocuments(ctx, 'case-record', ids)
  await deleteDemoCases(ctx, ids)
  const held = await ownCasesInDemoHands(ctx, NAMED)
  await detachEndedCases(ctx)
  return held.map((c) => `案件 ${c.number} 还由示例人员或部门处理（${[c.handler, c.unit].filter(Boolean).join('，')}），请先改派 / case ${c.number} is in the hands of the demo company, hand it over first`)
}
