// What other systems push finds its place: an instant message or an alert opens a case, or joins the open one of its thread (S-035, R3.2-2, R7.1-5).
import { createHash } from 'node:crypto'
import { findAccountOf } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { placeReceived, type ArrivedMail, type HookFacts, type Mailbox } from '../../../../platform/server/mail/public.ts'
import { hookOf } from '../../../../platform/server/webhooks/public.ts'
import { loadCase, recordRequesterMessage, type CaseFacts } from '../../../cases/public.ts'
import { findContact, findOrCreateContact } from '../../../customers/public.ts'
import { casesOfRefs } from '../message-queries.ts'
import { lockThread } from '../message-store.ts'
import { tellStaff } from '../notices.ts'
import { mergedTarget } from '../merged/follow-merge.ts'
import { mayJoin, type MailSender } from './joining-rules.ts'
import { keepMail } from './keep-mail.ts'
import { openFromMail } from './open-from-mail.ts'

export async function placeHook(ctx: Ctx, arrived: ArrivedMail, hook: HookFacts): Promise<void> {
  const name = arrived.mailbox.replace(/^hook:/, ''), owner = await hookOf(ctx, name)
  if (!owner) return place(ctx, arrived, 'quarantined', null, 'hook-closed')
  const messageId = hook.id && refOf(name, 'message', hook.id), thread = hook.thread && refOf(name, 'thread', hook.thread)
  await lockThread(ctx, thread ?? messageId ?? arrived.id)
  const [same] = messageId ? await casesOfRefs(ctx, [messageId]) : arrived.sameAs?.startsWith('case:') ? [arrived.sameAs.slice('case:'.length)] : []
  if (same) return place(ctx, arrived, 'joined', `case:${same}`, 'duplicate')
  const from: Mailbox = hook.anonymous ? { name: owner.title, address: `${name}@hook.invalid` } : arrived.message.from!
  const sender = hook.anonymous ? await inTheNameOf(ctx, owner.requesterId) : await identify(ctx, from, hook)
  if (!sender) return place(ctx, arrived, 'quarantined', null, 'no-sender')
  const mail: ArrivedMail = { ...arrived, message: { ...arrived.message, messageId, references: thread ? [thread] : [] } }
  const facts = thread ? await openCaseOfThread(ctx, thread, sender, hook) : null
  if (facts) return join(ctx, mail, from, sender, facts)
  // That something is over which nobody heard of is no case.
  if (hook.ends) return place(ctx, arrived, 'automatic', null, 'resolved')
  const opened = await openFromMail(ctx, mail, from, sender, null)
  return place(ctx, arrived, 'cased', `case:${opened.id}`, 'opened')
}

/** In the form of a Message-ID, so that it stands beside those of mails and is no address of anybody. */
const refOf = (hook: string, kind: string, id: string): string => `${createHash('sha256').update(`${kind}\n${id}`).digest('hex').slice(0, 40)}@${hook}.hook.invalid`

/** A thread of one person is that person's alone; one that several share stays within their customer. */
async function openCaseOfThread(ctx: Ctx, thread: string, sender: MailSender, hook: HookFacts): Promise<CaseFacts | null> {
  for (const id of await casesOfRefs(ctx, [thread])) {
    const facts = await mergedTarget(ctx, await loadCase(ctx, id))
    if (facts.open && mayJoin(facts, sender, hook.shared ? 'reply' : 'thread')) return facts
  }
  return null
}

async function join(ctx: Ctx, mail: ArrivedMail, from: Mailbox, sender: MailSender, facts: CaseFacts): Promise<void> {
  const kept = await keepMail(ctx, mail, from, { facts, authorId: sender.id, by: 'thread', visibility: 'public', whole: true })
  await tellStaff(ctx, facts, kept.id)
  await recordRequesterMessage(ctx, facts.id)
  await place(ctx, mail, 'joined', `case:${facts.id}`, 'thread')
}

async function identify(ctx: Ctx, from: Mailbox, hook: HookFacts): Promise<MailSender> {
  const isReal = !from.address.endsWith('.invalid'), sender = await findOrCreateContact(ctx, { name: from.name || null, email: isReal || !hook.phone ? from.address : null, phone: hook.phone, locale: 'zh-CN' })
  const account = sender.requesterType === 'internal' ? await findAccountOf(ctx, { id: sender.id }) : null
  return { id: sender.id, customerId: sender.customerId, requesterType: sender.requesterType, isStaff: account?.kind === 'staff' }
}

/** Machines have no name of their own: their cases are those of the account that the hook names. */
async function inTheNameOf(ctx: Ctx, id: string): Promise<MailSender | null> {
  const contact = await findContact(ctx, id)
  if (contact) return { id, customerId: contact.customer?.id ?? null, requesterType: 'customer', isStaff: false }
  const account = await findAccountOf(ctx, { id })
  return account && { id, customerId: account.customerId, requesterType: 'internal', isStaff: account.kind === 'staff' }
}

const place = (ctx: Ctx, mail: ArrivedMail, outcome: 'cased' | 'joined' | 'quarantined' | 'automatic', relatedTo: string | null, reason: string): Promise<void> =>
  placeReceived(ctx, mail.id, { outcome, relatedTo, reason })
