// Rows that count tries. The row is locked while it is counted: tries at the same moment queue up.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'
import type { AttemptState } from './lockout.ts'

export interface AttemptRow extends AttemptState { recent: Date[]; reportedAt: Date | null }

/** The state of a key, locked until the transaction ends. */
export async function lockAttempts(ctx: Ctx, key: string): Promise<AttemptRow | null> {
  const db = ctx.sql<unknown>(), now = ctx.host.realNow()
  await sql`insert into access_attempts (key, failures, first_at, last_at) values (${key}, 0, ${now}, ${now}) on conflict do nothing`.execute(db)
  const found = await sql<{ failures: number; last_at: Date; locked_until: Date | null; recent: Date[]; reported_at: Date | null }>`select failures, last_at, locked_until, recent, reported_at
    from access_attempts where key = ${key} for update`.execute(db)
  const row = found.rows[0]
  return row ? { failures: row.failures, lastAt: row.last_at, lockedUntil: row.locked_until, recent: row.recent, reportedAt: row.reported_at } : null
}

export async function saveAttempts(ctx: Ctx, key: string, state: AttemptState): Promise<void> {
  await sql`update access_attempts set failures = ${state.failures}, last_at = ${state.lastAt}, locked_until = ${state.lockedUntil} where key = ${key}`.execute(ctx.sql<unknown>())
}

export async function saveRecent(ctx: Ctx, key: string, recent: readonly Date[], reportedAt: Date | null): Promise<void> {
  await sql`update access_attempts set recent = ${recent.map((at) => at.toISOString())}::timestamptz[], reported_at = ${reportedAt} where key = ${key}`.execute(ctx.sql<unknown>())
}

export async function clearAttempts(ctx: Ctx, keys: readonly string[]): Promise<void> {
  await sql`update access_attempts set failures = 0, locked_until = null where key = any(${[...keys]})`.execute(ctx.sql<unknown>())
}

export async function isKnownAddress(ctx: Ctx, accountId: string, network: string): Promise<boolean> {
  const found = await sql`select 1 from access_known_addresses where account_id = ${accountId} and ip = ${network}`.execute(ctx.sql<unknown>())
  return found.rows.length > 0
}

export async function keepKnownAddress(ctx: Ctx, accountId: string, network: string): Promise<void> {
  await sql`insert into access_known_addresses (account_id, ip, last_at) values (${accountId}, ${network}, ${ctx.host.realNow()})
    on conflict (account_id, ip) do update set last_at = excluded.last_at`.execute(ctx.sql<unknown>())
}
