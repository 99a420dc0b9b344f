// Are the backups what they promise? A rule over what is known of them, for the health check, the figures and the screen (R7.4-2, R7.4-11).
import type { Ctx } from '../ctx.ts'
import { translate } from '../i18n.ts'
import type { Figure, HealthCheck } from '../module.ts'
import { setting } from '../settings/public.ts'
import { AlarmHours, BackupEnabled } from './backup-settings.ts'
import { readBackupKey } from './recovery-key.ts'
import { readFigures, type Figures } from './run-store.ts'

const HOUR = 3_600_000

export interface Known { now: Date; enabled: boolean; hasPassphrase: boolean; alarmHours: number; figures: Figures }
export interface Verdict { code: 'off' | 'no-passphrase' | 'never' | 'too-old' | 'backup-failed' | 'test-failed'; params: Record<string, unknown> }

/** What is wrong; null: nothing. A young installation has the alarm's time to come to its first proven backup. Pure. */
export function judgeBackups({ now, enabled, hasPassphrase, alarmHours, figures }: Known): Verdict | null {
  const isYoung = figures.installedAt !== null && now.getTime() - figures.installedAt.getTime() < alarmHours * HOUR
  if (figures.lastFailure) return { code: figures.lastFailure.what === 'test' ? 'test-failed' : 'backup-failed', params: { error: figures.lastFailure.error.split('\n')[0] } }
  const { provenSnapshotAt } = figures
  if (provenSnapshotAt === null) {
    if (isYoung) return null
    return enabled ? hasPassphrase ? { code: 'never', params: {} } : { code: 'no-passphrase', params: {} } : { code: 'off', params: {} }
  }
  const hours = (now.getTime() - provenSnapshotAt.getTime()) / HOUR
  return hours > alarmHours ? { code: 'too-old', params: { hours: Math.floor(hours), limit: alarmHours } } : null
}

async function judge(ctx: Ctx): Promise<Verdict | null> {
  const { host } = ctx
  return judgeBackups({ now: host.realNow(), enabled: await setting(ctx, BackupEnabled), hasPassphrase: readBackupKey(host.config.dataDir) !== null, alarmHours: await setting(ctx, AlarmHours), figures: await readFigures(ctx.sql<unknown>()) })
}

export const backupHealth: HealthCheck = {
  name: 'backup', critical: false,
  async check(ctx) {
    const verdict = await judge(ctx)
    return verdict ? { ok: false, reason: translate('en', `backup.reason.${verdict.code}`, verdict.params) } : { ok: true }
  },
}

const seconds = (name: string, help: string, read: (figures: Figures, now: Date) => number | null): Figure => ({
  name, help, read: async (ctx) => read(await readFigures(ctx.sql<unknown>()), ctx.host.realNow()),
})

export const backupFigures: readonly Figure[] = [
  seconds('houyuan_backup_recovery_point_seconds', 'Age of the data of the last proven backup: what would be lost now', (f, now) => (f.provenSnapshotAt ? (now.getTime() - f.provenSnapshotAt.getTime()) / 1000 : null)),
  seconds('houyuan_backup_recovery_time_seconds', 'How long the last restore test took', (f) => f.rtoSeconds),
  { name: 'houyuan_backup_ok', help: '1: the last proven backup is young enough and nothing failed since; 0 otherwise', read: async (ctx) => (await judge(ctx) ? 0 : 1) },
]
