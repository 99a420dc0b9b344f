// Tables of visits, repairs and referrals.
import { sql, type Expression, type SqlBool } from 'kysely'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { recordTable } from '../../../platform/server/record-table.ts'
import type { OrderState, Photo, StockItem, Visit } from '../contract/order.ts'
import type { Referral, Repair, RepairState, SerialEntry, ServicePoint, Warranty } from '../contract/repair.ts'

export interface OrderRow {
  id: string; number: string; caseId: string; state: OrderState; title: string; task: string; warning: string | null; tools: string | null; address: string; latitude: number | null; longitude: number | null; contactName: string | null; contactPhone: string | null
  customerName: string | null; tier: string | null; unitId: string | null; windowFrom: Date; windowTo: Date; engineerId: string | null; engineerName: string | null; pastEngineers: string[]; plannedById: string; plannedByName: string; serialExpected: string | null
  visit: Visit; cancelReason: string | null; createdAt: Date; version: number
}
export interface CommandRow {
  id: string; orderId: string; actorId: string; actorName: string; device: string; kind: string; data: Record<string, unknown>; base: number; madeAt: Date; receivedAt: Date
  outcome: 'applied' | 'kept' | 'refused' | 'taken' | 'dropped'; code: string | null; theirs: unknown; decidedByName: string | null; decidedAt: Date | null
}
export interface PhotoRow { id: string; orderId: string; fileId: string; kind: Photo['kind']; stepId: string | null; takenAt: Date; byId: string; byName: string }
export interface PointRow { id: string; kind: ServicePoint['kind']; name: string; products: string[]; area: string; address: string; phone: string; active: boolean; createdAt: Date; version: number }
export interface RepairRow {
  id: string; number: string; caseId: string; state: RepairState; product: string; serial: string; fault: string; warranty: Warranty; warrantyUntil: Date | null; warrantySource: string | null; pointId: string | null; pointName: string | null
  parts: Repair['parts']; costMinor: string | null; currency: string | null; finding: string | null; testResult: string | null; log: Repair['log']; byId: string; byName: string; createdAt: Date; endedAt: Date | null; version: number
}
export interface ReferralRow {
  id: string; caseId: string; state: Referral['state']; pointId: string; pointName: string; pointPhone: string; reason: string; handover: string; accountableId: string | null; accountableName: string | null; contactName: string | null; answerNote: string | null
  answeredAt: Date | null; result: string | null; solved: boolean | null; resultAt: Date | null; byId: string; byName: string; createdAt: Date
}

export const orders = recordTable<OrderRow>('field_orders', ['id', 'number', 'caseId', 'state', 'title', 'task', 'warning', 'tools', 'address', 'latitude', 'longitude', 'contactName', 'contactPhone', 'customerName', 'tier', 'unitId', 'windowFrom', 'windowTo',
  'engineerId', 'engineerName', 'pastEngineers', 'plannedById', 'plannedByName', 'serialExpected', 'visit', 'cancelReason', 'createdAt', 'version'], ['visit'])
export const commands = recordTable<CommandRow>('field_commands', ['id', 'orderId', 'actorId', 'actorName', 'device', 'kind', 'data', 'base', 'madeAt', 'receivedAt', 'outcome', 'code', 'theirs', 'decidedByName', 'decidedAt'], ['data', 'theirs'])
export const photos = recordTable<PhotoRow>('field_photos', ['id', 'orderId', 'fileId', 'kind', 'stepId', 'takenAt', 'byId', 'byName'])
export const points = recordTable<PointRow>('field_points', ['id', 'kind', 'name', 'products', 'area', 'address', 'phone', 'active', 'createdAt', 'version'])
export const repairs = recordTable<RepairRow>('field_repairs', ['id', 'number', 'caseId', 'state', 'product', 'serial', 'fault', 'warranty', 'warrantyUntil', 'warrantySource', 'pointId', 'pointName', 'parts', 'costMinor', 'currency', 'finding', 'testResult', 'log',
  'byId', 'byName', 'createdAt', 'endedAt', 'version'], ['parts', 'log'])
export const referrals = recordTable<ReferralRow>('field_referrals', ['id', 'caseId', 'state', 'pointId', 'pointName', 'pointPhone', 'reason', 'handover', 'accountableId', 'accountableName', 'contactName', 'answerNote', 'answeredAt', 'result', 'solved',
  'resultAt', 'byId', 'byName', 'createdAt'])

export const ofCase = (caseId: string) => sql`case_id = ${caseId}`

/** Of the directory: those in use, or all. */
export const everyPoint = (all: boolean) => (all ? sql`true` : sql`active`)

/** `SM-0001`, `WX-0001`: 上门, 维修. */
export async function nextNumber(ctx: Ctx, kind: 'SM' | 'WX'): Promise<string> {
  const found = await sql<{ n: string }>`select nextval(${kind === 'SM' ? 'field_order_numbers' : 'field_repair_numbers'}) as n`.execute(ctx.sql<unknown>())
  return `${kind}-${String(found.rows[0]!.n).padStart(4, '0')}`
}

/** Visits in reach; open ones with the next first, those that are over with the last first. */
export async function ordersAfter(ctx: Ctx, view: 'open' | 'over', reach: Expression<SqlBool>, engineerId: string | null, after: [from: Date, id: string] | null, limit: number): Promise<OrderRow[]> {
  const over = sql`state in ('signed', 'failed', 'cancelled')`, who = engineerId ? sql`engineer_id = ${engineerId}` : sql`true`
  const place = after ? sql`(${after[0]}::timestamptz, ${after[1]}::uuid)` : null, beyond = place === null ? sql`true` : view === 'open' ? sql`(window_from, id) > ${place}` : sql`(window_from, id) < ${place}`
  return orders.list(ctx, sql`${view === 'open' ? sql`not ${over}` : over} and ${who} and ${reach} and ${beyond}`, { order: view === 'open' ? 'window_from, id' : 'window_from desc, id desc', limit })
}

/** What the phone keeps: own visits that are not over, and those of the last days. */
export const jobsOf = (ctx: Ctx, engineerId: string, since: Date, limit: number): Promise<OrderRow[]> =>
  orders.list(ctx, sql`engineer_id = ${engineerId} and state <> 'planned' and (state not in ('signed', 'failed', 'cancelled') or window_from >= ${since})`, { order: 'window_from, id', limit })

export const photosOf = (ctx: Ctx, orderIds: readonly string[]): Promise<PhotoRow[]> => photos.list(ctx, sql`order_id = any(${[...orderIds]}::uuid[])`, { limit: 5_000 })
export const keptOf = (ctx: Ctx, orderIds: readonly string[]): Promise<CommandRow[]> => commands.list(ctx, sql`order_id = any(${[...orderIds]}::uuid[]) and outcome = 'kept'`, { order: 'received_at, id', limit: 1_000 })

/** Claims the id of an act: false when it was received before. A transaction that does the same waits until this one has ended. */
export async function claimCommand(ctx: Ctx, c: CommandRow): Promise<boolean> {
  const made = await sql`insert into field_commands (id, order_id, actor_id, actor_name, device, kind, data, base, made_at, received_at, outcome) values (${c.id}, ${c.orderId}, ${c.actorId}, ${c.actorName}, ${c.device}, ${c.kind},
    ${JSON.stringify(c.data)}::jsonb, ${c.base}, ${c.madeAt}, ${c.receivedAt}, ${c.outcome}) on conflict (id) do nothing`.execute(ctx.sql<unknown>())
  return made.numAffectedRows === 1n
}

/** One picture, one row, whoever sends it again. */
export async function claimPhoto(ctx: Ctx, p: PhotoRow): Promise<boolean> {
  const made = await sql`insert into field_photos (id, order_id, file_id, kind, step_id, taken_at, by_id, by_name) values (${p.id}, ${p.orderId}, ${p.fileId}, ${p.kind}, ${p.stepId}, ${p.takenAt}, ${p.byId}, ${p.byName}) on conflict (id) do nothing`.execute(ctx.sql<unknown>())
  return made.numAffectedRows === 1n
}

export async function stockOf(ctx: Ctx, engineerId: string): Promise<StockItem[]> {
  const found = await sql<StockItem>`select part_no as "partNo", name, quantity from field_stock where engineer_id = ${engineerId} order by part_no`.execute(ctx.sql<unknown>())
  return found.rows
}

export async function replaceStock(ctx: Ctx, engineerId: string, items: readonly StockItem[]): Promise<void> {
  await sql`delete from field_stock where engineer_id = ${engineerId}`.execute(ctx.sql<unknown>())
  for (const i of items) await sql`insert into field_stock (engineer_id, part_no, name, quantity) values (${engineerId}, ${i.partNo}, ${i.name}, ${i.quantity}) on conflict (engineer_id, part_no) do update set quantity = field_stock.quantity + excluded.quantity`.execute(ctx.sql<unknown>())
}

/** What was used leaves the van; never below nothing, because the count of the van may be wrong and the part was used all the same. */
export async function moveStock(ctx: Ctx, engineerId: string, partNo: string, by: number): Promise<void> {
  await sql`update field_stock set quantity = greatest(0, quantity + ${by}) where engineer_id = ${engineerId} and part_no = ${partNo}`.execute(ctx.sql<unknown>())
}

export interface SerialRow { serial: string; product: string; warrantyUntil: Date | null; source: string }
export async function findSerial(ctx: Ctx, serial: string): Promise<SerialRow | null> {
  const found = await sql<SerialRow>`select serial, product, warranty_until as "warrantyUntil", source from field_serials where serial = ${serial}`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

export async function saveSerial(ctx: Ctx, e: SerialEntry, source: string): Promise<void> {
  await sql`insert into field_serials (serial, product, customer_id, sold_at, warranty_until, source, updated_at) values (${e.serial}, ${e.product}, ${e.customerId ?? null}, ${e.soldAt ?? null}, ${e.warrantyUntil ?? null}, ${source}, ${ctx.now()})
    on conflict (serial) do update set product = excluded.product, customer_id = excluded.customer_id, sold_at = excluded.sold_at, warranty_until = excluded.warranty_until, source = excluded.source, updated_at = excluded.updated_at`.execute(ctx.sql<unknown>())
}

export interface Unfinished { kind: 'visit' | 'repair' | 'referral'; id: string; text: string }
/** Everything of a case that is not finished, in one question. */
export async function unfinishedOf(ctx: Ctx, caseId: string): Promise<Unfinished[]> {
  const found = await sql<Unfinished>`select 'visit' as kind, id, number as text from field_orders where case_id = ${caseId} and state not in ('signed', 'failed', 'cancelled')
    union all select 'repair', id, number from field_repairs where case_id = ${caseId} and state not in ('returned', 'cancelled')
    union all select 'referral', id, point_name from field_referrals where case_id = ${caseId} and state in ('offered', 'accepted') order by id`.execute(ctx.sql<unknown>())
  return found.rows
}

/** How many visits each engineer has in a span of time. */
export async function visitCounts(ctx: Ctx, from: Date, to: Date): Promise<Map<string, number>> {
  const found = await sql<{ id: string; n: number }>`select engineer_id as id, count(*)::int as n from field_orders where window_from >= ${from} and window_from < ${to} and state <> 'cancelled' and engineer_id is not null group by engineer_id`.execute(ctx.sql<unknown>())
  return new Map(found.rows.map((r) => [r.id, r.n]))
}

/** Open visits of somebody who leaves lose their engineer: they stand among those to be dispatched. */
export const openOrdersOf = (ctx: Ctx, engineerId: string): Promise<OrderRow[]> => orders.list(ctx, sql`engineer_id = ${engineerId} and state not in ('signed', 'failed', 'cancelled')`)
export const openOrdersOfCase = (ctx: Ctx, caseId: string): Promise<OrderRow[]> => orders.list(ctx, sql`case_id = ${caseId} and state not in ('signed', 'failed', 'cancelled')`)
export async function endFieldWorkOf(ctx: Ctx, caseId: string): Promise<void> {
  const db = ctx.sql<unknown>()
  await sql`update field_repairs set state = 'cancelled', ended_at = ${ctx.now()}, version = version + 1 where case_id = ${caseId} and state not in ('returned', 'cancelled')`.execute(db)
  await sql`update field_referrals set state = 'withdrawn' where case_id = ${caseId} and state in ('offered', 'accepted')`.execute(db)
}

export async function deleteFieldOf(ctx: Ctx, caseIds: readonly string[], people: readonly string[]): Promise<string[]> {
  const db = ctx.sql<unknown>(), list = [...caseIds]
  await sql`delete from field_repairs where case_id = any(${list}::uuid[])`.execute(db)
  await sql`delete from field_referrals where case_id = any(${list}::uuid[])`.execute(db)
  await sql`delete from field_stock where engineer_id = any(${[...people]}::uuid[])`.execute(db)
  const gone = await sql<{ id: string }>`delete from field_orders where case_id = any(${list}::uuid[]) returning id`.execute(db)
  return gone.rows.map((r) => r.id)
}
