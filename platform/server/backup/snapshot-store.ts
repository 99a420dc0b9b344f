// Reads the whole database as of one moment: one REPEATABLE READ transaction on a connection of its own, one COPY per table.
import pg from 'pg'
import { to as copyTo, type CopyToStreamQuery } from 'pg-copy-streams'

/** Tables that tell of running processes, not of the business: a restored database starts without them. */
const LEFT_OUT = new Set(['platform_workers', 'access_sessions'])

/**
 * Columns whose value holds for this server only. Transaction numbers begin anew in another server: restored as they are, facts of tomorrow
 * would count as older than those of today, and the relay would never carry them on. Sealed facts become transaction 1, the others 2,
 * and the relay stands between them.
 */
const REWRITTEN: Record<string, Record<string, string>> = {
  event_log: { tx: `case when (tx, seq) <= (select r.tx, r.seq from event_relay r where r.name = 'relay') then '1'::xid8 else '2'::xid8 end` },
  event_relay: { tx: `'2'::xid8`, seq: '0::bigint' },
}

export interface TableShape { name: string; columns: string[]; /** As the server estimates. */ rows: number; bytes: number }
export interface SequenceState { name: string; value: string; called: boolean }

export class Snapshot {
  readonly #client: pg.Client
  private constructor(client: pg.Client) { this.#client = client }

  /** Opens the snapshot. One backup at a time in the whole installation: null when another one is at it. */
  static async open(url: string): Promise<Snapshot | null> {
    const client = await connect(url)
    try {
      const lock = await client.query<{ ok: boolean }>('select pg_try_advisory_lock(7246030) as ok')
      if (!lock.rows[0]!.ok) { await client.end(); return null }
      await client.query('begin isolation level repeatable read read only')
      return new Snapshot(client)
    } catch (error) {
      await client.end().catch(() => undefined)
      throw error
    }
  }

  /** The moment whose data this is, the migrations that had run, and the end of the audit chain. Taken first: it fixes the snapshot. */
  async facts(): Promise<{ postgres: string; schema: string[]; chain: { chainNo: number; hash: string } }> {
    const schema = await this.#client.query<{ name: string }>('select name from schema_migrations order by name')
    const chain = await this.#client.query<{ chain_no: string; hash: string }>(`select chain_no::text, encode(chain_hash, 'hex') as hash from event_relay where name = 'relay'`)
    const version = await this.#client.query<{ v: string }>(`select current_setting('server_version') as v`)
    return { postgres: version.rows[0]!.v, schema: schema.rows.map((r) => r.name), chain: { chainNo: Number(chain.rows[0]?.chain_no ?? 0), hash: chain.rows[0]?.hash ?? '' } }
  }

  async tables(): Promise<TableShape[]> {
    return (await tablesOf(this.#client)).filter((t) => !LEFT_OUT.has(t.name))
  }

  async sequences(): Promise<SequenceState[]> {
    const names = await this.#client.query<{ name: string }>(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'S' order by 1`)
    const states: SequenceState[] = []
    for (const { name } of names.rows) {
      const state = await this.#client.query<{ value: string; called: boolean }>(`select last_value::text as value, is_called as called from ${pg.escapeIdentifier(name)}`)
      states.push({ name, ...state.rows[0]! })
    }
    return states
  }

  /** The rows of a table as text, and afterwards how many there were. */
  copyTable(table: TableShape): { stream: CopyToStreamQuery; rows: () => number } {
    const rewritten = REWRITTEN[table.name] ?? {}
    const columns = table.columns.map((c) => (rewritten[c] ? `${rewritten[c]} as ${pg.escapeIdentifier(c)}` : pg.escapeIdentifier(c)))
    return this.#copy(`copy (select ${columns.join(', ')} from public.${pg.escapeIdentifier(table.name)}) to stdout`)
  }

  /** Jobs by name instead of the job tables themselves: those belong to the version of the queue. */
  copyJobs(): { stream: CopyToStreamQuery; rows: () => number } {
    return this.#copy(`copy (select t.identifier, j.payload, j.run_at, j.attempts, j.max_attempts, j.priority, j.last_error
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id) to stdout`)
  }

  #copy(text: string): { stream: CopyToStreamQuery; rows: () => number } {
    const stream = this.#client.query(copyTo(text))
    stream.on('error', () => undefined) // told by whoever reads it; alone it would end the process
    return { stream, rows: () => stream.rowCount }
  }

  /** Hashes of the contents that files name, with their sizes. */
  async *files(): AsyncGenerator<{ sha256: string; size: number }[]> {
    for (let after = ''; ;) {
      const batch = await this.#client.query<{ sha256: string; size: string }>('select sha256, size::text from files_blobs where sha256 > $1 order by sha256 limit 5000', [after])
      if (batch.rows.length > 0) yield batch.rows.map((r) => ({ sha256: r.sha256, size: Number(r.size) }))
      if (batch.rows.length < 5000) return
      after = batch.rows.at(-1)!.sha256
    }
  }

  /** Ends the transaction; the lock against a second backup stays until `close`. */
  async release(): Promise<void> { await this.#client.query('commit') }

  /** Cuts the connection, also in the middle of a COPY. */
  async abandon(): Promise<void> {
    const { stream } = (this.#client as unknown as { connection: { stream: { destroy(): void } } }).connection
    stream.destroy()
  }

  async close(): Promise<void> { await this.#client.end().catch(() => undefined) }
}

export const JOB_COLUMNS = ['identifier', 'payload', 'run_at', 'attempts', 'max_attempts', 'priority', 'last_error']

/** A connection without limits of time, whose texts read the same on every server. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'houyuan-backup', options: '-c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c lock_timeout=0' })
  client.on('error', () => undefined) // reported by the statement that is under way
  await client.connect()
  return client
}

/** Tables of the product with the columns that hold data of their own; unlogged ones hold nothing that lasts. */
export async function tablesOf(client: pg.Client): Promise<TableShape[]> {
  const found = await client.query<{ name: string; columns: string[]; rows: number; bytes: string }>(`select c.relname as name, greatest(c.reltuples, 0)::float8 as rows, pg_table_size(c.oid)::text as bytes,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relpersistence = 'p' and c.relname <> 'schema_migrations' order by c.relname`)
  return found.rows.map((r) => ({ ...r, bytes: Number(r.bytes) }))
}
