// Follow-up tasks of the actor, and what the call brought.
import { FollowUpDone } from '../../contract/events.ts'
import type { FollowUp } from '../../contract/transfer.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Conflict } from '../../../../platform/server/errors.ts'
import { decodeCursor, toPage } from '../../../../platform/server/paging.ts'
import { whereOf } from '../case-scope.ts'
import { holdCase } from '../find-case.ts'
import { finishFollowUpRow, pageFollowUps, type FollowUpRow } from './follow-up-store.ts'

export async function listFollowUps(ctx: Ctx, query: { limit: number; cursor?: string }): Promise<{ items: FollowUp[]; nextCursor: string | null }> {
  const after = query.cursor ? decodeCursor(query.cursor, 2) as [string, string] : null
  return toPage(await pageFollowUps(ctx, after, query.limit), query.limit, (r) => [r.openedAt.toISOString(), r.id], toFollowUp)
}

/** Throws Conflict when somebody finished it before. */
export async function finishFollowUp(ctx: Ctx, caseId: string, id: string, note: string): Promise<FollowUp> {
  const facts = await holdCase(ctx, caseId)
  const done = await finishFollowUpRow(ctx, caseId, id, note)
  if (!done) throw new Conflict('conflict')
  await ctx.emit(FollowUpDone, { ...whereOf(facts), followUpId: id }, { reason: note })
  return toFollowUp(done)
}

const toFollowUp = (f: FollowUpRow): FollowUp => ({ id: f.id, caseId: f.caseId, number: f.number, title: f.title, round: f.round, openedAt: f.openedAt.toISOString(), doneAt: f.doneAt?.toISOString() ?? null, note: f.note })
