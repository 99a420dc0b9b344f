// Takes the demo articles out (RX-17). One that somebody else wrote a version of stays: it is their work by now.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { removeDocuments } from '../../../../platform/server/search/public.ts'
import { deleteDemoArticles } from './demo-store.ts'

export async function removeDemo(ctx: Ctx): Promise<string[]> {
  await removeDocuments(ctx, 'article', await deleteDemoArticles(ctx))
  return []
}
