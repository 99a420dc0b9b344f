// The audit trail as auditors read it.
import { sql } from 'kysely'
import type { AuditEntry, AuditFilter } from '../../contract/audit.ts'
import type { Page, PageQuery } from '../../contract/paging.ts'
import type { Ctx } from '../ctx.ts'
import { BadInput } from '../errors.ts'
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
    return toPage(rows, limit, (row) => [row.at.toISOString(), String(row.seq)], toEntry)
  } catch (error) {
    if ((error as { code?: string }).code === '57014') throw new BadInput([{ pointer: '/query/text', code: 'audit.too-broad' }])
    throw error
  }
}

export const toEntry = (row: AuditRow): AuditEntry => ({
  seq: String(row.seq), id: row.id, name: row.name, at: row.at.toISOString(), actor: { id: row.actor_id, name: row.actor_name }, subject: row.subject,
  data: row.data, changes: row.changes, reason: row.reason, via: row.via, ip: row.ip, requestId: row.request_id,
  chainNo: row.chain_no === null ? null : Number(row.chain_no), hash: row.hash?.toString('hex') ?? null,
})
