// Messages of another matter become a case of its own, and go back when that was a mistake. Their words are never touched; both cases say what moved.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict } from '../../../../platform/server/errors.ts'
import { linkFile } from '../../../../platform/server/files/public.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import { moveReceived } from '../../../../platform/server/mail/public.ts'
import { endSplit, holdCase, splitOff, type CaseFacts } from '../../../cases/public.ts'
import { MessageMoved } from '../../contract/events.ts'
import { whereOf } from '../keep-message.ts'
import { attachmentsOfMessages } from '../message-queries.ts'
import { moveMessage } from '../message-store.ts'
import { closeSplit, hasOtherMessages, holdMessages, holdSplit, insertSplit, putBack } from './split-store.ts'

export interface SplitDone { id: string; number: string; fromId: string; moved: number }
interface Wish { messageIds: readonly string[]; title: string; description?: string | undefined; reason?: string | undefined }

/** Throws NotFound, Forbidden `case-restricted`, AppError 403 `case-role`, Conflict `case-archived`, BadInput for a message that is not on the case. */
export async function splitCase(ctx: Ctx, caseId: string, wish: Wish): Promise<SplitDone> {
  const from = await holdCase(ctx, caseId), ids = [...new Set(wish.messageIds)]
  if (from.state === 'archived' || from.state === 'merged') throw new Conflict('case-archived')
  const chosen = await holdMessages(ctx, from.id, ids)
  if (chosen.length !== ids.length) throw new BadInput([{ pointer: '/messageIds', code: 'conversations.split-unknown' }])
  const asked = chosen.filter((m) => m.direction === 'in' && m.visibility === 'public'), first = asked[0]
  const opened = await splitOff(ctx, from, { title: wish.title, description: wish.description ?? first?.body.trim().slice(0, 50_000) ?? wish.title, createdAt: first?.at ?? ctx.now(), ...(wish.reason ? { reason: wish.reason } : {}) })
  await insertSplit(ctx, { to_case: opened.id, from_case: from.id, moved: chosen.map((m) => ({ id: m.id, joinedBy: m.joined_by })) })
  for (const m of chosen) await moveMessage(ctx, m.id, opened.id)
  await follow(ctx, chosen, from, opened)
  return { id: opened.id, number: opened.number, fromId: from.id, moved: chosen.length }
}

/** Takes the split back. Throws Conflict `case-guard` when there is none, or when the new case was worked on or talked about. */
export async function undoSplit(ctx: Ctx, caseId: string, reason?: string): Promise<SplitDone> {
  const opened = await holdCase(ctx, caseId), split = await holdSplit(ctx, opened.id)
  if (!split) throw new Conflict('case-guard', {}, [{ pointer: '/', code: 'case.guard.not-split', clause: '§1.2' }])
  const from = await holdCase(ctx, split.from_case), ids = split.moved.map((m) => m.id)
  await endSplit(ctx, opened, from, reason ?? translate(ctx.locale, 'conversations.split.undone', { number: from.number }), await hasOtherMessages(ctx, opened.id, ids))
  const chosen = await holdMessages(ctx, opened.id, ids)
  for (const m of split.moved) await putBack(ctx, m, from.id)
  await closeSplit(ctx, opened.id)
  await follow(ctx, chosen, opened, from)
  return { id: opened.id, number: opened.number, fromId: from.id, moved: chosen.length }
}

/** Files and lines of the mail ledger go along. */
async function follow(ctx: Ctx, moved: readonly { id: string; received_id: string | null }[], from: CaseFacts, to: CaseFacts): Promise<void> {
  for (const a of await attachmentsOfMessages(ctx, moved.map((m) => m.id))) await linkFile(ctx.asSystem(), a.file_id, `case:${to.id}`)
  for (const m of moved) {
    if (m.received_id) await moveReceived(ctx, m.received_id, `case:${to.id}`)
    const data = { messageId: m.id, fromCaseId: from.id, toCaseId: to.id }
    await ctx.emit(MessageMoved, { ...whereOf(from), ...data })
    await ctx.emit(MessageMoved, { ...whereOf(to), ...data })
  }
}
