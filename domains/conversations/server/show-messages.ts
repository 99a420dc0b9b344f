// Messages as people read them: the requester the public part, staff all of it.
import type { Ctx } from '../../../platform/server/ctx.ts'
import { BadInput, Forbidden, NotFound } from '../../../platform/server/errors.ts'
import { describeFiles, filesOf, type FileDetail } from '../../../platform/server/files/public.ts'
import { mailStates } from '../../../platform/server/mail/public.ts'
import { decodeCursor, toPage } from '../../../platform/server/paging.ts'
import { inScope } from '../../../platform/server/scope.ts'
import { absorbedBy, caseScope, findCase, type CaseFacts } from '../../cases/public.ts'
import type { Attachment, Message, Visibility } from '../contract/message.ts'
import { MessagesRead } from '../contract/events.ts'
import { headerId } from './header-id.ts'
import { mergedTarget } from './merged/follow-merge.ts'
import { whereOf } from './keep-message.ts'
import { attachmentsOfFiles, attachmentsOfMessages, listMessageRows, type MessageFilter } from './message-queries.ts'
import type { MessageRow } from './message-store.ts'
import { insertReads, mentionsOf, readsOf } from './writing/mention-store.ts'

/** The case, if its conversation is in reach. @throws NotFound, Forbidden `case-restricted` */
export async function readableCase(ctx: Ctx, caseId: string): Promise<CaseFacts> {
  const facts = await findCase(ctx, caseId)
  if (!inScope(ctx.reach('conversations.read'), ctx.actor.id, caseScope(facts))) throw new NotFound('case')
  return facts
}

/** Notes are for staff, and not for whose own case it is. */
export const seesNotes = (ctx: Ctx, facts: CaseFacts): boolean => (ctx.actor.kind === 'staff' || ctx.actor.kind === 'system') && ctx.actor.id !== facts.requesterId

export async function showConversation(ctx: Ctx, caseId: string, query: { limit: number; cursor?: string; order: 'asc' | 'desc'; visibility?: Visibility }): Promise<{ items: Message[]; nextCursor: string | null }> {
  const facts = await readableCase(ctx, caseId)
  const notes = seesNotes(ctx, facts)
  if (!notes && query.visibility === 'internal') throw new Forbidden('conversations.note')
  const key = query.cursor ? decodeCursor(query.cursor, 2).map(String) : null
  const rows = await listMessageRows(ctx, { ...await readTogether(ctx, facts), visibility: notes ? query.visibility ?? null : 'public', descending: query.order === 'desc', after: key ? cursorOf(key) : null, limit: query.limit + 1 })
  const page = toPage(rows, query.limit, (r) => [r.at.toISOString(), r.id], (r) => r)
  if (ctx.actor.kind === 'requester') await noteReading(ctx, facts, page.items)
  return { items: await toMessages(ctx, facts, page.items), nextCursor: page.nextCursor }
}

/** With what was merged into the case; who reported what was merged also reads how it goes on. */
async function readTogether(ctx: Ctx, facts: CaseFacts): Promise<Pick<MessageFilter, 'caseIds' | 'also'>> {
  const caseIds = [facts.id, ...(await absorbedBy(ctx, facts)).map((c) => c.id)]
  const goesOn = facts.mergedInto && ctx.actor.id === facts.requesterId ? await mergedTarget(ctx, facts) : null
  return { caseIds, also: goesOn && facts.closedAt ? { caseId: goesOn.id, since: facts.closedAt, authorId: ctx.actor.id } : null }
}

/** The requester's side has opened what we wrote: staff see that it was read, once (read state, C.3). */
async function noteReading(ctx: Ctx, facts: CaseFacts, rows: readonly MessageRow[]): Promise<void> {
  const fresh = await insertReads(ctx, rows.filter((r) => r.direction === 'out' && r.visibility === 'public').map((r) => r.id), ctx.actor)
  if (fresh.length > 0) await ctx.emit(MessagesRead, { ...whereOf(facts), messageIds: fresh })
}

function cursorOf([at = '', id = '']: string[]): { at: string; id: string } {
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/i.test(id)) throw new BadInput([{ pointer: '/cursor', code: 'paging.cursor' }])
  return { at, id }
}

/** Rows in the words of the contract, as this reader may see them. */
export async function toMessages(ctx: Ctx, facts: CaseFacts, rows: readonly (MessageRow & { corrected_by?: string | null })[]): Promise<Message[]> {
  const inside = seesNotes(ctx, facts)
  const links = await attachmentsOfMessages(ctx, rows.map((r) => r.id))
  const files = new Map((await describeFiles(ctx, [...new Set(links.map((l) => l.file_id))])).map((f) => [f.id, f]))
  const ids = rows.map((r) => r.id), mentions = inside ? await mentionsOf(ctx, ids) : [], reads = inside ? await readsOf(ctx, rows.filter((r) => r.direction === 'out').map((r) => r.id)) : new Map<string, Date>()
  const mails = inside ? await mailStates(ctx, rows.flatMap((r) => r.mail_id ?? [])) : new Map()
  return rows.map((r) => ({
    id: r.id, caseId: r.case_id, at: r.at.toISOString(), channel: r.channel, direction: r.direction, visibility: r.visibility, automatic: r.automatic,
    from: { id: r.author_id, name: r.from_name, address: r.direction === 'in' || inside ? r.from_address : null }, to: r.recipients, cc: r.cc,
    subject: r.subject, text: r.body, quotedText: r.quoted, html: r.html, messageId: headerId(r.message_id), inReplyTo: headerId(r.in_reply_to),
    attachments: links.filter((l) => l.message_id === r.id).flatMap((l) => { const f = files.get(l.file_id); return f ? [toAttachment(f, l.inline)] : [] }),
    owner: r.owner, nextStep: r.next_step, expectedAt: r.expected_at?.toISOString() ?? null, firstResponse: facts.response?.messageId === r.id, initialSolution: r.initial_solution,
    customerFeedback: r.customer_feedback, followUp: r.follow_up, mentions: mentions.filter((m) => m.message_id === r.id).map((m) => ({ id: m.account_id, name: m.name })), readAt: reads.get(r.id)?.toISOString() ?? null, corrects: r.corrects, correctedBy: r.corrected_by ?? null,
    delivery: r.mail_id ? mails.get(r.mail_id) ?? null : null, joinedBy: inside ? r.joined_by : null, receivedId: inside ? r.received_id : null,
  }))
}

export const toAttachment = (f: FileDetail, inline: boolean): Attachment => ({
  id: f.id, name: f.name, size: f.size, contentType: f.contentType, width: f.width, height: f.height, inline, blocked: f.blocked ? 'type' : f.scan === 'infected' ? 'infected' : null,
})

/** All files of a case: those of messages that the reader may see, and those that came with the report. */
export async function showAttachments(ctx: Ctx, caseId: string): Promise<{ items: (Attachment & { messageId: string | null })[] }> {
  const facts = await readableCase(ctx, caseId)
  const files = await filesOf(ctx, `case:${facts.id}`)
  const links = await attachmentsOfFiles(ctx, files.map((f) => f.id))
  const inside = seesNotes(ctx, facts)
  return {
    items: files.flatMap((f) => {
      const own = links.filter((l) => l.file_id === f.id)
      const shown = own.find((l) => inside || l.visibility === 'public')
      return own.length > 0 && !shown ? [] : [{ ...toAttachment(f, shown?.inline ?? false), messageId: shown?.message_id ?? null }]
    }),
  }
}

