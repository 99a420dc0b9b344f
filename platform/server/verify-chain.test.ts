// S-116: whatever is done to the log by SQL, verification names the place.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { defineEvent } from '../contract/event.ts'
import { SYSTEM } from './ctx.ts'
import { defineModule } from './module.ts'
import { relayOnce } from './relay.ts'
import { startTestProduct, type TestProduct } from './testing.ts'
import { verifyChain, type ChainAnchor, type ChainFault } from './verify-chain.ts'

const Noted = defineEvent('probe.noted@1', z.object({ n: z.number(), text: z.string().optional(), when: z.date().optional(), list: z.array(z.unknown()).optional() }), { subject: (e) => `probe:${e.n}` })
const probe = defineModule({ id: 'probe', needs: [], permissions: [], migrations: null, messages: new URL('../messages/', import.meta.url), events: [Noted] })

let product: TestProduct
beforeAll(async () => { product = await startTestProduct({ modules: [probe], http: { authenticate: async () => null }, workers: false }) })
afterAll(() => product.stop())

const run = (text: string) => sql.raw(text).execute(product.host.db)
const verify = (anchor: ChainAnchor | null = null) => verifyChain(product.host.db, product.host.cipher.auditKey, anchor)
const emit = (n: number) => product.host.transaction(SYSTEM, (ctx) => ctx.emit(Noted, { n, when: new Date(0), text: '工单 "x" \\ 😀', list: [1e21, 0.1 + 0.2, -0, null, { b: 1, a: [true] }] }, { reason: '因为', changes: { level: { from: undefined, to: new Date(1) } } }))
const seqOf = async (n: number) => (await sql<{ seq: string }>`select seq::text from event_log where subject = ${`probe:${n}`}`.execute(product.host.db)).rows[0]!.seq

beforeEach(async () => {
  await run('truncate event_log, audit_chain')
  await run(`update event_relay set chain_no = 0, chain_hash = '\\x', tx = '0', seq = 0`)
  for (let n = 1; n <= 4; n++) await emit(n)
  // A transaction that is open anywhere on the server holds the relay back for a moment.
  for (let sealed = 0; sealed < 4;) sealed += await relayOnce(product.host)
  await emit(5)
})

test('an untouched log is right, sealed and unsealed', async () => {
  expect(await verify()).toMatchObject({ ok: true, checked: 4, unsealed: 1, broken: null })
})

test.each<[string, string, number | null, ChainFault]>([
  ['S-116 data of a row changed', `update event_log set data = jsonb_set(data, '{text}', '"other"') where subject = 'probe:2'`, 2, 'changed'],
  ['the actor changed', `update event_log set actor_name = 'Somebody' where subject = 'probe:3'`, 3, 'changed'],
  ['the time moved by less than a millisecond', `update event_log set at = at + interval '3 microseconds' where subject = 'probe:2'`, 2, 'changed'],
  ['the reason removed', `update event_log set reason = null where subject = 'probe:1'`, 1, 'changed'],
  ['a row removed', `delete from event_log where subject = 'probe:2'`, 2, 'removed'],
  ['a row and its seal removed', `with gone as (delete from event_log where subject = 'probe:2' returning seq) delete from audit_chain where seq in (select seq from gone)`, null, 'chain-gap'],
  ['the proof of a row changed', `update event_log set mac = '\\x00' where subject = 'probe:4'`, 4, 'forged'],
  ['an unsealed row changed', `update event_log set reason = 'other' where subject = 'probe:5'`, 5, 'forged'],
  ['the newest seal removed', `delete from audit_chain where chain_no = 4`, null, 'chain-gap'],
])('%s', async (_what, statement, n, cause) => {
  const seq = n === null ? null : await seqOf(n)
  await run(statement)
  expect((await verify()).broken).toMatchObject({ seq, cause })
})

test('a row slipped in is found, whether before the mark or after it', async () => {
  const copy = (seq: string, tx: string) => `insert into event_log (seq, tx, id, name, at, actor_id, actor_name, subject, data, via, mac) overriding system value select ${seq}, ${tx}, gen_random_uuid(), name, at, actor_id, actor_name, 'probe:9', data, via, mac from event_log where subject = 'probe:2'`
  await run(copy('900000', 'tx'))
  expect((await verify()).broken).toMatchObject({ seq: '900000', cause: expect.stringMatching(/inserted|forged/) })
  await run('delete from event_log where seq = 900000')
  await run(copy('900001', 'pg_current_xact_id()'))
  expect((await verify()).broken).toMatchObject({ seq: '900001', cause: 'forged' })
  for (let sealed = 0; sealed < 2;) sealed += await relayOnce(product.host)
  expect((await verify()).broken).toMatchObject({ seq: '900001', cause: 'forged' })
})

test('a log that was cut back to an earlier, consistent state is found by what was kept outside', async () => {
  const seen = (await verify()).last
  await run(`delete from event_log where seq >= (select seq from audit_chain where chain_no = 3)`)
  await run('delete from audit_chain where chain_no >= 3')
  await run(`update event_relay r set chain_no = 2, chain_hash = c.hash, seq = c.seq, tx = e.tx from audit_chain c join event_log e on e.seq = c.seq where c.chain_no = 2`)
  expect((await verify()).ok).toBe(true)
  expect((await verify(seen)).broken).toMatchObject({ cause: 'cut', chainNo: 3 })
})

test('sealing meanwhile is no fault', async () => {
  const many = (async () => { for (let n = 100; n < 160; n++) { await emit(n); await relayOnce(product.host) } })()
  for (let i = 0; i < 10; i++) expect((await verify()).broken).toBeNull()
  await many
})
