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
  const own = await findOwnMail(ctx, [message.bounce?.originalMessageId, ...message.references].filter((r): r is string => Boolean(r)))
  if (!own) return null
  await noteBounce(ctx, own, message.bounce ?? { action: 'failed', status: null, diagnostic: null, recipient: null })
  return own.relatedTo
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
