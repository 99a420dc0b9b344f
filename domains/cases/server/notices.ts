// Who is told what about a case: the handler, who is asked to take it, the first-contact owner of every change, the silent requester.
import type { Happened } from '../../../platform/contract/event.ts'
import { findAccountOf } from '../../../platform/server/access/public.ts'
import { notify } from '../../../platform/server/notify/public.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { reaction } from '../../../platform/server/module.ts'
import { CaseAssigned, CaseClosedUnconfirmed, CaseMerged, CaseReopened, CaseUnmerged, ConfirmationReminded, FollowUpOpened, TransferAnswered, TransferOffered } from '../contract/events.ts'
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
  const closed = facts.problemClass === 'data-security', title = closed ? '' : facts.title
  await notify(ctx, { name: told.name, to, params: { number: facts.number, title, by: event.actorName, reason: closed ? '' : event.reason ?? '', ...told.params }, subject: `case:${facts.id}`, url: told.url ?? `/cases/${facts.id}`, dedupeKey: `${event.id}:${told.name}` })
}

/** Who owned and handled the case when it happened, not when the notice is written. */
interface Where { handlerId: string | null; firstOwnerId: string | null }
const ownerBeside = (w: Where): string | null => (w.firstOwnerId === w.handlerId ? null : w.firstOwnerId)

export const noticeReactions = [
  reaction({ name: 'cases.tell-assigned', to: CaseAssigned, when: 'after-commit', async run(ctx, e) {
    await tell(ctx, e, () => ({ name: 'cases.assigned', to: [e.data.handlerId] }))
    const handler = ownerBeside(e.data) === null ? null : await findAccountOf(ctx, { id: e.data.handlerId })
    if (handler) await tell(ctx, e, () => ({ name: 'cases.owner-informed', to: [e.data.firstOwnerId], params: { handler: handler.name } }))
  } }),
  reaction({ name: 'cases.tell-asked', to: TransferOffered, when: 'after-commit', run: (ctx, e) => tell(ctx, e, () => ({ name: 'cases.transfer-offered', to: [e.data.toId] })) }),
  reaction({ name: 'cases.tell-offerer', to: TransferAnswered, when: 'after-commit', run: (ctx, e) => tell(ctx, e, () => ({ name: e.data.answered ? 'cases.consult-answered' : e.data.accepted ? 'cases.transfer-accepted' : 'cases.transfer-declined', to: [e.data.fromId, ownerBeside(e.data)] })) }),
  reaction({ name: 'cases.tell-reopened', to: CaseReopened, when: 'after-commit', run: (ctx, e) => tell(ctx, e, () => ({ name: 'cases.reopened', to: [e.data.handlerId, e.data.firstOwnerId] })) }),
  reaction({ name: 'cases.tell-follow-up', to: FollowUpOpened, when: 'after-commit', run: (ctx, e) => tell(ctx, e, () => ({ name: 'cases.follow-up', to: [e.data.handlerId ?? e.data.firstOwnerId] })) }),
  reaction({ name: 'cases.remind-requester', to: ConfirmationReminded, when: 'after-commit', run: (ctx, e) => tell(ctx, e, (c) => ({ name: 'cases.reminder', to: [c.requesterId], url: confirmationUrl(ctx, c) })) }),
  reaction({ name: 'cases.tell-closed', to: CaseClosedUnconfirmed, when: 'after-commit', run: (ctx, e) => tell(ctx, e, (c) => ({ name: 'cases.closed-unconfirmed', to: [c.requesterId], url: `/portal/cases/${c.id}` })) }),
  reaction({ name: 'cases.tell-merged', to: CaseMerged, when: 'after-commit', run: (ctx, e) => tellBoth(ctx, e, e.data.intoId, 'cases.merged') }),
  reaction({ name: 'cases.tell-unmerged', to: CaseUnmerged, when: 'after-commit', run: (ctx, e) => tellBoth(ctx, e, e.data.fromId, 'cases.unmerged') }),
]

/** Whoever owned or handled one of the two cases. */
async function tellBoth(ctx: Ctx, event: Happened<{ caseId: string } & Where>, otherId: string, name: string): Promise<void> {
  const other = await readCase(ctx, otherId)
  if (other) await tell(ctx, event, () => ({ name, to: [event.data.handlerId, event.data.firstOwnerId, other.handlerId, other.firstOwnerId], params: { other: other.number } }))
}

const work = ['in-app'] as const, both = ['in-app', 'mail'] as const
export const casesNotifications = [
  { name: 'cases.assigned', channels: both }, { name: 'cases.owner-informed', channels: work }, { name: 'cases.transfer-offered', channels: both }, { name: 'cases.transfer-accepted', channels: work }, { name: 'cases.consult-answered', channels: work },
  { name: 'cases.transfer-declined', channels: both }, { name: 'cases.reopened', channels: both }, { name: 'cases.follow-up', channels: work }, { name: 'cases.reminder', channels: both }, { name: 'cases.closed-unconfirmed', channels: both },
  { name: 'cases.merged', channels: work }, { name: 'cases.unmerged', channels: work },
]
