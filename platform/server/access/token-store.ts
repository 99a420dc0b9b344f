// Rows of API tokens. Only the hash is kept; `hint` is the beginning, to tell tokens apart.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'

export interface TokenRow {
  id: string; account_id: string; name: string; hint: string; scopes: string[] | null
  created_at: Date; expires_at: Date | null; last_used_at: Date | null; revoked_at: Date | null
}

/** False when the same token exists already. */
export async function insertToken(ctx: Ctx, row: Omit<TokenRow, 'last_used_at' | 'revoked_at'>, hash: Buffer): Promise<boolean> {
  const done = await sql`insert into access_tokens (id, account_id, name, token_hash, hint, scopes, created_at, expires_at)
    values (${row.id}, ${row.account_id}, ${row.name}, ${hash}, ${row.hint}, ${row.scopes}, ${row.created_at}, ${row.expires_at}) on conflict do nothing`.execute(ctx.sql<unknown>())
  return done.numAffectedRows === 1n
}

export async function findToken(ctx: Ctx, id: string): Promise<TokenRow | null> {
  const found = await sql<TokenRow>`select id, account_id, name, hint, scopes, created_at, expires_at, last_used_at, revoked_at from access_tokens where id = ${id}`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

/** Tokens of one account, or of all with `accountId` null; newest first, before the id `before`. */
export async function listTokens(ctx: Ctx, accountId: string | null, before: string | null, limit: number): Promise<(TokenRow & { account_name: string })[]> {
  const found = await sql<TokenRow & { account_name: string }>`select t.id, t.account_id, t.name, t.hint, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.revoked_at, a.name as account_name
    from access_tokens t join access_accounts a on a.id = t.account_id
    where (${accountId}::uuid is null or t.account_id = ${accountId}) and (${before}::uuid is null or t.id < ${before}) order by t.id desc limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows
}

export async function markTokenRevoked(ctx: Ctx, id: string, at: Date): Promise<void> {
  await sql`update access_tokens set revoked_at = ${at} where id = ${id} and revoked_at is null`.execute(ctx.sql<unknown>())
}
