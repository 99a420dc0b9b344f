// Who is told about visits, and what follows when a case ends or an engineer leaves.
import { VisitCancelled, VisitChanged, visitEvents, VisitFailed, VisitKept, VisitPlanned, VisitSigned, type FieldFact } from '../contract/events.ts'
import type { EventType, Happened } from '../../../platform/contract/event.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { live, reaction } from '../../../platform/server/module.ts'
import { notify } from '../../../platform/server/notify/public.ts'
import { CaseCancelled, CaseMerged, loadCase } from '../../cases/public.ts'
import { PersonDisabling } from '../../org/public.ts'
import { endFieldWorkOf, openOrdersOf, openOrdersOfCase, orders } from './field-store.ts'
import { tell } from './hold-order.ts'
import { dropVisit } from './plan-visit.ts'

const when = (name: string, to: EventType<FieldFact>, notice: string, people: (e: Happened<FieldFact>, planner: string | null) => (string | null)[], url: (e: Happened<FieldFact>) => string) => reaction({ name: `field.${name}`, to, when: 'after-commit', async run(ctx: Ctx, e: Happened<FieldFact>) {
  const facts = await loadCase(ctx, e.data.caseId), order = await orders.read(ctx, e.data.workId), told = [...new Set(people(e, order?.plannedById ?? null))].filter((id): id is string => id !== null && id !== e.actorId)
  if (told.length > 0) await notify(ctx, { name: notice, to: told, params: { number: e.data.number, case: facts.number, title: facts.problemClass === 'data-security' ? '' : order?.title ?? '', by: e.actorName, reason: e.reason ?? '' }, subject: `case:${facts.id}`, url: url(e), dedupeKey: `${e.id}:${notice}` })
} })
const toPhone = (e: Happened<FieldFact>) => `/field/${e.data.workId}`, toCase = (e: Happened<FieldFact>) => `/cases/${e.data.caseId}`

export const noticeReactions = [
  when('tell-engineer', VisitPlanned, 'field.visit-given', (e) => [e.data.engineerId], toPhone), when('tell-change', VisitChanged, 'field.visit-changed', (e) => [e.data.engineerId], toPhone), when('tell-cancelled', VisitCancelled, 'field.visit-cancelled', (e) => [e.data.engineerId], toPhone),
  when('tell-signed', VisitSigned, 'field.visit-signed', (e) => [e.data.handlerId], toCase), when('tell-failed', VisitFailed, 'field.visit-failed', (e, planner) => [e.data.handlerId, planner], toCase), when('tell-kept', VisitKept, 'field.visit-kept', (e, planner) => [planner, e.data.handlerId, e.data.engineerId], toCase),
]
const both = ['in-app', 'mail'] as const, work = ['in-app'] as const
export const fieldNotifications = [{ name: 'field.visit-given', channels: both }, { name: 'field.visit-changed', channels: both }, { name: 'field.visit-cancelled', channels: both }, { name: 'field.visit-signed', channels: work }, { name: 'field.visit-failed', channels: both }, { name: 'field.visit-kept', channels: work }]

async function endOf(ctx: Ctx, caseId: string): Promise<void> {
  const facts = await loadCase(ctx, caseId)
  for (const order of await openOrdersOfCase(ctx, caseId)) await dropVisit(ctx, order, facts.cancelReason ?? facts.state)
  await endFieldWorkOf(ctx, caseId)
}

/** Visits of somebody who leaves go back to those that wait for an engineer: none is orphaned. */
async function takeBack(ctx: Ctx, personId: string): Promise<void> {
  for (const order of await openOrdersOf(ctx, personId)) {
    const kept = await orders.update(ctx, order.id, { engineerId: null, engineerName: null, pastEngineers: [...new Set([...order.pastEngineers, personId])], ...(order.state === 'done' ? {} : { state: 'planned' as const }), version: order.version + 1 })
    await tell(ctx, VisitChanged, await loadCase(ctx, order.caseId), kept)
  }
}

export const endingReactions = [
  reaction({ name: 'field.end-of-cancelled', to: CaseCancelled, when: 'in-transaction', run: (ctx, e) => endOf(ctx, e.data.caseId) }),
  reaction({ name: 'field.end-of-merged', to: CaseMerged, when: 'in-transaction', run: (ctx, e) => endOf(ctx, e.data.caseId) }),
  reaction({ name: 'field.take-back-of-person', to: PersonDisabling, when: 'in-transaction', run: (ctx, e) => takeBack(ctx, e.data.personId) }),
]

/** Open phones and case pages hear of it; the requester of what concerns them. */
export const fieldLive = visitEvents.map((to) => live<FieldFact>({
  to, permission: to.audience === 'public' ? 'cases.read' : 'field.read', topics: (e) => [`case:${e.data.caseId}`, 'visits'],
  row: (_ctx, { data }) => ({ unitId: data.unitId, customerId: null, people: [to.audience === 'public' ? data.requesterId : null, data.handlerId, data.firstOwnerId, data.engineerId] }),
}))
