// Visits: planned on a case, given to an engineer, changed, called off (§1.2 现场服务, §5.2; Part C.2). While one is planned the case may wait for it.
import { VisitCancelled, VisitChanged, VisitPlanned } from '../contract/events.ts'
import { BLANK_VISIT } from '../contract/command.ts'
import type { EditVisit, PlanVisit } from '../contract/order.ts'
import { actorOf } from '../../../platform/server/access/public.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { AppError, BadInput } from '../../../platform/server/errors.ts'
import { newId } from '../../../platform/server/ids.ts'
import { loadCase, transitionCase, type CaseFacts } from '../../cases/public.ts'
import { findContact } from '../../customers/public.ts'
import { nextNumber, openOrdersOfCase, orders, type OrderRow } from './field-store.ts'
import { holdCaseForField, holdOrder, isOver, notNow, tell } from './hold-order.ts'

export async function planVisit(ctx: Ctx, caseId: string, input: PlanVisit): Promise<OrderRow> {
  const facts = await holdCaseForField(ctx, caseId), contact = await findContact(ctx, facts.requesterId)
  const from = new Date(input.from), to = new Date(input.to)
  refuseWindow(from, to)
  const engineer = input.engineerId ? await engineerOf(ctx, input.engineerId) : null
  const row = await orders.insert(ctx, {
    id: newId(), number: await nextNumber(ctx, 'SM'), caseId, state: engineer ? 'dispatched' : 'planned', title: input.title, task: input.task, warning: input.warning ?? null, tools: input.tools ?? null, address: input.address, latitude: input.latitude ?? null, longitude: input.longitude ?? null,
    contactName: input.contactName ?? facts.requesterName, contactPhone: input.contactPhone ?? contact?.phone ?? null, customerName: facts.customerName, tier: facts.tier, unitId: facts.unitId, windowFrom: from, windowTo: to, engineerId: engineer?.id ?? null, engineerName: engineer?.name ?? null,
    pastEngineers: [], plannedById: ctx.actor.id, plannedByName: ctx.actor.name, serialExpected: input.serialExpected ?? null,
    visit: { ...BLANK_VISIT, steps: input.steps.map((s) => ({ id: newId(), text: s.text, photos: s.photos, part: s.part, doneAt: null, note: null })) }, cancelReason: null, createdAt: ctx.now(), version: 1,
  })
  await tell(ctx, VisitPlanned, facts, row, engineer?.name ?? '')
  await waitForVisit(ctx, facts, row)
  return row
}

function refuseWindow(from: Date, to: Date): void {
  if (to <= from) throw new BadInput([{ pointer: '/to', code: 'field.window' }])
}

/** Active staff who may work in the field. Throws BadInput for anybody else (§2.2). */
async function engineerOf(ctx: Ctx, id: string): Promise<{ id: string; name: string }> {
  const person = await actorOf(ctx, id).catch((error: unknown) => { if (error instanceof AppError && error.status === 404) return null; throw error })
  if (!person || person.kind !== 'staff' || !person.grants.has('field.work')) throw new BadInput([{ pointer: '/engineerId', code: 'field.engineer', clause: '§2.2' }])
  return { id: person.id, name: person.name }
}

const IN_HAND = new Set<CaseFacts['state']>(['responded', 'diagnosing', 'solving'])

/** The handler who plans a visit waits for it: the state says so, and the guard "visit" has its date. Somebody else's planning moves nothing. */
async function waitForVisit(ctx: Ctx, facts: CaseFacts, row: OrderRow): Promise<void> {
  if (facts.handlerId === ctx.actor.id && IN_HAND.has(facts.state)) await transitionCase(ctx, facts.id, { to: 'on-site-scheduled', scheduledAt: row.windowFrom.toISOString(), address: row.address })
}

/** After the last visit the case goes on where it stood. */
export async function resumeCase(ctx: Ctx, caseId: string): Promise<void> {
  const facts = await loadCase(ctx, caseId)
  if (facts.state === 'on-site-scheduled' && facts.resumeState && (await openOrdersOfCase(ctx, caseId)).length === 0) await transitionCase(ctx.asSystem(), caseId, { to: facts.resumeState })
}

/** A new engineer starts anew; whose it was is remembered, so that what their phone still brings is kept. Throws Stale, Conflict `work-state` once it is over. */
export async function editVisit(ctx: Ctx, id: string, edit: EditVisit, version: number | null): Promise<OrderRow> {
  const row = await holdOrder(ctx, id, 'field.plan', version)
  if (isOver(row)) throw notNow('visit-over')
  const from = edit.from ? new Date(edit.from) : row.windowFrom, to = edit.to ? new Date(edit.to) : row.windowTo
  refuseWindow(from, to)
  const changes = edit.engineerId !== undefined && edit.engineerId !== row.engineerId
  const engineer = changes && edit.engineerId ? await engineerOf(ctx, edit.engineerId) : null
  const past = changes && row.engineerId ? [...new Set([...row.pastEngineers, row.engineerId])] : row.pastEngineers
  const { engineerId: _, from: __, to: ___, ...rest } = edit
  const kept = await orders.update(ctx, id, {
    ...rest, windowFrom: from, windowTo: to, ...(changes ? { engineerId: engineer?.id ?? null, engineerName: engineer?.name ?? null, pastEngineers: past, ...(row.state === 'done' ? {} : { state: engineer ? 'dispatched' as const : 'planned' as const }) } : {}), version: row.version + 1,
  })
  await tell(ctx, VisitChanged, await loadCase(ctx, row.caseId), kept, kept.engineerName ?? '')
  return kept
}

export async function cancelVisit(ctx: Ctx, id: string, reason: string): Promise<OrderRow> {
  const row = await holdOrder(ctx, id, 'field.plan')
  if (isOver(row)) throw notNow('visit-over')
  return dropVisit(ctx, row, reason)
}

export async function dropVisit(ctx: Ctx, row: OrderRow, reason: string): Promise<OrderRow> {
  const kept = await orders.update(ctx, row.id, { state: 'cancelled', cancelReason: reason, version: row.version + 1 })
  await tell(ctx, VisitCancelled, await loadCase(ctx, row.caseId), kept, '', reason)
  await resumeCase(ctx, row.caseId)
  return kept
}
