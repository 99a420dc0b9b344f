// What the database knows of the keys: marks by which to tell whether the key files beside it are the right ones. Never a key.
import { sql, type Kysely } from 'kysely'
import type { EventRow } from '../event-log.ts'
import type { SealedColumn } from '../module.ts'

/** `probe` is a sealed text: whoever can open it has the right master key. */
export interface KeyMark { master: string; versions: number[]; probe: string }

export async function readKeyMark(db: Kysely<unknown>): Promise<KeyMark | null> {
  return (await sql<{ value: KeyMark }>`select value from platform_state where key = 'keys:mark'`.execute(db)).rows[0]?.value ?? null
}

export async function writeKeyMark(db: Kysely<unknown>, mark: KeyMark): Promise<void> {
  await sql`insert into platform_state (key, value) values ('keys:mark', ${JSON.stringify(mark)}::jsonb) on conflict (key) do update set value = excluded.value`.execute(db)
}

/** The newest fact, which carries a proof made with the audit key; null on an empty installation. */
export async function newestEvent(db: Kysely<unknown>): Promise<EventRow | null> {
  return (await sql<EventRow>`select * from event_log order by seq desc limit 1`.execute(db)).rows[0] ?? null
}

export async function isMigrated(db: Kysely<unknown>): Promise<boolean> {
  return (await sql<{ there: boolean }>`select to_regclass('public.platform_state') is not null and to_regclass('public.event_log') is not null as there`.execute(db)).rows[0]!.there
}

/** One rotation at a time in the whole installation; freed with the transaction. */
export async function lockKeys(db: Kysely<unknown>): Promise<void> { await sql`select pg_advisory_xact_lock(7246031)`.execute(db) }

export interface SealedValue { key: string[]; sealed: string }

const keyList = (c: SealedColumn) => sql.join(c.key.map((k) => sql.ref(k)))

/** The next values behind `after` that another version of the key sealed. They are locked until the transaction ends. */
export async function takeSealedValues(db: Kysely<unknown>, c: SealedColumn, current: number, after: readonly string[] | null, limit: number): Promise<SealedValue[]> {
  const found = await sql<{ key: string[]; sealed: string }>`select array[${sql.join(c.key.map((k) => sql`${sql.ref(k)}::text`))}] as key, ${sql.ref(c.column)} as sealed from ${sql.table(c.table)}
    where ${sql.ref(c.column)} is not null and ${sql.ref(c.column)} not like ${`v${current}.%`} ${after ? sql`and (${keyList(c)}) > (${sql.join(after)})` : sql``}
    order by ${keyList(c)} limit ${limit} for update skip locked`.execute(db)
  return found.rows
}

export async function replaceSealedValue(db: Kysely<unknown>, c: SealedColumn, value: SealedValue, sealed: string): Promise<void> {
  await sql`update ${sql.table(c.table)} set ${sql.ref(c.column)} = ${sealed} where (${keyList(c)}) = (${sql.join(value.key)}) and ${sql.ref(c.column)} = ${value.sealed}`.execute(db)
}

/** How many values of a column each version of the key sealed. */
export async function countSealedValues(db: Kysely<unknown>, c: SealedColumn): Promise<{ version: number; count: number }[]> {
  return (await sql<{ version: number; count: number }>`select substring(${sql.ref(c.column)} from '^v([0-9]+)\\.')::int as version, count(*)::float8 as count from ${sql.table(c.table)} where ${sql.ref(c.column)} is not null group by 1`.execute(db)).rows
}

/** Any one value of a column. */
export async function anySealedValue(db: Kysely<unknown>, c: SealedColumn): Promise<SealedValue | null> {
  return (await sql<{ key: string[]; sealed: string }>`select array[${sql.join(c.key.map((k) => sql`${sql.ref(k)}::text`))}] as key, ${sql.ref(c.column)} as sealed from ${sql.table(c.table)}
    where ${sql.ref(c.column)} is not null limit 1`.execute(db)).rows[0] ?? null
}
