// Moves a mail that was put on the wrong case: its words stay, its place changes, both cases say so.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Conflict } from '../../../../platform/server/errors.ts'
import { linkFile } from '../../../../platform/server/files/public.ts'
import { findReceived, moveReceived } from '../../../../platform/server/mail/public.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import { findCase, loadCase, openCase, recordRequesterMessage, type CaseFacts } from '../../../cases/public.ts'
import { findContact } from '../../../customers/public.ts'
import type { IntakeMessage } from '../../contract/intake.ts'
import { MessageMoved } from '../../contract/events.ts'
import { whereOf } from '../keep-message.ts'
import { attachmentsOfMessages, findMessageOfReceived, type ListedMessage } from '../message-queries.ts'
import { moveMessage } from '../message-store.ts'
import { clipped } from './open-from-mail.ts'
import { requireLedger, toIntake } from './show-ledger.ts'
import { bareSubject } from './subject-key.ts'

/**
 * @throws NotFound for the ledger line or the case; Conflict `intake-no-message` when the mail is in no conversation (process it again
 * instead), `intake-other-customer` when its sender belongs to another customer than the case
 */
export async function rehomeMail(ctx: Ctx, receivedId: string, caseId: string | null): Promise<IntakeMessage> {
  requireLedger(ctx, 'intake.manage')
  await findReceived(ctx, receivedId)
  const message = await findMessageOfReceived(ctx, receivedId)
  if (!message) throw new Conflict('intake-no-message')
  const target = caseId === null ? await ownCase(ctx, message) : await findCase(ctx, caseId)
  if (message.case_id === target.id) return toIntake(ctx, await findReceived(ctx, receivedId))
  const author = message.author_id ? await findContact(ctx, message.author_id) : null
  if (author?.customer && target.customerId && author.customer.id !== target.customerId) throw new Conflict('intake-other-customer')
  const before = await loadCase(ctx, message.case_id)
  await moveMessage(ctx, message.id, target.id)
  for (const a of await attachmentsOfMessages(ctx, [message.id])) await linkFile(ctx.asSystem(), a.file_id, `case:${target.id}`)
  await moveReceived(ctx, receivedId, `case:${target.id}`)
  const moved = { messageId: message.id, fromCaseId: before.id, toCaseId: target.id }
  await ctx.emit(MessageMoved, { ...whereOf(before), ...moved })
  await ctx.emit(MessageMoved, { ...whereOf(target), ...moved }, { changes: { caseId: { from: before.id, to: target.id } } })
  if (message.direction === 'in' && caseId !== null) await recordRequesterMessage(ctx, target.id)
  return toIntake(ctx, await findReceived(ctx, receivedId))
}

/** A matter of its own that was taken for part of another: opened as of when the mail came. Nothing is sent. */
async function ownCase(ctx: Ctx, message: ListedMessage): Promise<CaseFacts> {
  if (!message.author_id) throw new Conflict('intake-no-message')
  const words = message.body.trim(), title = clipped(bareSubject(message.subject ?? '') || words.split('\n')[0]!, 200) || translate(ctx.locale, 'conversations.mail.no-subject')
  return openCase(ctx.asSystem(), { requesterId: message.author_id, channel: message.channel, title, description: clipped(words, 50_000) || translate(ctx.locale, 'conversations.mail.no-text') }, { createdAt: message.at })
}
