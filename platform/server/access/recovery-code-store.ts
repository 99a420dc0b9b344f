// Rows of recovery codes: keyed hashes, each good for once.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'

export async function replaceCodes(ctx: Ctx, accountId: string, hashes: readonly string[]): Promise<void> {
  await sql`delete from access_recovery_codes where account_id = ${accountId}`.execute(ctx.sql<unknown>())
  await sql`insert into access_recovery_codes (account_id, code_hash) select ${accountId}, h from unnest(${[...hashes]}::text[]) as h`.execute(ctx.sql<unknown>())
}

/** True the first time only. */
export async function useCode(ctx: Ctx, accountId: string, hash: string): Promise<boolean> {
  const done = await sql`update access_recovery_codes set used_at = ${ctx.host.realNow()} where account_id = ${accountId} and code_hash = ${hash} and used_at is null`.execute(ctx.sql<unknown>())
  return done.numAffectedRows === 1n
}

export async function removeCodes(ctx: Ctx, accountId: string): Promise<void> {
  await sql`delete from access_recovery_codes where account_id = ${accountId}`.execute(ctx.sql<unknown>())
}

export async function countCodesLeft(ctx: Ctx, accountId: string): Promise<number> {
  const found = await sql<{ n: number }>`select count(*)::int as n from access_recovery_codes where account_id = ${accountId} and used_at is null`.execute(ctx.sql<unknown>())
  return found.rows[0]!.n
}
