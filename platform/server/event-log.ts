// Writes facts into the event log. They are collected during the transaction and written in one statement before the commit.
import { sql, type Kysely } from 'kysely'
import type { Changes, Happened } from '../contract/event.ts'
import type { Actor, Origin } from './ctx.ts'

export type PendingEvent = Happened<unknown> & { via: string; ip: string | null; requestId: string }

export function pendingEvent(event: Happened<unknown>, actor: Actor, origin: Origin): PendingEvent {
  return { ...event, via: actor.via, ip: origin.ip, requestId: origin.requestId }
}

export async function writeEvents(tx: Kysely<unknown>, events: readonly PendingEvent[]): Promise<void> {
  const rows = events.map((e) => ({
    id: e.id, name: e.name, at: e.at.toISOString(), actor_id: e.actorId, actor_name: e.actorName, subject: e.subject,
    data: e.data, changes: e.changes, reason: e.reason, via: e.via, ip: e.ip, request_id: e.requestId,
  }))
  await sql`insert into event_log (id, name, at, actor_id, actor_name, subject, data, changes, reason, via, ip, request_id)
    select id, name, at, actor_id, actor_name, subject, data, nullif(changes, 'null'::jsonb), reason, via, ip, request_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, name text, at timestamptz, actor_id uuid, actor_name text,
      subject text, data jsonb, changes jsonb, reason text, via text, ip text, request_id text)`.execute(tx)
}

export interface EventRow {
  seq: string; tx: string; id: string; name: string; at: Date; actor_id: string; actor_name: string; subject: string | null
  data: unknown; changes: Changes | null; reason: string | null; via: string; ip: string | null; request_id: string | null
}

export const toHappened = (row: EventRow): Happened<unknown> => ({
  id: row.id, name: row.name, at: row.at, actorId: row.actor_id, actorName: row.actor_name, subject: row.subject,
  data: row.data, changes: row.changes, reason: row.reason,
})

/** Committed events after a position, in commit-safe order; stops before transactions that are still open. */
export async function readEventsAfter(db: Kysely<unknown>, after: { tx: string; seq: string }, limit: number): Promise<EventRow[]> {
  const found = await sql<EventRow>`select * from event_log
    where (tx, seq) > (${after.tx}::xid8, ${after.seq}::bigint) and tx < pg_snapshot_xmin(pg_current_snapshot())
    order by tx, seq limit ${limit}`.execute(db)
  return found.rows
}

/** The events of one record, oldest first. */
export async function readEventsOf(db: Kysely<unknown>, subject: string, afterSeq: string, limit: number): Promise<EventRow[]> {
  const found = await sql<EventRow>`select * from event_log where subject = ${subject} and seq > ${afterSeq}::bigint order by seq limit ${limit}`.execute(db)
  return found.rows
}
