// Rows of notifications, deliveries and preferences.
import { sql } from 'kysely'
import type { NotifyChannel } from '../../contract/notify.ts'
import type { Ctx } from '../ctx.ts'
import { removeMailAbout } from '../mail/public.ts'
import type { QuietHours } from './delivery-time.ts'

export interface NotificationRow {
  id: string; account_id: string; name: string; params: Record<string, unknown>; subject: string | null; url: string | null; urgent: boolean; shown: boolean
  dedupe_key: string | null; created_at: Date; read_at: Date | null
}
export interface DeliveryRow {
  id: string; notification_id: string; account_id: string; name: string; channel: NotifyChannel; state: 'waiting' | 'queued' | 'sent' | 'failed' | 'dropped'
  reason: 'quiet-hours' | 'grouped' | 'no-address' | 'disabled' | null; urgent: boolean; due_at: Date; at: Date; mail_id: string | null; error: string | null
}

/** Inserts those that were not told before under the same key; returns the ids that are new. */
export async function insertNotifications(ctx: Ctx, rows: readonly Omit<NotificationRow, 'created_at' | 'read_at'>[]): Promise<Set<string>> {
  const found = await sql<{ id: string }>`insert into notify_notifications (id, account_id, name, params, subject, url, urgent, shown, dedupe_key, created_at)
    select id, account_id, name, params, subject, url, urgent, shown, dedupe_key, ${ctx.now()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, account_id uuid, name text, params jsonb, subject text, url text, urgent boolean, shown boolean, dedupe_key text)
    on conflict do nothing returning id`.execute(ctx.sql<unknown>())
  return new Set(found.rows.map((r) => r.id))
}

export async function insertDeliveries(ctx: Ctx, rows: readonly Pick<DeliveryRow, 'id' | 'notification_id' | 'account_id' | 'name' | 'channel' | 'state' | 'reason' | 'urgent'>[]): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into notify_deliveries (id, notification_id, account_id, name, channel, state, reason, urgent, due_at, at)
    select id, notification_id, account_id, name, channel, state, reason, urgent, ${ctx.now()}, ${ctx.now()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, notification_id uuid, account_id uuid, name text, channel text, state text, reason text, urgent boolean)`.execute(ctx.sql<unknown>())
}

export async function channelsOf(ctx: Ctx, accountIds: readonly string[], name: string): Promise<Map<string, NotifyChannel[]>> {
  const found = await sql<{ account_id: string; channels: NotifyChannel[] }>`select account_id, channels from notify_preferences where name = ${name} and account_id = any(${[...accountIds]}::uuid[])`.execute(ctx.sql<unknown>())
  return new Map(found.rows.map((r) => [r.account_id, r.channels]))
}

export async function quietHoursOf(ctx: Ctx, accountIds: readonly string[]): Promise<Map<string, QuietHours>> {
  const found = await sql<{ account_id: string; from_minute: number; to_minute: number }>`select * from notify_quiet_hours where account_id = any(${[...accountIds]}::uuid[])`.execute(ctx.sql<unknown>())
  return new Map(found.rows.map((r) => [r.account_id, { from: r.from_minute, to: r.to_minute }]))
}

export async function saveQuietHours(ctx: Ctx, accountId: string, quiet: QuietHours | null): Promise<void> {
  if (!quiet) await sql`delete from notify_quiet_hours where account_id = ${accountId}`.execute(ctx.sql<unknown>())
  else await sql`insert into notify_quiet_hours (account_id, from_minute, to_minute) values (${accountId}, ${quiet.from}, ${quiet.to})
    on conflict (account_id) do update set from_minute = excluded.from_minute, to_minute = excluded.to_minute`.execute(ctx.sql<unknown>())
}

export async function ownPreferences(ctx: Ctx, accountId: string): Promise<Map<string, NotifyChannel[]>> {
  const found = await sql<{ name: string; channels: NotifyChannel[] }>`select name, channels from notify_preferences where account_id = ${accountId}`.execute(ctx.sql<unknown>())
  return new Map(found.rows.map((r) => [r.name, r.channels]))
}

export async function savePreference(ctx: Ctx, accountId: string, name: string, channels: readonly NotifyChannel[]): Promise<void> {
  await sql`insert into notify_preferences (account_id, name, channels) values (${accountId}, ${name}, ${[...channels]}::text[])
    on conflict (account_id, name) do update set channels = excluded.channels`.execute(ctx.sql<unknown>())
}

/** Own unread ones become read; returns how many. */
export async function markRead(ctx: Ctx, accountId: string, ids: readonly string[] | null): Promise<number> {
  const done = await sql`update notify_notifications set read_at = ${ctx.now()} where account_id = ${accountId} and shown and read_at is null
    and (${ids === null} or id = any(${[...ids ?? []]}::uuid[]))`.execute(ctx.sql<unknown>())
  return Number(done.numAffectedRows ?? 0n)
}

/** What anybody was told, in the product or by mail, about records that go for good. */
export async function removeNotices(ctx: Ctx, subjects: readonly string[]): Promise<void> {
  const gone = await sql<{ id: string }>`delete from notify_notifications where subject = any(${[...subjects]}::text[]) returning id`.execute(ctx.sql<unknown>())
  await removeMailAbout(ctx, gone.rows.map((r) => `notification:${r.id}`))
}

/** Removes read notifications from before a moment; returns the records that they were about. */
export async function purgeNotifications(ctx: Ctx, olderThan: Date, limit: number): Promise<string[]> {
  const found = await sql<{ id: string }>`delete from notify_notifications where id in (
    select id from notify_notifications where created_at < ${olderThan} and not retention_held('notification:' || id, ${ctx.now()}) order by created_at limit ${limit}) returning id`.execute(ctx.sql<unknown>())
  return found.rows.map((r) => `notification:${r.id}`)
}
