// Removes cases that ended long ago.
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/server/ctx.ts'

/** Ended cases whose end and last change lie before the moment; what hangs on them goes too. */
export async function purgeCases(ctx: Ctx, olderThan: Date, limit: number): Promise<string[]> {
  const gone = await sql<{ id: string }>`delete from cases where id in (
      select id from cases where not open and updated_at < ${olderThan} and coalesce(archived_at, closed_at, updated_at) < ${olderThan}
        and not retention_held('case:' || id, ${ctx.now()}) order by created_at limit ${limit} for update skip locked)
    returning id`.execute(ctx.sql<unknown>())
  return gone.rows.map((r) => r.id)
}
