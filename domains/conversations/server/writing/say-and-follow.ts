// A message and what follows it for the case, in one transaction: fields set, note written, state moved; all of it or nothing (§1.2-13).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { editCase, transitionCase } from '../../../cases/public.ts'
import type { NewMessage } from '../../contract/message.ts'
import type { Follow } from '../../contract/writing.ts'
import { addMessage, type Said } from './add-message.ts'

export interface Followed { said: Said | null; noteId: string | null }

/**
 * Fields first, since guards look at them; then the message, which may itself move the case on; the note; the move last.
 * @throws whatever a part of it refuses; the caller's transaction then undoes the others
 */
export async function sayAndFollow(ctx: Ctx, caseId: string, message: NewMessage | null, follow: Follow): Promise<Followed> {
  if (follow.set) await editCase(ctx, caseId, follow.set)
  if (follow.take) await transitionCase(ctx, caseId, { to: 'assigned', handlerId: ctx.actor.id })
  const said = message ? await addMessage(ctx, caseId, message) : null
  const note = follow.note ? await addMessage(ctx, caseId, { visibility: 'internal', body: follow.note }) : null
  if (follow.transition && !(said?.response && !said.response.complete)) await transitionCase(ctx, caseId, follow.transition)
  return { said, noteId: note?.row.id ?? null }
}
