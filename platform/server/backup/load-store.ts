// Fills an empty database from a backup: all in one transaction, so that a crash leaves it empty. Needs no more than the ownership of the tables.
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { SequenceState } from './snapshot-store.ts'
import { connect, tablesOf } from './snapshot-store.ts'

interface Definition { table: string; name: string; text: string }

export interface Source {
  tables: readonly { table: string; columns: readonly string[]; rows: number; read: (use: (plain: Readable) => Promise<void>) => Promise<void> }[]
  jobs: { read: (use: (plain: Readable) => Promise<void>) => Promise<void> }
  sequences: readonly SequenceState[]
  /** After the rows are in and before they are committed. */
  settle: (client: pg.Client) => Promise<void>
}

/** True when nothing has ever been kept in the database: no migration ran, or the product was never seeded. */
export async function isEmptyDatabase(url: string): Promise<boolean> {
  const client = await connect(url)
  try {
    const known = await client.query<{ there: boolean }>(`select to_regclass('public.platform_state') is not null as there`)
    if (!known.rows[0]!.there) return (await client.query(`select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'schema_migrations' limit 1`)).rowCount === 0
    return (await client.query(`select 1 from platform_state where key like 'seeded:%' union all select 1 from event_log limit 1`)).rowCount === 0
  } finally { await client.end() }
}

/** Loads everything. Indexes and foreign keys are made afterwards: faster, and the keys then prove the data. Throws Error naming the table when counts differ. */
export async function loadDatabase(url: string, source: Source, onProgress: (done: number) => void): Promise<void> {
  const client = await connect(url)
  try {
    await client.query('begin')
    const known = new Map((await tablesOf(client)).map((t) => [t.name, t.columns]))
    await checkShapes(source, known)
    const keys = await foreignKeys(client), indexes = await plainIndexes(client)
    for (const k of keys) await client.query(`alter table ${pg.escapeIdentifier(k.table)} drop constraint ${pg.escapeIdentifier(k.name)}`)
    for (const i of indexes) await client.query(`drop index ${pg.escapeIdentifier(i.name)}`)
    // Migrations put rows into new tables; the backup has them as they were.
    await client.query(`truncate ${[...known.keys()].map((t) => pg.escapeIdentifier(t)).join(', ')} restart identity`)
    const total = source.tables.reduce((sum, t) => sum + t.rows, 0) || 1
    let done = 0
    for (const t of source.tables) {
      await client.query(`alter table ${pg.escapeIdentifier(t.table)} disable trigger user`)
      const rows = await copyIn(client, `${pg.escapeIdentifier(t.table)} (${t.columns.map((c) => pg.escapeIdentifier(c)).join(', ')})`, t.read)
      if (rows !== t.rows) throw new Error(`table ${t.table}: ${t.rows} rows in the backup, ${rows} loaded`)
      await client.query(`alter table ${pg.escapeIdentifier(t.table)} enable trigger user`)
      onProgress((done += t.rows) / total * 0.8)
    }
    await loadJobs(client, source.jobs.read)
    for (const s of source.sequences) await client.query('select setval($1::regclass, $2::bigint, $3)', [`public.${pg.escapeIdentifier(s.name)}`, s.value, s.called])
    for (const i of indexes) await client.query(i.text)
    for (const k of keys) await client.query(`alter table ${pg.escapeIdentifier(k.table)} add constraint ${pg.escapeIdentifier(k.name)} ${k.text}`)
    onProgress(0.95)
    await source.settle(client)
    await client.query('commit')
    await client.query('analyze')
    onProgress(1)
  } catch (error) {
    // Perhaps in the middle of a COPY that waits for more: the server rolls back what belongs to a connection that is gone.
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
    throw error
  } finally { await client.end().catch(() => undefined) }
}

async function checkShapes(source: Source, known: ReadonlyMap<string, string[]>): Promise<void> {
  for (const { table, columns } of source.tables) {
    const here = known.get(table), missing = here ? columns.filter((c) => !here.includes(c)) : columns
    if (!here || missing.length > 0) throw new Error(`the schema of the backup cannot be made here: ${table} (${missing.join(', ')})`)
  }
}

async function copyIn(client: pg.Client, into: string, read: (use: (plain: Readable) => Promise<void>) => Promise<void>): Promise<number> {
  const stream = client.query(copyFrom(`copy ${into} from stdin`))
  stream.on('error', () => undefined) // told by whoever writes into it; alone it would end the process
  await read((plain) => pipeline(plain, stream))
  return stream.rowCount
}

/** Jobs go by name into whatever tables this version of the queue has; nobody holds them. */
async function loadJobs(client: pg.Client, read: Source['jobs']['read']): Promise<void> {
  await client.query(`create temporary table restored_jobs (identifier text, payload json, run_at timestamptz, attempts int, max_attempts int, priority int, last_error text) on commit drop`)
  await copyIn(client, 'restored_jobs', read)
  await client.query('delete from graphile_worker._private_jobs')
  await client.query('insert into graphile_worker._private_tasks (identifier) select distinct identifier from restored_jobs on conflict do nothing')
  await client.query(`insert into graphile_worker._private_jobs (task_id, payload, run_at, attempts, max_attempts, priority, last_error)
    select t.id, r.payload, r.run_at, r.attempts, r.max_attempts, r.priority, r.last_error from restored_jobs r join graphile_worker._private_tasks t using (identifier)`)
}

async function foreignKeys(client: pg.Client): Promise<Definition[]> {
  return (await client.query<Definition>(`select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as text from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and k.contype = 'f' and k.conparentid = 0 order by k.oid`)).rows
}

/** Those that no constraint needs. */
async function plainIndexes(client: pg.Client): Promise<Definition[]> {
  return (await client.query<Definition>(`select c.relname as table, i.relname as name, pg_get_indexdef(x.indexrelid) as text from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relpersistence = 'p' and not x.indisprimary and not exists (select 1 from pg_constraint k where k.conindid = x.indexrelid) order by i.oid`)).rows
}

/** Rows of every table, counted. */
export async function countRows(url: string): Promise<Map<string, number>> {
  const client = await connect(url)
  try {
    const counts = new Map<string, number>()
    for (const { name } of await tablesOf(client)) counts.set(name, Number((await client.query<{ n: string }>(`select count(*)::text as n from ${pg.escapeIdentifier(name)}`)).rows[0]!.n))
    return counts
  } finally { await client.end() }
}

/**
 * What the restored rows say of processes and files of the old machine: jobs of backups under way, contents that now lie under the key that
 * is current here. Old versions may not have some of the tables yet.
 */
export async function settleRestored(client: pg.Client, name: string, keyVersion: number): Promise<void> {
  const has = async (table: string, column: string) => (await client.query(`select 1 from information_schema.columns where table_schema = 'public' and table_name = $1 and column_name = $2`, [table, column])).rowCount === 1
  if (await has('files_blobs', 'key_version')) await client.query('update files_blobs set key_version = $1 where key_version is distinct from $1', [keyVersion])
  if (!await has('backup_runs', 'state')) return
  await client.query(`update backup_runs set state = 'made', finished_at = coalesce(finished_at, now()), progress = 1 where name = $1`, [name])
  await client.query(`update backup_runs set state = 'failed', finished_at = now(), error = 'interrupted' where state in ('waiting', 'running')`)
  await client.query(`update backup_tests set state = 'failed', finished_at = now(), error = 'interrupted' where state in ('waiting', 'running')`)
}
