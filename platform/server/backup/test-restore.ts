// Restore tests: announced, run, and written down; only one that passed makes a backup green (R7.4-2, J-26).
import { BackupProven, RestoreTestFailed, RestoreTestRequested } from '../../contract/backup.ts'
import { SYSTEM, type Ctx, type JobType } from '../ctx.ts'
import { Conflict, NotFound } from '../errors.ts'
import type { Host } from '../host.ts'
import { newId } from '../ids.ts'
import { clearInterrupted, noPassphrase, reporter, targetOf, tellOperators, TEST_LOCK } from './make-backup.ts'
import { proveBackup, type Proof } from './prove-backup.ts'
import { readBackupKey } from './recovery-key.ts'
import { activeWork, findRun, findTest, insertTest, saveTested, type Cause } from './run-store.ts'
import { connect } from './snapshot-store.ts'
import type { Unlock } from './open-backup.ts'
import { databaseUrl } from './write-backup.ts'

/** Announces a test; a job runs it. @throws NotFound, Conflict `backup.not-there`, `backup.running` */
export async function requestTest(ctx: Ctx, backupId: string, cause: Cause): Promise<{ id: string }> {
  const db = ctx.sql<unknown>(), run = await findRun(db, backupId)
  if (!run) throw new NotFound('backup')
  if (run.state !== 'made' && run.state !== 'proven') throw new Conflict('backup.not-there')
  await clearInterrupted(ctx)
  if (await activeWork(db)) throw new Conflict('backup.running')
  const id = newId()
  await insertTest(db, { id, backup_id: backupId, cause, started_at: ctx.host.realNow(), started_by_name: ctx.actor.name })
  await ctx.emit(RestoreTestRequested, { backupId, testId: id })
  if (cause === 'person') await ctx.enqueue(testJob, { id })
  return { id }
}

export const testJob: JobType<{ id: string }> = {
  name: 'backup.test-restore', maxAttempts: 2, run: () => Promise.reject(new Error('a restore test opens its own transactions')),
  async outside(host, { id }) {
    const test = await host.transaction(SYSTEM, (ctx) => findTest(ctx.sql<unknown>(), id))
    if (test?.state === 'waiting' || test?.state === 'running') await runTest(host, id)
  },
}

/** Runs an announced test. A backup that does not restore is told to the operators; throws only when the test itself could not be run. */
export async function runTest(host: Host, id: string, onProgress: (phase: string, done: number) => void = () => undefined): Promise<Proof> {
  const { test, run } = await host.transaction(SYSTEM, async (ctx) => {
    const test = await findTest(ctx.sql<unknown>(), id)
    return { test, run: test && await findRun(ctx.sql<unknown>(), test.backup_id) }
  })
  if (!test || !run || !['waiting', 'running'].includes(test.state)) throw new Error(`restore test ${id} is not waiting`)
  const lock = await connect(await databaseUrl(host))
  try {
    const got = await lock.query<{ ok: boolean }>('select pg_try_advisory_lock($1) as ok', [TEST_LOCK])
    if (!got.rows[0]!.ok) throw new Error('another restore test is under way')
    const proof = await proveBackup(host, await targetOf(host), run.name, unlock(host), reporter(host, 'backup_tests', id, onProgress))
    await conclude(host, { ...test, name: run.name }, proof, proof.ok ? null : proof.checks.filter((c) => !c.ok).map((c) => `${c.name}: ${c.detail}`).join('; '))
    return proof
  } catch (error) {
    await conclude(host, { ...test, name: run.name }, null, error instanceof Error ? error.message : String(error))
    throw error
  } finally { await lock.end().catch(() => undefined) }
}

/** The passphrase itself where the machine has it: then the test shows that people can open the backup too. */
function unlock(host: Host): Unlock {
  if (host.config.backupPassphrase) return { passphrase: host.config.backupPassphrase }
  const key = readBackupKey(host.config.dataDir)
  if (!key) throw noPassphrase()
  return { key }
}

async function conclude(host: Host, test: { id: string; backup_id: string; name: string }, proof: Proof | null, error: string | null): Promise<void> {
  const { id: testId, backup_id: backupId, name } = test, ok = proof?.ok ?? false
  if (!ok) host.log.error({ backup: name, error }, 'a backup did not prove itself')
  await host.transaction(SYSTEM, async (ctx) => {
    await saveTested(ctx.sql<unknown>(), test, { at: host.realNow(), ok, seconds: proof?.seconds ?? null, checks: proof?.checks ?? [], error })
    if (ok) await ctx.emit(BackupProven, { backupId, testId, name, seconds: proof!.seconds })
    else {
      await ctx.emit(RestoreTestFailed, { backupId, testId, name, error: error ?? '' })
      await tellOperators(ctx, 'backup.test-failed', { name, error: error ?? '' }, testId)
    }
  })
}
