// What the web processes tell each other about those who ask a lot.
import { sql, type Kysely } from 'kysely'

export interface KeyCount { key: string; n: number }

/** Adds to the common counts of a minute; returns what they are now. */
export async function addCounts(db: Kysely<unknown>, minute: number, counts: readonly KeyCount[]): Promise<KeyCount[]> {
  // Always in the same order: two processes that wait for each other would both be refused.
  const sorted = counts.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const found = await sql<KeyCount>`insert into http_request_counts as c (minute, key, used)
    select ${minute}::int, key, n from jsonb_to_recordset(${JSON.stringify(sorted)}::jsonb) as r(key text, n int)
    on conflict (minute, key) do update set used = c.used + excluded.used returning key, used as n`.execute(db)
  return found.rows
}

export async function forgetCountsBefore(db: Kysely<unknown>, minute: number): Promise<void> {
  await sql`delete from http_request_counts where minute < ${minute}::int`.execute(db)
}
