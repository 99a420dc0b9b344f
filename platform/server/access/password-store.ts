// Rows of password hashes.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'

const KEPT = 24

export async function formerHashes(ctx: Ctx, accountId: string, count: number): Promise<string[]> {
  const found = await sql<{ hash: string }>`select hash from access_password_history where account_id = ${accountId} order by at desc limit ${count}`.execute(ctx.sql<unknown>())
  return found.rows.map((r) => r.hash)
}

/** The new hash becomes the password; it also joins the history, of which the last 24 are kept. */
export async function writePassword(ctx: Ctx, accountId: string, hash: string, mustChange: boolean): Promise<void> {
  const db = ctx.sql<unknown>()
  await sql`update access_accounts set password_hash = ${hash}, password_changed_at = ${ctx.now()}, password_must_change = ${mustChange}, updated_at = ${ctx.now()} where id = ${accountId}`.execute(db)
  await sql`insert into access_password_history (account_id, hash, at) values (${accountId}, ${hash}, ${ctx.host.realNow()})`.execute(db)
  await sql`delete from access_password_history where account_id = ${accountId} and at < (
    select min(at) from (select at from access_password_history where account_id = ${accountId} order by at desc limit ${KEPT}) as kept)`.execute(db)
}

/** The same password under stronger parameters; no change in the sense of the policy. */
export async function replaceHash(ctx: Ctx, accountId: string, from: string, to: string): Promise<void> {
  await sql`update access_accounts set password_hash = ${to} where id = ${accountId} and password_hash = ${from}`.execute(ctx.sql<unknown>())
}

/** Active accounts with a password that was set after `from` and not after `to` (business time). */
export async function passwordsSetBetween(ctx: Ctx, from: Date, to: Date): Promise<{ id: string; at: Date }[]> {
  const found = await sql<{ id: string; at: Date }>`select id, password_changed_at as at from access_accounts where status = 'active' and password_hash is not null
    and password_changed_at > ${from} and password_changed_at <= ${to} order by id`.execute(ctx.sql<unknown>())
  return found.rows
}
