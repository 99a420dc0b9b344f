// Reading notifications and deliveries.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'
import type { DeliveryRow, NotificationRow } from './notify-store.ts'

export async function listOwn(ctx: Ctx, accountId: string, unread: boolean, before: string | null, limit: number): Promise<NotificationRow[]> {
  const found = await sql<NotificationRow>`select * from notify_notifications where account_id = ${accountId} and shown
    ${unread ? sql`and read_at is null` : sql``} ${before ? sql`and id < ${before}` : sql``} order by id desc limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows
}

/** Counted up to 1,000: nobody needs to know more exactly. */
export async function countUnread(ctx: Ctx, accountId: string): Promise<number> {
  const found = await sql<{ n: number }>`select count(*)::int as n from (select 1 from notify_notifications where account_id = ${accountId} and shown and read_at is null limit 1000) as counted`.execute(ctx.sql<unknown>())
  return found.rows[0]!.n
}

export async function listDeliveries(ctx: Ctx, filter: { accountId: string | null; state: string | null; before: string | null; limit: number }): Promise<DeliveryRow[]> {
  const found = await sql<DeliveryRow>`select * from notify_deliveries where true ${filter.accountId ? sql`and account_id = ${filter.accountId}` : sql``}
    ${filter.state ? sql`and state = ${filter.state}` : sql``} ${filter.before ? sql`and id < ${filter.before}` : sql``} order by id desc limit ${filter.limit}`.execute(ctx.sql<unknown>())
  return found.rows
}

/** Kinds of which a person was told before. */
export async function kindsTold(ctx: Ctx, accountId: string): Promise<string[]> {
  const found = await sql<{ name: string }>`select distinct name from notify_notifications where account_id = ${accountId}`.execute(ctx.sql<unknown>())
  return found.rows.map((r) => r.name)
}
