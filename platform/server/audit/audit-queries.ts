// Reads the event log as audit trail.
import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely'
import type { AuditFilter } from '../../contract/audit.ts'
import type { EventRow } from '../event-log.ts'

export type AuditRow = EventRow & { chain_no: string | null; hash: Buffer | null }

const SELECT = sql`select e.*, c.chain_no::text, c.hash from event_log e left join audit_chain c on c.seq = e.seq`

/** Newest first; `before` is the key of the last row of the page before. */
export async function findEntries(db: Kysely<unknown>, filter: AuditFilter, before: { at: string; seq: string } | null, limit: number): Promise<AuditRow[]> {
  const conditions = conditionsOf(filter)
  if (before) conditions.push(sql`(e.at, e.seq) < (${before.at}::timestamptz, ${before.seq}::bigint)`)
  return (await sql<AuditRow>`${SELECT} where ${sql.join(conditions, sql` and `)} order by e.at desc, e.seq desc limit ${limit}`.execute(db)).rows
}

/** Oldest first, in the order of the log, for exports; up to and including `last`. */
export async function readOn(db: Kysely<unknown>, filter: AuditFilter, afterSeq: string, last: string, limit: number): Promise<AuditRow[]> {
  const conditions = [...conditionsOf(filter), sql<SqlBool>`e.seq > ${afterSeq}::bigint`, sql<SqlBool>`e.seq <= ${last}::bigint`]
  return (await sql<AuditRow>`${SELECT} where ${sql.join(conditions, sql` and `)} order by e.seq limit ${limit}`.execute(db)).rows
}

export async function lastSeq(db: Kysely<unknown>): Promise<string> {
  return (await sql<{ seq: string }>`select coalesce(max(seq), 0)::text as seq from event_log`.execute(db)).rows[0]!.seq
}

function conditionsOf(filter: AuditFilter): RawBuilder<SqlBool>[] {
  const conditions: RawBuilder<SqlBool>[] = [sql`true`]
  if (filter.actorId) conditions.push(sql`e.actor_id = ${filter.actorId}`)
  if (filter.subject) conditions.push(sql`e.subject = ${filter.subject}`)
  if (filter.name) conditions.push(filter.name.includes('@') ? sql`e.name = ${filter.name}` : sql`e.name like ${`${escapeLike(filter.name)}%`}`)
  if (filter.from) conditions.push(sql`e.at >= ${filter.from}::timestamptz`)
  if (filter.to) conditions.push(sql`e.at < ${filter.to}::timestamptz`)
  if (filter.text) {
    const like = `%${escapeLike(filter.text)}%`
    conditions.push(sql`(e.data::text ilike ${like} or e.changes::text ilike ${like} or e.reason ilike ${like} or e.actor_name ilike ${like})`)
  }
  return conditions
}

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&')
