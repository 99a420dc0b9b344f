// Rows of backups and restore tests. All times are wall time.
import { sql, type Kysely } from 'kysely'
import type { BackupState, TestCheck } from '../../contract/backup.ts'

export type Cause = 'schedule' | 'person' | 'command'
export interface TestRow {
  id: string; backup_id: string; state: 'waiting' | 'running' | 'passed' | 'failed'; cause: Cause; started_at: Date; started_by_name: string; finished_at: Date | null
  phase: string; progress: number; seconds: number | null; checks: TestCheck[]; error: string | null
}
export interface RunRow {
  id: string; name: string; state: BackupState; cause: Cause; started_at: Date; started_by_name: string; snapshot_at: Date | null; finished_at: Date | null; proven_at: Date | null
  target: string; phase: string; progress: number; rows: number | null; files: number | null; new_files: number | null; bytes: number | null; product: string | null; error: string | null
}
export interface RunWithTest extends RunRow { test: TestRow | null }

const RUN = sql`r.id, r.name, r.state, r.cause, r.started_at, r.started_by_name, r.snapshot_at, r.finished_at, r.proven_at, r.target, r.phase, r.progress, r.row_count::float8 as rows, r.file_count::float8 as files,
  r.new_files::float8 as new_files, r.bytes::float8 as bytes, r.product, r.error`
const TEST = sql`id, backup_id, state, cause, started_at, started_by_name, finished_at, phase, progress, seconds, checks, error`

export async function insertRun(db: Kysely<unknown>, row: Pick<RunRow, 'id' | 'name' | 'state' | 'cause' | 'started_at' | 'started_by_name' | 'target' | 'product'>): Promise<void> {
  await sql`insert into backup_runs (id, name, state, cause, started_at, started_by_name, target, product) values (${row.id}, ${row.name}, ${row.state}, ${row.cause}, ${row.started_at}, ${row.started_by_name}, ${row.target}, ${row.product})`.execute(db)
}

export async function findRun(db: Kysely<unknown>, id: string): Promise<RunRow | null> {
  return (await sql<RunRow>`select ${RUN} from backup_runs r where r.id = ${id}`.execute(db)).rows[0] ?? null
}

export async function listRuns(db: Kysely<unknown>, filter: { id?: string; before?: { at: string; id: string } | null; limit: number }): Promise<RunWithTest[]> {
  const found = await sql<RunRow & { last: TestRow | null }>`select ${RUN} from backup_runs r
    where ${filter.id ? sql`r.id = ${filter.id}` : sql`true`} ${filter.before ? sql`and (r.started_at, r.id) < (${filter.before.at}::timestamptz, ${filter.before.id}::uuid)` : sql``}
    order by r.started_at desc, r.id desc limit ${filter.limit}`.execute(db)
  const tests = await sql<TestRow>`select distinct on (backup_id) ${TEST} from backup_tests where backup_id = any(${found.rows.map((r) => r.id)}::uuid[]) order by backup_id, started_at desc, id desc`.execute(db)
  const last = new Map(tests.rows.map((t) => [t.backup_id, t]))
  return found.rows.map((r) => ({ ...r, test: last.get(r.id) ?? null }))
}

export async function saveProgress(db: Kysely<unknown>, table: 'backup_runs' | 'backup_tests', id: string, phase: string, progress: number): Promise<void> {
  await sql`update ${sql.table(table)} set state = 'running', phase = ${phase}, progress = ${progress} where id = ${id} and state in ('waiting', 'running')`.execute(db)
}

export async function saveMade(db: Kysely<unknown>, id: string, made: { snapshotAt: string; at: Date; rows: number; files: number; newFiles: number; bytes: number; note: string | null }): Promise<void> {
  await sql`update backup_runs set state = 'made', phase = '', progress = 1, snapshot_at = ${made.snapshotAt}, finished_at = ${made.at}, row_count = ${made.rows}, file_count = ${made.files},
    new_files = ${made.newFiles}, bytes = ${made.bytes}, error = ${made.note} where id = ${id}`.execute(db)
}

export async function saveFailed(db: Kysely<unknown>, id: string, at: Date, error: string): Promise<void> {
  await sql`update backup_runs set state = 'failed', finished_at = ${at}, error = ${error.slice(0, 2000)} where id = ${id} and state in ('waiting', 'running')`.execute(db)
}

export async function saveRemoved(db: Kysely<unknown>, name: string): Promise<{ id: string } | null> {
  return (await sql<{ id: string }>`update backup_runs set state = 'removed' where name = ${name} and state <> 'removed' returning id`.execute(db)).rows[0] ?? null
}

/** Proven names among those at the target. */
export async function provenNames(db: Kysely<unknown>, names: readonly string[]): Promise<Set<string>> {
  return new Set((await sql<{ name: string }>`select name from backup_runs where proven_at is not null and name = any(${[...names]}::text[])`.execute(db)).rows.map((r) => r.name))
}

/** What a process that died left as running; only called while nobody holds the lock of the work. */
export async function failInterrupted(db: Kysely<unknown>, table: 'backup_runs' | 'backup_tests', at: Date, waitingBefore: Date): Promise<number> {
  const done = await sql`update ${sql.table(table)} set state = 'failed', finished_at = ${at}, error = 'interrupted' where state = 'running' or (state = 'waiting' and started_at < ${waitingBefore})`.execute(db)
  return Number(done.numAffectedRows ?? 0n)
}

export async function activeWork(db: Kysely<unknown>): Promise<'backup' | 'test' | null> {
  const found = await sql<{ kind: 'backup' | 'test' }>`select 'backup' as kind from backup_runs where state in ('waiting', 'running') union all select 'test' from backup_tests where state in ('waiting', 'running') limit 1`.execute(db)
  return found.rows[0]?.kind ?? null
}

/** Tries for the lock of a work until the end of the transaction: whoever gets it knows that nobody is at it. */
export async function tryLock(db: Kysely<unknown>, key: number): Promise<boolean> {
  return (await sql<{ ok: boolean }>`select pg_try_advisory_xact_lock(${key}::bigint) as ok`.execute(db)).rows[0]!.ok
}

export async function insertTest(db: Kysely<unknown>, row: Pick<TestRow, 'id' | 'backup_id' | 'cause' | 'started_at' | 'started_by_name'>): Promise<void> {
  await sql`insert into backup_tests (id, backup_id, state, cause, started_at, started_by_name) values (${row.id}, ${row.backup_id}, 'waiting', ${row.cause}, ${row.started_at}, ${row.started_by_name})`.execute(db)
}

export async function findTest(db: Kysely<unknown>, id: string): Promise<TestRow | null> {
  return (await sql<TestRow>`select ${TEST} from backup_tests where id = ${id}`.execute(db)).rows[0] ?? null
}

export async function listTests(db: Kysely<unknown>, backupId: string, before: { at: string; id: string } | null, limit: number): Promise<TestRow[]> {
  return (await sql<TestRow>`select ${TEST} from backup_tests where backup_id = ${backupId} ${before ? sql`and (started_at, id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql``} order by started_at desc, id desc limit ${limit}`.execute(db)).rows
}

export async function saveTested(db: Kysely<unknown>, test: Pick<TestRow, 'id' | 'backup_id'>, done: { at: Date; ok: boolean; seconds: number | null; checks: readonly TestCheck[]; error: string | null }): Promise<void> {
  await sql`update backup_tests set state = ${done.ok ? 'passed' : 'failed'}, phase = '', progress = 1, finished_at = ${done.at}, seconds = ${done.seconds}, checks = ${JSON.stringify(done.checks)}::jsonb, error = ${done.error} where id = ${test.id}`.execute(db)
  // A backup that no longer restores is no longer green, whatever was proven once.
  await sql`update backup_runs set state = ${done.ok ? 'proven' : 'made'}, proven_at = ${done.ok ? done.at : null} where id = ${test.backup_id} and state in ('made', 'proven')`.execute(db)
}

export interface Figures { provenSnapshotAt: Date | null; provenAt: Date | null; rtoSeconds: number | null; lastFailure: { what: 'backup' | 'test'; at: Date; error: string } | null; installedAt: Date | null }

export async function readFigures(db: Kysely<unknown>): Promise<Figures> {
  const proven = (await sql<{ snapshot_at: Date; proven_at: Date }>`select snapshot_at, proven_at from backup_runs where state = 'proven' order by snapshot_at desc limit 1`.execute(db)).rows[0]
  const rto = (await sql<{ seconds: number }>`select seconds from backup_tests where state = 'passed' order by started_at desc limit 1`.execute(db)).rows[0]
  // Only what came after the last good one of its kind counts as failing now.
  const failure = (await sql<{ what: 'backup' | 'test'; at: Date; error: string | null }>`select 'backup' as what, started_at as at, error from backup_runs r where state = 'failed'
      and not exists (select 1 from backup_runs g where g.state in ('made', 'proven') and g.started_at > r.started_at)
    union all select 'test', started_at, error from backup_tests t where state = 'failed' and not exists (select 1 from backup_tests g where g.state = 'passed' and g.started_at > t.started_at)
    order by at desc limit 1`.execute(db)).rows[0]
  const installed = (await sql<{ at: Date }>`select min(at) as at from schema_migrations`.execute(db)).rows[0]
  return { provenSnapshotAt: proven?.snapshot_at ?? null, provenAt: proven?.proven_at ?? null, rtoSeconds: rto?.seconds ?? null, lastFailure: failure ? { ...failure, error: failure.error ?? '' } : null, installedAt: installed?.at ?? null }
}

/** Age of the backup before, at the moment of the next; and the recovery times, newest last. */
export async function readSeries(db: Kysely<unknown>, limit: number): Promise<{ rpo: { at: Date; seconds: number }[]; rto: { at: Date; seconds: number }[] }> {
  const rpo = await sql<{ at: Date; seconds: number }>`select at, seconds from (select snapshot_at as at, extract(epoch from snapshot_at - lag(snapshot_at) over (order by snapshot_at))::float8 as seconds
    from backup_runs where snapshot_at is not null) s where seconds is not null order by at desc limit ${limit}`.execute(db)
  const rto = await sql<{ at: Date; seconds: number }>`select started_at as at, seconds from backup_tests where state = 'passed' order by started_at desc limit ${limit}`.execute(db)
  return { rpo: rpo.rows.reverse(), rto: rto.rows.reverse() }
}

/** The newest backup that is still at its target. */
export async function newestThere(db: Kysely<unknown>): Promise<string | null> {
  return (await sql<{ id: string }>`select id from backup_runs where state in ('made', 'proven') order by snapshot_at desc limit 1`.execute(db)).rows[0]?.id ?? null
}

/** When the calendar runs them next. */
export async function nextRuns(db: Kysely<unknown>): Promise<{ backup: Date | null; test: Date | null }> {
  const found = await sql<{ name: string; next_at: Date }>`select name, next_at from platform_schedules where enabled and name in ('backup.daily', 'backup.restore-test')`.execute(db)
  const at = (name: string): Date | null => found.rows.find((r) => r.name === name)?.next_at ?? null
  return { backup: at('backup.daily'), test: at('backup.restore-test') }
}

export async function findRunByName(db: Kysely<unknown>, name: string): Promise<RunRow | null> {
  return (await sql<RunRow>`select ${RUN} from backup_runs r where r.name = ${name}`.execute(db)).rows[0] ?? null
}

/** Restore tests that passed since a moment. */
export async function testsPassedSince(db: Kysely<unknown>, since: Date): Promise<number> {
  return (await sql<{ n: number }>`select count(*)::int as n from backup_tests where state = 'passed' and started_at >= ${since}`.execute(db)).rows[0]!.n
}
