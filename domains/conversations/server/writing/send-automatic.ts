// The product writes to the requester by itself, with an approved template (R1.3-4). Never a first response, never an answer to a machine.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { findCase } from '../../../cases/public.ts'
import { keepMessage } from '../keep-message.ts'
import { fillTemplate } from '../texts/manage-templates.ts'
import { envelopeFor, sendInThread } from './send-in-thread.ts'

/** Answers the id of the message; null when the requester has no address. @throws NotFound for a template out of use */
export async function sendTemplate(ctx: Ctx, caseId: string, templateId: string): Promise<string | null> {
  const facts = await findCase(ctx, caseId), { text } = await fillTemplate(ctx, caseId, templateId), envelope = await envelopeFor(ctx, facts)
  if (!envelope) return null
  const row = await keepMessage(ctx, facts, {
    channel: 'mail', direction: 'out', visibility: 'public', automatic: true, from_name: envelope.senderName, from_address: envelope.senderAddress, answer_to: envelope.address, body: text,
    recipients: [{ name: envelope.name, address: envelope.address }], subject: envelope.mailSubject, message_id: envelope.messageId, in_reply_to: envelope.inReplyTo, mail_id: envelope.mailId,
  })
  await sendInThread(ctx, facts, envelope, { kind: 'letter', text, author: null, automatic: true })
  return row.id
}
