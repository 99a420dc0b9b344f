// Backups of the product itself that are proven by restoring them, and the keys that seal what lies on the disk (§7.4, R7.4-1, R7.4-2, RX-12).
import { z } from 'zod'
import { endpoint, Nothing } from './endpoint.ts'
import { defineEvent } from './event.ts'
import { Id } from './ids.ts'
import { PageQuery, pageOf } from './paging.ts'
import { Moment } from './time.ts'

const permission = 'backup.manage'

/** `made`: written, checksums kept. `proven`: restored aside and found whole; only this is green. `removed`: no longer kept by the rule. */
export const BackupState = z.enum(['waiting', 'running', 'made', 'proven', 'failed', 'removed'])
export type BackupState = z.infer<typeof BackupState>
export const BackupCause = z.enum(['schedule', 'person', 'command'])

/** What a restore test looked at. */
export const TestCheck = z.object({ name: z.enum(['checksums', 'keys', 'rows', 'audit-chain', 'sealed-field', 'files']), ok: z.boolean(), detail: z.string() })
export type TestCheck = z.infer<typeof TestCheck>
export const RestoreTest = z.object({
  id: Id, backupId: Id, state: z.enum(['waiting', 'running', 'passed', 'failed']), startedAt: Moment, startedBy: z.string(), finishedAt: Moment.nullable(),
  phase: z.string(), /** 0 to 1. */ progress: z.number(), /** From nothing to a database that answers: the measured recovery time. */ seconds: z.number().nullable(), checks: z.array(TestCheck), error: z.string().nullable(),
})
export type RestoreTest = z.infer<typeof RestoreTest>

export const Backup = z.object({
  id: Id, /** Its name at the target. */ name: z.string(), state: BackupState, cause: BackupCause, startedAt: Moment, startedBy: z.string(),
  /** The moment whose data it holds. */ snapshotAt: Moment.nullable(), finishedAt: Moment.nullable(), provenAt: Moment.nullable(), seconds: z.number().nullable(), target: z.string(),
  phase: z.string(), /** 0 to 1. */ progress: z.number(), rows: z.number().nullable(), files: z.number().nullable(), newFiles: z.number().nullable(), /** Written by this run. */ bytes: z.number().nullable(),
  product: z.string().nullable(), error: z.string().nullable(), test: RestoreTest.nullable(),
})
export type Backup = z.infer<typeof Backup>

export const Measured = z.object({ at: Moment, seconds: z.number() })
export const BackupOverview = z.object({
  /** Green: the last proven backup is young enough and nothing failed since. The reason is in words. */
  ok: z.boolean(), reason: z.string().nullable(),
  hasPassphrase: z.boolean(), target: z.string(), scheduled: z.boolean(), nextBackupAt: Moment.nullable(), nextTestAt: Moment.nullable(),
  lastProvenAt: Moment.nullable(),
  /** What would be lost now: seconds since the data of the last proven backup; null: there is none. */
  rpoSeconds: z.number().nullable(),
  /** How long the last restore test took. */
  rtoSeconds: z.number().nullable(),
  running: z.enum(['backup', 'test']).nullable(),
  /** Age of the newest backup whenever the next one was made, oldest first. */
  rpo: z.array(Measured),
  /** Measured recovery times, oldest first. */
  rto: z.array(Measured),
})
export type BackupOverview = z.infer<typeof BackupOverview>

export const KeyVersion = z.object({ version: z.number().int(), madeAt: Moment.nullable(), /** Values in the database sealed with it. */ fields: z.number(), files: z.number() })
export const EncryptionKeys = z.object({
  current: z.number().int(), /** Files from before the sealing; a rotation seals them. */ plainFiles: z.number(), versions: z.array(KeyVersion),
  rotation: z.object({ version: z.number().int(), startedAt: Moment, startedBy: z.string(), finishedAt: Moment.nullable(), fields: z.number(), files: z.number(), unreadable: z.number(), error: z.string().nullable() }).nullable(),
})
export type EncryptionKeys = z.infer<typeof EncryptionKeys>

/** Long rather than strange: it is typed from paper in a bad hour. */
export const PASSPHRASE_LEAST = 16
export const NewPassphrase = z.strictObject({ passphrase: z.string().min(PASSPHRASE_LEAST, 'backup.passphrase-short').max(200, 'text.too-long').meta({ examples: ['correct horse battery staple'] }) })

const ById = z.strictObject({ id: Id })
export const backupApi = {
  overview: endpoint({ method: 'GET', path: '/backups/overview', permission, summary: 'Whether backups are proven, and recovery point and time as measured', reply: BackupOverview }),
  list: endpoint({ method: 'GET', path: '/backups', permission, summary: 'Backups with their last restore test, newest first', query: PageQuery, reply: pageOf(Backup) }),
  read: endpoint({ method: 'GET', path: '/backups/:id', permission, summary: 'One backup', params: ById, reply: Backup }),
  make: endpoint({ method: 'POST', path: '/backups', permission, summary: 'Back up now', status: 202, reply: z.object({ id: Id }), errors: ['backup.running', 'backup.no-passphrase'] }),
  test: endpoint({ method: 'POST', path: '/backups/:id/tests', permission, summary: 'Test the restore of a backup now', status: 202, params: ById, reply: z.object({ id: Id }), errors: ['backup.running', 'backup.not-there'] }),
  tests: endpoint({ method: 'GET', path: '/backups/:id/tests', permission, summary: 'Restore tests of a backup, newest first', params: ById, query: PageQuery, reply: pageOf(RestoreTest) }),
  setPassphrase: endpoint({ method: 'PUT', path: '/backups/passphrase', permission, summary: 'Set the recovery passphrase that seals the keys inside backups made from now on', body: NewPassphrase, reply: Nothing }),
  keys: endpoint({ method: 'GET', path: '/encryption-keys', permission, summary: 'Key versions and what is sealed with them', reply: EncryptionKeys }),
  rotateKeys: endpoint({ method: 'POST', path: '/encryption-keys/rotations', permission, summary: 'Add a key version and seal everything anew while the product runs', status: 202, reply: z.object({ version: z.number().int() }), errors: ['backup.rotation-running'] }),
}

const ofBackup = { subject: (e: { backupId: string }) => `backup:${e.backupId}` }
export const BackupRequested = defineEvent('backup.requested@1', z.object({ backupId: Id, name: z.string() }), ofBackup)
export const BackupMade = defineEvent('backup.made@1', z.object({ backupId: Id, name: z.string(), target: z.string(), rows: z.number(), files: z.number(), bytes: z.number(), seconds: z.number() }), ofBackup)
export const BackupFailed = defineEvent('backup.failed@1', z.object({ backupId: Id, name: z.string(), error: z.string() }), ofBackup)
export const BackupRemoved = defineEvent('backup.removed@1', z.object({ backupId: Id, name: z.string() }), ofBackup)
export const RestoreTestRequested = defineEvent('backup.test-requested@1', z.object({ backupId: Id, testId: Id }), ofBackup)
export const BackupProven = defineEvent('backup.proven@1', z.object({ backupId: Id, testId: Id, name: z.string(), seconds: z.number() }), ofBackup)
export const RestoreTestFailed = defineEvent('backup.test-failed@1', z.object({ backupId: Id, testId: Id, name: z.string(), error: z.string() }), ofBackup)
export const PassphraseSet = defineEvent('backup.passphrase-set@1', z.object({ keyId: z.string() }))
export const KeysRotated = defineEvent('backup.keys-rotated@1', z.object({ version: z.number().int() }))
/** In the event log of the restored database, so that the trail itself tells of the gap. */
export const InstallationRestored = defineEvent('backup.installation-restored@1', z.object({ name: z.string(), snapshotAt: z.string(), product: z.string() }))
