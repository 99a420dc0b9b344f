// The audit trail as auditors read it.
import { sql } from 'kysely'
import type { AuditEntry, AuditFilter } from '../../contract/audit.ts'
import type { Page, PageQuery } from '../../contract/paging.ts'
import type { Ctx } from '../ctx.ts'
import { BadInput } from '../errors.ts'
import { hiddenSubjects } from '../hidden-subjects.ts'
import { decodeCursor, toPage } from '../paging.ts'
import { findEntries, type AuditRow } from './audit-queries.ts'

const PATIENCE = '20s'

/** Throws BadInput `audit.too-broad` when the filter would read too much of the log. */
export async function listEntries(ctx: Ctx, { limit, cursor, ...filter }: PageQuery & AuditFilter): Promise<Page<AuditEntry>> {
  const [at, seq] = cursor ? decodeCursor(cursor, 2).map(String) : []
  if (cursor && (Number.isNaN(Date.parse(at!)) || !/^\d{1,18}$/.test(seq!))) throw new BadInput([{ pointer: '/query/cursor', code: 'paging.cursor' }])
  await sql`select set_config('statement_timeout', ${PATIENCE}, true)`.execute(ctx.sql<unknown>())
  try {
    const rows = await findEntries(ctx.sql<unknown>(), filter, at && seq ? { at, seq } : null, limit + 1)
    const closed = await restrictedOf(ctx, rows)
    const page = toPage(rows, limit, (row) => [row.at.toISOString(), String(row.seq)], (row) => toEntry(row, closed))
    // A search for words must not tell that they occur in what may not be read.
    return filter.text ? { ...page, items: page.items.filter((entry) => !entry.restricted) } : page
  } catch (error) {
    if ((error as { code?: string }).code === '57014') throw new BadInput([{ pointer: '/query/text', code: 'audit.too-broad' }])
    throw error
  }
}

/** Records whose content the reader may not know (§3.1-3). A record outside the own reach is no secret to who reads the trail. */
export async function restrictedOf(ctx: Ctx, rows: readonly AuditRow[]): Promise<ReadonlySet<string>> {
  return new Set([...await hiddenSubjects(ctx, rows.map((row) => row.subject))].flatMap(([subject, hiding]) => (hiding === 'restricted' ? [subject] : [])))
}

/** Of a restricted record: who did what, when, from where and to which fields, without the values. */
export const toEntry = (row: AuditRow, closed: ReadonlySet<string>): AuditEntry => {
  const restricted = closed.has(row.subject ?? '')
  return {
    seq: String(row.seq), id: row.id, name: row.name, at: row.at.toISOString(), actor: { id: row.actor_id, name: row.actor_name }, subject: row.subject,
    data: restricted ? {} : row.data, changes: restricted && row.changes ? Object.fromEntries(Object.keys(row.changes).map((field) => [field, { from: null, to: null }])) : row.changes,
    reason: restricted ? null : row.reason, restricted, via: row.via, ip: row.ip, requestId: row.request_id,
    chainNo: row.chain_no === null ? null : Number(row.chain_no), hash: row.hash?.toString('hex') ?? null,
  }
}
