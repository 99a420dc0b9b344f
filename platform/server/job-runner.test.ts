import { sql } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM, type JobType } from './ctx.ts'
import { keepWorkersRunning } from './job-runner.ts'
import { defineModule } from './module.ts'
import { nextRun, registerSchedules } from './schedules.ts'
import { startTestProduct, type TestProduct } from './testing.ts'
import { freeDeadPools, takeLease } from './worker-leases.ts'

const ran: string[] = []
const note: JobType<{ text: string }> = { name: 'probe.note', async run(_ctx, { text }) { ran.push(text) } }
const probe = defineModule({
  id: 'probe', needs: [], permissions: [], migrations: null, messages: new URL('../messages/', import.meta.url), jobs: [note],
  schedules: [{ name: 'probe.daily', cron: '0 12 * * *', run: async () => 'done' }],
})

let product: TestProduct
beforeAll(async () => { product = await startTestProduct({ modules: [probe], http: { authenticate: async () => null }, workers: false, logLevel: 'silent' }) })
afterAll(() => product.stop())

const enqueue = (text: string) => product.host.transaction(SYSTEM, (ctx) => ctx.enqueue(note, { text }))
const tasks = { 'probe.note': async (payload: unknown) => { ran.push((payload as { text: string }).text) } }
const until = async (what: () => boolean) => { for (let i = 0; i < 500 && !what(); i++) await sleep(10); expect(what()).toBe(true) }
const lockAs = (poolId: string, age = '0 s') => sql`update graphile_worker._private_jobs set locked_by = ${poolId}, locked_at = now() - ${age}::interval`.execute(product.host.db)

test('jobs of a process that was killed run again at once, those of a living one stay with it', async () => {
  await enqueue('left behind')
  await lockAs('dead')
  // A row whose lock nobody holds: the process behind it is gone.
  await sql`insert into platform_workers (pool_id, lock_key, started_at) values ('dead', 4711, now())`.execute(product.host.db)
  const living = await takeLease(product.host.pool, 'living')
  expect(await freeDeadPools(product.host.pool)).toEqual(['dead'])
  await lockAs('living')
  expect(await freeDeadPools(product.host.pool)).toEqual([])
  await living.release()
  await lockAs('never-written', '2 min')
  const workers = await keepWorkersRunning(product.host, tasks, 1)
  await until(() => ran.includes('left behind'))
  await workers.stop()
  expect((await sql`select 1 from platform_workers`.execute(product.host.db)).rows).toEqual([])
})

test('workers start again after every database connection was cut', async () => {
  const workers = await keepWorkersRunning(product.host, tasks, 1)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(product.host.db).catch(() => undefined)
  await sleep(100)
  for (let i = 0; i < 50; i++) { try { await enqueue('after the cut'); break } catch { await sleep(50) } }
  await until(() => ran.includes('after the cut'))
  expect(ran.filter((text) => text === 'after the cut')).toHaveLength(1)
  await workers.stop()
})

test('workers that are stopped while their connections are being cut end without a failure that nobody reads', async () => {
  const unread: unknown[] = [], note = (error: unknown) => { unread.push(error) }
  process.on('unhandledRejection', note)
  try {
    for (let i = 0; i < 5; i++) {
      const workers = await keepWorkersRunning(product.host, tasks, 1)
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'houyuan jobs'`.execute(product.host.db)
      await workers.stop()
    }
    await sleep(50)
  } finally { process.off('unhandledRejection', note) }
  expect(unread).toEqual([])
})

test('a schedule follows its declaration until an administrator sets its time', async () => {
  const cron = async () => (await sql<{ cron: string }>`select cron from platform_schedules where name = 'probe.daily'`.execute(product.host.db)).rows[0]!.cron
  const register = () => product.host.transaction(SYSTEM, registerSchedules)
  await sql`update platform_schedules set cron = '0 1 * * *' where name = 'probe.daily'`.execute(product.host.db)
  await register()
  expect(await cron()).toBe('0 12 * * *')
  await sql`update platform_schedules set cron = '0 1 * * *', edited = true where name = 'probe.daily'`.execute(product.host.db)
  await register()
  expect(await cron()).toBe('0 1 * * *')
})

test('cron fields are Shanghai time', () => {
  expect(nextRun('30 8 * * 1', new Date('2025-03-03T09:00:00+08:00')).toISOString()).toBe('2025-03-10T00:30:00.000Z')
})
