// Removes rows that have served their time; the audit trail keeps what happened.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'

const DAY = 86_400_000

/** Returns how many rows went. */
export async function removeOldRows(ctx: Ctx): Promise<number> {
  const db = ctx.sql<unknown>(), ago = (days: number) => new Date(ctx.host.realNow().getTime() - days * DAY)
  const done = [
    await sql`delete from access_sessions where (ended_at < ${ago(180)} or expires_at < ${ago(180)})`.execute(db),
    await sql`delete from access_links where expires_at < ${ago(30)}`.execute(db),
    await sql`delete from access_attempts where last_at < ${ago(7)}`.execute(db),
    await sql`delete from access_known_addresses where last_at < ${ago(180)}`.execute(db),
  ]
  return done.reduce((sum, d) => sum + Number(d.numAffectedRows ?? 0n), 0)
}
