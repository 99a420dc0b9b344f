// Mail that no person wrote: bounces mark the delivery they return, away notes are shown to staff. Nothing is answered, no clock stops.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { findOwnMail, noteBounce, placeReceived, type ArrivedMail, type Mailbox } from '../../../../platform/server/mail/public.ts'
import { findContactByEmail } from '../../../customers/public.ts'
import { loadCase } from '../../../cases/public.ts'
import { casesOfRefs } from '../message-queries.ts'
import { keepMail } from './keep-mail.ts'

export async function fileAutomatic(ctx: Ctx, mail: ArrivedMail, from: Mailbox): Promise<void> {
  const { kind, sign } = mail.judgement.automatic!
  const relatedTo = kind === 'bounce' ? await fileBounce(ctx, mail) : kind === 'auto-reply' || kind === 'receipt' ? await showToStaff(ctx, mail, from) : null
  await placeReceived(ctx, mail.id, { outcome: 'automatic', relatedTo, reason: kind, detail: sign })
}

async function fileBounce(ctx: Ctx, { message }: ArrivedMail): Promise<string | null> {
  const own = await findOwnMail(ctx, [message.bounce?.originalMessageId, ...message.references, ...message.mentioned].filter((r): r is string => Boolean(r)))
  if (!own) return null
  await noteBounce(ctx, own, message.bounce?.action ? message.bounce : bounceInWords(message.subject, message.text, message.bounce?.recipient ?? message.headers['x-failed-recipients'] ?? null))
  return own.relatedTo
}

/** Bounces of servers that write no report (qmail, Exim, QQ, NetEase): what their words say. */
export function bounceInWords(subject: string, text: string, recipient: string | null): { action: string; status: string | null; diagnostic: string | null; recipient: string | null } {
  const isDelay = /delay|延迟|延遲|still being retried|仍在重试/i.test(subject)
  const line = text.split('\n').find((l) => /\b[45]\d\d[ -]|\b[45]\.\d{1,3}\.\d{1,3}\b|不存在|已满|拒绝|no mailbox|user unknown|quota/i.test(l))?.trim() ?? null
  return { action: isDelay ? 'delayed' : 'failed', status: /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(text)?.[0] ?? null, diagnostic: line?.slice(0, 300) ?? null, recipient }
}

/** "Away until Monday" matters to who waits for an answer; it is a note, since nobody said it to us. */
async function showToStaff(ctx: Ctx, mail: ArrivedMail, from: Mailbox): Promise<string | null> {
  const [caseId] = await casesOfRefs(ctx, mail.message.references)
  if (!caseId) return null
  const facts = await loadCase(ctx, caseId), contact = await findContactByEmail(ctx, from.address)
  const isOurs = contact !== null && (contact.id === facts.requesterId || (contact.customer !== null && contact.customer.id === facts.customerId))
  if (!isOurs) return null
  await keepMail(ctx, mail, from, { facts, authorId: contact.id, by: 'reply', visibility: 'internal', whole: false, automatic: true })
  return `case:${facts.id}`
}
