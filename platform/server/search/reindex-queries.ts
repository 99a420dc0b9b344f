// The latest event of each record, in the order of their subjects.
import { sql } from 'kysely'
import type { Happened } from '../../contract/event.ts'
import type { Ctx } from '../ctx.ts'
import { toHappened, type EventRow } from '../event-log.ts'

export async function latestEvents(ctx: Ctx, names: readonly string[], afterSubject: string, limit: number): Promise<Happened<unknown>[]> {
  const found = await sql<EventRow>`select distinct on (subject) * from event_log where subject > ${afterSubject} and name = any(${[...names]}::text[]) order by subject, seq desc limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows.map(toHappened)
}
