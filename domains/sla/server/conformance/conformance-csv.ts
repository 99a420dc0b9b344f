// The conformance table as CSV and back. One line is one expected clock:
// name, kind, createdAt, attributes (`urgency=high; effects=a|b`), events (`2025-03-03T09:40:00+08:00 response-complete; …`), at, mode, clock, reference, dueAt, clause, policy, level, state
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { readFile, stat } from 'node:fs/promises'
import type { z } from 'zod'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError, BadInput } from '../../../../platform/server/errors.ts'
import { FileReply, type UploadedFile } from '../../../../platform/server/http/reply.ts'
import { ConformanceCase, type ConformanceImported } from '../../contract/policy-desk.ts'
import { sayIn } from '../say.ts'
import { addConformance, changeConformance } from './conformance-table.ts'
import { readConformance } from './conformance-store.ts'

const COLUMNS = ['name', 'kind', 'createdAt', 'attributes', 'events', 'at', 'mode', 'clock', 'reference', 'dueAt', 'clause', 'policy', 'level', 'state'] as const
type Line = Record<typeof COLUMNS[number], string>
const MAX_BYTES = 1024 * 1024, MAX_ROWS = 2000

export async function exportConformance(ctx: Ctx): Promise<FileReply> {
  const rows = (await readConformance(ctx)).map((r) => lineOf(r.body))
  return new FileReply(Buffer.from(stringify(rows, { header: true, columns: [...COLUMNS], bom: true, escape_formulas: true })), { name: 'conformance.csv', contentType: 'text/csv; charset=utf-8' })
}

/** Good lines are kept, the others named with field and value; rows are told apart by name. Throws 413 above 1 MB, BadInput for what is no CSV. */
export async function importConformance(ctx: Ctx, files: readonly UploadedFile[]): Promise<z.infer<typeof ConformanceImported>> {
  const file = files.find((f) => f.field === 'file') ?? files[0]
  if (!file) throw new BadInput([{ pointer: '/file', code: 'missing' }])
  if ((await stat(file.path)).size > MAX_BYTES) throw new AppError(413, 'too-large')
  const known = new Map((await readConformance(ctx)).map((r) => [r.body.name, r]))
  const done = { added: 0, changed: 0, same: 0, refused: [] as z.infer<typeof ConformanceImported>['refused'] }
  for (const [i, line] of linesOf(await readFile(file.path)).entries()) {
    const read = caseOf(line), old = read.row && known.get(read.row.name)
    if (!read.row) { done.refused.push({ line: i + 2, field: read.field, value: read.value.slice(0, 200), text: sayIn(ctx.locale)('sla.conformance.line', { field: read.field, value: read.value.slice(0, 200) }) }); continue }
    if (old && JSON.stringify(lineOf(old.body)) === JSON.stringify(lineOf(read.row))) { done.same++; continue }
    try {
      if (old) await changeConformance(ctx, old.id, read.row)
      else await addConformance(ctx, read.row)
      done[old ? 'changed' : 'added']++
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      done.refused.push({ line: i + 2, field: error.errors[0]?.pointer ?? 'name', value: read.row.name, text: sayIn(ctx.locale)('sla.conformance.line', { field: error.errors[0]?.pointer ?? 'name', value: read.row.name }) })
    }
  }
  return done
}

function linesOf(bytes: Buffer): Line[] {
  try {
    const lines = parse(bytes, { bom: true, columns: true, skip_empty_lines: true, trim: true, relax_column_count: true, to: MAX_ROWS }) as Line[]
    if (lines.length > 0 && !('name' in lines[0]!)) throw new BadInput([{ pointer: '/file', code: 'sla.csv-columns', params: { columns: COLUMNS.join(', ') } }])
    return lines
  } catch (error) {
    if (error instanceof BadInput) throw error
    throw new BadInput([{ pointer: '/file', code: 'sla.csv-columns', params: { columns: COLUMNS.join(', ') } }])
  }
}

/** Exported cells that a spreadsheet would take for a formula carry an apostrophe; it is taken off again. */
const plain = (text: string | undefined): string => (text ?? '').replace(/^'(?=[=+\-@\t\r])/, '')

type Read = { row: ConformanceCase; field: null; value: null } | { row: null; field: string; value: string }

function caseOf(line: Line): Read {
  const v = Object.fromEntries(COLUMNS.map((c) => [c, plain(line[c])])) as Line, given = (text: string) => (text === '' ? undefined : text)
  const attributes: Record<string, unknown> = {}
  for (const part of v.attributes.split(';').map((p) => p.trim()).filter(Boolean)) {
    const [key, value] = [part.slice(0, part.indexOf('=')).trim(), part.slice(part.indexOf('=') + 1).trim()]
    attributes[key] = key === 'effects' ? value.split('|').filter(Boolean) : value === 'true' ? true : value === 'false' ? false : value
  }
  const events = v.events.split(';').map((p) => p.trim()).filter(Boolean).map((p) => { const [at, type, ...rest] = p.split(/\s+/), level = rest.find((r) => r.startsWith('level='))?.slice(6); return { at, type, ...(level ? { level } : {}) } })
  const read = ConformanceCase.safeParse({
    name: v.name, record: { kind: v.kind, createdAt: v.createdAt, ...attributes }, events, at: given(v.at), mode: given(v.mode),
    then: { kind: v.clock, reference: v.reference === 'true', dueAt: given(v.dueAt) ?? null, clause: given(v.clause), policy: given(v.policy), level: given(v.level), state: given(v.state) },
  })
  if (read.success) return { row: read.data, field: null, value: null }
  const path = read.error.issues[0]!.path, name = path[0] === 'then' && path[1] === 'kind' ? 'clock' : String(path[0] === 'record' && path[1] !== 'kind' && path[1] !== 'createdAt' ? 'attributes' : path[0] === 'events' ? 'events' : path.at(-1) ?? 'name')
  return { row: null, field: name, value: v[name as keyof Line] ?? '' }
}

function lineOf(row: ConformanceCase): Line {
  const { kind, createdAt, ...attributes } = row.record, { then } = row
  return {
    name: row.name, kind, createdAt, at: row.at ?? '', mode: row.mode ?? '', clock: then.kind, reference: String(then.reference), dueAt: then.dueAt ?? '', clause: then.clause ?? '', policy: then.policy ?? '', level: then.level ?? '', state: then.state ?? '',
    attributes: Object.entries(attributes).filter(([, value]) => value !== undefined && value !== null).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}=${Array.isArray(value) ? value.join('|') : String(value)}`).join('; '),
    events: row.events.map((e) => `${e.at} ${e.type}${e.level == null ? '' : ` level=${e.level}`}`).join('; '),
  }
}
