// The open sockets of this process and what keeps them going: events, presence, heartbeats, and the end of their sessions.
import { CLOSE, FromClient } from '../../contract/live.ts'
import { ACCESS_SIGNAL } from '../access/access-changed.ts'
import type { Host } from '../host.ts'
import { parseInput } from '../http/parse-input.ts'
import { readJson } from '../http/read-json.ts'
import type { Identity } from '../http/identity.ts'
import { toProblem } from '../http/problems.ts'
import type { RunningService } from '../module.ts'
import { startLoop } from '../work-loop.ts'
import { Connection, type Wire } from './connection.ts'
import { LiveEvents } from './live-events.ts'
import { Presence, PRESENCE_SIGNAL } from './presence.ts'

const BEAT_MS = 25_000
const PRESENCE_MS = 10_000
/** Commits of that long are told together: nobody sees the difference, and hundreds of open pages cost a fraction. */
const GATHER_MS = 50
/** Messages of one connection in ten seconds. */
const MESSAGES = 200

interface Open { connection: Connection; identify: () => Promise<Identity | null>; messages: number; queue: Promise<void> }

export class LiveHub implements RunningService {
  readonly connections = new Set<Connection>()
  readonly #open = new Map<Connection, Open>()
  readonly #host: Host
  readonly #events: LiveEvents
  readonly #presence: Presence
  readonly #stops: (() => unknown)[] = []

  constructor(host: Host) {
    this.#host = host
    this.#events = new LiveEvents(host, this.connections)
    this.#presence = new Presence(host, this.connections)
  }

  start(): void {
    const host = this.#host
    const events = startLoop(host, { name: 'live events', wakeOn: 'log', everyMs: 1_000, gatherMs: GATHER_MS, step: () => this.#events.step() })
    const presence = startLoop(host, { name: 'presence', wakeOn: PRESENCE_SIGNAL, everyMs: PRESENCE_MS, step: async () => { await this.#presence.show(); return false } })
    const beat = setInterval(() => void this.#beat(), BEAT_MS)
    const refresh = setInterval(() => { if (this.connections.size > 0) void this.#guard(this.#presence.refresh()) }, PRESENCE_MS)
    const off = host.signals.on(ACCESS_SIGNAL, () => { for (const open of this.#open.values()) void this.#recheck(open) })
    this.#stops.push(() => events.stop(), () => presence.stop(), () => clearInterval(beat), () => clearInterval(refresh), off)
  }

  async stop(): Promise<void> {
    for (const connection of this.connections) connection.wire.close(1001, 'stopping')
    for (const stop of this.#stops) await stop()
  }

  /** A socket that was let in. Returns what to do with its messages and its end. */
  async join(wire: Wire, identity: Identity, identify: Open['identify']): Promise<{ message: (bytes: Buffer) => void; pong: () => void; closed: () => void }> {
    const connection = new Connection(wire, identity.actor)
    const open: Open = { connection, identify, messages: 0, queue: Promise.resolve() }
    this.#open.set(connection, open)
    this.connections.add(connection)
    const greeted = this.#events.start().then(() => { connection.send({ type: 'hello', seq: this.#events.seq, now: this.#host.clock.now().toISOString() }) })
    open.queue = this.#guard(greeted)
    return {
      message: (bytes) => this.#heard(open, bytes),
      pong: () => { connection.alive = true },
      closed: () => {
        this.connections.delete(connection)
        this.#open.delete(connection)
        void this.#guard(open.queue.then(() => this.#presence.leave(connection)))
      },
    }
  }

  /** Messages of one socket are handled one after the other. */
  #heard(open: Open, bytes: Buffer): void {
    if (++open.messages > MESSAGES) { open.connection.wire.close(CLOSE.tooMany, 'too many messages'); return }
    open.queue = open.queue.then(async () => {
      try { await this.#handle(open.connection, parseInput(FromClient, readJson(bytes))) } catch (error) {
        const problem = toProblem(error, open.connection.actor.locale, open.connection.id)
        if (problem.status >= 500) this.#host.log.error({ err: error }, 'a live message failed')
        open.connection.send({ type: 'refused', detail: problem.errors[0]?.detail ?? problem.detail })
      }
    })
  }

  async #handle(connection: Connection, message: FromClient): Promise<void> {
    if (message.type === 'presence') { await this.#presence.set(connection, message.topic, message.state); return }
    const before = connection.topics
    connection.topics = new Set(message.type === 'subscribe' ? message.topics : [])
    if (message.type !== 'subscribe') return
    const first = before.size === 0
    if (first && message.since !== undefined) await this.#events.catchUp(connection, message.since)
    else await this.#events.tellRecent(connection, connection.topics.difference(before))
  }

  /** Pings, tells the position, lets slow readers recover, ends dead connections and ended sessions. */
  async #beat(): Promise<void> {
    for (const open of this.#open.values()) {
      const { connection } = open
      open.messages = 0
      if (!connection.alive) { connection.wire.terminate(); continue }
      connection.alive = false
      connection.wire.ping()
      connection.recover(this.#events.seq)
      connection.send({ type: 'beat', seq: this.#events.seq, now: this.#host.clock.now().toISOString() })
      await this.#recheck(open)
    }
  }

  /** The session may have ended, or the rights may be others now. */
  async #recheck(open: Open): Promise<void> {
    await this.#guard((async () => {
      const identity = await open.identify()
      if (!identity || identity.owes || identity.actor.id !== open.connection.actor.id) { open.connection.wire.close(CLOSE.signedOut, 'signed out'); return }
      open.connection.actor = identity.actor
      await this.#presence.recheck(open.connection)
    })())
  }

  async #guard(work: Promise<unknown>): Promise<void> {
    try { await work } catch (error) { this.#host.log.warn({ err: error }, 'live: a step failed; it is tried again') }
  }
}

const hubs = new WeakMap<Host, LiveHub>()

/** The hub of this process. */
export function liveHub(host: Host): LiveHub {
  const hub = hubs.get(host) ?? new LiveHub(host)
  hubs.set(host, hub)
  return hub
}
