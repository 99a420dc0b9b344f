// Backs up: by hand, by the calendar, or from the command line; one at a time in the whole installation.
import { BackupFailed, BackupMade, BackupRemoved, BackupRequested } from '../../contract/backup.ts'
import { accountsWith } from '../access/public.ts'
import { SYSTEM, type Ctx, type JobType } from '../ctx.ts'
import { Conflict } from '../errors.ts'
import type { Host } from '../host.ts'
import { newId } from '../ids.ts'
import { notify } from '../notify/public.ts'
import { setting } from '../settings/public.ts'
import { BackupError } from './backup-error.ts'
import { KeepDaily, KeepMonthly, KeepWeekly, Target } from './backup-settings.ts'
import { backupName, type BackupTarget } from './backup-target.ts'
import { openTarget } from './open-target.ts'
import { toRemove } from './keep-by-rule.ts'
import { parseManifest } from './manifest.ts'
import { openBackup, readFileList } from './open-backup.ts'
import { productVersion } from './product-version.ts'
import { readBackupKey, type BackupKey } from './recovery-key.ts'
import { activeWork, failInterrupted, findRun, insertRun, provenNames, saveFailed, saveMade, saveProgress, saveRemoved, tryLock, type Cause } from './run-store.ts'
import { blobId } from './sealed-parts.ts'
import { writeBackup, type Written } from './write-backup.ts'

/** Advisory locks: of a backup under way (snapshot-store.ts takes the same), and of a restore test. */
export const BACKUP_LOCK = 7_246_030, TEST_LOCK = 7_246_032
/** A job that has not begun by then was lost with its process. */
const LOST_AFTER_MS = 10 * 60_000

/** Announces a backup; a job makes it. @throws Conflict `backup.no-passphrase`, `backup.running` */
export async function requestBackup(ctx: Ctx, cause: Cause): Promise<{ id: string }> {
  const { host } = ctx, db = ctx.sql<unknown>()
  if (!readBackupKey(host.config.dataDir)) throw new Conflict('backup.no-passphrase')
  await clearInterrupted(ctx)
  if (await activeWork(db)) throw new Conflict('backup.running')
  const id = newId(), at = host.realNow(), name = backupName(at, id)
  await insertRun(db, { id, name, state: 'waiting', cause, started_at: at, started_by_name: ctx.actor.name, target: openTarget(await setting(ctx, Target), host.config).label, product: productVersion() })
  await ctx.emit(BackupRequested, { backupId: id, name })
  if (cause === 'person') await ctx.enqueue(backupJob, { id })
  return { id }
}

/** Rows of processes that died say `running` for ever; the lock tells that nobody is at it. */
export async function clearInterrupted(ctx: Ctx): Promise<void> {
  const db = ctx.sql<unknown>(), now = ctx.host.realNow(), lost = new Date(now.getTime() - LOST_AFTER_MS)
  if (await tryLock(db, BACKUP_LOCK)) await failInterrupted(db, 'backup_runs', now, lost)
  if (await tryLock(db, TEST_LOCK)) await failInterrupted(db, 'backup_tests', now, lost)
}

export const backupJob: JobType<{ id: string }> = {
  name: 'backup.make', maxAttempts: 2, run: () => Promise.reject(new Error('a backup opens its own transactions')),
  // The second try is for a process that died midway; a backup that failed has been told of and is not tried again by itself.
  async outside(host, { id }) { if (await isOpen(host, id)) await runBackup(host, id) },
}

const isOpen = async (host: Host, id: string): Promise<boolean> => {
  const run = await host.transaction(SYSTEM, (ctx) => findRun(ctx.sql<unknown>(), id))
  return run?.state === 'waiting' || run?.state === 'running'
}

/** Makes an announced backup, then removes those that the rule no longer keeps. @throws BackupError as `writeBackup` does; the row says it too */
export async function runBackup(host: Host, id: string, onProgress: (phase: string, done: number) => void = () => undefined): Promise<Written> {
  const run = await host.transaction(SYSTEM, (ctx) => findRun(ctx.sql<unknown>(), id))
  if (!run || !['waiting', 'running'].includes(run.state)) throw new Error(`backup ${id} is not waiting`)
  const started = performance.now()
  try {
    const backup = readBackupKey(host.config.dataDir)
    if (!backup) throw noPassphrase()
    const target = await targetOf(host)
    const written = await writeBackup({ host, target, backup, name: run.name, product: run.product ?? '', onProgress: reporter(host, 'backup_runs', id, onProgress) })
    const { manifest } = written, rows = manifest.tables.reduce((sum, t) => sum + t.rows, 0), seconds = (performance.now() - started) / 1000
    await host.transaction(SYSTEM, async (ctx) => {
      const note = written.lost.length > 0 ? `${written.lost.length} contents are missing or damaged: ${written.lost.slice(0, 3).join(', ')}` : null
      await saveMade(ctx.sql<unknown>(), id, { snapshotAt: manifest.snapshotAt, at: host.realNow(), rows, files: manifest.files.count, newFiles: written.newFiles, bytes: written.bytes, note })
      await ctx.emit(BackupMade, { backupId: id, name: run.name, target: target.label, rows, files: manifest.files.count, bytes: written.bytes, seconds })
    })
    await keepByRule(host, target, backup).catch((error: unknown) => host.log.error({ err: error }, 'old backups could not be removed; the new one is complete'))
    return written
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error)
    host.log.error({ err: error, backup: run.name }, 'the backup failed')
    await host.transaction(SYSTEM, async (ctx) => {
      await saveFailed(ctx.sql<unknown>(), id, host.realNow(), told)
      await ctx.emit(BackupFailed, { backupId: id, name: run.name, error: told })
      await tellOperators(ctx, 'backup.failed', { name: run.name, error: told }, id)
    })
    throw error
  }
}

export const noPassphrase = (): BackupError => new BackupError('no-passphrase', '还没有设置恢复口令。没有它，备份里的密钥无法密封，备份也就无法恢复。请在“管理 → 备份”或用 npm run houyuan -- keys passphrase 设置。',
  'No recovery passphrase has been set. Without it the keys cannot be sealed into the backup, and the backup could not be restored. Set it under Administration → Backups or with npm run houyuan -- keys passphrase.')

export async function targetOf(host: Host): Promise<BackupTarget> {
  return openTarget(await host.transaction(SYSTEM, (ctx) => setting(ctx, Target)), host.config)
}

/** Everyone who may act on it. */
export async function tellOperators(ctx: Ctx, name: 'backup.failed' | 'backup.test-failed', params: Record<string, unknown>, id: string): Promise<void> {
  await notify(ctx, { name, to: await accountsWith(ctx, 'backup.manage', {}), params, subject: `backup:${id}`, url: '/admin/backup', dedupeKey: `${name} ${id}` })
}

/** Writes how far the work is, at most once a second. */
export function reporter(host: Host, table: 'backup_runs' | 'backup_tests', id: string, also: (phase: string, done: number) => void): (phase: string, done: number) => void {
  let told = 0, last = ''
  return (phase, done) => {
    also(phase, done)
    if (phase === last && performance.now() - told < 1000) return
    told = performance.now()
    last = phase
    host.transaction(SYSTEM, (ctx) => saveProgress(ctx.sql<unknown>(), table, id, phase, done)).catch((error: unknown) => host.log.warn({ err: error }, 'the progress of a backup could not be noted'))
  }
}

/** Removes backups that the rule does not keep, and contents that no backup names any more. Returns the names that went. */
export async function keepByRule(host: Host, target: BackupTarget, backup: BackupKey): Promise<string[]> {
  const names = await target.list()
  const { rule, proven } = await host.transaction(SYSTEM, async (ctx) => ({
    rule: { daily: await setting(ctx, KeepDaily), weekly: await setting(ctx, KeepWeekly), monthly: await setting(ctx, KeepMonthly) }, proven: await provenNames(ctx.sql<unknown>(), names),
  }))
  const kept = await Promise.all(names.map(async (name) => ({ name, at: new Date(parseManifest(await target.readManifest(name)).snapshotAt), proven: proven.has(name) })))
  const gone = toRemove(kept, rule)
  for (const name of gone) {
    await target.remove(name)
    await host.transaction(SYSTEM, async (ctx) => {
      const row = await saveRemoved(ctx.sql<unknown>(), name)
      if (row) await ctx.emit(BackupRemoved, { backupId: row.id, name })
    })
  }
  if (gone.length > 0) await dropUnnamedBlobs(target, backup, names.filter((n) => !gone.includes(n)))
  return gone
}

async function dropUnnamedBlobs(target: BackupTarget, backup: BackupKey, names: readonly string[]): Promise<void> {
  const unnamed = await target.blobs()
  for (const name of names) {
    const open = await openBackup(target, name, { key: backup })
    for (const { sha256 } of await readFileList(open)) unnamed.delete(blobId(backup, sha256))
  }
  for (const id of unnamed) await target.removeBlob(id)
}
