import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { defineEvent } from '../contract/event.ts'
import { SYSTEM } from './ctx.ts'
import { defineModule, reaction } from './module.ts'
import { startTestProduct, type TestProduct } from './testing.ts'
import { settle } from './time-travel.ts'
import { verifyChain } from './verify-chain.ts'

const Counted = defineEvent('probe.counted@1', z.object({ n: z.number() }), { subject: (e) => `probe:${e.n}` })
let broken: number | null = null
const many: number[][] = []
let isCounting = false
const probe = defineModule({
  id: 'probe', needs: [], permissions: [], migrations: null, events: [Counted], messages: new URL('../messages/', import.meta.url),
  reactions: [
    reaction({ name: 'probe.keep', to: Counted, when: 'after-commit', run: async (ctx, e) => {
      await sql`insert into kept (n) values (${e.data.n})`.execute(ctx.sql<unknown>())
      if (e.data.n === broken) throw new Error('broken')
    } }),
    reaction({ name: 'probe.even', to: Counted, when: 'after-commit', concerns: (e) => e.data.n % 2 === 0, run: async (ctx, e) => { await sql`insert into kept (n) values (${-e.data.n})`.execute(ctx.sql<unknown>()) } }),
    reaction({ name: 'probe.many', to: Counted, when: 'after-commit', concerns: (e) => e.data.n <= 12 && isCounting, run: async (_ctx, e) => { many.push([e.data.n]) }, together: async (_ctx, events) => { many.push(events.map((e) => e.data.n)) } }),
  ],
})

let product: TestProduct
beforeAll(async () => {
  product = await startTestProduct({ modules: [probe], http: { authenticate: async () => null }, logLevel: 'silent' })
  await product.host.pool.query('create table kept (n int)')
})
beforeEach(async () => { await product.host.pool.query('truncate kept') })
afterAll(() => product.stop())

const emit = (numbers: number[]) => product.host.transaction(SYSTEM, async (ctx) => { for (const n of numbers) await ctx.emit(Counted, { n }, { reason: '“so”', changes: n % 2 ? { at: { from: undefined, to: new Date(0) } } : undefined }) })
const kept = async () => (await product.host.pool.query<{ n: number }>('select n from kept order by n')).rows.map((r) => r.n)
const range = (to: number) => Array.from({ length: to }, (_, i) => i + 1)
const expected = (to: number) => [...range(to).filter((n) => n % 2 === 0).map((n) => -n), ...range(to)].sort((a, b) => a - b)

test('many reactions happen once each, and only to the events that concern them', async () => {
  await emit(range(50))
  await settle(product.host, product.services)
  expect(await kept()).toEqual(expected(50))
  expect((await product.host.pool.query('select 1 from reaction_done')).rowCount).toBe(75)
  expect(await verifyChain(product.host.db, product.host.cipher.auditKey)).toMatchObject({ ok: true, checked: 50 })
})

test('one that fails holds back none of the others, and happens once when it can', async () => {
  broken = 7
  await emit(range(30))
  await settle(product.host, product.services)
  expect(await kept()).toEqual(expected(30).filter((n) => n !== 7))
  const failed = async () => (await product.host.pool.query<{ payload: { reaction: string }; last_error: string }>('select payload, last_error from graphile_worker._private_jobs')).rows
  expect(await failed()).toMatchObject([{ payload: { reaction: 'probe.keep' }, last_error: expect.stringContaining('broken') }])
  broken = null
  await product.host.pool.query('update graphile_worker._private_jobs set run_at = now()')
  await settle(product.host, product.services)
  expect(await kept()).toEqual(expected(30))
  expect(await failed()).toEqual([])
})

test('a job that comes a second time does nothing', async () => {
  await emit([3])
  await settle(product.host, product.services)
  const { rows } = await product.host.pool.query<{ seq: string }>(`select seq::text from event_log where name = 'probe.counted@1' order by event_log.seq desc limit 1`)
  const tasks = [{ reaction: 'probe.keep', seq: rows[0]!.seq }, { reaction: 'probe.keep', seq: '999999999' }]
  await product.host.pool.query('select graphile_worker.add_job($1, payload := $2::json)', ['reactions', JSON.stringify({ tasks })])
  await product.host.pool.query('select graphile_worker.add_job($1, payload := $2::json)', ['reaction', JSON.stringify(tasks[0])])
  await settle(product.host, product.services)
  expect(await kept()).toEqual([3])
})

test('a reaction that can do many at once is given them together, once', async () => {
  isCounting = true
  await emit(range(12))
  await settle(product.host, product.services)
  expect(many.flat().sort((a, b) => a - b)).toEqual(range(12))
  expect(Math.max(...many.map((some) => some.length))).toBeGreaterThan(1)
})
