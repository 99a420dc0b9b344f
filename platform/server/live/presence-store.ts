// Rows of who looks at a record now. Times are wall time: this is transport, not business.
import { sql, type Kysely } from 'kysely'

export interface PresenceRow { topic: string; account_id: string; name: string; state: 'viewing' | 'typing' }
export interface PresenceMark { topic: string; connectionId: string; accountId: string; name: string; state: 'viewing' | 'typing' }

export async function savePresence(db: Kysely<unknown>, marks: readonly PresenceMark[], at: Date): Promise<void> {
  if (marks.length === 0) return
  await sql`insert into live_presence (topic, connection_id, account_id, name, state, seen_at)
    select topic, connection_id, account_id, name, state, ${at} from jsonb_to_recordset(${JSON.stringify(marks.map((m) => ({ topic: m.topic, connection_id: m.connectionId, account_id: m.accountId, name: m.name, state: m.state })))}::jsonb)
      as r(topic text, connection_id uuid, account_id uuid, name text, state text)
    on conflict (topic, connection_id) do update set state = excluded.state, name = excluded.name, seen_at = excluded.seen_at`.execute(db)
}

export async function removePresence(db: Kysely<unknown>, connectionId: string, topics: readonly string[]): Promise<void> {
  await sql`delete from live_presence where connection_id = ${connectionId} and topic = any(${[...topics]})`.execute(db)
}

/** Removes those that were not seen since `before`; returns how many. */
export async function expirePresence(db: Kysely<unknown>, before: Date): Promise<number> {
  return Number((await sql`delete from live_presence where seen_at < ${before}`.execute(db)).numAffectedRows ?? 0n)
}

export async function presenceAt(db: Kysely<unknown>, topics: readonly string[], since: Date): Promise<PresenceRow[]> {
  return (await sql<PresenceRow>`select topic, account_id, name, state from live_presence where topic = any(${[...topics]}) and seen_at >= ${since} order by topic, name, account_id, state`.execute(db)).rows
}
