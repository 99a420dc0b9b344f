// Communication records are kept three years at least (§5.1-4, R5.1-7), with their files; a hold on the case holds them too.
import type { Ctx } from '../../../platform/server/ctx.ts'
import { removeFiles } from '../../../platform/server/files/public.ts'
import type { RetentionClass } from '../../../platform/server/module.ts'
import { heldSubjects } from '../../../platform/server/retention/public.ts'
import { removePassages } from '../../../platform/server/search/public.ts'
import { deleteMessages, findOldMessages, type OldMessage } from './message-store.ts'
import { deleteSides, findOldSides, type OldSide } from './side/side-store.ts'

/** Talks with third parties are communication records too: kept as a whole from their last word on. */
export const sideRetention: RetentionClass = {
  name: 'conversations.side-conversations', clause: '§5.1-4', floorDays: 1095, defaultDays: 1095,
  async purge(ctx, olderThan, limit) {
    for (let after: OldSide | null = null; ;) {
      const old = await findOldSides(ctx, olderThan, after, limit), held = new Set(await heldSubjects(ctx, old.map((s) => `case:${s.case_id}`))), free = old.filter((s) => !held.has(`case:${s.case_id}`)).map((s) => s.id)
      if (free.length > 0 || old.length < limit) {
        await removeFiles(ctx, await deleteSides(ctx, free))
        return free.map((id) => `side:${id}`)
      }
      after = old.at(-1)!
    }
  },
}

export const communicationsRetention: RetentionClass = {
  name: 'conversations.communications', clause: '§5.1-4', floorDays: 1095, defaultDays: 1095,
  async purge(ctx, olderThan, limit) {
    // Held messages stay among the oldest for ever: the search goes on behind them.
    for (let after: OldMessage | null = null; ;) {
      const old = await findOldMessages(ctx, olderThan, after, limit)
      const free = await withoutHeld(ctx, old)
      if (free.length > 0 || old.length < limit) {
        await removePassages(ctx, 'message', free)
        await removeFiles(ctx, await deleteMessages(ctx, free))
        return free.map((id) => `message:${id}`)
      }
      after = old.at(-1)!
    }
  },
}

async function withoutHeld(ctx: Ctx, old: readonly OldMessage[]): Promise<string[]> {
  if (old.length === 0) return []
  const held = new Set(await heldSubjects(ctx, old.flatMap((m) => [`message:${m.id}`, `case:${m.case_id}`])))
  return old.filter((m) => !held.has(`message:${m.id}`) && !held.has(`case:${m.case_id}`)).map((m) => m.id)
}
