// A column that holds sealed values and that nobody declares would be left behind by a rotation of the keys (R7.4-1).
import pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from '../platform/server/testing.ts'
import { modules } from './modules.ts'

test('R7.4-1 every column with sealed values is declared by its module, with the primary key of its table', async () => {
  const database = await testDatabase(modules), client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    const declared = modules.flatMap((m) => [...(m.sealed ?? [])])
    const found = await client.query<{ c: string }>(`select table_name || '.' || column_name as c from information_schema.columns c where table_schema = 'public' and table_name not in (select viewname from pg_views)
      and (column_name ~ '(^|_)sealed$' or col_description((quote_ident(table_schema) || '.' || quote_ident(table_name))::regclass, ordinal_position) ~ '^sealed') order by 1`)
    expect(declared.map((d) => `${d.table}.${d.column}`).sort()).toEqual(expect.arrayContaining(found.rows.map((r) => r.c)))
    for (const d of declared) {
      const key = await client.query<{ c: string }>(`select a.attname as c from pg_index i join unnest(i.indkey) with ordinality k(n, o) on true join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.n where i.indrelid = $1::regclass and i.indisprimary order by k.o`, [d.table])
      expect([...d.key], d.table).toEqual(key.rows.map((r) => r.c))
    }
  } finally {
    await client.end()
    await database.drop()
  }
})
