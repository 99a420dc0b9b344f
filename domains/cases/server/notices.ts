// Who is told what about a case: the handler, who is asked to take it, the first-contact owner of every change, the silent requester.
import type { Happened } from '../../../platform/contract/event.ts'
import { notify } from '../../../platform/server/notify/public.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { reaction } from '../../../platform/server/module.ts'
import { CaseAssigned, CaseClosedUnconfirmed, CaseReopened, ConfirmationReminded, FollowUpOpened, TransferAnswered, TransferOffered } from '../contract/events.ts'
import type { CaseFacts } from './case-facts.ts'
import { confirmationUrl } from './closing/confirmation-link.ts'
import { readCase } from './case-store.ts'

interface Told { name: string; to: (string | null)[]; params?: Record<string, unknown>; url?: string }

/** Nobody is told of the own act. Contents of restricted cases stay out of notices (§3.1-3). */
async function tell(ctx: Ctx, event: Happened<{ caseId: string }>, what: (facts: CaseFacts) => Told): Promise<void> {
  const facts = await readCase(ctx, event.data.caseId)
  if (!facts) return
  const told = what(facts), to = [...new Set(told.to)].filter((id): id is string => id !== null && id !== event.actorId)
  if (to.length === 0) return
  const title = facts.problemClass === 'data-security' ? '' : facts.title
  await notify(ctx, { name: told.name, to, params: { number: facts.number, title, by: event.actorName, reason: event.reason ?? '', ...told.params }, subject: `case:${facts.id}`, url: told.url ?? `/cases/${facts.id}`, dedupeKey: `${event.id}:${told.name}` })
}

const owner = (c: CaseFacts): string | null => (c.firstOwnerId === c.handlerId ? null : c.firstOwnerId)

export const noticeReactions = [
  reaction({ name: 'cases.tell-assigned', to: CaseAssigned, when: 'after-commit', async run(ctx, e) {
    await tell(ctx, e, () => ({ name: 'cases.assigned', to: [e.data.handlerId] }))
    await tell(ctx, e, (c) => ({ name: 'cases.owner-informed', to: [owner(c)], params: { handler: c.handlerName ?? '' } }))
  } }),
  reaction({ name: 'cases.tell-asked', to: TransferOffered, when: 'after-commit', run: (ctx, e) => tell(ctx, e, () => ({ name: 'cases.transfer-offered', to: [e.data.toId] })) }),
  reaction({ name: 'cases.tell-offerer', to: TransferAnswered, when: 'after-commit', run: (ctx, e) => tell(ctx, e, (c) => ({ name: e.data.accepted ? 'cases.transfer-accepted' : 'cases.transfer-declined', to: [e.data.fromId, owner(c)] })) }),
  reaction({ name: 'cases.tell-reopened', to: CaseReopened, when: 'after-commit', run: (ctx, e) => tell(ctx, e, (c) => ({ name: 'cases.reopened', to: [c.handlerId, c.firstOwnerId] })) }),
  reaction({ name: 'cases.tell-follow-up', to: FollowUpOpened, when: 'after-commit', run: (ctx, e) => tell(ctx, e, (c) => ({ name: 'cases.follow-up', to: [c.handlerId ?? c.firstOwnerId] })) }),
  reaction({ name: 'cases.remind-requester', to: ConfirmationReminded, when: 'after-commit', run: (ctx, e) => tell(ctx, e, (c) => ({ name: 'cases.reminder', to: [c.requesterId], url: confirmationUrl(ctx, c) })) }),
  reaction({ name: 'cases.tell-closed', to: CaseClosedUnconfirmed, when: 'after-commit', run: (ctx, e) => tell(ctx, e, (c) => ({ name: 'cases.closed-unconfirmed', to: [c.requesterId] })) }),
]

const work = ['in-app'] as const, both = ['in-app', 'mail'] as const
export const casesNotifications = [
  { name: 'cases.assigned', channels: both }, { name: 'cases.owner-informed', channels: work }, { name: 'cases.transfer-offered', channels: both }, { name: 'cases.transfer-accepted', channels: work },
  { name: 'cases.transfer-declined', channels: both }, { name: 'cases.reopened', channels: both }, { name: 'cases.follow-up', channels: work }, { name: 'cases.reminder', channels: both }, { name: 'cases.closed-unconfirmed', channels: both },
]
