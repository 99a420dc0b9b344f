// A message that waits, as a row that may still be changed and as people see it.
import { draftSubject, linkFile } from '../../../../platform/server/files/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Conflict, NotFound, Stale } from '../../../../platform/server/errors.ts'
import type { CaseFacts } from '../../../cases/public.ts'
import type { WaitingMessage } from '../../contract/writing.ts'
import { readableCase, seesNotes } from '../show-messages.ts'
import { findWaiting, type WaitingRow } from './waiting-store.ts'

/** The row if it may still be changed, held until the transaction ends. @throws NotFound, Conflict `waiting-gone`, Stale */
export async function holdWaiting(ctx: Ctx, id: string, version: number | null, states: readonly WaitingRow['state'][]): Promise<{ row: WaitingRow; facts: CaseFacts }> {
  const row = await findWaiting(ctx, id, true)
  if (!row) throw new NotFound('message')
  const facts = await readableCase(ctx, row.case_id)
  if (!seesNotes(ctx, facts)) throw new NotFound('message')
  if (!states.includes(row.state)) throw new Conflict('waiting-gone', { state: row.state })
  if (version !== null && version !== row.version) throw new Stale(row.version)
  return { row, facts }
}

/** Its files are drafts of the author again. */
export async function givesFilesBack(ctx: Ctx, row: Pick<WaitingRow, 'author_id' | 'message'>): Promise<void> {
  for (const fileId of row.message.attachments ?? []) await linkFile(ctx.asSystem(), fileId, draftSubject(row.author_id))
}

export const toWaiting = (ctx: Ctx, r: WaitingRow): WaitingMessage => {
  const now = r.kind === 'undo' ? ctx.host.realNow() : ctx.now()
  return {
    id: r.id, caseId: r.case_id, by: { id: r.author_id, name: r.author_name }, kind: r.kind, message: r.message, follow: r.follow, sendAt: r.send_at.toISOString(), state: r.state,
    leftSeconds: Math.max(0, Math.round((r.send_at.getTime() - now.getTime()) / 100) / 10), problem: r.problem, messageId: r.message_id, macroId: r.macro_id, createdAt: r.created_at.toISOString(), version: r.version,
  }
}
