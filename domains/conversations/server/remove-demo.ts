// The words about the cases of the demo company go with them (RX-17). They are no communication of real people, so no period holds them.
import { demoCases } from '../../cases/public.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { deleteMessagesOf } from './message-store.ts'
import { deleteSidesOf } from './side/side-store.ts'

export async function removeDemo(ctx: Ctx): Promise<string[]> {
  const cases = await demoCases(ctx)
  await deleteMessagesOf(ctx, cases)
  await deleteSidesOf(ctx, cases)
  return []
}
