// Deliveries by mail: what is due, what was sent, what came of it.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'
import type { DeliveryRow, NotificationRow } from './notify-store.ts'

export type DueDelivery = Pick<DeliveryRow, 'id' | 'account_id' | 'name' | 'urgent' | 'reason'> & Pick<NotificationRow, 'params' | 'subject' | 'url' | 'created_at'> & { notification_id: string }

/** One sender at a time in the whole installation, so that grouping sees what has gone. */
export async function lockSending(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7246020)`.execute(ctx.sql<unknown>())
}

export async function dueDeliveries(ctx: Ctx, limit: number): Promise<DueDelivery[]> {
  const found = await sql<DueDelivery>`select d.id, d.account_id, d.name, d.urgent, d.reason, d.notification_id, n.params, n.subject, n.url, n.created_at
    from notify_deliveries d join notify_notifications n on n.id = d.notification_id
    where d.state = 'waiting' and d.due_at <= ${ctx.now()} order by d.due_at, d.id limit ${limit} for update of d`.execute(ctx.sql<unknown>())
  return found.rows
}

/** Everything of these kinds to these people that still waits, due or not: it joins the mail that goes now. */
export async function waitingLike(ctx: Ctx, accountId: string, name: string): Promise<DueDelivery[]> {
  const found = await sql<DueDelivery>`select d.id, d.account_id, d.name, d.urgent, d.reason, d.notification_id, n.params, n.subject, n.url, n.created_at
    from notify_deliveries d join notify_notifications n on n.id = d.notification_id
    where d.state = 'waiting' and d.account_id = ${accountId} and d.name = ${name} order by d.id limit 5000 for update of d`.execute(ctx.sql<unknown>())
  return found.rows
}

/** When mails of a kind went to a person since a moment; a grouped mail counts once. */
export async function mailsSince(ctx: Ctx, accountId: string, name: string, since: Date): Promise<Date[]> {
  const found = await sql<{ at: Date }>`select min(sent_from.at) as at from (select mail_id, queued_at as at from notify_deliveries
    where account_id = ${accountId} and name = ${name} and channel = 'mail' and mail_id is not null and queued_at > ${since}) as sent_from group by sent_from.mail_id`.execute(ctx.sql<unknown>())
  return found.rows.map((r) => r.at)
}

export async function postpone(ctx: Ctx, ids: readonly string[], until: Date, reason: string): Promise<void> {
  await sql`update notify_deliveries set due_at = ${until}, reason = ${reason}, at = ${ctx.now()} where id = any(${[...ids]}::uuid[])`.execute(ctx.sql<unknown>())
}

export async function markQueued(ctx: Ctx, ids: readonly string[], mailId: string): Promise<void> {
  await sql`update notify_deliveries set state = 'queued', mail_id = ${mailId}, queued_at = ${ctx.now()}, at = ${ctx.now()} where id = any(${[...ids]}::uuid[])`.execute(ctx.sql<unknown>())
}

export async function drop(ctx: Ctx, ids: readonly string[], reason: 'no-address' | 'disabled'): Promise<void> {
  await sql`update notify_deliveries set state = 'dropped', reason = ${reason}, at = ${ctx.now()} where id = any(${[...ids]}::uuid[])`.execute(ctx.sql<unknown>())
}

/** What came of a mail, for every notification that was in it. */
export async function markMail(ctx: Ctx, mailId: string, state: 'queued' | 'sent' | 'failed', error: string | null): Promise<void> {
  await sql`update notify_deliveries set state = ${state}, error = ${error}, at = ${ctx.now()} where mail_id = ${mailId}`.execute(ctx.sql<unknown>())
}

export async function nextDelivery(ctx: Ctx): Promise<Date | null> {
  const found = await sql<{ at: Date | null }>`select min(due_at) as at from notify_deliveries where state = 'waiting'`.execute(ctx.sql<unknown>())
  return found.rows[0]?.at ?? null
}
