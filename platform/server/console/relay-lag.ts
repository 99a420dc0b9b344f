// How far the relay is behind: events that are committed and not yet carried on.
import { sql } from 'kysely'
import { unsealed } from '../event-log.ts'
import type { Host } from '../host.ts'

const COUNT_LIMIT = 10_000

/** `events` is counted up to 10,000. `seconds`: business time since the oldest of them. */
export async function relayLag(host: Host): Promise<{ events: number; seconds: number }> {
  const found = await sql<{ n: string; oldest: Date | null }>`select count(*) as n, min(at) as oldest from (
    select at from event_log where ${unsealed} order by tx, seq limit ${COUNT_LIMIT}) as open`.execute(host.db)
  const row = found.rows[0]!
  return { events: Number(row.n), seconds: row.oldest ? Math.max(0, Math.round((host.clock.now().getTime() - row.oldest.getTime()) / 1000)) : 0 }
}
