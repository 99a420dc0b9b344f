// The bytes of an attachment, for who may read the record that it belongs to (RX-20, S-244).
import type { Ctx } from '../../../platform/server/ctx.ts'
import { Forbidden, NotFound } from '../../../platform/server/errors.ts'
import { draftSubject, fileReply, subjectOfFile } from '../../../platform/server/files/public.ts'
import type { FileReply } from '../../../platform/server/http/reply.ts'
import { inScope } from '../../../platform/server/scope.ts'
import { caseScope, isRestrictedFor, loadCase } from '../../cases/public.ts'
import { attachmentsOfFiles } from './message-queries.ts'
import { seesNotes } from './show-messages.ts'
import { findSide } from './side/side-store.ts'

/**
 * @throws NotFound for what is no attachment; Forbidden `attachment-forbidden` for one of a record out of reach: whoever has the link
 * knows that it exists, and S-244 asks for 403
 */
export async function readAttachment(ctx: Ctx, fileId: string): Promise<FileReply> {
  const subject = await subjectOfFile(ctx, fileId)
  if (subject === draftSubject(ctx.actor.id)) return fileReply(ctx, fileId)
  if (subject?.startsWith('side:')) return readSideFile(ctx, fileId, subject.slice('side:'.length))
  if (!subject?.startsWith('case:')) throw new NotFound('attachment')
  const facts = await loadCase(ctx, subject.slice('case:'.length))
  const refused = new Forbidden('conversations.read', 'attachment-forbidden')
  if (!inScope(ctx.reach('conversations.read'), ctx.actor.id, caseScope(facts)) || isRestrictedFor(ctx, facts)) throw refused
  const shownIn = await attachmentsOfFiles(ctx, [fileId])
  if (shownIn.length > 0 && !seesNotes(ctx, facts) && !shownIn.some((a) => a.visibility === 'public')) throw refused
  return fileReply(ctx, fileId)
}

/** Files of a side conversation are for whoever may read the notes of its case. */
async function readSideFile(ctx: Ctx, fileId: string, sideId: string): Promise<FileReply> {
  const side = await findSide(ctx, sideId)
  if (!side) throw new NotFound('attachment')
  const facts = await loadCase(ctx, side.case_id)
  if (!seesNotes(ctx, facts) || !inScope(ctx.reach('conversations.note'), ctx.actor.id, caseScope(facts)) || isRestrictedFor(ctx, facts)) throw new Forbidden('conversations.read', 'attachment-forbidden')
  return fileReply(ctx, fileId)
}
