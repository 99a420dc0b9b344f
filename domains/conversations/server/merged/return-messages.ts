// A merge was undone: what came for the absorbed case meanwhile goes back to it, with its files; both cases say so.
import type { Happened } from '../../../../platform/contract/event.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { linkFile } from '../../../../platform/server/files/public.ts'
import { moveReceived } from '../../../../platform/server/mail/public.ts'
import { reaction } from '../../../../platform/server/module.ts'
import { CaseUnmerged, loadCase } from '../../../cases/public.ts'
import { MessageMoved } from '../../contract/events.ts'
import { whereOf } from '../keep-message.ts'
import { attachmentsOfMessages, findMessage } from '../message-queries.ts'
import { returnAddressed } from './addressed-store.ts'

export const returnReaction = reaction({ name: 'conversations.return-messages', to: CaseUnmerged, when: 'in-transaction', run: returnMessages })

async function returnMessages(ctx: Ctx, { data }: Happened<{ caseId: string; fromId: string }>): Promise<void> {
  const ids = await returnAddressed(ctx, data.caseId)
  if (ids.length === 0) return
  for (const a of await attachmentsOfMessages(ctx, ids)) await linkFile(ctx.asSystem(), a.file_id, `case:${data.caseId}`)
  const apart = await loadCase(ctx, data.caseId), from = await loadCase(ctx, data.fromId)
  for (const messageId of ids) {
    const receivedId = (await findMessage(ctx, messageId))!.received_id, moved = { messageId, fromCaseId: from.id, toCaseId: apart.id }
    if (receivedId) await moveReceived(ctx, receivedId, `case:${apart.id}`)
    await ctx.emit(MessageMoved, { ...whereOf(from), ...moved })
    await ctx.emit(MessageMoved, { ...whereOf(apart), ...moved })
  }
}
