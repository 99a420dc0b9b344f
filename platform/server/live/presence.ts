// Who else is at a record: shown to those who are there themselves and may read it; across all web processes.
import type { PresentPerson } from '../../contract/live.ts'
import { SYSTEM } from '../ctx.ts'
import type { Host } from '../host.ts'
import type { Connection } from './connection.ts'
import { expirePresence, presenceAt, removePresence, savePresence, type PresenceRow } from './presence-store.ts'

export const PRESENCE_SIGNAL = 'presence'
/** A person whose process fell silent is gone after this long. */
export const EXPIRY_MS = 30_000
const TOPICS_PER_CONNECTION = 10

export class Presence {
  readonly #host: Host
  readonly #connections: ReadonlySet<Connection>
  /** What each topic showed last, so that only changes are sent. */
  #shown = new Map<string, string>()

  constructor(host: Host, connections: ReadonlySet<Connection>) { this.#host = host; this.#connections = connections }

  /** Sets what a connection does at a topic. Quietly nothing for topics that the person may not read, and for customers. */
  async set(connection: Connection, topic: string, state: 'viewing' | 'typing' | 'left'): Promise<void> {
    if (state === 'left') return this.leave(connection, [topic])
    if (!connection.presence.has(topic) && connection.presence.size >= TOPICS_PER_CONNECTION) return
    if (connection.actor.kind !== 'staff' || !await this.#mayRead(connection, topic)) return
    connection.presence.set(topic, state)
    await savePresence(this.#host.db, [markOf(connection, topic, state)], this.#host.realNow())
    this.#shown.delete(topic)
    this.#host.signals.raise(PRESENCE_SIGNAL)
  }

  async leave(connection: Connection, topics: readonly string[] = [...connection.presence.keys()]): Promise<void> {
    if (topics.length === 0) return
    for (const topic of topics) connection.presence.delete(topic)
    await removePresence(this.#host.db, connection.id, topics)
    this.#host.signals.raise(PRESENCE_SIGNAL)
  }

  /** Says again that this process's people are there, and lets go of those that nobody speaks for any more. */
  async refresh(): Promise<void> {
    const marks = [...this.#connections].flatMap((c) => [...c.presence].map(([topic, state]) => markOf(c, topic, state)))
    await savePresence(this.#host.db, marks, this.#host.realNow())
    const expired = await expirePresence(this.#host.db, new Date(this.#host.realNow().getTime() - EXPIRY_MS))
    if (expired > 0) this.#host.signals.raise(PRESENCE_SIGNAL)
  }

  /** Takes a person off topics that they may no longer read. */
  async recheck(connection: Connection): Promise<void> {
    for (const topic of connection.presence.keys()) if (!await this.#mayRead(connection, topic)) await this.leave(connection, [topic])
  }

  /** Tells the people of this process who is at their records, where that changed. */
  async show(): Promise<void> {
    const there = new Map<string, Connection[]>()
    for (const connection of this.#connections) for (const topic of connection.presence.keys()) there.set(topic, [...(there.get(topic) ?? []), connection])
    for (const topic of this.#shown.keys()) if (!there.has(topic)) this.#shown.delete(topic)
    if (there.size === 0) return
    const rows = Map.groupBy(await presenceAt(this.#host.db, [...there.keys()], new Date(this.#host.realNow().getTime() - EXPIRY_MS)), (row) => row.topic)
    for (const [topic, connections] of there) {
      const people = peopleOf(rows.get(topic) ?? []), text = JSON.stringify(people)
      if (this.#shown.get(topic) === text) continue
      this.#shown.set(topic, text)
      for (const connection of connections) connection.send({ type: 'presence', topic, people })
    }
  }

  async #mayRead(connection: Connection, topic: string): Promise<boolean> {
    const [prefix, id] = topic.split(/:(.*)/s)
    const rule = this.#host.registry.topics.get(prefix!)
    if (!rule || !id) return false
    const row = await this.#host.transaction(SYSTEM, (ctx) => rule.row(ctx, id))
    return row !== null && connection.reaches(rule.permission, row)
  }
}

const markOf = (connection: Connection, topic: string, state: 'viewing' | 'typing') => ({ topic, connectionId: connection.id, accountId: connection.actor.id, name: connection.actor.name, state })

/** One entry per person, however many tabs; typing in one of them wins. */
export function peopleOf(rows: readonly PresenceRow[]): PresentPerson[] {
  const people = new Map<string, PresentPerson>()
  for (const row of rows) {
    const known = people.get(row.account_id)
    if (!known || row.state === 'typing') people.set(row.account_id, { id: row.account_id, name: row.name, state: row.state })
  }
  return [...people.values()]
}
