// A page that is open: one live connection that comes back by itself and says how far it had read, as the web client does.
import { asPerson } from './seed-installation.ts'

type Said = { type: string; seq?: number; topics?: string[]; topic?: string; people?: { name: string; state: string }[] }

export class LiveListener {
  /** What was heard, in order. */
  readonly heard: (Said & { at: number })[] = []
  connects = 0
  readonly #url: string
  readonly #person: string
  readonly #topics: string[]
  #socket: WebSocket | null = null
  #since: number | null = null
  #wanted = true

  constructor(address: string, person: string, topics: string[]) {
    this.#url = `${address.replace('http', 'ws')}/api/v1/live`
    this.#person = person
    this.#topics = topics
    this.#connect()
  }

  #connect(): void {
    if (!this.#wanted) return
    const socket = new WebSocket(this.#url, { headers: asPerson(this.#person) } as unknown as string[])
    this.#socket = socket
    socket.addEventListener('open', () => {
      this.connects++
      this.send({ type: 'subscribe', topics: this.#topics, ...(this.#since === null ? {} : { since: this.#since }) })
    })
    socket.addEventListener('message', ({ data }) => {
      const said = JSON.parse(String(data)) as Said
      if (said.seq !== undefined && (said.type !== 'hello' || this.#since === null)) this.#since = Math.max(this.#since ?? 0, said.seq)
      this.heard.push({ ...said, at: performance.now() })
    })
    socket.addEventListener('close', () => { setTimeout(() => this.#connect(), 100 + 400 * Math.random()) })
    socket.addEventListener('error', () => { /* closed follows */ })
  }

  send(message: object): void { this.#socket?.send(JSON.stringify(message)) }

  /** When the first message that fits was heard; throws Error when none is within the patience. */
  async until(what: (said: Said) => boolean, patienceMs = 10_000): Promise<number> {
    for (const end = performance.now() + patienceMs; ;) {
      const found = this.heard.find(what)
      if (found) return found.at
      if (performance.now() > end) throw new Error(`nothing of the kind was heard within ${patienceMs / 1000} s; last: ${JSON.stringify(this.heard.slice(-3))}`)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }

  close(): void { this.#wanted = false; this.#socket?.close() }
}
