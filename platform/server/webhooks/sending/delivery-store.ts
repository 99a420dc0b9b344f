// Rows of deliveries, their tries, and how far the event log has been read.
import { sql } from 'kysely'
import type { Ctx } from '../../ctx.ts'
import { eventHorizon } from '../../event-log.ts'
import { newId } from '../../ids.ts'

export type DeliveryState = 'queued' | 'sending' | 'delivered' | 'failed' | 'cancelled'
export interface DeliveryRow {
  id: string; endpoint_id: string; event_id: string; event_name: string; body: string; state: DeliveryState; attempts: number; created_at: Date; queued_at: Date; next_at: Date
  lease_until: Date | null; delivered_at: Date | null; last_status: number | null; last_error: string | null
}
export interface TryRow { at: Date; status: number | null; error: string | null; took_ms: number; response: string | null }
export type NewDelivery = Pick<DeliveryRow, 'endpoint_id' | 'event_id' | 'event_name' | 'body'>

/** Each event goes once to each endpoint, however often the log is read. */
export async function insertDeliveries(ctx: Ctx, rows: readonly NewDelivery[]): Promise<void> {
  if (rows.length === 0) return
  const real = ctx.host.realNow()
  await sql`insert into webhook_deliveries (id, endpoint_id, event_id, event_name, body, created_at, queued_at, next_at)
    select r.id, r.endpoint_id, r.event_id, r.event_name, r.body, ${ctx.now()}, ${real}, ${real} from jsonb_to_recordset(${JSON.stringify(rows.map((r) => ({ ...r, id: newId() })))}::jsonb) as r(id uuid, endpoint_id uuid, event_id uuid, event_name text, body text)
    on conflict (endpoint_id, event_id) do nothing`.execute(ctx.sql<unknown>())
}

/** The cursor of the fan-out, for this process alone until the transaction ends; null while another one has it, or before there was an endpoint. */
export async function lockCursor(ctx: Ctx): Promise<{ tx: string; seq: string } | null> {
  return (await sql<{ tx: string; seq: string }>`select tx::text, seq::text from webhook_cursor for update skip locked`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

/** Reading begins here: with whatever has not ended at this moment, so that nothing is missed that commits after it. */
export async function startCursor(ctx: Ctx): Promise<void> {
  await sql`insert into webhook_cursor (tx, seq) values (${await eventHorizon(ctx.sql<unknown>())}::xid8, 0) on conflict (single) do update set tx = excluded.tx, seq = excluded.seq`.execute(ctx.sql<unknown>())
}

export async function moveCursor(ctx: Ctx, to: { tx: string; seq: string }): Promise<void> {
  await sql`update webhook_cursor set tx = ${to.tx}::xid8, seq = ${to.seq}::bigint`.execute(ctx.sql<unknown>())
}

/** Leases the next delivery; one at a time for each endpoint, so that a slow one holds nobody up and order is kept. */
export async function takeDelivery(ctx: Ctx, leaseUntil: Date): Promise<DeliveryRow | null> {
  const real = ctx.host.realNow()
  // Takers choose one after the other: two could otherwise see the same endpoint idle.
  await sql`select pg_advisory_xact_lock(7246021)`.execute(ctx.sql<unknown>())
  return (await sql<DeliveryRow>`update webhook_deliveries set state = 'sending', lease_until = ${leaseUntil}, attempts = attempts + 1 where id = (
      select d.id from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id and e.active
      where ((d.state = 'queued' and d.next_at <= ${real}) or (d.state = 'sending' and d.lease_until < ${real}))
        and not exists (select 1 from webhook_deliveries o where o.endpoint_id = d.endpoint_id and o.id <> d.id and o.state = 'sending' and o.lease_until >= ${real})
      order by d.next_at, d.id limit 1 for update of d skip locked) returning *`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

export async function saveTry(ctx: Ctx, id: string, r: { state: DeliveryState; nextAt: Date | null; status: number | null; error: string | null; response: string | null; tookMs: number }): Promise<void> {
  const real = ctx.host.realNow()
  await sql`update webhook_deliveries set state = ${r.state}, lease_until = null, next_at = ${r.nextAt ?? real}, delivered_at = case when ${r.state} = 'delivered' then ${ctx.now()}::timestamptz else delivered_at end, last_status = ${r.status}, last_error = ${r.error} where id = ${id}`.execute(ctx.sql<unknown>())
  await sql`insert into webhook_tries (id, delivery_id, at, status, error, took_ms, response) values (${newId()}, ${id}, ${real}, ${r.status}, ${r.error}, ${r.tookMs}, ${r.response})`.execute(ctx.sql<unknown>())
}

export async function findDelivery(ctx: Ctx, id: string, lock = false): Promise<DeliveryRow | null> {
  return (await sql<DeliveryRow>`select * from webhook_deliveries where id = ${id} ${lock ? sql`for update` : sql``}`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

export async function listDeliveries(ctx: Ctx, f: { endpointId?: string; state?: DeliveryState; before: string | null; limit: number }): Promise<DeliveryRow[]> {
  return (await sql<DeliveryRow>`select * from webhook_deliveries where true ${f.endpointId ? sql`and endpoint_id = ${f.endpointId}` : sql``} ${f.state ? sql`and state = ${f.state}` : sql``} ${f.before ? sql`and id < ${f.before}` : sql``}
    order by id desc limit ${f.limit}`.execute(ctx.sql<unknown>())).rows
}

export async function triesOf(ctx: Ctx, deliveryId: string): Promise<TryRow[]> {
  return (await sql<TryRow>`select at, status, error, took_ms, response from webhook_tries where delivery_id = ${deliveryId} order by id`.execute(ctx.sql<unknown>())).rows
}

/** Puts deliveries back into the queue. */
export async function requeue(ctx: Ctx, which: { id: string } | { endpointId: string; since: Date }): Promise<number> {
  const real = ctx.host.realNow()
  const where = 'id' in which ? sql`id = ${which.id}` : sql`endpoint_id = ${which.endpointId} and state in ('failed', 'cancelled') and created_at >= ${which.since}`
  const done = await sql`update webhook_deliveries set state = 'queued', attempts = 0, queued_at = ${real}, next_at = ${real}, lease_until = null where ${where}`.execute(ctx.sql<unknown>())
  return Number(done.numAffectedRows ?? 0)
}

export async function purgeDeliveries(ctx: Ctx, olderThan: Date, limit: number): Promise<string[]> {
  const gone = await sql<{ id: string }>`delete from webhook_deliveries where id in (select id from webhook_deliveries where created_at < ${olderThan} and state not in ('queued', 'sending') order by created_at, id limit ${limit} for update skip locked) returning id`.execute(ctx.sql<unknown>())
  return gone.rows.map((r) => `webhook-delivery:${r.id}`)
}
