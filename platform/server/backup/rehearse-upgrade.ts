// What an upgrade would do, tried on a copy: the last backup is restored aside, migrated by this version, and looked at (RX-12).
import pg from 'pg'
import type { Host } from '../host.ts'
import { SYSTEM } from '../ctx.ts'
import { cipherOf } from '../field-cipher.ts'
import { openHost } from '../runtime.ts'
import { verifyChain } from '../verify-chain.ts'
import { countRows } from './load-store.ts'
import type { OpenBackup } from './open-backup.ts'
import { declaredModules } from './prove-backup.ts'
import { migrateFurther, restoreDatabase } from './restore-database.ts'
import { openScratch } from './scratch-database.ts'

export interface Difference { table: string; before: number | null; after: number | null }
export interface Rehearsal {
  restoreSeconds: number; migrateSeconds: number; checkSeconds: number; migrations: string[]
  /** Row counts that the migrations changed; null: the table was not there. */
  differences: Difference[]
  /** Columns that came and went, as `table.column type`. */
  added: string[]; dropped: string[]
  /** Everything that a check found wrong. */
  faults: string[]
}

export async function rehearseUpgrade(host: Host, open: OpenBackup, onProgress: (phase: 'database' | 'migrations' | 'checks', done: number) => void): Promise<Rehearsal> {
  const scratch = await openScratch(host), modules = declaredModules(host)
  try {
    const restored = await timed(() => restoreDatabase(open, { url: scratch.url, modules, log: host.log, onProgress: (done) => onProgress('database', done) }))
    const before = { rows: await countRows(scratch.url), columns: await columnsOf(scratch.url) }
    onProgress('migrations', 0)
    const migrated = await timed(() => migrateFurther(scratch.url, modules))
    const after = { rows: await countRows(scratch.url), columns: await columnsOf(scratch.url) }
    onProgress('checks', 0)
    const checked = await timed(() => faultsOf(host, open, scratch.url))
    return {
      restoreSeconds: restored.seconds, migrateSeconds: migrated.seconds, checkSeconds: checked.seconds, migrations: migrated.value, faults: checked.value,
      differences: rowDifferences(before.rows, after.rows), added: [...after.columns].filter((c) => !before.columns.has(c)), dropped: [...before.columns].filter((c) => !after.columns.has(c)),
    }
  } finally { await scratch.drop() }
}

/** Tables whose row counts are not the same. Pure. */
export function rowDifferences(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().map((table) => ({ table, before: before.get(table) ?? null, after: after.get(table) ?? null })).filter((d) => d.before !== d.after)
}

async function faultsOf(host: Host, open: OpenBackup, url: string): Promise<string[]> {
  const modules = declaredModules(host), aside = await openHost({ config: host.config, databaseUrl: url, modules, log: host.log, cipher: cipherOf(open.keys), poolSize: 3 }), faults: string[] = []
  try {
    const chain = await verifyChain(aside.host.db, aside.host.cipher.auditKey)
    if (chain.broken) faults.push(`audit chain: ${chain.broken.cause}, number ${chain.broken.chainNo}`)
    for (const part of modules.flatMap((m) => [...(m.verify ?? [])])) {
      // The bytes of files are not restored here; their own check is part of the restore test.
      if (part.name === 'files.contents') continue
      faults.push(...(await aside.host.transaction(SYSTEM, (ctx) => part.run(ctx))).map((fault) => `${part.name}: ${fault}`))
    }
    return faults
  } finally { await aside.close() }
}

async function columnsOf(url: string): Promise<Set<string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return new Set((await client.query<{ c: string }>(`select table_name || '.' || column_name || ' ' || data_type as c from information_schema.columns where table_schema = 'public'`)).rows.map((r) => r.c))
  } finally { await client.end() }
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const started = performance.now(), value = await work()
  return { value, seconds: (performance.now() - started) / 1000 }
}
