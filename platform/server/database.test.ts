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
