// Writes facts into the event log. They are collected during the transaction and written in one statement with the commit.
import { CompiledQuery, sql, type Kysely } from 'kysely'
import { eventMac } from './audit-chain.ts'
import type { Changes, Happened } from '../contract/event.ts'
import type { Actor, Origin } from './ctx.ts'

export type PendingEvent = Happened<unknown> & { via: string; ip: string | null; requestId: string }

export function pendingEvent(event: Happened<unknown>, actor: Actor, origin: Origin): PendingEvent {
  return { ...event, via: actor.via, ip: origin.ip, requestId: origin.requestId }
}

const WRITTEN = ['id', 'name', 'at', 'actor_id', 'actor_name', 'subject', 'data', 'changes', 'reason', 'via', 'ip', 'request_id', 'mac'] as const
/** Above that many one value carries them all: a statement takes 65,535 parameters. */
const SINGLY = 20

/** The statement that writes them. `key`: the audit key of the installation; each row carries a proof made with it. */
export function eventsStatement(tx: Kysely<unknown>, events: readonly PendingEvent[], key: Buffer): CompiledQuery {
  const rows = events.map((e) => writtenRow(e, key))
  if (rows.length <= SINGLY) return CompiledQuery.raw(textFor(rows.length), rows.flatMap((row) => WRITTEN.map((column) => row[column])))
  return sql`insert into event_log (${sql.raw(WRITTEN.join(', '))})
    select id, name, at, actor_id, actor_name, subject, data, changes, reason, via, ip, request_id, decode(mac, 'hex')
    from jsonb_to_recordset(${`[${rows.map(jsonOf).join(',')}]`}::jsonb) as r(id uuid, name text, at timestamptz, actor_id uuid, actor_name text,
      subject text, data jsonb, changes jsonb, reason text, via text, ip text, request_id text, mac text)`.compile(tx)
}

/** `data` and `changes` as JSON text. */
function writtenRow(e: PendingEvent, key: Buffer) {
  const row = { id: e.id, name: e.name, at: e.at, actor_id: e.actorId, actor_name: e.actorName, subject: e.subject, data: e.data, changes: e.changes, reason: e.reason, via: e.via, ip: e.ip, request_id: e.requestId }
  return { ...row, data: JSON.stringify(e.data), changes: e.changes && JSON.stringify(e.changes), mac: eventMac(key, row) }
}

function jsonOf({ data, changes, mac, ...rest }: ReturnType<typeof writtenRow>): string {
  return `${JSON.stringify({ ...rest, mac: mac.toString('hex') }).slice(0, -1)},"data":${data}${changes === null ? '' : `,"changes":${changes}`}}`
}

const texts: string[] = []
function textFor(count: number): string {
  const row = (i: number) => `(${WRITTEN.map((_, j) => `$${i * WRITTEN.length + j + 1}`).join(', ')})`
  return texts[count] ??= `insert into event_log (${WRITTEN.join(', ')}) values ${Array.from({ length: count }, (_, i) => row(i)).join(', ')}`
}

export interface EventRow {
  seq: string; tx: string; id: string; name: string; at: Date; actor_id: string; actor_name: string; subject: string | null
  data: unknown; changes: Changes | null; reason: string | null; via: string; ip: string | null; request_id: string | null
  /** null: not written by the product. */
  mac: Buffer | null
}

export const toHappened = (row: EventRow): Happened<unknown> => ({
  id: row.id, name: row.name, at: row.at, actorId: row.actor_id, actorName: row.actor_name, subject: row.subject,
  data: row.data, changes: row.changes, reason: row.reason,
})

/** The transaction from which on events may still be missing; everything below it has ended. */
export async function eventHorizon(db: Kysely<unknown>): Promise<string> {
  return (await sql<{ tx: string }>`select event_horizon()::text as tx`.execute(db)).rows[0]!.tx
}

/** Committed events after a position, in commit-safe order; stops before transactions that are still open. */
export async function readEventsAfter(db: Kysely<unknown>, after: { tx: string; seq: string }, limit: number): Promise<EventRow[]> {
  // A statement of its own: what follows must see everything that ended below the horizon.
  const horizon = await eventHorizon(db)
  const found = await sql<EventRow>`select * from event_log
    where (tx, seq) > (${after.tx}::xid8, ${after.seq}::bigint) and tx < ${horizon}::xid8
    order by tx, seq limit ${limit}`.execute(db)
  return found.rows
}

/** Condition of events that the relay has not carried on yet. The place comes as values, so that the index leads there; joined, every event there is would be looked at. */
export const unsealed = sql<boolean>`(tx, seq) > ((select tx from event_relay where name = 'relay'), (select seq from event_relay where name = 'relay'))`

/** The events of one record, oldest first. */
export async function readEventsOf(db: Kysely<unknown>, subject: string, afterSeq: string, limit: number): Promise<EventRow[]> {
  const found = await sql<EventRow>`select * from event_log where subject = ${subject} and seq > ${afterSeq}::bigint order by seq limit ${limit}`.execute(db)
  return found.rows
}
