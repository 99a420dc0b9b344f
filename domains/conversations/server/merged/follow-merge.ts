// What was merged goes on in the case that it was merged into: that is where its messages are kept.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { loadCase, type CaseFacts } from '../../../cases/public.ts'
import { noteAddressed } from './addressed-store.ts'

/** The case in which this one goes on, through any number of merges; itself when it was not merged. */
export async function mergedTarget(ctx: Ctx, facts: CaseFacts): Promise<CaseFacts> {
  let at = facts
  for (let hops = 0; at.mergedInto && hops < 50; hops++) at = await loadCase(ctx, at.mergedInto)
  return at
}

/** Remembers for whom a message was, when it stands on another case than it was written to. */
export async function keepAddress(ctx: Ctx, messageId: string, writtenTo: string, keptOn: string): Promise<void> {
  if (writtenTo !== keptOn) await noteAddressed(ctx, messageId, writtenTo)
}
