// schema.sql shows what the migrations make of an empty database. `HOUYUAN_WRITE_SCHEMA=1 npx vitest run app/schema.test.ts` writes it anew.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from '../platform/server/testing.ts'
import { modules } from './modules.ts'
import { describeSchema } from './schema.ts'

test('schema.sql is what the migrations make', async () => {
  const database = await testDatabase(modules)
  const pool = new pg.Pool({ connectionString: database.url, max: 1 })
  // The database is dropped while the last connection may still be saying goodbye.
  pool.on('connect', (client) => client.on('error', () => undefined))
  try {
    const schema = await describeSchema(pool)
    if (process.env.HOUYUAN_WRITE_SCHEMA === '1' || !existsSync('schema.sql')) writeFileSync('schema.sql', schema)
    expect(readFileSync('schema.sql', 'utf8')).toBe(schema)
    expect(schema).toContain('create table event_log')
  } finally {
    await pool.end()
    await database.drop()
  }
})
