// Backups and restore tests by the calendar (J-25, J-26), and what a process sees to when it starts.
import { PassphraseSet } from '../../contract/backup.ts'
import { SYSTEM, type Ctx } from '../ctx.ts'
import type { Host } from '../host.ts'
import type { Schedule, Service } from '../module.ts'
import { setting } from '../settings/public.ts'
import { BackupError } from './backup-error.ts'
import { BackupEnabled, TestHow } from './backup-settings.ts'
import { clearInterrupted, requestBackup, runBackup } from './make-backup.ts'
import { openWithPassphrase, readBackupKey, setPassphrase } from './recovery-key.ts'
import { newestThere } from './run-store.ts'
import { requestTest, runTest } from './test-restore.ts'

export const backupSchedule: Schedule = {
  name: 'backup.daily', code: 'J-25', cron: '30 2 * * *', clause: '§7.4',
  run: () => Promise.reject(new Error('a backup opens its own transactions')),
  async outside(host) {
    const skipped = await reasonToSkip(host)
    if (skipped) return skipped
    if (!readBackupKey(host.config.dataDir)) return 'no recovery passphrase is set: nothing was backed up'
    const { id } = await host.transaction(SYSTEM, (ctx) => requestBackup(ctx, 'schedule'))
    const { manifest, bytes } = await runBackup(host, id)
    const made = `${manifest.name}: ${manifest.files.count} files, ${(bytes / 1e6).toFixed(1)} MB`
    const isTested = await host.transaction(SYSTEM, async (ctx) => await setting(ctx, TestHow) === 'each')
    return isTested ? `${made}; ${await testNow(host, id)}` : made
  },
}

export const testSchedule: Schedule = {
  name: 'backup.restore-test', code: 'J-26', cron: '30 3 * * 0', clause: '§7.4',
  run: () => Promise.reject(new Error('a restore test opens its own transactions')),
  async outside(host) {
    const { skipped, id } = await host.transaction(SYSTEM, async (ctx) => ({ skipped: await setting(ctx, TestHow) === 'off' ? 'off' : null, id: await newestThere(ctx.sql<unknown>()) }))
    return skipped ?? await reasonToSkip(host) ?? (id ? testNow(host, id) : 'there is no backup to test')
  },
}

/** Years pass in minutes while the test clock travels, and backups are of the real machine. */
async function reasonToSkip(host: Host): Promise<string | null> {
  if (host.clock.travelling) return 'not while the test clock travels'
  return await host.transaction(SYSTEM, (ctx) => setting(ctx, BackupEnabled)) ? null : 'off'
}

async function testNow(host: Host, backupId: string): Promise<string> {
  const { id } = await host.transaction(SYSTEM, (ctx) => requestTest(ctx, backupId, 'schedule'))
  const proof = await runTest(host, id)
  if (!proof.ok) throw new Error(`the backup did not prove itself: ${proof.checks.filter((c) => !c.ok).map((c) => `${c.name} ${c.detail}`).join('; ')}`)
  return `proven in ${proof.seconds.toFixed(1)} s`
}

export const startService: Service = {
  name: 'backup.start', role: 'worker',
  async start(host) {
    await host.transaction(SYSTEM, clearInterrupted)
    await followConfiguredPassphrase(host)
    return { stop: async () => undefined }
  },
}

/** HOUYUAN_BACKUP_PASSPHRASE, where it is given, is the passphrase: set at the first start with it, and again when it was changed. */
export async function followConfiguredPassphrase(host: Host): Promise<void> {
  const { backupPassphrase, dataDir } = host.config
  if (!backupPassphrase) return
  const known = readBackupKey(dataDir)
  try {
    if (known) { await openWithPassphrase(known.envelope, backupPassphrase); return }
  } catch (error) {
    if (!(error instanceof BackupError && error.fault === 'wrong-passphrase')) throw error
  }
  await host.transaction(SYSTEM, (ctx) => changePassphrase(ctx, backupPassphrase))
}

/** Seals the keys of backups made from now on. */
export async function changePassphrase(ctx: Ctx, passphrase: string): Promise<void> {
  const { keyId } = await setPassphrase(ctx.host.config.dataDir, passphrase)
  await ctx.emit(PassphraseSet, { keyId })
}
