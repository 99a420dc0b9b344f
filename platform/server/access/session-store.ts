// Rows of sessions. The cookie's text is never stored, only its hash. All times are wall time.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'

export type Method = 'password' | 'mail-code' | 'setup' | 'link'
export interface SessionRow {
  id: string; account_id: string; method: Method; confirmed_at: Date; second_factor_at: Date | null; ip: string | null; user_agent: string | null
  created_at: Date; last_seen_at: Date; expires_at: Date; ended_at: Date | null
}

const COLUMNS = sql`id, account_id, method, confirmed_at, second_factor_at, ip, user_agent, created_at, last_seen_at, expires_at, ended_at`

export async function insertSession(ctx: Ctx, row: Pick<SessionRow, 'id' | 'account_id' | 'method' | 'second_factor_at' | 'expires_at'>, hash: Buffer): Promise<void> {
  const now = ctx.host.realNow()
  await sql`insert into access_sessions (id, account_id, token_hash, method, confirmed_at, second_factor_at, ip, user_agent, created_at, last_seen_at, expires_at)
    values (${row.id}, ${row.account_id}, ${hash}, ${row.method}, ${now}, ${row.second_factor_at}, ${ctx.origin.ip}, ${ctx.origin.userAgent}, ${now}, ${now}, ${row.expires_at})`.execute(ctx.sql<unknown>())
}

/** An open session; null when it has ended. */
export async function findSession(ctx: Ctx, id: string): Promise<SessionRow | null> {
  const found = await sql<SessionRow>`select ${COLUMNS} from access_sessions where id = ${id} and ended_at is null and expires_at > ${ctx.host.realNow()}`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

/** Open sessions of an account, newest first, before the id `before`. */
export async function openSessions(ctx: Ctx, accountId: string, seenAfter: Date, before: string | null, limit: number): Promise<SessionRow[]> {
  const found = await sql<SessionRow>`select ${COLUMNS} from access_sessions where account_id = ${accountId} and ended_at is null and expires_at > ${ctx.host.realNow()}
    and last_seen_at > ${seenAfter} and (${before}::uuid is null or id < ${before}) order by id desc limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows
}

/** The sign-in before a session that got all the way through. */
export async function sessionBefore(ctx: Ctx, accountId: string, sessionId: string | null): Promise<{ created_at: Date; ip: string | null } | null> {
  const found = await sql<{ created_at: Date; ip: string | null }>`select created_at, ip from access_sessions
    where account_id = ${accountId} and (${sessionId}::uuid is null or id < ${sessionId}) order by id desc limit 1`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

/** A new cookie for the same session: after every gain of rights the old one is worth nothing. */
export async function replaceSessionToken(ctx: Ctx, id: string, hash: Buffer): Promise<void> {
  await sql`update access_sessions set token_hash = ${hash} where id = ${id}`.execute(ctx.sql<unknown>())
}

export async function markConfirmed(ctx: Ctx, id: string, secondFactor: boolean): Promise<void> {
  const now = ctx.host.realNow()
  await sql`update access_sessions set confirmed_at = ${now}, second_factor_at = ${secondFactor ? now : sql`second_factor_at`} where id = ${id}`.execute(ctx.sql<unknown>())
}

/** Ends the open sessions of an account but one; returns which. */
export async function markEnded(ctx: Ctx, accountId: string, which: { only?: string; except?: string | null }, reason: string): Promise<string[]> {
  const found = await sql<{ id: string }>`update access_sessions set ended_at = ${ctx.host.realNow()}, end_reason = ${reason}
    where account_id = ${accountId} and ended_at is null and (${which.only ?? null}::uuid is null or id = ${which.only ?? null}) and id is distinct from ${which.except ?? null}
    returning id`.execute(ctx.sql<unknown>())
  return found.rows.map((r) => r.id)
}
