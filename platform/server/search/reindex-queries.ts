// Events by which a reindex finds records: the latest of each record in the order of their subjects, or all of them where each tells of a part of its own.
import { sql } from 'kysely'
import type { Happened } from '../../contract/event.ts'
import type { Ctx } from '../ctx.ts'
import { toHappened, type EventRow } from '../event-log.ts'

export async function latestEvents(ctx: Ctx, names: readonly string[], afterSubject: string, limit: number): Promise<Happened<unknown>[]> {
  const found = await sql<EventRow>`select distinct on (subject) * from event_log where subject > ${afterSubject} and name = any(${[...names]}::text[]) order by subject, seq desc limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows.map(toHappened)
}

export async function eventsAfter(ctx: Ctx, names: readonly string[], afterSeq: string, limit: number): Promise<{ events: Happened<unknown>[]; last: string }> {
  const found = await sql<EventRow>`select * from event_log where seq > ${afterSeq}::bigint and name = any(${[...names]}::text[]) order by seq limit ${limit}`.execute(ctx.sql<unknown>())
  return { events: found.rows.map(toHappened), last: String(found.rows.at(-1)?.seq ?? afterSeq) }
}
