// The log is read while others write: nothing may be skipped, and nobody's long transaction elsewhere may stop the reading.
import { sql } from 'kysely'
import pg from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEventsAfter } from './event-log.ts'
import { newId } from './ids.ts'
import { startTestProduct, type TestProduct } from './testing.ts'

let product: TestProduct
beforeAll(async () => { product = await startTestProduct({ modules: [], workers: false, http: { authenticate: async () => null } }) })
afterAll(() => product.stop())

const insert = (name: string) => sql`insert into event_log (id, name, at, actor_id, actor_name, data, via) values (${newId()}, ${name}, now(), ${newId()}, '', '{}', 'system')`
async function readAll(after: { tx: string; seq: string }): Promise<{ names: string[]; after: { tx: string; seq: string } }> {
  const names: string[] = []
  for (;;) {
    const rows = await readEventsAfter(product.host.db, after, 50)
    const last = rows.at(-1)
    if (!last) return { names, after }
    names.push(...rows.map((r) => r.name))
    after = { tx: last.tx, seq: String(last.seq) }
  }
}

test('transactions that begin early and commit late are not skipped', async () => {
  const writers = Array.from({ length: 6 }, async (_, w) => {
    for (let n = 0; n < 40; n++) {
      await product.host.db.transaction().execute(async (tx) => {
        await insert(`w${w}.${n}`).execute(tx)
        await sleep((w * 7 + n * 13) % 11)
        // A second row of the same transaction, written after others took numbers.
        await insert(`w${w}.${n}b`).execute(tx)
      })
    }
  })
  let done = false
  const finished = Promise.all(writers).then(() => { done = true })
  const seen: string[] = []
  let after = { tx: '0', seq: '0' }
  for (let rounds = 0; !done || rounds < 3; rounds += done ? 1 : 0) {
    const read = await readAll(after)
    seen.push(...read.names)
    after = read.after
    await sleep(1)
  }
  await finished
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.length).toBe(6 * 40 * 2)
})

test('an open transaction of this database holds back what came after it, one of another database does not', async () => {
  const url = new URL(product.databaseUrl)
  url.pathname = '/postgres'
  const elsewhere = new pg.Client({ connectionString: url.href }), here = new pg.Client({ connectionString: product.databaseUrl })
  await Promise.all([elsewhere.connect(), here.connect()])
  try {
    const start = (await readAll({ tx: '0', seq: '0' })).after
    await elsewhere.query('begin; create temp table long_work (a int)')
    await insert('one').execute(product.host.db)
    expect((await readAll(start)).names).toEqual(['one'])
    await here.query(`begin; insert into event_log (id, name, at, actor_id, actor_name, data, via) values (gen_random_uuid(), 'early', now(), gen_random_uuid(), '', '{}', 'system')`)
    await insert('late').execute(product.host.db)
    const held = await readAll(start)
    expect(held.names).toEqual(['one'])
    await here.query('commit')
    expect((await readAll(held.after)).names).toEqual(['early', 'late'])
  } finally { await Promise.all([elsewhere.end(), here.end()]) }
})
