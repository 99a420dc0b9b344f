// Two web processes on one database: what counts across both, and how one of them leaves without anybody noticing.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint } from '../../contract/endpoint.ts'
import { loadConfig } from '../config/load-config.ts'
import { healthAddresses } from '../console/health-addresses.ts'
import { SYSTEM, type Actor } from '../ctx.ts'
import { newId } from '../ids.ts'
import { defineModule, serve } from '../module.ts'
import { startRuntime, type Runtime } from '../runtime.ts'
import { EVERYWHERE } from '../scope.ts'
import { settings } from '../settings/module.ts'
import { testDatabase } from '../testing.ts'
import { RateCounter } from './rate-limits.ts'
import type { Authenticate } from './server.ts'

const probe = defineModule({
  id: 'probe', needs: [], permissions: [], migrations: null, messages: new URL('../../messages/', import.meta.url),
  routes: [serve(endpoint({ method: 'GET', path: '/slow', permission: 'signed-in', summary: 'slow', reply: z.object({ done: z.boolean() }) }), async () => { await sleep(300); return { done: true } }),
    serve(endpoint({ method: 'GET', path: '/quick', permission: 'signed-in', summary: 'quick', reply: z.object({ done: z.boolean() }) }), async () => ({ done: true }))],
})
const modules = [settings, probe], staff: Actor = { ...SYSTEM, id: newId(), kind: 'staff', name: 'Tester', grants: new Map([['settings.manage', EVERYWHERE]]), via: 'token' }
const authenticate: Authenticate = async (_host, { bearer }) => (bearer === 'staff' ? { actor: staff, owes: null } : null)
const headers = { authorization: 'Bearer staff' }

let database: Awaited<ReturnType<typeof testDatabase>>, dataDir = ''
const running: Runtime[] = []
const start = async (env: Record<string, string> = {}): Promise<Runtime> => {
  const config = loadConfig({ HOUYUAN_DATA: dataDir, HOUYUAN_SMTP_IN: '', PORT: '0', HOUYUAN_ROLE: 'web', ...env }, join(dataDir, 'houyuan.config.json'))
  const runtime = await startRuntime({ config, databaseUrl: database.url, modules, log: pino({ level: 'silent' }), http: { authenticate, extend: [healthAddresses] }, poolSize: 4 })
  running.push(runtime)
  return runtime
}
beforeAll(async () => { dataDir = mkdtempSync(join(tmpdir(), 'houyuan-several-')); database = await testDatabase(modules) })
afterAll(async () => {
  for (const runtime of running) await runtime.stop()
  await database.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('whoever asks too often is refused by every web process', { timeout: 90_000 }, async () => {
  const [one, two] = [await start(), await start()]
  expect((await one.http!.inject({ method: 'PUT', url: '/api/v1/settings/limits.account-per-minute', headers, payload: { value: 60 } })).statusCode).toBe(200)
  const ask = async (at: Runtime) => (await at.http!.inject({ url: '/api/v1/quick', headers })).headers
  while (![await ask(one), await ask(two)].every((h) => h['ratelimit-limit'] === '60')) await sleep(20)
  // All of it within one minute of the wall clock, or the counts begin anew in between.
  const left = 60_000 - Date.now() % 60_000
  if (left < 10_000) await sleep(left + 50)
  for (let i = 0; i < 40; i++) { await ask(one); await ask(two) }
  const answers: number[] = []
  for (const until = Date.now() + 5_000; Date.now() < until && !(answers.at(-1) === 429 && answers.at(-2) === 429); await sleep(250)) {
    for (const at of [one, two]) answers.push((await at.http!.inject({ url: '/api/v1/quick', headers })).statusCode)
  }
  expect(answers.slice(-2)).toEqual([429, 429])
})

test('counts that could not be told are told later, those of a minute that is over never', () => {
  const counter = new RateCounter(), at = new Date('2026-01-01T00:00:10Z')
  for (let i = 0; i < 30; i++) counter.take('a', at, 100)
  counter.take('b', at, 100)
  const first = counter.handOver()
  expect(first.counts).toEqual([{ key: 'a', n: 30 }])
  counter.takeBack(first.minute, first.counts)
  expect(counter.take('a', at, 100)).toEqual({ used: 31, reset: 50 })
  const second = counter.handOver()
  expect(second.counts).toEqual([{ key: 'a', n: 31 }])
  counter.take('a', at, 100)
  counter.learn(second.minute, [{ key: 'a', n: 80 }])
  expect(counter.take('a', at, 100).used, '80 in all, one since then, and this one').toBe(82)
  counter.take('a', new Date('2026-01-01T00:01:00Z'), 100)
  counter.learn(second.minute, [{ key: 'a', n: 99 }])
  expect(counter.take('a', new Date('2026-01-01T00:01:01Z'), 100).used).toBe(2)
})

test('a process that leaves says so first, serves what comes meanwhile, and closes when nobody is left', async () => {
  const runtime = await start({ HOUYUAN_DRAIN: '1' }), address = await runtime.http!.listen({ host: '127.0.0.1', port: 0 })
  expect((await fetch(`${address}/healthz`)).status).toBe(200)
  const underWay = fetch(`${address}/api/v1/slow`, { headers })
  await sleep(20)
  const stopped = runtime.stop()
  running.splice(running.indexOf(runtime), 1)
  const health = await fetch(`${address}/healthz`)
  expect([health.status, health.headers.get('connection'), await health.json()]).toEqual([503, 'close', { status: 'leaving' }])
  expect((await fetch(`${address}/readyz`)).status).toBe(503)
  const late = await fetch(`${address}/api/v1/slow`, { headers })
  expect([late.status, (await underWay).status, late.headers.get('connection')]).toEqual([200, 200, 'close'])
  await stopped
  await expect(fetch(`${address}/healthz`)).rejects.toThrow('fetch failed')
})
