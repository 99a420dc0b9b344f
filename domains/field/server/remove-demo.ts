// Visits, repairs and referrals of the demo company leave with its cases (RX-17).
import type { Ctx } from '../../../platform/server/ctx.ts'
import { demoRecords } from '../../../platform/server/demo-records.ts'
import { removeFilesOf } from '../../../platform/server/files/public.ts'
import { demoCases } from '../../cases/public.ts'
import { deleteFieldOf } from './field-store.ts'
import { visitFiles } from './photos.ts'

export async function removeDemo(ctx: Ctx): Promise<string[]> {
  const gone = await deleteFieldOf(ctx, await demoCases(ctx), (await demoRecords(ctx)).accounts)
  await removeFilesOf(ctx, gone.map(visitFiles))
  return []
}
