// Wake-ups between the parts of one process, and between processes through NOTIFY (a hint only: every listener also polls).
import type { Pool, PoolClient } from 'pg'
import type { Logger } from 'pino'
import type { Signals } from './host.ts'

const CHANNEL = 'houyuan_signal'

export class LocalSignals implements Signals {
  readonly #heard = new Map<string, Set<() => void>>()
  raise(name: string): void { for (const heard of this.#heard.get(name) ?? []) heard() }
  on(name: string, heard: () => void): () => void {
    const set = this.#heard.get(name) ?? new Set()
    this.#heard.set(name, set.add(heard))
    return () => { set.delete(heard) }
  }
}

/** Signals that also reach the other processes, at most one NOTIFY per name every 20 ms. */
export class SharedSignals extends LocalSignals {
  readonly #pool: Pool
  readonly #direct: Pool
  readonly #log: Logger
  readonly #pending = new Set<string>()
  #timer: NodeJS.Timeout | null = null
  #listener: PoolClient | null = null
  #stopped = false

  /** `direct`: where a connection may keep its session. */
  constructor(pool: Pool, log: Logger, direct = pool) { super(); this.#pool = pool; this.#direct = direct; this.#log = log }

  override raise(name: string): void {
    super.raise(name)
    this.#pending.add(name)
    this.#timer ??= setTimeout(() => this.#send(), 20)
  }

  #send(): void {
    this.#timer = null
    const names = [...this.#pending]
    this.#pending.clear()
    if (this.#stopped) return
    this.#pool.query('select pg_notify($1, n) from unnest($2::text[]) as n', [CHANNEL, names.map((n) => `${process.pid}:${n}`)])
      .catch((error: unknown) => this.#log.warn({ err: error }, 'could not wake the other processes; they poll'))
  }

  async listen(): Promise<void> {
    if (this.#stopped || this.#listener) return
    let client: PoolClient | null = null
    const lost = () => { if (client) this.#reconnect(client) }
    try {
      client = await this.#direct.connect()
      if (this.#stopped || this.#listener) { client.release(); return }
      this.#listener = client
      client.on('notification', ({ payload }) => {
        const [pid, name] = (payload ?? '').split(/:(.*)/s)
        if (name && Number(pid) !== process.pid) super.raise(name)
      })
      client.on('error', lost)
      client.on('end', lost)
      await client.query(`listen ${CHANNEL}`)
    } catch (error) {
      this.#log.warn({ err: error }, 'cannot listen for other processes yet')
      this.#reconnect(client)
    }
  }

  /** A lost connection reports itself twice (error, end); only the first report counts, or a second listener would stay behind. */
  #reconnect(lost: PoolClient | null): void {
    if (lost !== this.#listener) return
    this.#listener = null
    lost?.release(true)
    if (!this.#stopped) setTimeout(() => { void this.listen() }, 1000).unref()
  }

  stop(): void {
    this.#stopped = true
    if (this.#timer) clearTimeout(this.#timer)
    const client = this.#listener
    this.#listener = null
    client?.release(true)
  }
}
