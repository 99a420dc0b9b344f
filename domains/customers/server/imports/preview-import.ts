// Reads an uploaded file and checks every row, saving nothing but the preview (RX-10).
import { readFile, stat } from 'node:fs/promises'
import { findAccountOf } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict } from '../../../../platform/server/errors.ts'
import { newId } from '../../../../platform/server/ids.ts'
import type { UploadedFile } from '../../../../platform/server/http/reply.ts'
import { listUnits } from '../../../org/public.ts'
import { Mapping, type ImportField } from '../../contract/import.ts'
import { takenEmails } from '../contacts/contact-queries.ts'
import { nameKey } from '../customers/name-key.ts'
import { checkRows, valuesOf, type CheckedRow, type ImportFacts } from './check-rows.ts'
import { guessMapping } from './columns.ts'
import { insertCells, insertImport, loadCells, namesThatExist, numbersThatExist, saveImport, saveProblems, type ImportRow } from './import-store.ts'
import { MAX_BYTES, readCsv } from './read-csv.ts'
import { reachedImport } from './show-import.ts'

/** Returns the import's id. Throws BadInput `customers-import-unreadable` with the reason. */
export async function uploadImport(ctx: Ctx, files: readonly UploadedFile[], mappingText: string | undefined): Promise<string> {
  const file = files.find((f) => f.field === 'file') ?? files[0]
  if (!file) throw new BadInput([{ pointer: '/file', code: 'missing' }])
  if ((await stat(file.path)).size > MAX_BYTES) throw new BadInput([{ pointer: '/file', code: 'customers.import-too-large', params: { maximum: MAX_BYTES / 1024 / 1024 } }], 'customers-import-unreadable')
  const csv = readCsv(await readFile(file.path))
  const mapping = completeMapping(mappingText === undefined ? guessMapping(csv.headers) : mappingOf(mappingText), csv.headers.length)
  const id = newId()
  await insertImport(ctx, { id, file_name: file.name, encoding: csv.encoding, headers: csv.headers, mapping })
  await insertCells(ctx, id, csv.rows)
  await recheck(ctx, { id, mapping }, csv.rows)
  return id
}

/** Another mapping for the same file; the rows are checked again. */
export async function setMapping(ctx: Ctx, id: string, mapping: readonly (ImportField | null)[]): Promise<void> {
  const row = await reachedImport(ctx, id, true)
  if (row.state === 'applied') throw new Conflict('customers-import-applied')
  const complete = completeMapping(mapping, row.headers.length)
  await saveImport(ctx, id, { mapping: complete })
  await recheck(ctx, { id, mapping: complete }, await loadCells(ctx, id))
}

/** Checks all rows against what exists now and keeps what is wrong with each. */
export async function recheck(ctx: Ctx, { id, mapping }: Pick<ImportRow, 'id' | 'mapping'>, rows: readonly { line: number; cells: string[] }[]): Promise<CheckedRow[]> {
  const checked = checkRows(rows, mapping, await factsFor(ctx, rows.map((r) => valuesOf(r.cells, mapping))))
  await saveProblems(ctx, id, checked.map(({ line, problems }) => ({ line, problems })))
  return checked
}

async function factsFor(ctx: Ctx, values: readonly Partial<Record<ImportField, string>>[]): Promise<ImportFacts> {
  const all = (field: ImportField) => [...new Set(values.flatMap((v) => (v[field] ? [v[field]] : [])))]
  const emails = all('contactEmail').map((e) => e.trim().toLowerCase())
  const taken = new Set(await takenEmails(ctx, emails, null))
  for (const email of emails) if (await findAccountOf(ctx, { email })) taken.add(email)
  const regions = new Map((await listUnits(ctx)).flatMap((u) => [u.code, u.nameZh, u.nameEn].map((n) => [n.toLowerCase(), u.id] as const)))
  return {
    regions, emails: taken, names: await namesThatExist(ctx, all('name').map(nameKey)), numbers: await numbersThatExist(ctx, all('number').map((n) => n.toUpperCase())),
    mayFinancial: ctx.reach('customers.financial')?.all === true,
  }
}

function mappingOf(text: string): (ImportField | null)[] {
  try { return Mapping.parse(JSON.parse(text)) } catch { throw new BadInput([{ pointer: '/mapping', code: 'customers.import-mapping' }]) }
}

/** As long as the header, no field twice, and with a column that names the customer. */
function completeMapping(mapping: readonly (ImportField | null)[], columns: number): (ImportField | null)[] {
  const complete = Array.from({ length: columns }, (_, i) => mapping[i] ?? null), named = complete.filter((f) => f !== null)
  if (mapping.length > columns || new Set(named).size !== named.length) throw new BadInput([{ pointer: '/mapping', code: 'customers.import-mapping' }])
  if (!named.includes('name') && !named.includes('number')) throw new BadInput([{ pointer: '/mapping', code: 'customers.import-no-name' }], 'customers-import-unreadable')
  return complete
}
