// An import on the wire: what was read, what would be saved, what is wrong; and the error file.
import { stringify } from 'csv-stringify/sync'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, NotFound } from '../../../../platform/server/errors.ts'
import { toProblem } from '../../../../platform/server/http/problems.ts'
import { FileReply } from '../../../../platform/server/http/reply.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import type { Import, ImportField } from '../../contract/import.ts'
import { FINANCIAL_FIELDS, maskValue } from '../customers/financial.ts'
import { valuesOf, type RowProblem } from './check-rows.ts'
import { findImport, loadCells, type CellRow, type ImportRow } from './import-store.ts'

export async function reachedImport(ctx: Ctx, id: string, lock = false): Promise<ImportRow> {
  const row = await findImport(ctx, id, lock)
  if (!row || !inScope(ctx.require('customers.import'), ctx.actor.id, { people: [row.created_by] })) throw new NotFound('import')
  return row
}

export async function showImport(ctx: Ctx, id: string): Promise<Import> {
  const row = await reachedImport(ctx, id), cells = await loadCells(ctx, id)
  const bad = cells.filter((c) => c.problems.length > 0)
  const good = row.state === 'applied' ? row.good_rows ?? 0 : cells.length - bad.length
  return {
    id, fileName: row.file_name, encoding: row.encoding, state: row.state, columns: row.headers.map((header, index) => ({ index, header, field: row.mapping[index] ?? null })),
    rows: good + bad.length, good, bad: bad.length, created: row.state === 'applied' ? { customers: row.customers_made ?? 0, contacts: row.contacts_made ?? 0 } : null,
    sample: cells.slice(0, 20).map((c) => ({ line: c.line, values: masked(valuesOf(c.cells, row.mapping)) })),
    errors: bad.flatMap((c) => c.problems.map((p) => ({ line: c.line, field: p.field, code: p.code, detail: reasonOf(ctx, p) }))).slice(0, 200),
    createdAt: row.created_at.toISOString(), appliedAt: row.applied_at?.toISOString() ?? null,
  }
}

const masked = (values: Partial<Record<ImportField, string>>) =>
  Object.fromEntries(Object.entries(values).map(([f, v]) => [f, (FINANCIAL_FIELDS as readonly string[]).includes(f) ? maskValue(v) : v]))

function reasonOf(ctx: Ctx, p: RowProblem): string {
  const text = toProblem(new BadInput([{ pointer: '', code: p.code, params: p.params }]), ctx.locale, '').errors[0]!.detail
  return p.field ? `${translate(ctx.locale, `customers.import-field.${p.field}`)}${ctx.locale === 'en' ? ': ' : '：'}${text}` : text
}

/** The refused rows as they came, with the reason at the end; no cell can run as a formula. */
export async function errorFile(ctx: Ctx, id: string): Promise<FileReply> {
  const row = await reachedImport(ctx, id)
  const bad = (await loadCells(ctx, id)).filter((c) => c.problems.length > 0)
  const lines = [
    [...row.headers, translate(ctx.locale, 'customers.import-line'), translate(ctx.locale, 'customers.import-reason')],
    ...bad.map((c: CellRow) => [...c.cells, String(c.line), c.problems.map((p) => reasonOf(ctx, p)).join(ctx.locale === 'en' ? ' ' : '')]),
  ]
  const csv = stringify(lines, { bom: true, escape_formulas: true, record_delimiter: 'windows' })
  return new FileReply(Buffer.from(csv, 'utf8'), { name: `${row.file_name.replace(/\.csv$/i, '')}-errors.csv`, contentType: 'text/csv; charset=utf-8' })
}
