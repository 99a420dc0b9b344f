// Bytes to rows. Spreadsheets write UTF-8, UTF-16 or the Chinese GB18030; nothing is guessed further. Pure.
import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { BadInput } from '../../../../platform/server/errors.ts'

export const MAX_ROWS = 5_000
export const MAX_BYTES = 20 * 1024 * 1024
const MAX_COLUMNS = 100

export type Encoding = 'utf-8' | 'utf-16' | 'gb18030'
export interface CsvFile { encoding: Encoding; headers: string[]; rows: { line: number; cells: string[] }[] }

const refuse = (code: string, params: Record<string, unknown> = {}): never => { throw new BadInput([{ pointer: '/file', code, params }], 'customers-import-unreadable') }

/** Text of the file: by its byte-order mark, else strict UTF-8, else GB18030. Throws BadInput when it is none of them. */
export function decodeText(bytes: Buffer): { text: string; encoding: Encoding } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16' }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16' }
  try { return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' } } catch { /* not UTF-8: read as GB18030 below */ }
  const text = iconv.decode(bytes, 'gb18030')
  return text.includes('\ufffd') ? refuse('customers.import-encoding') : { text, encoding: 'gb18030' }
}

/** Header and rows with their line numbers. Separator is the one of comma, semicolon and tab that the header uses most. */
export function readCsv(bytes: Buffer): CsvFile {
  if (bytes.length > MAX_BYTES) refuse('customers.import-too-large', { maximum: MAX_BYTES / 1024 / 1024 })
  const { text, encoding } = decodeText(bytes)
  if (text.includes('\u0000')) refuse('customers.import-encoding')
  const records = recordsOf(text, separatorOf(text))
  const [head, ...rest] = records
  if (!head || rest.length === 0) return refuse('customers.import-empty')
  if (rest.length > MAX_ROWS) refuse('customers.import-too-many', { maximum: MAX_ROWS })
  if (head.cells.length > MAX_COLUMNS) refuse('customers.import-columns', { maximum: MAX_COLUMNS })
  const headers = head.cells.map((h) => h.trim().slice(0, 200))
  return { encoding, headers, rows: rest.map((r) => ({ line: r.line, cells: headers.map((_, i) => unguard(r.cells[i] ?? '').trim().slice(0, 4_000)) })) }
}

function separatorOf(text: string): string {
  const head = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? ''
  return [',', ';', '\t'].map((s) => [s, head.split(s).length] as const).sort((a, b) => b[1] - a[1])[0]![0]
}

function recordsOf(text: string, delimiter: string): { line: number; cells: string[] }[] {
  try {
    const parsed = parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true, info: true, max_record_size: 200_000 }) as unknown as { info: { lines: number }; record: string[] }[]
    return parsed.map(({ info, record }) => ({ line: info.lines, cells: record })).filter((r) => r.cells.some((c) => c.trim() !== ''))
  } catch (error) {
    const line = (error as { lines?: number }).lines
    return refuse('customers.import-csv', { line: line ?? '?' })
  }
}

/** Our own files put ' before = + - @ so that no spreadsheet runs them as formulas; taken off again here. */
const unguard = (cell: string): string => (/^'[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell)
