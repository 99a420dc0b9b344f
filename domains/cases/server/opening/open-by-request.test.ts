// A case that is opened over HTTP goes to the database in one packet: number, recurrence and repetition have to be right all the same.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCase, startCaseProduct, type CaseProduct } from '../../testing.ts'

let product: CaseProduct
beforeAll(async () => { product = await startCaseProduct() })
afterAll(() => product.stop())

const open = (more: object = {}, headers: Record<string, string> = {}) => product.send('c1', 'POST', '/cases', aCase(more), headers)
const linksOf = async (id: string) => (await product.send('a1', 'GET', `/cases/${id}`)).body.links as { id: string; number: string; kind: string }[]

test('the number comes with the commit and rises; what is read back is what was answered', async () => {
  const made = [await open(), await open({ problemClass: undefined }), await open()].map((answer) => answer.body)
  for (const c of made) expect(c.number).toMatch(/^HY-250303-\d{4,}$/)
  expect([...made].sort((a, b) => a.number.localeCompare(b.number))).toEqual(made)
  expect((await product.send('c1', 'GET', `/cases/${made[1].id}`)).body).toEqual(made[1])
})

test('RX-9 a repetition under the same key gets the whole answer, number included', async () => {
  const first = await open({ title: 'RX-9' }, { 'idempotency-key': 'once' }), again = await open({ title: 'RX-9' }, { 'idempotency-key': 'once' })
  expect(first.body.number).toMatch(/^HY-/)
  expect(again.body).toEqual(first.body)
  expect(again.headers['idempotency-replayed']).toBe('true')
})

test('§3.2-5 each is the recurrence of the newest before it, remembered or looked up, until that one is cancelled', async () => {
  const problemClass = 'user-operation', a = (await open({ problemClass })).body, b = (await open({ problemClass })).body
  expect(await linksOf(b.id)).toEqual([expect.objectContaining({ id: a.id, number: a.number, kind: 'recurrence' })])
  const c = (await open({ problemClass })).body
  expect((await linksOf(c.id)).map((l) => l.id)).toEqual([b.id])
  expect((await product.send('c1', 'POST', `/cases/${c.id}/transitions`, { to: 'cancelled', reason: '误报' })).status).toBe(200)
  const d = (await open({ problemClass })).body
  expect((await linksOf(d.id)).map((l) => l.id)).toEqual([b.id])
  const told = await product.host.pool.query("select count(*)::int as n from event_log where name = 'cases.case-linked@1' and subject = $1", [`case:${d.id}`])
  expect(told.rows).toEqual([{ n: 1 }])
})

test('what fails in the packet undoes all of it: no case, no clocks, no facts', async () => {
  const counts = async () => (await product.host.pool.query('select (select count(*) from cases)::int as cases, (select count(*) from event_log)::int as events')).rows[0]
  await product.host.pool.query("create function refuse_it() returns trigger language plpgsql as $$ begin if new.title = 'kaputt' then raise exception 'no'; end if; return new; end $$; create trigger refuse_it before insert on cases for each row execute function refuse_it()")
  const before = await counts()
  expect((await open({ title: 'kaputt' })).status).toBe(500)
  expect(await counts()).toEqual(before)
  expect((await open()).status).toBe(201)
})
