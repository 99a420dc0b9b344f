// A mail that was read finds its place: it opens a case, joins one, or is filed as automatic (§1.2-2, §5.2-1, RX "nothing is lost").
// Runs in the transaction of the intake: what cannot be placed is set aside there, with the reason.
import { findAccountOf } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { arrivedMail, deskMark, findOwnMail, isDeskAddress, MailArrived, openedSince, placeReceived, raiseMailAlarm, type ArrivedMail, type Mailbox } from '../../../../platform/server/mail/public.ts'
import { reaction } from '../../../../platform/server/module.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { recordRequesterMessage } from '../../../cases/public.ts'
import { findOrCreateContact } from '../../../customers/public.ts'
import { findSameMail } from '../message-queries.ts'
import { tellStaff } from '../notices.ts'
import { takeSideMail } from '../side/take-side-mail.ts'
import { CasesPerHour, TrustedMachines } from '../settings.ts'
import { fileAutomatic } from './file-automatic.ts'
import { keepAddress } from '../merged/follow-merge.ts'
import { findCaseOfMail, type FoundCase } from './find-case-of-mail.ts'
import type { MailSender } from './joining-rules.ts'
import { keepMail } from './keep-mail.ts'
import { openFromMail } from './open-from-mail.ts'
import { placeHook } from './place-hook.ts'

const HOUR_MS = 3_600_000

export const placeReaction = reaction({ name: 'conversations.place-mail', to: MailArrived, when: 'in-transaction', run: (ctx, event) => placeMail(ctx, arrivedMail(event.data.receivedId)) })

async function placeMail(ctx: Ctx, mail: ArrivedMail): Promise<void> {
  const { message } = mail
  if (message.hook) return placeHook(ctx, mail, message.hook)
  if (mail.sameAs) return place(ctx, mail, 'joined', mail.sameAs, 'duplicate')
  const from = senderOf(mail)
  if (!from) return place(ctx, mail, 'quarantined', null, 'no-sender')
  if (message.headers['x-houyuan-desk'] === deskMark(ctx.host) || message.messageId && await findOwnMail(ctx, [message.messageId]) || await isDeskAddress(ctx, from.address)) return place(ctx, mail, 'automatic', null, 'own-mail')
  if (await takeSideMail(ctx, mail, from)) return
  if (mail.judgement.automatic && !(await setting(ctx, TrustedMachines)).includes(from.address)) return fileAutomatic(ctx, mail, from)
  const same = message.messageId ? await findSameMail(ctx, { messageId: message.messageId, from: from.address, body: message.ownText }) : null
  if (same) return place(ctx, mail, 'joined', `case:${same}`, 'duplicate')
  const sender = await identify(ctx, from, mail)
  const { joins, follows } = await findCaseOfMail(ctx, sender, mail)
  if (joins) return join(ctx, mail, from, sender, joins)
  if (mail.archive) return place(ctx, mail, 'automatic', null, 'archive')
  if (await isFlood(ctx, mail, from)) return place(ctx, mail, 'quarantined', null, 'sender-budget')
  const opened = await openFromMail(ctx, mail, from, sender, follows)
  return place(ctx, mail, 'cased', `case:${opened.id}`, follows ? 'follows' : 'opened')
}

/** One address that opens case after case is a machine that calls itself a person: the rest waits for somebody to look. */
async function isFlood(ctx: Ctx, mail: ArrivedMail, from: Mailbox): Promise<boolean> {
  if (mail.byOperator || (await setting(ctx, TrustedMachines)).includes(from.address)) return false
  const most = await setting(ctx, CasesPerHour)
  if (await openedSince(ctx, from.address, new Date(ctx.host.realNow().getTime() - HOUR_MS)) < most) return false
  await raiseMailAlarm(ctx, 'loop', from.address, { limit: most })
  return true
}

/** Forms and ticket machines write under a no-reply name and say in Reply-To who is meant. */
function senderOf({ message }: ArrivedMail): Mailbox | null {
  const from = message.from ?? message.replyTo[0] ?? null
  return from && /^(no-?_?reply|do-?not-?reply)@/i.test(from.address) && message.replyTo[0] ? message.replyTo[0] : from
}

async function identify(ctx: Ctx, from: Mailbox, mail: ArrivedMail): Promise<MailSender> {
  const isChinese = /\p{Script=Han}/u.test(mail.message.subject + mail.message.ownText)
  const sender = await findOrCreateContact(ctx, { name: from.name || null, email: from.address, locale: isChinese ? 'zh-CN' : 'en' })
  const account = sender.requesterType === 'internal' ? await findAccountOf(ctx, { id: sender.id }) : null
  return { id: sender.id, customerId: sender.customerId, requesterType: sender.requesterType, isStaff: account?.kind === 'staff' }
}

/** A reply by one of us who is not the requester is a note: what was written in an own mailbox was not meant to be published. */
async function join(ctx: Ctx, mail: ArrivedMail, from: Mailbox, sender: MailSender, { facts, by, writtenTo }: NonNullable<FoundCase['joins']>): Promise<void> {
  const isNote = sender.isStaff && sender.id !== facts.requesterId
  const kept = await keepMail(ctx, mail, from, { facts, authorId: sender.id, by, visibility: isNote ? 'internal' : 'public', whole: false })
  await keepAddress(ctx, kept.id, writtenTo, facts.id)
  if (!isNote) {
    await tellStaff(ctx, facts, kept.id)
    await recordRequesterMessage(ctx, facts.id)
  }
  await place(ctx, mail, 'joined', `case:${facts.id}`, by)
}

const place = (ctx: Ctx, mail: ArrivedMail, outcome: 'cased' | 'joined' | 'quarantined' | 'automatic', relatedTo: string | null, reason: string): Promise<void> =>
  placeReceived(ctx, mail.id, { outcome, relatedTo, reason })
