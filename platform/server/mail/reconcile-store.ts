// Counts over the ledger of received mail. All by wall time: business time may stand still in tests.
import { sql } from 'kysely'
import type { Reconciliation } from '../../contract/mail.ts'
import type { Ctx } from '../ctx.ts'

export interface ReconciliationRow { id: string; at: Date; from_at: Date; until_at: Date; received: number; outcomes: Record<string, number>; waiting: number; differences: Reconciliation['differences'] }

export async function lastReconciled(ctx: Ctx): Promise<Date | null> {
  return (await sql<{ until_at: Date }>`select until_at from mail_reconciliations order by until_at desc limit 1`.execute(ctx.sql<unknown>())).rows[0]?.until_at ?? null
}

export async function insertReconciliation(ctx: Ctx, r: ReconciliationRow): Promise<void> {
  await sql`insert into mail_reconciliations (id, at, from_at, until_at, received, outcomes, waiting, differences)
    values (${r.id}, ${r.at}, ${r.from_at}, ${r.until_at}, ${r.received}, ${JSON.stringify(r.outcomes)}::jsonb, ${r.waiting}, ${JSON.stringify(r.differences)}::jsonb)`.execute(ctx.sql<unknown>())
}

export async function listReconciliations(ctx: Ctx, limit: number): Promise<ReconciliationRow[]> {
  return (await sql<ReconciliationRow>`select id, at, from_at, until_at, received, outcomes, waiting, differences from mail_reconciliations order by until_at desc limit ${limit}`.execute(ctx.sql<unknown>())).rows
}

/** Messages by outcome; `waiting`: not read yet. */
export async function countOutcomes(ctx: Ctx, from: Date, until: Date): Promise<Record<string, number>> {
  const found = await sql<{ outcome: string; n: number }>`select coalesce(outcome, 'waiting') as outcome, count(*)::int as n from mail_received where stored_at >= ${from} and stored_at < ${until} group by 1`.execute(ctx.sql<unknown>())
  return Object.fromEntries(found.rows.map((r) => [r.outcome, r.n]))
}

const idsOf = (found: { rows: { id: string }[] }): string[] => found.rows.map((r) => r.id)

export async function waitingSince(ctx: Ctx, storedBefore: Date): Promise<string[]> {
  return idsOf(await sql<{ id: string }>`select id from mail_received where state = 'received' and stored_at < ${storedBefore} order by id limit 1000`.execute(ctx.sql<unknown>()))
}

/** Said to be in a record, and in none. */
export async function unplaced(ctx: Ctx, from: Date, until: Date): Promise<string[]> {
  return idsOf(await sql<{ id: string }>`select id from mail_received where stored_at >= ${from} and stored_at < ${until} and outcome in ('cased', 'joined') and related_to is null order by id limit 1000`.execute(ctx.sql<unknown>()))
}

export async function bytesBetween(ctx: Ctx, from: Date, until: Date): Promise<{ id: string; sha256: string }[]> {
  return (await sql<{ id: string; sha256: string }>`select id, sha256 from mail_received where stored_at >= ${from} and stored_at < ${until} order by id limit 20000`.execute(ctx.sql<unknown>())).rows
}

export async function mailboxErrors(ctx: Ctx): Promise<string[]> {
  return idsOf(await sql<{ id: string }>`select id from mail_mailboxes where last_error is not null order by id`.execute(ctx.sql<unknown>()))
}

export async function arrivalsSince(ctx: Ctx, since: Date): Promise<Date[]> {
  return (await sql<{ at: Date }>`select stored_at as at from mail_received where stored_at > ${since} order by stored_at desc limit 20000`.execute(ctx.sql<unknown>())).rows.map((r) => r.at)
}
