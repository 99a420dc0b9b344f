// Work inside the demo company's cases leaves with them (RX-17).
import type { Ctx, JobType } from '../../../platform/server/ctx.ts'
import { removeFilesOf } from '../../../platform/server/files/public.ts'
import { demoCases } from '../../cases/public.ts'
import { filesSubject } from './diagnose.ts'
import { subTaskDue, subTaskFiles } from './sub-task.ts'
import { deleteWorkOf } from './work-store.ts'

export async function removeDemo(ctx: Ctx): Promise<string[]> {
  const ids = await demoCases(ctx), gone = await deleteWorkOf(ctx, ids)
  for (const id of gone.subTasks) await ctx.cancel(subTaskDue as JobType<never>, id)
  await removeFilesOf(ctx, [...ids.map(filesSubject), ...gone.subTasks.map(subTaskFiles), ...gone.vendorTasks.map((id) => `vendor-task:${id}`)])
  return []
}
