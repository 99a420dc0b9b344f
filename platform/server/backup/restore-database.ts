// Puts the database of a backup into an empty one: first the schema of its time, then the rows, then the migrations since.
import pg from 'pg'
import type { Logger } from 'pino'
import { migrateJobs } from '../jobs.ts'
import { collectMigrations, migrate } from '../migrate.ts'
import type { DomainModule } from '../module.ts'
import { loadDatabase, settleRestored } from './load-store.ts'
import { checkVersion } from './manifest.ts'
import type { OpenBackup } from './open-backup.ts'
import { readPart } from './sealed-parts.ts'

interface Into { url: string; modules: readonly DomainModule[]; log: Logger; onProgress?: (done: number) => void }

/** The database as it was, under the schema that it had. @throws BackupError `newer`, `damaged` */
export async function restoreDatabase(open: OpenBackup, { url, modules, log, onProgress }: Into): Promise<void> {
  const { manifest } = open
  checkVersion(manifest, collectMigrations(modules).map((m) => m.name))
  await withPool(url, async (pool) => {
    await migrateJobs({ direct: pool, log })
    await migrate(pool, modules, new Set(manifest.schema))
  })
  await loadDatabase(url, {
    tables: manifest.tables.map((t) => ({ ...t, read: (use) => readPart(open.target, open.backup, open.name, t, use) })),
    jobs: { read: (use) => readPart(open.target, open.backup, open.name, manifest.jobs, use) },
    sequences: manifest.sequences,
    settle: (client) => settleRestored(client, open.name, open.keys.current),
  }, onProgress ?? (() => undefined))
}

/** The migrations since. Returns their names. */
export const migrateFurther = (url: string, modules: readonly DomainModule[]): Promise<string[]> => withPool(url, (pool) => migrate(pool, modules))

async function withPool<T>(url: string, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 2, application_name: 'houyuan-restore', options: '-c timezone=UTC' })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  try { return await work(pool) } finally { await pool.end() }
}
