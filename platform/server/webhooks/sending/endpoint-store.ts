// Rows of endpoints that hear of events.
import { sql } from 'kysely'
import type { Ctx } from '../../ctx.ts'

export interface EndpointRow {
  id: string; name: string; url: string; events: string[]; secret: string; old_secret: string | null; old_secret_until: Date | null; active: boolean
  disabled_reason: 'by-hand' | 'gone' | 'failing' | null; failing_since: Date | null; created_at: Date; created_by: string; version: number
}
export interface EndpointFigures { waiting: number; failed: number; last_delivered_at: Date | null }

export async function insertEndpoint(ctx: Ctx, e: Pick<EndpointRow, 'id' | 'name' | 'url' | 'events' | 'secret' | 'created_by'>): Promise<void> {
  await sql`insert into webhook_endpoints (id, name, url, events, secret, created_at, created_by) values (${e.id}, ${e.name}, ${e.url}, ${e.events}::text[], ${e.secret}, ${ctx.now()}, ${e.created_by})`.execute(ctx.sql<unknown>())
}

export async function findEndpoint(ctx: Ctx, id: string, lock = false): Promise<EndpointRow | null> {
  return (await sql<EndpointRow>`select * from webhook_endpoints where id = ${id} ${lock ? sql`for update` : sql``}`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

export async function listEndpoints(ctx: Ctx): Promise<EndpointRow[]> {
  return (await sql<EndpointRow>`select * from webhook_endpoints order by created_at, id`.execute(ctx.sql<unknown>())).rows
}

export async function activeEndpoints(ctx: Ctx): Promise<Pick<EndpointRow, 'id' | 'events'>[]> {
  return (await sql<Pick<EndpointRow, 'id' | 'events'>>`select id, events from webhook_endpoints where active`.execute(ctx.sql<unknown>())).rows
}

export async function anyActive(ctx: Ctx): Promise<boolean> {
  return (await sql`select 1 from webhook_endpoints where active limit 1`.execute(ctx.sql<unknown>())).rows.length > 0
}

export async function saveEndpoint(ctx: Ctx, e: EndpointRow): Promise<void> {
  await sql`update webhook_endpoints set name = ${e.name}, url = ${e.url}, events = ${e.events}::text[], secret = ${e.secret}, old_secret = ${e.old_secret}, old_secret_until = ${e.old_secret_until}, active = ${e.active},
    disabled_reason = ${e.disabled_reason}, failing_since = ${e.failing_since}, version = version + 1 where id = ${e.id}`.execute(ctx.sql<unknown>())
}

export async function deleteEndpoint(ctx: Ctx, id: string): Promise<void> {
  await sql`delete from webhook_endpoints where id = ${id}`.execute(ctx.sql<unknown>())
}

/** Notes a success (null) or the first of a row of failures. */
export async function noteHealth(ctx: Ctx, id: string, failedAt: Date | null): Promise<Date | null> {
  const noted = await sql<{ failing_since: Date | null }>`update webhook_endpoints set failing_since = ${failedAt === null ? sql`null` : sql`coalesce(failing_since, ${failedAt}::timestamptz)`} where id = ${id} returning failing_since`.execute(ctx.sql<unknown>())
  return noted.rows[0]?.failing_since ?? null
}

export async function figuresOf(ctx: Ctx, since: Date): Promise<Map<string, EndpointFigures>> {
  const found = await sql<EndpointFigures & { endpoint_id: string }>`select endpoint_id, count(*) filter (where state in ('queued', 'sending'))::int as waiting, count(*) filter (where state = 'failed')::int as failed, max(delivered_at) as last_delivered_at
    from webhook_deliveries where created_at > ${since} or state in ('queued', 'sending') group by endpoint_id`.execute(ctx.sql<unknown>())
  return new Map(found.rows.map((r) => [r.endpoint_id, r]))
}
