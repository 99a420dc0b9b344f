// Visits as their readers see them: with what of the case an engineer needs, and what devices brought that did not fit.
import type { Jobs, Photo, WorkOrder } from '../contract/order.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { hasMessage, translate } from '../../../platform/server/i18n.ts'
import { BadInput } from '../../../platform/server/errors.ts'
import { decodeCursor, toPage } from '../../../platform/server/paging.ts'
import { scopeFilter } from '../../../platform/server/scope.ts'
import { setting } from '../../../platform/server/settings/public.ts'
import { readCases, type CaseFacts } from '../../cases/public.ts'
import { jobsOf, keptOf, ordersAfter, photosOf, stockOf, type CommandRow, type OrderRow, type PhotoRow } from './field-store.ts'
import { reaches } from './hold-order.ts'
import { RouteLink } from './settings.ts'

const DAYS_BACK = 3, MOST_JOBS = 100

/** Read together: one question for the cases, one for the pictures, one for what was kept. */
export async function showOrders(ctx: Ctx, rows: readonly OrderRow[]): Promise<WorkOrder[]> {
  if (rows.length === 0) return []
  const ids = rows.map((r) => r.id), cases = await readCases(ctx, [...new Set(rows.map((r) => r.caseId))]), pictures = await photosOf(ctx, ids), kept = await keptOf(ctx, ids)
  return rows.map((r) => toOrder(ctx, r, cases.get(r.caseId) ?? null, pictures.filter((p) => p.orderId === r.id), kept.filter((k) => k.orderId === r.id)))
}
export const showOrder = async (ctx: Ctx, row: OrderRow): Promise<WorkOrder> => (await showOrders(ctx, [row]))[0]!

function toOrder(ctx: Ctx, o: OrderRow, c: CaseFacts | null, pictures: readonly PhotoRow[], kept: readonly CommandRow[]): WorkOrder {
  return {
    id: o.id, number: o.number, caseId: o.caseId, caseNumber: c?.number ?? '', level: c?.level ?? null, due: c?.nextDueAt ? { kind: c.nextDueKind ?? '', dueAt: c.nextDueAt.toISOString(), breached: c.nextDueBreached } : null, state: o.state, title: o.title, task: o.task,
    warning: o.warning, tools: o.tools, address: o.address, latitude: o.latitude, longitude: o.longitude, contactName: o.contactName, contactPhone: o.contactPhone, customerName: o.customerName, tier: o.tier, from: o.windowFrom.toISOString(), to: o.windowTo.toISOString(),
    engineer: o.engineerId ? { id: o.engineerId, name: o.engineerName ?? '' } : null, plannedBy: { id: o.plannedById, name: o.plannedByName }, handler: c?.handlerName ? { name: c.handlerName, phone: null } : null, serialExpected: o.serialExpected, visit: o.visit,
    photos: pictures.map(toPhoto), kept: kept.map((k) => ({ id: k.id, kind: k.kind, data: k.data, theirs: k.theirs, code: k.code ?? '', reason: wordOf(ctx, k.code), madeAt: k.madeAt.toISOString(), receivedAt: k.receivedAt.toISOString(), by: k.actorName })),
    cancelReason: o.cancelReason, createdAt: o.createdAt.toISOString(), version: o.version, mine: o.engineerId === ctx.actor.id, mayPlan: reaches(ctx, 'field.plan', o),
  }
}

const wordOf = (ctx: Ctx, code: string | null): string => (code && hasMessage(`field.field.${code}`) ? translate(ctx.locale, `field.field.${code}`) : code ?? '')
export const toPhoto = (p: PhotoRow): Photo => ({ id: p.id, kind: p.kind, stepId: p.stepId, name: `${p.kind}.jpg`, takenAt: p.takenAt.toISOString(), by: p.byName })

export async function showJobs(ctx: Ctx): Promise<Jobs> {
  const since = new Date(ctx.now().getTime() - DAYS_BACK * 86_400_000)
  return { orders: await showOrders(ctx, await jobsOf(ctx, ctx.actor.id, since, MOST_JOBS)), stock: await stockOf(ctx, ctx.actor.id), routeLink: await setting(ctx, RouteLink), at: ctx.now().toISOString() }
}

export async function listVisits(ctx: Ctx, query: { view: 'open' | 'over'; engineerId?: string; limit: number; cursor?: string }): Promise<{ items: WorkOrder[]; nextCursor: string | null }> {
  const reach = scopeFilter(ctx.require('field.read'), ctx.actor.id, { unit: 'unit_id', people: ['engineer_id', 'planned_by_id'] })
  const rows = await ordersAfter(ctx, query.view, reach, query.engineerId ?? null, query.cursor ? placeOf(query.cursor) : null, query.limit + 1)
  const page = toPage(rows, query.limit, (r) => [r.windowFrom.toISOString(), r.id], (r) => r)
  return { items: await showOrders(ctx, page.items), nextCursor: page.nextCursor }
}

function placeOf(cursor: string): [from: Date, id: string] {
  const [at, id] = decodeCursor(cursor, 2), from = new Date(String(at))
  if (Number.isNaN(from.getTime()) || !/^[0-9a-f-]{36}$/.test(String(id))) throw new BadInput([{ pointer: '/query/cursor', code: 'paging.cursor' }])
  return [from, String(id)]
}
