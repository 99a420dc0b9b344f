// Backups as the operators see them.
import type { Backup, BackupOverview, RestoreTest } from '../../contract/backup.ts'
import type { Page, PageQuery } from '../../contract/paging.ts'
import type { Ctx } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { translate } from '../i18n.ts'
import { decodeCursor, toPage } from '../paging.ts'
import { setting } from '../settings/public.ts'
import { judgeBackups } from './backup-health.ts'
import { AlarmHours, BackupEnabled, Target, TestHow } from './backup-settings.ts'
import { openTarget } from './open-target.ts'
import { readBackupKey } from './recovery-key.ts'
import { activeWork, findRun, listRuns, listTests, nextRuns, readFigures, readSeries, type RunWithTest, type TestRow } from './run-store.ts'

const SERIES = 60

export async function showOverview(ctx: Ctx): Promise<BackupOverview> {
  const { host } = ctx, db = ctx.sql<unknown>(), figures = await readFigures(db), now = host.realNow()
  const enabled = await setting(ctx, BackupEnabled), hasPassphrase = readBackupKey(host.config.dataDir) !== null, next = await nextRuns(db), series = await readSeries(db, SERIES)
  const verdict = judgeBackups({ now, enabled, hasPassphrase, alarmHours: await setting(ctx, AlarmHours), figures })
  const said = (points: typeof series.rpo) => points.map((p) => ({ at: p.at.toISOString(), seconds: p.seconds }))
  return {
    ok: verdict === null && figures.provenAt !== null, reason: verdict ? translate(ctx.locale, `backup.reason.${verdict.code}`, verdict.params) : figures.provenAt ? null : translate(ctx.locale, 'backup.reason.none-yet'),
    hasPassphrase, target: openTarget(await setting(ctx, Target), host.config).label, scheduled: enabled,
    nextBackupAt: enabled ? next.backup?.toISOString() ?? null : null, nextTestAt: enabled && await setting(ctx, TestHow) !== 'off' ? next.test?.toISOString() ?? null : null,
    lastProvenAt: figures.provenAt?.toISOString() ?? null, rpoSeconds: figures.provenSnapshotAt ? (now.getTime() - figures.provenSnapshotAt.getTime()) / 1000 : null, rtoSeconds: figures.rtoSeconds,
    running: await activeWork(db), rpo: said(series.rpo), rto: said(series.rto),
  }
}

export async function listBackups(ctx: Ctx, query: PageQuery): Promise<Page<Backup>> {
  const [at, id] = query.cursor ? decodeCursor(query.cursor, 2).map(String) : []
  const rows = await listRuns(ctx.sql<unknown>(), { before: at && id ? { at, id } : null, limit: query.limit + 1 })
  return toPage(rows, query.limit, (row) => [row.started_at.toISOString(), row.id], (row) => shown(ctx, row))
}

/** @throws NotFound */
export async function readBackup(ctx: Ctx, id: string): Promise<Backup> {
  const [row] = await listRuns(ctx.sql<unknown>(), { id, limit: 1 })
  if (!row) throw new NotFound('backup')
  return shown(ctx, row)
}

/** @throws NotFound */
export async function listBackupTests(ctx: Ctx, backupId: string, query: PageQuery): Promise<Page<RestoreTest>> {
  if (!await findRun(ctx.sql<unknown>(), backupId)) throw new NotFound('backup')
  const [at, id] = query.cursor ? decodeCursor(query.cursor, 2).map(String) : []
  const rows = await listTests(ctx.sql<unknown>(), backupId, at && id ? { at, id } : null, query.limit + 1)
  return toPage(rows, query.limit, (row) => [row.started_at.toISOString(), row.id], (row) => shownTest(ctx, row))
}

const seconds = (from: Date, to: Date | null): number | null => (to ? (to.getTime() - from.getTime()) / 1000 : null)

function shown(ctx: Ctx, row: RunWithTest): Backup {
  return {
    id: row.id, name: row.name, state: row.state, cause: row.cause, startedAt: row.started_at.toISOString(), startedBy: row.started_by_name, snapshotAt: row.snapshot_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null, provenAt: row.proven_at?.toISOString() ?? null, seconds: seconds(row.started_at, row.finished_at), target: row.target, phase: row.phase, progress: row.progress,
    rows: row.rows, files: row.files, newFiles: row.new_files, bytes: row.bytes, product: row.product, error: worded(ctx, row.error), test: row.test && shownTest(ctx, row.test),
  }
}

const shownTest = (ctx: Ctx, row: TestRow): RestoreTest => ({
  id: row.id, backupId: row.backup_id, state: row.state, startedAt: row.started_at.toISOString(), startedBy: row.started_by_name, finishedAt: row.finished_at?.toISOString() ?? null,
  phase: row.phase, progress: row.progress, seconds: row.seconds, checks: row.checks, error: worded(ctx, row.error),
})

/** Faults are written down in both languages, the Chinese line first (backup-error.ts). */
function worded(ctx: Ctx, error: string | null): string | null {
  if (error === 'interrupted') return translate(ctx.locale, 'backup.interrupted')
  const [zh, en, ...more] = error?.split('\n') ?? []
  return zh && en && more.length === 0 && /[\u4e00-\u9fff]/.test(zh) && !/[\u4e00-\u9fff]/.test(en) ? (ctx.locale === 'zh-CN' ? zh : en) : error
}
