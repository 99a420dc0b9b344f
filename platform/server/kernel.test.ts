import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { defineEvent } from '../contract/event.ts'
import { verifyChain } from './verify-chain.ts'
import type { TestClock } from './clock.ts'
import { SYSTEM, type JobType } from './ctx.ts'
import { defineModule, reaction, type DomainModule } from './module.ts'
import { startTestProduct, type TestProduct } from './testing.ts'
import { settle, travelTo } from './time-travel.ts'

const Noted = defineEvent('probe.noted@1', z.object({ text: z.string() }), { subject: (e) => `probe:${e.text}` })
const ran: { what: string; at: string }[] = []
const remind: JobType<{ text: string }> = { name: 'probe.remind', async run(ctx, { text }) { ran.push({ what: text, at: ctx.now().toISOString() }) } }
let vetoed = false

const probe: DomainModule = defineModule({
  id: 'probe', needs: [], permissions: [], migrations: null, events: [Noted], jobs: [remind], messages: new URL('../messages/', import.meta.url),
  reactions: [
    reaction({ name: 'probe.veto', to: Noted, when: 'in-transaction', run: async (_ctx, e) => { if (e.data.text === 'forbidden') { vetoed = true; throw new Error('veto') } } }),
    reaction({ name: 'probe.after', to: Noted, when: 'after-commit', run: async (ctx, e) => { ran.push({ what: `after ${e.data.text}`, at: ctx.now().toISOString() }) } }),
  ],
  schedules: [{ name: 'probe.daily', cron: '0 12 * * *', run: async (ctx) => { ran.push({ what: 'daily', at: ctx.now().toISOString() }) } }],
})

let product: TestProduct
beforeAll(async () => { product = await startTestProduct({ modules: [probe], http: { authenticate: async () => null } }) })
afterAll(() => product.stop())

const countEvents = async () => Number((await sql<{ n: string }>`select count(*) as n from event_log where name = ${Noted.name}`.execute(product.host.db)).rows[0]!.n)
const emit = (text: string) => product.host.transaction(SYSTEM, (ctx) => ctx.emit(Noted, { text }, { reason: 'because', changes: { a: { from: 1, to: 2 } } }))

test('a fact and what follows from it after the commit happen once', async () => {
  await emit('one')
  await settle(product.host, product.services)
  expect(await countEvents()).toBe(1)
  expect(ran.filter((r) => r.what === 'after one')).toHaveLength(1)
})

test('a veto inside the transaction takes the fact with it', async () => {
  await expect(emit('forbidden')).rejects.toThrow('veto')
  expect(vetoed).toBe(true)
  expect(await countEvents()).toBe(1)
})

test('the test clock runs timers and schedules in order, each at its own moment', async () => {
  const start = product.host.clock.now()
  const at = (hours: number) => new Date(start.getTime() + hours * 3_600_000)
  await product.host.transaction(SYSTEM, async (ctx) => {
    await ctx.enqueue(remind, { text: 'late' }, { at: at(5), key: 'b' })
    await ctx.enqueue(remind, { text: 'replaced' }, { at: at(1), key: 'a' })
    await ctx.enqueue(remind, { text: 'early' }, { at: at(2), key: 'a' })
    await ctx.enqueue(remind, { text: 'cancelled' }, { at: at(3), key: 'c' })
    await ctx.cancel(remind, 'c')
  })
  ran.length = 0
  await travelTo(product.host, product.host.clock as TestClock, at(30), product.services)
  expect(ran).toEqual([
    { what: 'early', at: '2025-03-03T03:00:00.000Z' }, { what: 'daily', at: '2025-03-03T04:00:00.000Z' },
    { what: 'late', at: '2025-03-03T06:00:00.000Z' }, { what: 'daily', at: '2025-03-04T04:00:00.000Z' },
  ])
  await expect(travelTo(product.host, product.host.clock as TestClock, at(1), [])).rejects.toThrow(RangeError)
})

test('S-116 a changed, removed or inserted event is named by the verification', async () => {
  await emit('sealed'); await emit('sealed too')
  await settle(product.host, product.services)
  const key = product.host.cipher.auditKey
  expect(await verifyChain(product.host.db, key)).toMatchObject({ ok: true, unsealed: 0 })
  const { seq } = (await sql<{ seq: string }>`select seq from event_log where subject = 'probe:sealed'`.execute(product.host.db)).rows[0]!
  await sql`update event_log set reason = 'forged' where seq = ${seq}`.execute(product.host.db)
  expect(await verifyChain(product.host.db, key)).toMatchObject({ ok: false, broken: { seq, cause: 'changed' } })
  await sql`update event_log set reason = 'because' where seq = ${seq}`.execute(product.host.db)
  expect((await verifyChain(product.host.db, key)).ok).toBe(true)
  await sql`delete from event_log where seq = ${seq}`.execute(product.host.db)
  expect(await verifyChain(product.host.db, key)).toMatchObject({ ok: false, broken: { seq, cause: 'removed' } })
})
