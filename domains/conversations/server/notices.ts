// Who hears of messages: who answers for the case of what the requester wrote, the requester of what we wrote, staff of what got lost.
import type { Ctx } from '../../../platform/server/ctx.ts'
import { MailBounced, MailFailed } from '../../../platform/server/mail/public.ts'
import { reaction } from '../../../platform/server/module.ts'
import { notify } from '../../../platform/server/notify/public.ts'
import { loadCase, type CaseFacts } from '../../cases/public.ts'

/** Contents of restricted cases stay out of notices (§3.1-3). */
const paramsOf = (c: CaseFacts) => ({ number: c.number, title: c.problemClass === 'data-security' ? '' : c.title, by: c.requesterName })
const others = (ctx: Ctx, ...people: (string | null)[]): string[] => [...new Set(people)].filter((id): id is string => id !== null && id !== ctx.actor.id)

/** Told in the transaction of the message, not by a reaction: intake is the hottest path, and a notice is two rows. */
export async function tellStaff(ctx: Ctx, facts: CaseFacts, messageId: string): Promise<void> {
  const to = others(ctx, facts.handlerId, facts.firstOwnerId)
  if (to.length > 0) await notify(ctx, { name: 'conversations.requester-wrote', to, params: paramsOf(facts), subject: `case:${facts.id}`, url: `/cases/${facts.id}`, dedupeKey: messageId })
}

export async function tellRequester(ctx: Ctx, facts: CaseFacts, messageId: string): Promise<void> {
  const to = others(ctx, facts.requesterId)
  if (to.length > 0) await notify(ctx, { name: 'conversations.answered', to, params: { ...paramsOf(facts), by: ctx.actor.name }, subject: `case:${facts.id}`, url: `/cases/${facts.id}`, dedupeKey: messageId })
}

async function mailLost(ctx: Ctx, e: { id: string; data: { relatedTo: string | null; kind: string; error: string } }): Promise<void> {
  if (!e.data.relatedTo?.startsWith('case:') || e.data.kind === 'notification') return
  const facts = await loadCase(ctx, e.data.relatedTo.slice('case:'.length))
  await notify(ctx, { name: 'conversations.mail-lost', to: others(ctx, facts.handlerId, facts.firstOwnerId), params: { ...paramsOf(facts), error: e.data.error }, subject: `case:${facts.id}`, url: `/cases/${facts.id}`, dedupeKey: e.id })
}

export const noticeReactions = [
  reaction({ name: 'conversations.tell-failed', to: MailFailed, when: 'after-commit', run: mailLost }),
  reaction({ name: 'conversations.tell-bounced', to: MailBounced, when: 'after-commit', run: mailLost }),
]

export const conversationsNotifications = [
  { name: 'conversations.side-answered', channels: ['in-app', 'mail'] as const }, { name: 'conversations.mentioned', channels: ['in-app', 'mail'] as const }, { name: 'conversations.not-sent', channels: ['in-app', 'mail'] as const }, { name: 'conversations.move-refused', channels: ['in-app'] as const },
  { name: 'conversations.requester-wrote', channels: ['in-app', 'mail'] as const }, { name: 'conversations.answered', channels: ['in-app'] as const }, { name: 'conversations.mail-lost', channels: ['in-app', 'mail'] as const },
]
