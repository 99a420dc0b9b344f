// Case records of the cases in reach.
import type { CaseRecord } from '../../contract/case-record.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { decodeCursor, toPage } from '../../../../platform/server/paging.ts'
import { toRecord } from './keep-case-record.ts'
import { pageRecords } from './record-store.ts'

export async function listRecords(ctx: Ctx, query: { limit: number; cursor?: string; state?: string }): Promise<{ items: CaseRecord[]; nextCursor: string | null }> {
  const after = query.cursor ? decodeCursor(query.cursor, 2) as [string, string] : null
  const rows = ctx.actor.kind === 'requester' ? [] : await pageRecords(ctx, { state: query.state, after, limit: query.limit })
  return toPage(rows, query.limit, (r) => [r.createdAt.toISOString(), r.caseId], toRecord)
}
