// Applies the SQL migrations of all modules in the order of their names, once each, one process at a time.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Pool, PoolClient } from 'pg'
import type { DomainModule } from './module.ts'

export interface Migration { name: string; sql: string }

const LOCK = 7_246_001

/** All migrations of the product, sorted by name; a name used twice is refused with an Error. */
export function collectMigrations(modules: readonly DomainModule[]): Migration[] {
  const folders = [new URL('./migrations/', import.meta.url), ...modules.map((m) => m.migrations).filter((u): u is URL => u !== null)]
  const found = folders.flatMap((folder) => readdirSync(folder).filter((f) => f.endsWith('.sql')).map((f) => ({ name: f.replace(/\.sql$/, ''), sql: readFileSync(new URL(f, `${folder.href.replace(/\/?$/, '/')}`), 'utf8') })))
  const sorted = found.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const [i, m] of sorted.entries()) if (sorted[i + 1]?.name === m.name) throw new Error(`two migrations are called ${m.name}`)
  return sorted
}

/** A short hash over all migrations: names the template database of the tests. */
export function migrationsHash(modules: readonly DomainModule[]): string {
  const hash = createHash('sha256')
  for (const m of collectMigrations(modules)) hash.update(m.name).update(m.sql)
  return hash.digest('hex').slice(0, 16)
}

/** Brings the database up to date, or with `only` to the state of an earlier version. Throws when it was written by a newer version. Returns the names that were applied. */
export async function migrate(pool: Pool, modules: readonly DomainModule[], only?: ReadonlySet<string>): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query('create table if not exists schema_migrations (name text primary key, at timestamptz not null default now())')
    const done = new Set((await client.query<{ name: string }>('select name from schema_migrations')).rows.map((r) => r.name))
    const all = collectMigrations(modules)
    const known = new Set(all.map((m) => m.name))
    const newer = [...done].find((name) => !known.has(name))
    if (newer) throw new Error(`The database was written by a newer version of Houyuan (it holds migration ${newer}). Start that version, or restore a backup of this one. / 数据库由更新版本的后援写入（含迁移 ${newer}）。请启动该版本，或恢复本版本的备份。`)
    const open = all.filter((m) => !done.has(m.name) && (!only || only.has(m.name)))
    for (const m of open) await apply(client, m)
    return open.map((m) => m.name)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined)
    client.release()
  }
}

async function apply(client: PoolClient, m: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(m.sql)
    await client.query('insert into schema_migrations (name) values ($1)', [m.name])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${m.name} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

export const folderOf = (url: URL): string => fileURLToPath(url)
