// Follows the event log for the open sockets of this process, and tells each what it subscribed to and may see.
import { sql, type Kysely } from 'kysely'
import type { Happened } from '../../contract/event.ts'
import { SYSTEM } from '../ctx.ts'
import { eventHorizon, readEventsAfter, toHappened, type EventRow } from '../event-log.ts'
import type { FromServer } from '../../contract/live.ts'
import type { Host } from '../host.ts'
import type { LiveRule } from '../module.ts'
import type { ScopedRow } from '../scope.ts'
import type { Connection } from './connection.ts'

const BATCH = 500
/** Events that a reconnecting client may be told again; with more it reads everything afresh. */
export const CATCH_UP = 1_000
/** A page subscribes a moment after it has read its data; what happened in between is told again. */
const RECENT_MS = 5_000

interface Position { tx: string; seq: string }
/** An event that has listeners by its topics; who may hear it is looked up only when somebody subscribed. */
interface Candidate { row: EventRow; event: Happened<unknown>; rule: LiveRule; topics: readonly string[]; at: number }
/** An event with those who may hear of it. */
interface Announcement { seq: number; name: string; hearers: { topics: readonly string[]; permission: string; row: ScopedRow }[] }

export class LiveEvents {
  readonly #host: Host
  readonly #connections: ReadonlySet<Connection>
  #position: Position | null = null
  /** The last event that was carried to the sockets. */
  seq = 0
  #recent: Candidate[] = []

  constructor(host: Host, connections: ReadonlySet<Connection>) { this.#host = host; this.#connections = connections }

  /** Reads on and tells; true when there may be more. Does nothing while nobody listens. */
  async step(): Promise<boolean> {
    if (this.#connections.size === 0) { this.#position = null; this.#recent = []; return false }
    const position = this.#position ?? await this.start()
    const events = await readEventsAfter(this.#host.db, position, BATCH)
    const last = events.at(-1)
    if (!last) return false
    const candidates = this.#candidates(events)
    const wanted = new Set([...this.#connections].flatMap((c) => [...c.topics]))
    const announcements = await this.#announce(candidates, wanted), texts = new Map<string, string>()
    for (const connection of this.#connections) tellAll(connection, announcements, texts)
    this.#position = { tx: last.tx, seq: String(last.seq) }
    this.seq = Number(last.seq)
    this.#recent = [...this.#recent.filter((c) => performance.now() - c.at < RECENT_MS), ...candidates].slice(-1_000)
    return events.length === BATCH
  }

  /** Takes the present end of the log as the place to read on from. */
  async start(): Promise<Position> {
    if (this.#position) return this.#position
    // Nothing below the horizon is still open: everything before it counts as known.
    const tx = await eventHorizon(this.#host.db)
    const found = await sql<{ seq: string | null }>`select max(seq)::text as seq from event_log where tx < ${tx}::xid8`.execute(this.#host.db)
    this.#position ??= { tx, seq: '0' }
    this.seq = Math.max(this.seq, Number(found.rows[0]!.seq ?? 0))
    return this.#position
  }

  /** Topics that a connection has only now: what happened there in the last seconds is told again. */
  async tellRecent(connection: Connection, added: ReadonlySet<string>): Promise<void> {
    const fresh = this.#recent.filter((c) => performance.now() - c.at < RECENT_MS)
    for (const announcement of await this.#announce(fresh, added)) tell(connection, announcement, added)
  }

  /** Tells a returning client what it missed; `reset` when that is too much or no longer known. */
  async catchUp(connection: Connection, since: number): Promise<void> {
    await this.start()
    const mark = await sql<Position>`select tx::text, seq::text from event_log where seq = ${since}`.execute(this.#host.db)
    const missed = mark.rows[0] ? await readEventsAfter(this.#host.db, mark.rows[0], CATCH_UP + 1) : null
    if (since === this.seq && !mark.rows[0]) return
    if (!missed || missed.length > CATCH_UP) { connection.send({ type: 'reset', seq: this.seq }); return }
    for (const announcement of await this.#announce(this.#candidates(missed), connection.topics)) tell(connection, announcement, connection.topics)
  }

  #candidates(events: readonly EventRow[]): Candidate[] {
    const at = performance.now()
    return events.flatMap((row) => (this.#host.registry.liveTo.get(row.name) ?? []).map((rule) => {
      const event = toHappened(row)
      return { row, event, rule, topics: rule.topics(event), at }
    }))
  }

  /** Only events that somebody listens to cost a query. */
  async #announce(candidates: readonly Candidate[], wanted: ReadonlySet<string>): Promise<Announcement[]> {
    const open = candidates.filter((c) => c.topics.some((topic) => wanted.has(topic)))
    if (open.length === 0) return []
    return this.#host.transaction(SYSTEM, async (ctx) => {
      const announcements = new Map<string, Announcement>()
      for (const { row, rule, event, topics } of open) {
        const seen = await rowOf(ctx.sql(), () => rule.row(ctx, event), (error) => this.#host.log.error({ err: error, event: row.name }, 'a live rule failed; its listeners miss this event'))
        if (!seen) continue
        const announcement = announcements.get(String(row.seq)) ?? { seq: Number(row.seq), name: row.name, hearers: [] }
        announcement.hearers.push({ topics, permission: rule.permission, row: seen })
        announcements.set(String(row.seq), announcement)
      }
      return [...announcements.values()]
    })
  }
}

/** A rule that fails must not take the others of the batch with it. */
async function rowOf(tx: Kysely<unknown>, read: () => Promise<ScopedRow> | ScopedRow, failed: (error: unknown) => void): Promise<ScopedRow | null> {
  await sql`savepoint live_rule`.execute(tx)
  try {
    const row = await read()
    await sql`release savepoint live_rule`.execute(tx)
    return row
  } catch (error) {
    await sql`rollback to savepoint live_rule`.execute(tx)
    failed(error)
    return null
  }
}

/** What a connection hears of an announcement among these topics; null: nothing. */
function heardOf(connection: Connection, { seq, name, hearers }: Announcement, topics: ReadonlySet<string>): FromServer & { type: 'event' } | null {
  const heard = new Set<string>()
  for (const { topics: named, permission, row } of hearers) {
    const mine = named.filter((t) => topics.has(t) && !heard.has(t))
    if (mine.length > 0 && connection.reaches(permission, row)) for (const topic of mine) heard.add(topic)
  }
  return heard.size > 0 ? { type: 'event', seq, topics: [...heard], name } : null
}

function tell(connection: Connection, announcement: Announcement, topics: ReadonlySet<string>): void {
  const event = heardOf(connection, announcement, topics)
  if (event) connection.send(event)
}

/**
 * What came together. Of events with the same name and topics the last is told: a page that reads anew once has all of them. `texts`: written
 * once for everybody who hears the same.
 */
function tellAll(connection: Connection, announcements: readonly Announcement[], texts: Map<string, string>): void {
  const last = new Map<string, FromServer & { type: 'event' }>()
  for (const announcement of announcements) {
    const event = heardOf(connection, announcement, connection.topics)
    if (!event) continue
    const key = `${event.name} ${event.topics.join(' ')}`
    last.delete(key)
    last.set(key, event)
  }
  for (const [key, event] of last) {
    const known = `${event.seq} ${key}`, text = texts.get(known) ?? JSON.stringify(event)
    texts.set(known, text)
    connection.sendText(text)
  }
}
