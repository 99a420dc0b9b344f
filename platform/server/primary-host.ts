// A database address with several hosts: the one that takes writes is looked for, and looked for again when it is gone (stack: replicated PostgreSQL).
import pg from 'pg'

const LOOK_MS = 3_000

interface Host { host: string; port: number }

/** `postgres://user:password@a:5432,b:5433/db?target_session_attrs=read-write`; the hosts in their order. One host: the list has one entry. */
export function splitHosts(url: string): { hosts: Host[]; /** The address with the first host alone. */ single: string } {
  const [, before, list, after] = /^(postgres(?:ql)?:\/\/(?:[^@/]*@)?)([^/?]*)(.*)$/.exec(url) ?? []
  if (!before || list === undefined || !list.includes(',')) return { hosts: [], single: url }
  const hosts = list.split(',').map((part) => { const [, host = '', port] = /^(\[[^\]]+\]|[^:]*)(?::(\d+))?$/.exec(part) ?? []; return { host: host.replace(/^\[|\]$/g, '') || 'localhost', port: Number(port ?? 5432) } })
  return { hosts, single: `${before}${list.split(',')[0]}${(after ?? '').replace(/([?&])target_session_attrs=[^&]*(&|$)/, (_, start: string, end: string) => (end === '&' ? start : ''))}` }
}

/** How to connect to the address: options for `pg.Pool`. */
export function poolAddress(url: string): Pick<pg.PoolConfig, 'connectionString' | 'Client'> {
  const { hosts, single } = splitHosts(url)
  return hosts.length > 1 ? { connectionString: single, Client: clientFor(new Primary(hosts, single)) } : { connectionString: single }
}

/** The same address with one host, the one that takes writes now: for whoever needs a connection or two and no pool. Throws when none answers. */
export async function primaryAddress(url: string): Promise<string> {
  const { hosts, single } = splitHosts(url)
  return hosts.length > 1 ? withHost(single, await new Primary(hosts, single).find()) : url
}

function withHost(single: string, { host, port }: Host): string {
  const address = new URL(single)
  address.host = `${host.includes(':') ? `[${host}]` : host}:${port}`
  return address.href
}

/** Knows which host takes writes, until a connection to it fails. */
class Primary {
  readonly #hosts: readonly Host[]
  readonly #address: string
  #found: Promise<Host> | null = null

  constructor(hosts: readonly Host[], address: string) { this.#hosts = hosts; this.#address = address }

  find(): Promise<Host> {
    this.#found ??= this.#look().catch((error: unknown) => { this.#found = null; throw error })
    return this.#found
  }
  forget(): void { this.#found = null }

  /** The first of the hosts, in their order, that takes writes. Throws the error of the last one when none does. */
  async #look(): Promise<Host> {
    const tries = await Promise.allSettled(this.#hosts.map((host) => this.#takesWrites(host)))
    const at = tries.findIndex((t) => t.status === 'fulfilled' && t.value)
    if (at >= 0) return this.#hosts[at]!
    const failed = tries.findLast((t) => t.status === 'rejected')
    throw failed ? (failed as PromiseRejectedResult).reason : Object.assign(new Error('none of the database servers takes writes'), { code: '57P03' })
  }

  async #takesWrites(host: Host): Promise<boolean> {
    // What else the address says (TLS, options) is the driver's to read.
    const client = new pg.Client({ connectionString: withHost(this.#address, host), connectionTimeoutMillis: LOOK_MS, query_timeout: LOOK_MS })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return !(await client.query<{ asleep: boolean }>('select pg_is_in_recovery() as asleep')).rows[0]!.asleep
    } finally { await client.end().catch(() => undefined) }
  }
}

function clientFor(primary: Primary): typeof pg.Client {
  return class extends pg.Client {
    constructor(...args: ConstructorParameters<typeof pg.Client>) {
      super(...args)
      this.once('error', () => primary.forget())
      this.once('end', () => primary.forget())
    }
    override connect(): Promise<pg.Client>
    override connect(callback: ((error: Error) => void) | ((error: null, client: pg.Client) => void)): void
    override connect(callback?: unknown): Promise<pg.Client> | void {
      const connected = primary.find().then(({ host, port }): Promise<pg.Client> => { Object.assign(this, { host, port }); return super.connect() as Promise<unknown> as Promise<pg.Client> }).catch((error: unknown) => { primary.forget(); throw error })
      if (typeof callback !== 'function') return connected
      connected.then((client) => { callback(null, client) }, (error: unknown) => { callback(error) })
    }
  }
}
