// One socket per tab. It says that something changed, never what: readers refetch over REST, so permission stays in one place.
import { CLOSE, type FromClient, type FromServer, type PresentPerson } from '../../platform/contract/live.ts'


export type PresenceState = 'viewing' | 'typing' | 'left'

export interface LiveSocket { send(text: string): void; close(): void }
export interface SocketHeard { opened: () => void; message: (text: string) => void; closed: (code: number) => void }

export interface LiveOptions {
  open: (heard: SocketHeard) => LiveSocket
  /** Runs a callback later; returns how to call it off. */
  later: (run: () => void, ms: number) => () => void
  random: () => number
  /** Hears the server's business time. */
  time?: (at: number) => void
}

type EventHeard = (topics: readonly string[], name: string) => void
type PresenceHeard = (people: readonly PresentPerson[]) => void
/** The server beats every 25 s; a line that is silent for longer is dead, even if nobody closed it. */
const SILENCE = 60_000
const LONGEST_WAIT = 30_000

/** Wait before the n-th try (from 0): 0.5 s doubling to 30 s, spread by half so that a restart is not met by a stampede. */
export const retryDelay = (attempt: number, random: number): number => Math.min(LONGEST_WAIT, 500 * 2 ** attempt) * (0.5 + random * 0.5)

export class LiveClient {
  readonly #options: LiveOptions
  readonly #topics = new Map<string, number>()
  readonly #presence = new Map<string, Exclude<PresenceState, 'left'>>()
  readonly #eventHeard = new Set<EventHeard>()
  readonly #presenceHeard = new Map<string, Set<PresenceHeard>>()
  readonly #resetHeard = new Set<() => void>()
  readonly #stateHeard = new Set<() => void>()
  #socket: LiveSocket | null = null
  #connected = false
  #wanted = false
  #attempt = 0
  #since: number | null = null
  #cancelRetry = () => {}
  #cancelWatch = () => {}
  #subscribeQueued = false

  constructor(options: LiveOptions) { this.#options = options }

  get connected(): boolean { return this.#connected }

  start(): void {
    this.#wanted = true
    if (!this.#socket) this.#connect()
  }

  stop(): void {
    this.#wanted = false
    this.#cancelRetry()
    this.#cancelWatch()
    this.#socket?.close()
  }

  /** Tries at once: the network came back, or the person pressed the button. */
  retryNow(): void {
    if (!this.#wanted || this.#socket) return
    this.#cancelRetry()
    this.#attempt = 0
    this.#connect()
  }

  /** Listens to topics until called off. */
  subscribe(topics: readonly string[]): () => void {
    for (const topic of topics) this.#topics.set(topic, (this.#topics.get(topic) ?? 0) + 1)
    this.#queueSubscribe()
    return () => {
      for (const topic of topics) {
        const left = (this.#topics.get(topic) ?? 1) - 1
        if (left > 0) this.#topics.set(topic, left); else this.#topics.delete(topic)
      }
      this.#queueSubscribe()
    }
  }

  setPresence(topic: string, state: PresenceState): void {
    if (this.#presence.get(topic) === state) return
    if (state === 'left') this.#presence.delete(topic); else this.#presence.set(topic, state)
    this.#send({ type: 'presence', topic, state })
  }

  onEvent(heard: EventHeard): () => void { return added(this.#eventHeard, heard) }
  /** Events may have been missed: everything shown is to be read again. */
  onReset(heard: () => void): () => void { return added(this.#resetHeard, heard) }
  onState(heard: () => void): () => void { return added(this.#stateHeard, heard) }
  onPresence(topic: string, heard: PresenceHeard): () => void {
    const all = this.#presenceHeard.get(topic) ?? new Set()
    this.#presenceHeard.set(topic, all)
    return added(all, heard)
  }

  #connect(): void {
    this.#socket = this.#options.open({ opened: () => this.#opened(), message: (text) => this.#receive(text), closed: (code) => this.#closed(code) })
  }

  #opened(): void {
    this.#attempt = 0
    this.#watch()
    this.#setConnected(true)
    this.#sendSubscribe(this.#since)
    for (const [topic, state] of this.#presence) this.#send({ type: 'presence', topic, state })
  }

  #closed(code: number): void {
    this.#socket = null
    this.#cancelWatch()
    this.#setConnected(false)
    if (!this.#wanted || code === CLOSE.signedOut) return
    this.#cancelRetry = this.#options.later(() => this.#connect(), retryDelay(this.#attempt++, this.#options.random()))
  }

  #setConnected(connected: boolean): void {
    if (connected === this.#connected) return
    this.#connected = connected
    for (const heard of this.#stateHeard) heard()
  }

  #receive(text: string): void {
    this.#watch()
    const message = JSON.parse(text) as FromServer
    switch (message.type) {
      case 'hello': this.#since ??= message.seq; this.#options.time?.(Date.parse(message.now)); return
      case 'beat': this.#options.time?.(Date.parse(message.now)); return
      case 'event': this.#since = message.seq; for (const heard of this.#eventHeard) heard(message.topics, message.name); return
      case 'reset': this.#since = message.seq; for (const heard of this.#resetHeard) heard(); return
      case 'presence': for (const heard of this.#presenceHeard.get(message.topic) ?? []) heard(message.people); return
    }
  }

  #watch(): void {
    this.#cancelWatch()
    this.#cancelWatch = this.#options.later(() => this.#socket?.close(), SILENCE)
  }

  /** Components of one page subscribe in the same moment; one message carries them all. */
  #queueSubscribe(): void {
    if (this.#subscribeQueued) return
    this.#subscribeQueued = true
    queueMicrotask(() => { this.#subscribeQueued = false; this.#sendSubscribe(null) })
  }

  /** `since` after a reconnect only: what happened meanwhile is told again. */
  #sendSubscribe(since: number | null): void {
    this.#send({ type: 'subscribe', topics: [...this.#topics.keys()], ...(since === null ? {} : { since }) })
  }

  #send(message: FromClient): void {
    if (this.#connected) this.#socket?.send(JSON.stringify(message))
  }
}

function added<T>(set: Set<T>, one: T): () => void {
  set.add(one)
  return () => { set.delete(one) }
}
