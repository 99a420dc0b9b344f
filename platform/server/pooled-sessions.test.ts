import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HotStatements } from './hot-statements.ts'
import { preparePooledSessions, SESSION } from './pooled-sessions.ts'
import { testDatabase } from './testing.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
const pools: pg.Pool[] = []
const poolOf = (options?: string): pg.Pool => {
  const pool = new pg.Pool({ connectionString: database.url, max: 2, ...(options ? { options } : {}) })
  pool.on('error', () => undefined)
  pools.push(pool)
  return pool
}
beforeAll(async () => { database = await testDatabase([]) })
afterAll(async () => { for (const pool of pools) await pool.end(); await database.drop() })

test('the role brings along what a pooler does not let through, however often and by however many processes it is prepared', async () => {
  const direct = poolOf()
  await Promise.all(Array.from({ length: 4 }, () => preparePooledSessions(direct, poolOf())))
  const found = (await poolOf().query<{ name: string; setting: string; unit: string | null }>('select name, setting, unit from pg_settings where name = any($1)', [Object.keys(SESSION).map((n) => (n === 'timezone' ? 'TimeZone' : n))])).rows
  expect(Object.fromEntries(found.map((r) => [r.name.toLowerCase(), r.setting]))).toEqual(SESSION)
})

test('sessions of a pool that were opened before are found out', async () => {
  await expect(preparePooledSessions(poolOf(), poolOf('-c timezone=Asia/Shanghai'))).rejects.toThrow(/RECONNECT/)
})

test('statements get no name where the next one may meet another session', () => {
  const behindPooler = new HotStatements(false), own = new HotStatements()
  for (let i = 0; i < 30; i++) { behindPooler.nameOf('select 1'); own.nameOf('select 1') }
  expect([behindPooler.nameOf('select 1'), own.nameOf('select 1')]).toEqual([undefined, 'hot1'])
})
