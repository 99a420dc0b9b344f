// A mail becomes a message of a case, with its files, its pictures in place, and the names by which answers will refer to it.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { placeInline, type ArrivedMail, type KeptAttachment, type Mailbox } from '../../../../platform/server/mail/public.ts'
import type { CaseFacts } from '../../../cases/public.ts'
import type { JoinReason, Visibility } from '../../contract/message.ts'
import { keepMessage } from '../keep-message.ts'
import type { MessageRow } from '../message-store.ts'

export interface MailPlace {
  facts: CaseFacts; authorId: string | null; by: JoinReason; visibility: Visibility
  /** The first mail of a case keeps what it quotes or forwards: that is often the problem itself. */
  whole: boolean
  automatic?: boolean
  /** Files that were kept before; otherwise they are kept now as files of the case. */
  kept?: readonly KeptAttachment[]
  id?: string
}

export async function keepMail(ctx: Ctx, mail: ArrivedMail, from: Mailbox, place: MailPlace): Promise<MessageRow> {
  const { message } = mail
  const kept = place.kept ?? await mail.keepAttachments(ctx, `case:${place.facts.id}`)
  const html = place.whole ? message.html : message.ownHtml
  return keepMessage(ctx, place.facts, {
    ...(place.id ? { id: place.id } : {}), at: mail.receivedAt, channel: message.hook?.channel ?? 'mail', direction: place.visibility === 'internal' && !place.automatic ? 'internal' : 'in', visibility: place.visibility, automatic: place.automatic ?? false,
    author_id: place.authorId, from_name: from.name || from.address, from_address: from.address, answer_to: (message.replyTo[0] ?? from).address, recipients: message.to, cc: message.cc,
    subject: message.subject || null, body: plain(place.whole ? message.text : message.ownText), quoted: place.whole ? null : message.quotedText, html: html === null ? null : withPictures(html, kept),
    message_id: message.messageId, in_reply_to: message.inReplyTo, joined_by: place.by, received_id: mail.id, refs: message.hook ? message.references : [], files: kept.map((f) => ({ fileId: f.id, inline: f.inline })),
  })
}

/** Pictures of the mail stand where its words have them. */
export function withPictures(html: string, kept: readonly KeptAttachment[]): string {
  return placeInline(html, (cid) => {
    const wanted = cid.toLowerCase()
    const found = kept.find((f) => f.cid?.toLowerCase() === wanted) ?? kept.find((f) => f.name.toLowerCase() === wanted)
    return found?.contentType.startsWith('image/') && !found.blocked ? `/api/v1/attachments/${found.id}` : null
  })
}

/** Control characters that people cannot see do not belong into a record; line breaks and tabs do. */
// eslint-disable-next-line no-control-regex -- naming the control characters is the point
export const plain = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
