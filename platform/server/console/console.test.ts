import { sql } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM, type Actor, type JobType } from '../ctx.ts'
import { newId } from '../ids.ts'
import { defineModule } from '../module.ts'
import { scheduleSweep } from '../schedules.ts'
import { EVERYWHERE } from '../scope.ts'
import { settings } from '../settings/module.ts'
import { runSweep } from '../sweeps.ts'
import { startTestProduct, type TestProduct } from '../testing.ts'
import { settle } from '../time-travel.ts'
import { consoleModule } from './module.ts'
import { healthAddresses } from './health-addresses.ts'

const ran: string[] = []
let fails = true, well = true
const fragile: JobType<{ n: number }> = { name: 'probe.fragile', maxAttempts: 1, async run(_ctx, { n }) { if (fails) throw new Error(`broken ${n}`); ran.push(`fragile ${n}`) } }
const probe = defineModule({
  id: 'probe', needs: [], permissions: [], migrations: null, messages: new URL('../../messages/', import.meta.url), jobs: [fragile],
  schedules: [
    { name: 'probe.monthly', code: 'J-99', cron: '0 8 1 * *', clause: '§7.4', async run(ctx) { ran.push(`monthly ${ctx.now().toISOString()}`); return '3 sent' } },
    { name: 'probe.broken', cron: '0 5 1 1 *', async run() { throw new Error('no printer') } },
  ],
  health: [{ name: 'probe', critical: false, check: async () => (well ? { ok: true } : { ok: false, reason: 'paper is out' }) }],
})

const admin: Actor = { ...SYSTEM, id: newId(), kind: 'staff', name: 'M1', via: 'token', grants: new Map([['console.manage', EVERYWHERE]]) }
let product: TestProduct
beforeAll(async () => {
  product = await startTestProduct({ modules: [settings, consoleModule, probe], logLevel: 'silent', http: { extend: [healthAddresses], authenticate: async (_h, { bearer }) => (bearer === 'admin' ? { actor: admin, owes: null } : bearer ? { actor: { ...admin, grants: new Map([['probe.read', EVERYWHERE]]) }, owes: null } : null) } })
})
afterAll(() => product.stop())
const call = (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, payload?: object, headers: Record<string, string> = {}) =>
  product.http!.inject({ method, url, headers: { authorization: 'Bearer admin', ...headers }, ...(payload ? { payload } : {}) })
const api = (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, payload?: object, headers?: Record<string, string>) => call(method, `/api/v1${path}`, payload, headers)
const quiet = () => settle(product.host, product.services)
const eventNames = async () => (await sql<{ name: string }>`select name from event_log order by seq desc limit 3`.execute(product.host.db)).rows.map((r) => r.name)

describe('test clock', () => {
  test('tells and moves business time; what falls due on the way runs at its own moment', async () => {
    expect((await api('GET', '/test/clock')).json()).toEqual({ now: '2025-03-03T01:00:00.000Z' })
    const moved = await api('PUT', '/test/clock', { advance: 'P30D' })
    expect(moved.json()).toEqual({ now: '2025-04-02T01:00:00.000Z' })
    expect(moved.headers['x-houyuan-now']).toBe('2025-04-02T01:00:00.000Z; frozen')
    expect(ran).toEqual(['monthly 2025-04-01T00:00:00.000Z'])
    expect((await api('PUT', '/test/clock', { now: '2025-04-02T10:00:00+08:00' })).json()).toEqual({ now: '2025-04-02T02:00:00.000Z' })
  })

  test.each<[string, object, number, string]>([
    ['backwards', { now: '2025-03-01T00:00:00+08:00' }, 409, 'clock.backwards'], ['no time', { now: 'yesterday' }, 400, 'validation'], ['no duration', { advance: '2h' }, 400, 'validation'],
    ['neither', {}, 400, 'validation'], ['both', { now: '2026-01-01T00:00:00Z', advance: 'PT1H' }, 400, 'validation'], ['another field', { to: 'x' }, 400, 'validation'], ['too far', { advance: 'P99999999999999D' }, 400, 'validation'],
  ])('%s is refused', async (_what, body, status, code) => {
    const reply = await api('PUT', '/test/clock', body)
    expect([reply.statusCode, reply.json().code]).toEqual([status, code])
  })

  test('moves one after the other', async () => {
    const before = Date.parse((await api('GET', '/test/clock')).json().now)
    const replies = await Promise.all([1, 2, 3].map(() => api('PUT', '/test/clock', { advance: 'PT1M' })))
    expect(replies.map((r) => Date.parse(r.json().now) - before)).toEqual([60_000, 120_000, 180_000])
  })

  test('S-239 is absent without the setting', async () => {
    const plain = await startTestProduct({ modules: [settings, consoleModule], workers: false, env: { HOUYUAN_TEST_CLOCK: '0', HOUYUAN_SEED: 'handbook' }, http: { authenticate: async () => null } })
    for (const [method, payload] of [['GET', undefined], ['PUT', { advance: 'PT1H' }], ['PUT', { nonsense: 1 }]] as const) {
      expect((await plain.http!.inject({ method, url: '/api/v1/test/clock', ...(payload ? { payload } : {}) })).statusCode).toBe(404)
    }
    await plain.stop()
  })
})

describe('schedules', () => {
  test('show times, code, clause and the last result', async () => {
    const found = (await api('GET', '/console/schedules/probe.monthly')).json()
    expect(found).toMatchObject({ code: 'J-99', clause: '§7.4', cron: '0 8 1 * *', edited: false, nextAt: '2025-05-01T00:00:00.000Z', lastRun: { result: '3 sent', error: null } })
    expect((await api('GET', '/console/schedules')).json().items.map((s: { name: string }) => s.name)).toContain('http.purge-idempotency-keys')
  })

  test('change their time with a version, refused when it cannot be', async () => {
    const { headers } = await api('GET', '/console/schedules/probe.monthly')
    const changed = await api('PATCH', '/console/schedules/probe.monthly', { cron: '0 9 * * 1', reason: '周一更合适' }, { 'if-match': String(headers.etag) })
    expect(changed.json()).toMatchObject({ cron: '0 9 * * 1', edited: true, nextAt: '2025-04-07T01:00:00.000Z' })
    expect((await api('PATCH', '/console/schedules/probe.monthly', { enabled: false }, { 'if-match': String(headers.etag) })).statusCode).toBe(412)
    for (const cron of ['61 * * * *', '0 0 30 2 *', 'H * * * *', '@daily', '* * * * * *', '']) expect((await api('PATCH', '/console/schedules/probe.monthly', { cron })).statusCode, cron).toBe(400)
    expect((await api('PATCH', '/console/schedules/probe.monthly', { enabled: false })).json()).toMatchObject({ enabled: false, nextAt: null })
    expect(await eventNames()).toContain('console.schedule-changed@1')
    await api('PATCH', '/console/schedules/probe.monthly', { enabled: true, cron: '0 8 1 * *' })
  })

  test('run now, and tell what went wrong', async () => {
    ran.length = 0
    const first = await api('POST', '/console/schedules/probe.monthly/runs')
    expect(first.statusCode).toBe(202)
    await quiet()
    expect(ran).toHaveLength(1)
    await api('POST', '/console/schedules/probe.broken/runs')
    await quiet()
    expect((await api('GET', '/console/schedules/probe.broken')).json().lastRun.error).toBe('no printer')
    expect((await api('POST', '/console/schedules/probe.broken/runs')).json().code).toBe('console.run-in-progress')
    const page = (await api('GET', '/console/schedules/probe.monthly/runs?limit=1')).json()
    expect(page.items[0].id).toBe(first.json().id)
    expect((await api('GET', `/console/schedules/probe.monthly/runs?limit=1&cursor=${page.nextCursor}`)).json().items).toHaveLength(1)
  })

  test('S-134 a run that was missed while the product was down runs once after the start', async () => {
    await sql`update platform_schedules set next_at = '2024-12-01T08:00:00+08:00' where name = 'probe.monthly'`.execute(product.host.db)
    ran.length = 0
    await runSweep(product.host, scheduleSweep)
    await quiet()
    expect(ran).toHaveLength(1)
    expect((await api('GET', '/console/schedules/probe.monthly')).json().nextAt).toBe('2025-05-01T00:00:00.000Z')
  })

  test.each(['/console/schedules/no.such', '/console/schedules/no.such/runs'])('%s is not found', async (path) => { expect((await api('GET', path)).statusCode).toBe(404) })
})

describe('jobs', () => {
  const failed = async () => { for (let i = 0; i < 200; i++) { const { items } = (await api('GET', '/console/jobs?state=failed')).json(); if (items.length > 0) return items; await sleep(20) } return [] }

  test('that failed are shown, tried again, and thrown away with a reason', async () => {
    await product.host.transaction(SYSTEM, (ctx) => ctx.enqueue(fragile, { n: 1 }))
    const [job] = await failed()
    expect(job).toMatchObject({ name: 'probe.fragile', state: 'failed', attempts: 1, lastError: expect.stringContaining('broken 1') })
    fails = false
    expect((await api('POST', `/console/jobs/${job.id}/retry`)).statusCode).toBe(200)
    await quiet()
    expect(ran).toContain('fragile 1')
    fails = true
    await product.host.transaction(SYSTEM, (ctx) => ctx.enqueue(fragile, { n: 2 }))
    const [other] = await failed()
    expect((await api('DELETE', `/console/jobs/${other.id}`, {})).statusCode).toBe(400)
    expect((await api('DELETE', `/console/jobs/${other.id}`, { reason: '打印机已报废' })).statusCode).toBe(200)
    expect((await api('POST', `/console/jobs/${other.id}/retry`)).statusCode).toBe(404)
    expect(await eventNames()).toEqual(expect.arrayContaining(['console.job-discarded@1', 'console.job-retried@1']))
  })

  test('a job that a worker holds is left alone', async () => {
    await product.host.transaction(SYSTEM, (ctx) => ctx.enqueue(fragile, { n: 3 }))
    const [job] = await failed()
    await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'x' where id = ${job.id}::bigint`.execute(product.host.db)
    expect((await api('DELETE', `/console/jobs/${job.id}`, { reason: 'x' })).json().code).toBe('console.job-running')
    await sql`delete from graphile_worker._private_jobs where id = ${job.id}::bigint`.execute(product.host.db)
  })
})

describe('health', () => {
  test('alive and ready, with warnings that do not stop it and failures that do', async () => {
    expect((await call('GET', '/healthz')).json()).toEqual({ status: 'alive' })
    const ready = await call('GET', '/readyz')
    expect([ready.statusCode, ready.json().status]).toEqual([200, 'ready'])
    expect(ready.json().checks.map((c: { name: string }) => c.name)).toEqual(['database', 'migrations', 'relay', 'audit-chain', 'disk', 'disk-space', 'probe'])
    well = false
    const degraded = await call('GET', '/readyz')
    expect([degraded.statusCode, degraded.json().status]).toEqual([200, 'degraded'])
    expect((await api('GET', '/console/health')).json().checks.at(-1)).toEqual({ name: 'probe', critical: false, ok: false, reason: 'paper is out' })
    well = true
    const [migration] = (await sql<{ name: string }>`delete from schema_migrations where name = (select max(name) from schema_migrations) returning name`.execute(product.host.db)).rows
    const down = await call('GET', '/readyz')
    expect([down.statusCode, down.json().checks[1].reason]).toEqual([503, expect.stringContaining(migration!.name)])
    await sql`insert into schema_migrations (name) values (${migration!.name})`.execute(product.host.db)
  })

  test('figures go to this machine and to administrators only', async () => {
    const text = (await product.http!.inject('/metrics')).body
    for (const name of ['houyuan_http_request_seconds_bucket', 'houyuan_jobs{state="failed"}', 'houyuan_relay_lag_events', 'houyuan_sweep_lateness_seconds{sweep="platform.timers"}', 'houyuan_database_connections{state="total"}', 'houyuan_live_connections 0', 'houyuan_process_resident_memory_bytes']) expect(text).toContain(name)
    expect(text).toContain('route="/api/v1/console/schedules/:name"')
    expect((await product.http!.inject({ url: '/metrics', remoteAddress: '10.1.2.3' })).statusCode).toBe(401)
    expect((await product.http!.inject({ url: '/metrics', headers: { 'x-forwarded-for': '10.1.2.3' } })).statusCode).toBe(401)
    expect((await product.http!.inject({ url: '/metrics', remoteAddress: '10.1.2.3', headers: { authorization: 'Bearer other' } })).statusCode).toBe(403)
    expect((await product.http!.inject({ url: '/metrics', remoteAddress: '10.1.2.3', headers: { authorization: 'Bearer admin' } })).statusCode).toBe(200)
  })
})
