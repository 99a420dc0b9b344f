import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsLiteral } from './row-literals.ts'
import { testDatabase } from './testing.ts'

interface Thing { n: number | null; words: string | null; content: unknown; on: boolean | null; at: Date | null }
const COLUMNS = ['n', 'words', 'content', 'on', 'at'] as const

let made: Awaited<ReturnType<typeof testDatabase>>, pool: pg.Pool
beforeAll(async () => {
  made = await testDatabase([])
  pool = new pg.Pool({ connectionString: made.url, max: 1 })
  await pool.query('create table things (n double precision, words text, content jsonb, "on" boolean, at timestamptz)')
})
afterAll(async () => { await pool.end(); await made.drop() })

test('every row comes back as it was, whatever its words', async () => {
  // PostgreSQL keeps no NUL.
  const words = fc.string({ unit: 'grapheme' }).map((s) => s.replaceAll('\u0000', '')), tricky = fc.constantFrom('', ' ', '"', '\\', '\\"', 'null', 'NULL', '{a,b}', '(1,2)', "it's", 'a\nb', '§3.2，“好”')
  const row: fc.Arbitrary<Thing> = fc.record({
    n: fc.option(fc.integer()), words: fc.option(fc.oneof(words, tricky)), content: fc.option(fc.dictionary(words, fc.oneof(words, tricky, fc.integer(), fc.constant(null)))),
    on: fc.option(fc.boolean()), at: fc.option(fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })),
  })
  await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
    const back = await pool.query<Thing>('select * from unnest($1::things[])', [rowsLiteral<Thing>(COLUMNS, rows)])
    expect(back.rows).toEqual(rows.map((r) => ({ ...r, content: r.content === null ? null : JSON.parse(JSON.stringify(r.content)) })))
  }), { numRuns: 200 })
})
