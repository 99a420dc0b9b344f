// Puts a mail into the outbox, in the caller's transaction: no fact without its mail, no mail without its fact.
import type { Ctx } from '../ctx.ts'
import { newId } from '../ids.ts'
import { deskSender, domainOf, isUnreal, newToken } from './addresses.ts'
import { isBlast } from './guard-blast.ts'
import { insertOutgoing } from './outbox-store.ts'

export interface NewMail {
  /** Own id (from `newId`), when the caller has to know it before. */
  id?: string
  to: readonly string[]
  cc?: readonly string[]
  subject: string
  text: string
  html?: string
  /** Own Message-ID without angle brackets (from `newMessageId`); made when left out. */
  messageId?: string
  inReplyTo?: string
  references?: readonly string[]
  replyTo?: string
  attachmentIds?: readonly string[]
  /** The record it is about, as `kind:id`. */
  relatedTo?: string
  /** What sort of mail: `reply`, `acknowledgement`, `notification`, `account`, ... */
  kind: string
  /** Written by the product: carries `Auto-Submitted` so that no other machine answers it. Default: true unless kind is `reply`. */
  automatic?: boolean
  /** Shown before the address, for example `李敏 · 后援`; default: the sender name of the settings. */
  senderName?: string
}

/** A Message-ID whose left part cannot be guessed: a mail that refers to it was sent by someone who got ours. */
export const newMessageId = async (ctx: Ctx): Promise<string> => `${newToken()}@${domainOf((await deskSender(ctx)).address)}`

export async function queueMail(ctx: Ctx, mail: NewMail): Promise<{ id: string; messageId: string }> {
  if (mail.to.length === 0) throw new Error('a mail needs a recipient')
  const automatic = mail.automatic ?? mail.kind !== 'reply'
  const state = [...mail.to, ...mail.cc ?? []].every(isUnreal) ? 'suppressed' : automatic && await isBlast(ctx, mail.kind) ? 'held' : 'queued'
  const id = mail.id ?? newId(), messageId = mail.messageId ?? await newMessageId(ctx)
  await insertOutgoing(ctx, {
    id, kind: mail.kind, message_id: messageId, sender_name: mail.senderName ?? null, recipients: [...mail.to], cc: [...mail.cc ?? []], reply_to: mail.replyTo ?? null,
    subject: oneLine(mail.subject), text_body: mail.text, html_body: mail.html ?? null, in_reply_to: mail.inReplyTo ?? null, refs: [...mail.references ?? []],
    attachment_ids: [...mail.attachmentIds ?? []], automatic, related_to: mail.relatedTo ?? null, state, domain: domainOf(mail.to[0]!),
  })
  if (state === 'queued') ctx.afterCommit(() => ctx.host.signals.raise('mail-out'))
  return { id, messageId }
}

/** A line break in a subject would start another header. */
const oneLine = (text: string): string => text.replace(/[\r\n\u2028\u2029]+/g, ' ').trim().slice(0, 400)
