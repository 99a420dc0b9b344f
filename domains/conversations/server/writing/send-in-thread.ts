// Sends a public message to the requester so that every mail program shows it in the thread of the case.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { deskSender, newMessageId, newToken, PlusAddressing, queueMail } from '../../../../platform/server/mail/public.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import type { CaseFacts } from '../../../cases/public.ts'
import { bareSubject } from '../intake/subject-key.ts'
import { threadOf } from '../message-queries.ts'
import { tokenOfCase } from '../message-store.ts'
import { htmlOfText } from './mail-html.ts'
import { requesterAddress, type RequesterAddress } from './requester-address.ts'

/** References grow with every mail; servers cut long headers, so the first and the newest go along (RFC 5322 §3.6.4). */
const MAX_REFS = 20

/** Everything about the mail that must be known before its message is kept, since a message is never changed. */
export interface Envelope extends RequesterAddress { address: string; mailId: string; messageId: string; inReplyTo: string | null; references: string[]; mailSubject: string; senderAddress: string; senderName: string; replyTo: string }

/** null when the requester has no address. */
export async function envelopeFor(ctx: Ctx, facts: CaseFacts): Promise<Envelope | null> {
  const to = await requesterAddress(ctx, facts)
  return to.address ? envelopeTo(ctx, facts, { ...to, address: to.address }) : null
}

export async function envelopeTo(ctx: Ctx, facts: CaseFacts, to: RequesterAddress & { address: string }): Promise<Envelope> {
  const [thread, sender] = await Promise.all([threadOf(ctx, facts.id, 200), deskSender(ctx)])
  const oldestFirst = thread.map((t) => t.message_id).reverse()
  const references = oldestFirst.length > MAX_REFS ? [oldestFirst[0]!, ...oldestFirst.slice(1 - MAX_REFS)] : oldestFirst
  return {
    ...to, mailId: newId(), messageId: await newMessageId(ctx), references, inReplyTo: (thread.find((t) => t.direction === 'in') ?? thread[0])?.message_id ?? null,
    // Gmail keeps a thread together by its subject: what the customer wrote stays, our number stands in the text.
    mailSubject: to.subject ? `Re: ${bareSubject(to.subject) || facts.number}` : `[${facts.number}] ${facts.title}`,
    senderAddress: sender.address, senderName: sender.name, replyTo: await replyAddress(ctx, facts, sender.address),
  }
}

async function replyAddress(ctx: Ctx, facts: CaseFacts, address: string): Promise<string> {
  if (!await setting(ctx, PlusAddressing)) return address
  return address.replace('@', `+${await tokenOfCase(ctx, facts.id, newToken())}@`)
}

export interface Letter { kind: 'reply' | 'acknowledgement' | 'letter'; text: string; author: string | null; cc?: readonly string[]; attachmentIds?: readonly string[]; automatic: boolean }

/** Queues the mail of a message that was kept with the ids of the envelope. */
export async function sendInThread(ctx: Ctx, facts: CaseFacts, envelope: Envelope, letter: Letter): Promise<void> {
  const footer = translate(envelope.locale, 'conversations.mail.footer', { number: facts.number, url: portalUrl(ctx, facts) })
  await queueMail(ctx, {
    id: envelope.mailId, to: [envelope.address], cc: letter.cc, subject: envelope.mailSubject, text: `${letter.text}\n\n-- \n${footer}`, html: htmlOfText(letter.text, footer), messageId: envelope.messageId,
    inReplyTo: envelope.inReplyTo ?? undefined, references: envelope.references, replyTo: envelope.replyTo, attachmentIds: letter.attachmentIds, relatedTo: `case:${facts.id}`, kind: letter.kind, automatic: letter.automatic,
    senderName: letter.author ? `${letter.author} · ${envelope.senderName}` : undefined,
  })
}

export const portalUrl = (ctx: Ctx, facts: Pick<CaseFacts, 'id'>): string => `${ctx.host.config.publicUrl.replace(/\/$/, '')}/portal/cases/${facts.id}`
