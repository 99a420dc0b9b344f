// Who hears of messages: who handles the case of what the requester wrote, the requester of what we wrote, the writer of what did not arrive.
import type { Ctx } from '../../../platform/server/ctx.ts'
import { MailBounced, MailFailed } from '../../../platform/server/mail/public.ts'
import { reaction } from '../../../platform/server/module.ts'
import { notify } from '../../../platform/server/notify/public.ts'
import { loadCase, type CaseFacts } from '../../cases/public.ts'
import { MessageAdded } from '../contract/events.ts'

const TITLE_HIDDEN = ''

const paramsOf = (c: CaseFacts) => ({ number: c.number, title: c.problemClass === 'data-security' ? TITLE_HIDDEN : c.title, by: c.requesterName })
const ids = (...people: (string | null)[]): string[] => [...new Set(people)].filter((id): id is string => id !== null)

async function mailLost(ctx: Ctx, e: { id: string; data: { relatedTo: string | null; kind: string; error: string } }): Promise<void> {
  if (!e.data.relatedTo?.startsWith('case:') || e.data.kind === 'notification') return
  const facts = await loadCase(ctx, e.data.relatedTo.slice('case:'.length))
  await notify(ctx, { name: 'conversations.mail-lost', to: ids(facts.handlerId, facts.firstOwnerId), params: { ...paramsOf(facts), error: e.data.error }, subject: `case:${facts.id}`, url: `/cases/${facts.id}`, dedupeKey: e.id })
}

export const noticeReactions = [
  reaction({
    name: 'conversations.tell-staff', to: MessageAdded, when: 'after-commit', async run(ctx, e) {
      if (e.data.direction !== 'in' || e.data.automatic) return
      const facts = await loadCase(ctx, e.data.caseId)
      // A case that was just opened announces itself.
      if (facts.handlerId === null && facts.firstOwnerId === null) return
      await notify(ctx, { name: 'conversations.requester-wrote', to: ids(facts.handlerId, facts.firstOwnerId).filter((id) => id !== e.actorId), params: paramsOf(facts), subject: `case:${facts.id}`, url: `/cases/${facts.id}`, dedupeKey: e.id })
    },
  }),
  reaction({
    name: 'conversations.tell-requester', to: MessageAdded, when: 'after-commit', async run(ctx, e) {
      if (e.data.direction !== 'out' || e.data.automatic) return
      const facts = await loadCase(ctx, e.data.caseId)
      await notify(ctx, { name: 'conversations.answered', to: [facts.requesterId].filter((id) => id !== e.actorId), params: { ...paramsOf(facts), by: e.actorName }, subject: `case:${facts.id}`, url: `/cases/${facts.id}`, dedupeKey: e.id })
    },
  }),
  reaction({ name: 'conversations.tell-failed', to: MailFailed, when: 'after-commit', run: mailLost }),
  reaction({ name: 'conversations.tell-bounced', to: MailBounced, when: 'after-commit', run: mailLost }),
]

export const conversationsNotifications = [
  { name: 'conversations.requester-wrote', channels: ['in-app', 'mail'] as const }, { name: 'conversations.answered', channels: ['in-app'] as const }, { name: 'conversations.mail-lost', channels: ['in-app', 'mail'] as const },
]
