// Puts a backup into an empty installation: keys, files, database, then the migrations since (RX-12). What is half done is marked, so that
// the product does not start on it, and the next try begins anew.
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { InstallationRestored } from '../../contract/backup.ts'
import { forgetAnchor } from '../audit/verify-audit.ts'
import type { Config } from '../config/load-config.ts'
import { SYSTEM } from '../ctx.ts'
import { cipherOf } from '../field-cipher.ts'
import { keepBytes } from '../files/public.ts'
import { keyFolder, readKeyFiles, writeKeyFiles } from '../keys/key-ring.ts'
import { collectMigrations } from '../migrate.ts'
import type { DomainModule } from '../module.ts'
import { openHost } from '../runtime.ts'
import { verifyChain } from '../verify-chain.ts'
import { BackupError } from './backup-error.ts'
import { countRows, isEmptyDatabase } from './load-store.ts'
import { checkVersion } from './manifest.ts'
import { readFileList, type OpenBackup } from './open-backup.ts'
import { writeBackupKey } from './recovery-key.ts'
import { migrateFurther, restoreDatabase } from './restore-database.ts'
import { readBlob } from './sealed-parts.ts'

const MARK = 'RESTORING.json'

export interface Into { config: Config; databaseUrl: string; modules: readonly DomainModule[]; log: Logger; onProgress: (phase: 'files' | 'database' | 'migrations' | 'checks', done: number) => void }
export interface Restored { seconds: number; rows: number; files: number; migrations: string[]; sealedEvents: number }

/** Refused while a restore was cut off: what is there is neither empty nor whole. @throws BackupError */
export function checkNotRestoring(dataDir: string): void {
  if (!existsSync(join(dataDir, MARK))) return
  throw new BackupError('not-whole', `上一次恢复没有完成：${dataDir}。请重新运行 npm run houyuan -- restore，它会从头开始。`, `The last restore was cut off: ${dataDir}. Run npm run houyuan -- restore again; it begins anew.`)
}

/** @throws BackupError `not-empty`, `newer`, `damaged`, `not-whole` */
export async function restoreInstallation(open: OpenBackup, into: Into): Promise<Restored> {
  const started = performance.now(), { config, databaseUrl, modules } = into, { manifest } = open
  checkVersion(manifest, collectMigrations(modules).map((m) => m.name))
  await requireEmpty(config, databaseUrl, open)
  writeFileSync(join(config.dataDir, MARK), `${JSON.stringify({ name: open.name, target: open.target.label })}\n`, { flush: true })
  writeKeyFiles(config.dataDir, open.keys)
  writeBackupKey(config.dataDir, open.backup)
  const files = await restoreFiles(open, into)
  await restoreDatabase(open, { url: databaseUrl, modules, log: into.log, onProgress: (done) => into.onProgress('database', done) })
  into.onProgress('migrations', 0)
  const migrations = await migrateFurther(databaseUrl, modules)
  into.onProgress('checks', 0)
  const rows = await checkRows(open, databaseUrl, migrations), sealedEvents = await checkTrail(open, into)
  // From here on it is whole: only the mark is in the way of a start.
  await forgetAnchor(config.dataDir)
  rmSync(join(config.dataDir, MARK), { force: true })
  return { seconds: (performance.now() - started) / 1000, rows, files, migrations, sealedEvents }
}

/** Keys that are there already may only be those of the backup: a try that was cut off left them, or somebody put them back by hand. */
async function requireEmpty(config: Config, databaseUrl: string, open: OpenBackup): Promise<void> {
  const keys = readKeyFiles(config.dataDir)
  if (!await isEmptyDatabase(databaseUrl)) {
    throw new BackupError('not-empty', `这个安装里已有数据，不能覆盖：${config.dataDir}。请用 HOUYUAN_DATA 指定空的文件夹（使用 DATABASE_URL 时，还需一个空的数据库）。`,
      `This installation holds data already, which is not overwritten: ${config.dataDir}. Name an empty folder with HOUYUAN_DATA (with DATABASE_URL also an empty database).`)
  }
  if (!keys || keys.master.equals(open.keys.master)) return
  throw new BackupError('not-empty', `${keyFolder(config.dataDir)} 里已有另一个安装的密钥，不会覆盖。请用 HOUYUAN_DATA 指定空的文件夹。`, `${keyFolder(config.dataDir)} holds keys of another installation, which are not overwritten. Name an empty folder with HOUYUAN_DATA.`)
}

/** Each content is sealed again with the key that is current here. Contents that are there already stay. */
async function restoreFiles(open: OpenBackup, { config, onProgress }: Into): Promise<number> {
  const files = await readFileList(open), home = { config, cipher: cipherOf(open.keys) }, total = files.reduce((sum, f) => sum + f.size, 0) || 1
  let done = 0
  for (const { sha256, size } of files) {
    await readBlob(open.target, open.backup, sha256, async (plain) => { await keepBytes(home, sha256, { stream: plain }) })
    onProgress('files', (done += size) / total)
  }
  return files.length
}

/** Later migrations may add rows and tables; what was in the backup must at least be there. */
async function checkRows(open: OpenBackup, url: string, migrations: readonly string[]): Promise<number> {
  const counts = await countRows(url), wrong = open.manifest.tables.filter((t) => (migrations.length === 0 ? counts.get(t.table) !== t.rows : (counts.get(t.table) ?? t.rows) < t.rows))
  if (wrong.length > 0) throw new BackupError('not-whole', `恢复后的行数不符：${wrong.map((t) => t.table).join('、')}。`, `Row counts differ after the restore: ${wrong.map((t) => `${t.table} ${counts.get(t.table) ?? 0} instead of ${t.rows}`).join(', ')}.`)
  return open.manifest.tables.reduce((sum, t) => sum + t.rows, 0)
}

/** The audit trail has to be whole; then it gets the entry that tells of the restore. */
async function checkTrail(open: OpenBackup, { config, databaseUrl, modules, log }: Into): Promise<number> {
  const { host, close } = await openHost({ config, databaseUrl, modules, log, cipher: cipherOf(open.keys), poolSize: 3 })
  try {
    const report = await verifyChain(host.db, host.cipher.auditKey)
    if (!report.ok || report.last.hash !== open.manifest.chain.hash && open.manifest.chain.chainNo > 0) {
      throw new BackupError('not-whole', `恢复后的审计链不完整（第 ${report.broken?.chainNo ?? report.last.chainNo} 条）。`, `The audit chain is not whole after the restore (number ${report.broken?.chainNo ?? report.last.chainNo}).`)
    }
    await host.transaction(SYSTEM, (ctx) => ctx.emit(InstallationRestored, { name: open.name, snapshotAt: open.manifest.snapshotAt, product: open.manifest.product }))
    return report.checked
  } finally { await close() }
}
