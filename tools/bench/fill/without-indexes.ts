// Loads tables without their secondary indexes and foreign keys and makes these afterwards: many times faster than keeping them row by row.
import type pg from 'pg'

interface Named { name: string; table: string; text: string }

/** Primary and unique keys stay. `work` must not need the indexes. */
export async function withoutIndexes(db: pg.Client, tables: readonly string[], work: () => Promise<void>): Promise<void> {
  const indexes = (await db.query<Named>(`select c.relname as name, t.relname as table, pg_get_indexdef(i.indexrelid) as text from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
    where t.relname = any($1) and not i.indisunique and t.relnamespace = 'public'::regnamespace order by c.relname`, [tables])).rows
  const keys = (await db.query<Named>(`select conname as name, conrelid::regclass::text as table, pg_get_constraintdef(oid) as text from pg_constraint where contype = 'f' and conrelid::regclass::text = any($1)`, [tables])).rows
  for (const k of keys) await db.query(`alter table ${k.table} drop constraint ${k.name}`)
  for (const i of indexes) await db.query(`drop index ${i.name}`)
  try { await work() } finally {
    for (const i of indexes) await db.query(i.text)
    for (const k of keys) await db.query(`alter table ${k.table} add constraint ${k.name} ${k.text} not valid`)
  }
}
