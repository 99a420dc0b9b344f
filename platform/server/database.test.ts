import { sql, type Kysely } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Database } from './database.ts'
import { testDatabase } from './testing.ts'

let made: Awaited<ReturnType<typeof testDatabase>>, pool: pg.Pool, db: Database

beforeAll(async () => {
  made = await testDatabase([])
  pool = new pg.Pool({ connectionString: made.url, max: 2, pipeline: true })
  db = new Database(pool)
  await pool.query('create table things (n int primary key)')
})
beforeEach(async () => { await pool.query('truncate things') })
afterAll(async () => { await pool.end(); await made.drop() })

const add = (n: number) => sql`insert into things (n) values (${n})`
const all = async (from: Kysely<unknown> = db) => (await sql<{ n: number }>`select n from things order by n`.execute(from)).rows.map((r) => r.n)

test('everything of a transaction commits together, what came last included', async () => {
  await db.inTransaction(async (tx, last) => {
    await add(1).execute(tx)
    last.push(add(2).compile(tx))
    expect(await all()).toEqual([])
  })
  expect(await all()).toEqual([1, 2])
})

test('an error in the work or in what came last undoes all of it, and is the one that is thrown', async () => {
  await expect(db.inTransaction(async (tx) => { await add(1).execute(tx); throw new Error('mine') })).rejects.toThrow('mine')
  await expect(db.inTransaction(async (tx, last) => { await add(1).execute(tx); last.push(add(1).compile(tx), add(3).compile(tx)) })).rejects.toMatchObject({ code: '23505' })
  expect(await all()).toEqual([])
})

test('a failed statement that somebody caught does not commit the rest in silence', async () => {
  await expect(db.inTransaction(async (tx) => {
    await add(1).execute(tx)
    await add(1).execute(tx).catch(() => undefined)
  })).rejects.toMatchObject({ code: '23505' })
  expect(await all()).toEqual([])
})

test('a write that nobody waits for fails the transaction all the same', async () => {
  const forgotten = (write: Promise<unknown>) => { write.catch(() => undefined) }
  await expect(db.inTransaction(async (tx) => { await add(1).execute(tx); forgotten(add(1).execute(tx)) })).rejects.toMatchObject({ code: '23505' })
  await expect(db.inTransaction(async (tx, last) => { await add(1).execute(tx); forgotten(add(1).execute(tx)); last.push(add(4).compile(tx)) })).rejects.toMatchObject({ code: '23505' })
  await expect(db.inTransaction(async (tx) => { await add(1).execute(tx); forgotten(add(1).execute(tx)); await add(5).execute(tx) })).rejects.toMatchObject({ code: '23505' })
  expect(await all()).toEqual([])
  await db.inTransaction(async (tx) => { forgotten(add(1).execute(tx)); expect(await all(tx)).toEqual([1]) })
  expect(await all()).toEqual([1])
})

test('what may travel later comes with the commit, in one packet that is a transaction by itself', async () => {
  const seen = await db.inTransaction(async (_tx, last, later) => {
    const first = later<{ n: number; t: string }>(sql`insert into things (n) values (${1}) returning n, pg_current_xact_id()::text as t`.compile(db)), second = later<{ t: string }>(sql`insert into things (n) values (${2}) returning pg_current_xact_id()::text as t`.compile(db))
    last.push(add(3).compile(db))
    expect(() => first.rows()).toThrow('on its way')
    expect(pool.idleCount).toBe(pool.totalCount)
    return [first, second] as const
  })
  expect(seen[0].rows()[0]!.n).toBe(1)
  expect(seen[0].rows()[0]!.t).toBe(seen[1].rows()[0]!.t)
  expect(await all()).toEqual([1, 2, 3])
  await expect(db.inTransaction(async (_tx, last, later) => { later(add(4).compile(db)); later(add(4).compile(db)); last.push(add(5).compile(db)) })).rejects.toMatchObject({ code: '23505' })
  await expect(db.inTransaction(async (_tx, _last, later) => { later(add(6).compile(db)); throw new Error('mine') })).rejects.toThrow('mine')
  expect(await all()).toEqual([1, 2, 3])
})

test('what may travel later keeps its place before whatever is waited for', async () => {
  await db.inTransaction(async (tx, _last, later) => {
    later(add(1).compile(db))
    expect(await all(tx)).toEqual([1])
    const second = later<{ n: number }>(sql`insert into things (n) values (2) returning n`.compile(db))
    expect(await second.now()).toEqual([{ n: 2 }])
    later(add(3).compile(db))
  })
  expect(await all()).toEqual([1, 2, 3])
  await expect(db.inTransaction(async (tx, _last, later) => { later(add(1).compile(db)); await all(tx).catch(() => undefined); await all(tx) })).rejects.toMatchObject({ code: '23505' })
})

test('transactions of one packet share connections: those that fail disturb none of the others, and the connections come back', async () => {
  const twice = async (n: number) => db.inTransaction(async (_tx, _last, later) => { later(add(n).compile(db)); later(sql`insert into things (n) values (${n} + 1000)`.compile(db)) })
  const ended = await Promise.allSettled(Array.from({ length: 60 }, (_, i) => twice(i % 50)))
  expect(ended.filter((e) => e.status === 'rejected').map((e) => e.reason.code)).toEqual(Array.from({ length: 10 }, () => '23505'))
  expect(await all()).toEqual([...Array.from({ length: 50 }, (_, i) => i), ...Array.from({ length: 50 }, (_, i) => i + 1000)])
  expect(pool.idleCount).toBe(pool.totalCount)
})

test('a value that cannot be written is refused, and nothing of its packet is missing in silence', async () => {
  const round: { self?: unknown } = {}
  round.self = round
  const impossible = sql`insert into things (n) values (${round})`
  await expect(db.inTransaction(async (_tx, _last, later) => { later(add(1).compile(db)); later(impossible.compile(db)) })).rejects.toThrow('circular')
  await expect(db.inTransaction(async (tx, _last, later) => { later(add(1).compile(db)); await impossible.execute(tx).catch(() => undefined) })).rejects.toThrow('circular')
  expect(await all()).toEqual([])
})

test('a statement that a failure kept from being prepared is prepared the next time', async () => {
  const one = new pg.Pool({ connectionString: made.url, max: 1, pipeline: true }), alone = new Database(one)
  try {
    const seven = (n: number) => sql`insert into things (n) values (${n} + 7)`
    // Often enough to be prepared, but never yet on this connection: the count is that of the process.
    for (let i = 0; i < 19; i++) await alone.inTransaction(async (tx) => { await seven(100 + i).execute(tx) })
    await expect(alone.inTransaction(async (_tx, _last, later) => { later(sql`insert into things (n) values (107)`.compile(alone)); later(seven(1).compile(alone)) })).rejects.toMatchObject({ code: '23505' })
    await alone.inTransaction(async (_tx, _last, later) => { later(seven(2).compile(alone)); later(seven(3).compile(alone)) })
    expect((await all()).slice(0, 2)).toEqual([9, 10])
  } finally { await one.end() }
})

test('statements on their way together are answered in order; the first error does not strand the others', async () => {
  const seen = await db.inTransaction(async (tx) => Promise.all([add(1).execute(tx), add(2).execute(tx), all(tx)]))
  expect(seen[2]).toEqual([1, 2])
  await expect(db.inTransaction(async (tx) => Promise.all([add(2).execute(tx), add(3).execute(tx)]))).rejects.toMatchObject({ code: '23505' })
  expect(await all()).toEqual([1, 2])
})

test('a transaction that is over takes no more statements', async () => {
  const kept = await db.inTransaction(async (tx) => tx), lent = await db.onConnection(async (one) => one)
  await expect(add(1).execute(kept)).rejects.toThrow('over')
  await expect(add(1).execute(lent)).rejects.toThrow('over')
  expect(pool.idleCount).toBe(pool.totalCount)
})

test('statements that come often are prepared, and survive a change of their table', async () => {
  const prepared = async () => db.onConnection(async (one) => (await sql<{ n: number }>`select count(*)::int as n from pg_prepared_statements where statement like 'select * from things%'`.execute(one)).rows[0]!.n)
  const everything = async (from: Kysely<unknown>) => (await sql`select * from things where n > ${0}`.execute(from)).rows
  expect(await prepared()).toBe(0)
  for (let i = 0; i < 30; i++) await db.onConnection(everything)
  expect(await prepared()).toBe(1)
  await pool.query(`insert into things values (1); alter table things add column word text default 'x'`)
  expect(await db.onConnection(everything)).toEqual([{ n: 1, word: 'x' }])
})

test('within a transaction a change of a table is an error that is worth another try', async () => {
  const everything = (tx: Kysely<unknown>) => sql`select * from things where n < ${100}`.execute(tx)
  for (let i = 0; i < 30; i++) await db.inTransaction(everything)
  await pool.query(`alter table things add column more int`)
  await expect(db.inTransaction(everything)).rejects.toMatchObject({ code: '0A000' })
  expect((await db.inTransaction(everything)).rows).toEqual([])
})

test('a connection whose server takes no writes any more is not used again', async () => {
  let removed = 0
  const count = (): void => { removed++ }
  pool.on('remove', count)
  await expect(db.inTransaction(async (tx) => { await sql`set transaction read only`.execute(tx); await add(1).execute(tx) })).rejects.toMatchObject({ code: '25006' })
  await expect.poll(() => removed).toBe(1)
  await expect(db.inTransaction(async (tx) => { await add(1).execute(tx); await add(1).execute(tx) })).rejects.toMatchObject({ code: '23505' })
  pool.off('remove', count)
  expect([removed, await all()]).toEqual([1, []])
})
