// Backups of the product itself that are proven by restoring them, and the keys that seal what lies on the disk (§7.4, RX-12).
import { backupApi, BackupFailed, BackupMade, BackupProven, BackupRemoved, BackupRequested, InstallationRestored, KeysRotated, PassphraseSet, RestoreTestFailed, RestoreTestRequested } from '../../contract/backup.ts'
import type { EventType } from '../../contract/event.ts'
import { accessModule } from '../access/module.ts'
import { files } from '../files/module.ts'
import { resealJob, resealSchedule, rotateKeys, showKeys } from '../keys/rotate-keys.ts'
import { defineModule, live, serve } from '../module.ts'
import { notifyModule } from '../notify/module.ts'
import { settings } from '../settings/module.ts'
import { backupFigures, backupHealth } from './backup-health.ts'
import { backupSchedule, changePassphrase, startService, testSchedule } from './backup-schedules.ts'
import { backupSettings } from './backup-settings.ts'
import { backupJob, requestBackup } from './make-backup.ts'
import { listBackups, listBackupTests, readBackup, showOverview } from './show-backups.ts'
import { requestTest, testJob } from './test-restore.ts'

const permission = 'backup.manage'
const events = [BackupRequested, BackupMade, BackupFailed, BackupRemoved, RestoreTestRequested, BackupProven, RestoreTestFailed, PassphraseSet, KeysRotated, InstallationRestored]

export const backupModule = defineModule({
  id: 'backup', needs: [accessModule, settings, files, notifyModule], permissions: [permission],
  migrations: new URL('./migrations/', import.meta.url), messages: new URL('./messages/', import.meta.url),
  events, settings: backupSettings, jobs: [backupJob, testJob, resealJob], schedules: [backupSchedule, testSchedule, resealSchedule], services: [startService],
  health: [backupHealth], figures: backupFigures,
  notifications: [{ name: 'backup.failed', channels: ['in-app', 'mail'], urgent: true }, { name: 'backup.test-failed', channels: ['in-app', 'mail'], urgent: true }],
  live: (events as readonly EventType<unknown>[]).map((to) => live({ to, permission, topics: () => ['backups'], row: () => ({}) })),
  routes: [
    serve(backupApi.overview, (ctx) => showOverview(ctx)),
    serve(backupApi.list, (ctx, { query }) => listBackups(ctx, query)),
    serve(backupApi.read, (ctx, { params }) => readBackup(ctx, params.id)),
    serve(backupApi.make, (ctx) => requestBackup(ctx, 'person')),
    serve(backupApi.test, (ctx, { params }) => requestTest(ctx, params.id, 'person')),
    serve(backupApi.tests, (ctx, { params, query }) => listBackupTests(ctx, params.id, query)),
    serve(backupApi.setPassphrase, async (ctx, { body }) => { await changePassphrase(ctx, body.passphrase); return {} }),
    serve(backupApi.keys, (ctx) => showKeys(ctx)),
    serve(backupApi.rotateKeys, (ctx) => rotateKeys(ctx)),
  ],
})
