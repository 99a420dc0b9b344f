// Rows of old and of forgotten mail.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'

export interface OldMail { kind: 'in' | 'out'; id: string; at: Date; related_to: string | null; raw_file: string | null }

/** Mail of both directions older than the moment and than three calendar years (§5.1-4), oldest first. */
export async function findOldMail(ctx: Ctx, olderThan: Date, after: OldMail | null, limit: number): Promise<OldMail[]> {
  const key = after ? sql`and (at, id) > (${after.at}, ${after.id}::uuid)` : sql``
  const old = sql`at < ${olderThan} and at + interval '3 years' < ${ctx.now()}`
  return (await sql<OldMail>`(select 'in' as kind, id, at, related_to, raw_file from (select *, received_at as at from mail_received) r where ${old} ${key} order by at, id limit ${limit})
    union all (select 'out' as kind, id, at, related_to, null from (select *, created_at as at from mail_outbox) o where ${old} ${key} and state not in ('queued', 'sending') order by at, id limit ${limit})
    order by at, id limit ${limit}`.execute(ctx.sql<unknown>())).rows
}

export async function deleteMail(ctx: Ctx, mail: readonly OldMail[]): Promise<void> {
  const ids = (kind: OldMail['kind']): string[] => mail.filter((m) => m.kind === kind).map((m) => m.id)
  await sql`delete from mail_received where id = any(${ids('in')}::uuid[])`.execute(ctx.sql<unknown>())
  await sql`delete from mail_outbox where id = any(${ids('out')}::uuid[])`.execute(ctx.sql<unknown>())
}

export async function oldestWaiting(ctx: Ctx): Promise<{ n: number; queued_at: Date; last_error: string | null } | null> {
  const found = await sql<{ n: number; queued_at: Date | null; last_error: string | null }>`select count(*)::int as n, min(queued_at) as queued_at, max(last_error) as last_error from mail_outbox where state in ('queued', 'sending')`.execute(ctx.sql<unknown>())
  const row = found.rows[0]!
  return row.queued_at ? { ...row, queued_at: row.queued_at } : null
}

export async function forgottenReceived(ctx: Ctx, storedBefore: Date): Promise<string[]> {
  return (await sql<{ id: string }>`select id from mail_received where outcome is null and stored_at < ${storedBefore} order by id limit 1000`.execute(ctx.sql<unknown>())).rows.map((r) => r.id)
}
