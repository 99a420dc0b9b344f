// One communication becomes a record: its words, files, names, and the fact that it happened (§5.1-4).
import type { Ctx } from '../../../platform/server/ctx.ts'
import { newId } from '../../../platform/server/ids.ts'
import type { CaseFacts } from '../../cases/public.ts'
import { MessageAdded, NoteAdded } from '../contract/events.ts'
import { subjectKey } from './intake/subject-key.ts'
import { insertAttachments, insertMessage, insertRefs, type MessageFile, type MessageRow } from './message-store.ts'

type Given = Pick<MessageRow, 'channel' | 'direction' | 'visibility' | 'from_name' | 'body'>
export type NewRecord = Given & Partial<Omit<MessageRow, 'case_id' | 'subject_key'>> & { files?: readonly MessageFile[]; refs?: readonly string[] }

type Placed = Pick<CaseFacts, 'id' | 'unitId' | 'customerId' | 'requesterId' | 'handlerId' | 'firstOwnerId'>
export const whereOf = (c: Placed) => ({ caseId: c.id, unitId: c.unitId, customerId: c.customerId, requesterId: c.requesterId, handlerId: c.handlerId, firstOwnerId: c.firstOwnerId })

export async function keepMessage(ctx: Ctx, facts: Placed, given: NewRecord): Promise<MessageRow> {
  const { files = [], refs = [], ...m } = given
  const row: MessageRow = {
    id: newId(), at: ctx.now(), automatic: false, author_id: null, from_address: null, answer_to: null, recipients: [], cc: [], subject: null, quoted: null, html: null, message_id: null, in_reply_to: null,
    owner: null, next_step: null, expected_at: null, initial_solution: false, customer_feedback: null, follow_up: null, corrects: null, joined_by: null, received_id: null, mail_id: null,
    ...(Object.fromEntries(Object.entries(m).filter(([, v]) => v !== undefined)) as typeof m & Given), case_id: facts.id, subject_key: m.subject ? subjectKey(m.subject) : null,
  }
  await insertMessage(ctx, row)
  await insertAttachments(ctx, row.id, files)
  await insertRefs(ctx, row.id, row.message_id ? [row.message_id, ...refs] : refs)
  const about = { ...whereOf(facts), messageId: row.id, channel: row.channel, automatic: row.automatic }
  await (row.visibility === 'public' ? ctx.emit(MessageAdded, { ...about, direction: row.direction }) : ctx.emit(NoteAdded, about))
  return row
}
