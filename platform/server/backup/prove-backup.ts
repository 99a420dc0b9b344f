// The proof of a backup: it is restored aside, and what comes out is looked at (R7.4-2). Nothing else makes a backup green.
import type { TestCheck } from '../../contract/backup.ts'
import type { Host } from '../host.ts'
import { cipherOf, type FieldCipher } from '../field-cipher.ts'
import { coreModule } from '../core-module.ts'
import { opensProbe } from '../keys/check-keys.ts'
import { anySealedValue, readKeyMark } from '../keys/key-store.ts'
import { sealedColumns } from '../keys/reseal.ts'
import type { DomainModule } from '../module.ts'
import { openHost } from '../runtime.ts'
import { verifyChain } from '../verify-chain.ts'
import { countRows } from './load-store.ts'
import { openBackup, readFileList, type OpenBackup, type Unlock } from './open-backup.ts'
import { restoreDatabase } from './restore-database.ts'
import { openScratch } from './scratch-database.ts'
import { blobId, readBlob } from './sealed-parts.ts'
import type { BackupTarget } from './backup-target.ts'

/** Contents are opened one by one up to this much; of larger stores a random part, and of the rest that they are there. */
const OPEN_BYTES = 512 * 1024 ** 2

export interface Proof { ok: boolean; /** From nothing to a database that answers, checks included. */ seconds: number; checks: TestCheck[] }

/** Restores into a scratch database and looks. Throws what made that impossible; a check that fails is in the result. */
export async function proveBackup(host: Host, target: BackupTarget, name: string, unlock: Unlock, onProgress: (phase: string, done: number) => void): Promise<Proof> {
  const started = performance.now(), checks: TestCheck[] = []
  const note = (check: TestCheck['name'], ok: boolean, detail: string) => { checks.push({ name: check, ok, detail }) }
  onProgress('opening', 0)
  const open = await openBackup(target, name, unlock), cipher = cipherOf(open.keys)
  const scratch = await openScratch(host)
  try {
    await restoreDatabase(open, { url: scratch.url, modules: host.registry.modules, log: host.log, onProgress: (done) => onProgress('database', done) })
    note('checksums', true, `${open.manifest.tables.length + 3}`)
    await checkRows(open, scratch.url, note)
    const aside = await openHost({ config: host.config, databaseUrl: scratch.url, modules: declaredModules(host), log: host.log, cipher, poolSize: 3 })
    try {
      onProgress('checks', 0)
      await checkChain(open, aside.host, note)
      await checkFields(aside.host, cipher, note)
    } finally { await aside.close() }
    await checkFiles(open, (done) => onProgress('files', done), note)
  } finally { await scratch.drop() }
  return { ok: checks.every((c) => c.ok), seconds: (performance.now() - started) / 1000, checks }
}

/** What the product was started with; the core adds itself. */
export const declaredModules = (host: Host): DomainModule[] => host.registry.modules.filter((m) => m !== coreModule)

type Note = (check: TestCheck['name'], ok: boolean, detail: string) => void

async function checkRows(open: OpenBackup, url: string, note: Note): Promise<void> {
  const counts = await countRows(url), wrong = open.manifest.tables.filter((t) => counts.get(t.table) !== t.rows)
  const total = open.manifest.tables.reduce((sum, t) => sum + t.rows, 0)
  note('rows', wrong.length === 0, wrong.length === 0 ? `${total}` : wrong.map((t) => `${t.table}: ${counts.get(t.table) ?? 0} ≠ ${t.rows}`).join(', '))
}

async function checkChain(open: OpenBackup, aside: Host, note: Note): Promise<void> {
  const report = await verifyChain(aside.db, aside.cipher.auditKey), { chain } = open.manifest
  const isSame = report.last.chainNo === chain.chainNo && report.last.hash === chain.hash
  note('audit-chain', report.ok && isSame, report.broken ? `${report.broken.cause} ${report.broken.seq ?? ''}` : isSame ? `${report.checked}` : `ends at ${report.last.chainNo}, not at ${chain.chainNo}`)
}

/** One value of every marked column that has any, and the probe, which every installation has. */
async function checkFields(aside: Host, cipher: FieldCipher, note: Note): Promise<void> {
  const mark = await readKeyMark(aside.db)
  note('keys', mark === null || opensProbe(cipher, mark), `v${cipher.current}`)
  const opened: string[] = []
  try {
    for (const column of sealedColumns(aside)) {
      const there = await columnExists(aside, column.table, column.column), value = there ? await anySealedValue(aside.db, column) : null
      if (!value) continue
      cipher.open(value.sealed, column.context(value.key))
      opened.push(`${column.table}.${column.column}`)
    }
    note('sealed-field', true, opened.join(', ') || 'keys:mark')
  } catch (error) { note('sealed-field', false, error instanceof Error ? error.message : String(error)) }
}

/** A backup of an earlier version may not have the column yet. */
async function columnExists(aside: Host, table: string, column: string): Promise<boolean> {
  return (await aside.pool.query(`select 1 from information_schema.columns where table_schema = 'public' and table_name = $1 and column_name = $2`, [table, column])).rowCount === 1
}

async function checkFiles(open: OpenBackup, onProgress: (done: number) => void, note: Note): Promise<void> {
  const files = await readFileList(open), there = await open.target.blobs()
  const missing = files.filter((f) => !there.has(blobId(open.backup, f.sha256)))
  const present = shuffled(files.filter((f) => there.has(blobId(open.backup, f.sha256))))
  const damagedOnes: string[] = []
  let read = 0, opened = 0
  const most = Math.min(OPEN_BYTES, present.reduce((sum, f) => sum + f.size, 0)) || 1
  for (const { sha256, size } of present) {
    if (read >= OPEN_BYTES) break
    try { await readBlob(open.target, open.backup, sha256, async (plain) => { for await (const _chunk of plain) { /* its hash is what counts */ } }) } catch { damagedOnes.push(sha256) }
    read += size
    opened++
    onProgress(Math.min(1, read / most))
  }
  const ok = missing.length === 0 && damagedOnes.length === 0 && files.length === open.manifest.files.count
  note('files', ok, ok ? `${files.length}, ${opened} opened` : `${missing.length} missing, ${damagedOnes.length} damaged of ${files.length}: ${[...missing.map((f) => f.sha256), ...damagedOnes].slice(0, 3).join(', ')}`)
}

function shuffled<T>(items: readonly T[]): T[] {
  const copy = [...items]
  for (let i = copy.length - 1; i > 0; i--) { const j = Math.floor(Math.random() * (i + 1)); [copy[i], copy[j]] = [copy[j]!, copy[i]!] }
  return copy
}
