// Rows of imports. Cells are sealed, since they hold marked fields and personal data.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { SealedColumn } from '../../../../platform/server/module.ts'
import type { ImportField } from '../../contract/import.ts'
import type { CustomerTables } from '../tables.ts'
import type { RowProblem } from './check-rows.ts'
import type { Encoding } from './read-csv.ts'

export interface ImportRow {
  id: string; file_name: string; encoding: Encoding; headers: string[]; mapping: (ImportField | null)[]; state: 'previewed' | 'applied'
  customers_made: number | null; contacts_made: number | null; good_rows: number | null; created_by: string; created_at: Date; applied_at: Date | null
}
export interface CellRow { line: number; cells: string[]; problems: RowProblem[] }

const sealedAt = (importId: string, line: number | string): string => `customers_import_rows.cells:${importId}:${line}`
/** For the rotation of keys. */
export const sealedCells: SealedColumn = { table: 'customers_import_rows', column: 'cells_sealed', key: ['import_id', 'line'], context: ([importId, line]) => sealedAt(importId!, line!) }

export async function insertImport(ctx: Ctx, row: Pick<ImportRow, 'id' | 'file_name' | 'encoding' | 'headers' | 'mapping'>): Promise<void> {
  await ctx.sql<CustomerTables>().insertInto('customers_imports').values({
    ...row, mapping: row.mapping.map((m) => m ?? ''), customers_made: null, contacts_made: null, good_rows: null, created_by: ctx.actor.id, created_at: ctx.now(), applied_at: null,
  }).execute()
}

export async function findImport(ctx: Ctx, id: string, lock = false): Promise<ImportRow | undefined> {
  let query = ctx.sql<CustomerTables>().selectFrom('customers_imports').selectAll().where('id', '=', id)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row && { ...row, mapping: row.mapping.map((m) => (m === '' ? null : m as ImportField)), encoding: row.encoding as Encoding, state: row.state as ImportRow['state'] }
}

export async function saveImport(ctx: Ctx, id: string, set: { mapping?: readonly (ImportField | null)[]; state?: 'applied'; customers_made?: number; contacts_made?: number; good_rows?: number; applied_at?: Date }): Promise<void> {
  const { mapping, ...rest } = set
  await ctx.sql<CustomerTables>().updateTable('customers_imports').set({ ...rest, ...(mapping ? { mapping: mapping.map((m) => m ?? '') } : {}) }).where('id', '=', id).execute()
}

export async function insertCells(ctx: Ctx, importId: string, rows: readonly { line: number; cells: readonly string[] }[]): Promise<void> {
  const sealed = rows.map((r) => ({ line: r.line, cells: ctx.host.cipher.seal(JSON.stringify(r.cells), sealedAt(importId, r.line)) }))
  await sql`insert into customers_import_rows (import_id, line, cells_sealed) select ${importId}, line, cells from jsonb_to_recordset(${JSON.stringify(sealed)}::jsonb) as r(line int, cells text)`.execute(ctx.sql<unknown>())
}

export async function loadCells(ctx: Ctx, importId: string): Promise<CellRow[]> {
  const rows = await ctx.sql<CustomerTables>().selectFrom('customers_import_rows').selectAll().where('import_id', '=', importId).orderBy('line').execute()
  return rows.map((r) => ({ line: r.line, cells: JSON.parse(ctx.host.cipher.open(r.cells_sealed, sealedAt(importId, r.line))) as string[], problems: r.errors as RowProblem[] }))
}

export async function saveProblems(ctx: Ctx, importId: string, rows: readonly { line: number; problems: readonly RowProblem[] }[]): Promise<void> {
  await sql`update customers_import_rows t set errors = r.problems from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(line int, problems jsonb)
    where t.import_id = ${importId} and t.line = r.line`.execute(ctx.sql<unknown>())
}

/** After the import only the refused rows are kept, for the error file. */
export async function dropGoodRows(ctx: Ctx, importId: string): Promise<void> {
  await sql`delete from customers_import_rows where import_id = ${importId} and errors = '[]'::jsonb`.execute(ctx.sql<unknown>())
}

export async function namesThatExist(ctx: Ctx, keys: readonly string[]): Promise<Map<string, string>> {
  const rows = keys.length === 0 ? [] : await ctx.sql<CustomerTables>().selectFrom('customers').select(['name_key', 'number']).where('name_key', '=', sql<string>`any(${[...keys]}::text[])`).execute()
  return new Map(rows.map((r) => [r.name_key, r.number]))
}

export async function numbersThatExist(ctx: Ctx, numbers: readonly string[]): Promise<Map<string, string>> {
  const rows = numbers.length === 0 ? [] : await ctx.sql<CustomerTables>().selectFrom('customers').select(['id', 'number']).where('number', '=', sql<string>`any(${[...numbers]}::text[])`).execute()
  return new Map(rows.map((r) => [r.number, r.id]))
}
