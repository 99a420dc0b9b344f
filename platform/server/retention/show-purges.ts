// The purge log.
import type { Purge, PurgedSubject } from '../../contract/retention.ts'
import type { Page, PageQuery } from '../../contract/paging.ts'
import type { Ctx } from '../ctx.ts'
import { BadInput, NotFound } from '../errors.ts'
import { decodeCursor, toPage } from '../paging.ts'
import { classLabel } from './change-period.ts'
import { findPurges, isPurge, purgedSubjects } from './retention-store.ts'

export async function listPurges(ctx: Ctx, query: PageQuery & { class?: string | undefined }): Promise<Page<Purge>> {
  const [at, id] = query.cursor ? decodeCursor(query.cursor, 2).map(String) : []
  const rows = await findPurges(ctx, query.class, at && id ? { at, id } : null, query.limit + 1)
  return toPage(rows, query.limit, (row) => [row.started_at.toISOString(), row.id], (row) => ({
    id: row.id, class: row.class, label: classLabel(ctx, row.class), clause: row.clause, days: row.days, olderThan: row.older_than.toISOString(),
    startedAt: row.started_at.toISOString(), finishedAt: row.finished_at?.toISOString() ?? null, removed: row.removed, error: row.error,
  }))
}

/** Throws NotFound. */
export async function listPurged(ctx: Ctx, purgeId: string, query: PageQuery): Promise<Page<PurgedSubject>> {
  if (!await isPurge(ctx, purgeId)) throw new NotFound('purge')
  const [seq, n] = query.cursor ? decodeCursor(query.cursor, 2) : []
  if (query.cursor && !(/^\d{1,18}$/.test(String(seq)) && typeof n === 'number' && Number.isSafeInteger(n))) throw new BadInput([{ pointer: '/query/cursor', code: 'paging.cursor' }])
  const rows = await purgedSubjects(ctx, purgeId, query.cursor ? { seq: String(seq), n: Number(n) } : null, query.limit + 1)
  return toPage(rows, query.limit, (row) => [row.seq, row.n], (row) => ({ subject: row.subject, at: row.at.toISOString() }))
}
