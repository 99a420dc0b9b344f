// Reads messages: of a case, by the names of a mail, by sender and matter.
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/server/ctx.ts'
import type { Visibility } from '../contract/message.ts'
import type { MessageRow } from './message-store.ts'

export interface ListedMessage extends MessageRow { corrected_by: string | null }

const COLUMNS = sql`m.id, m.case_id, m.at, m.channel, m.direction, m.visibility, m.automatic, m.author_id, m.from_name, m.from_address, m.answer_to, m.recipients, m.cc, m.subject, m.subject_key, m.body, m.quoted, m.html,
  m.message_id, m.in_reply_to, m.owner, m.next_step, m.expected_at, m.initial_solution, m.customer_feedback, m.follow_up, m.corrects, m.joined_by, m.received_id, m.mail_id`
const CORRECTED = sql`(select c.id from conversations_messages c where c.corrects = m.id order by c.at desc limit 1) as corrected_by`

/** `also`: of the case in which a merged one goes on, what was said to everybody since, and what this person wrote. */
export interface MessageFilter { caseIds: readonly string[]; also: { caseId: string; since: Date; authorId: string } | null; visibility: Visibility | null; descending: boolean; after: { at: string; id: string } | null; limit: number }

export async function listMessageRows(ctx: Ctx, f: MessageFilter): Promise<ListedMessage[]> {
  const order = f.descending ? sql`order by m.at desc, m.id desc` : sql`order by m.at, m.id`
  const after = !f.after ? sql`` : f.descending ? sql`and (m.at, m.id) < (${f.after.at}::timestamptz, ${f.after.id}::uuid)` : sql`and (m.at, m.id) > (${f.after.at}::timestamptz, ${f.after.id}::uuid)`
  const also = f.also ? sql` or (m.case_id = ${f.also.caseId} and m.at >= ${f.also.since} and m.visibility = 'public' and (m.direction = 'out' or m.author_id = ${f.also.authorId}))` : sql``
  const found = await sql<ListedMessage>`select ${COLUMNS}, ${CORRECTED} from conversations_messages m where (m.case_id = any(${[...f.caseIds]}::uuid[])${also})
    ${f.visibility ? sql`and m.visibility = ${f.visibility}` : sql``} ${after} ${order} limit ${f.limit}`.execute(ctx.sql<unknown>())
  return found.rows
}

export async function findMessage(ctx: Ctx, id: string): Promise<ListedMessage | null> {
  return (await sql<ListedMessage>`select ${COLUMNS}, ${CORRECTED} from conversations_messages m where m.id = ${id}`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

export async function findMessageOfReceived(ctx: Ctx, receivedId: string): Promise<ListedMessage | null> {
  return (await sql<ListedMessage>`select ${COLUMNS}, ${CORRECTED} from conversations_messages m where m.received_id = ${receivedId}`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

export type MessageText = Pick<MessageRow, 'id' | 'case_id' | 'at' | 'visibility' | 'from_name' | 'subject' | 'body' | 'customer_feedback' | 'next_step'>

/** The words of messages, without what they quote. */
export async function textsOfMessages(ctx: Ctx, ids: readonly string[]): Promise<MessageText[]> {
  if (ids.length === 0) return []
  return (await sql<MessageText>`select id, case_id, at, visibility, from_name, subject, body, customer_feedback, next_step from conversations_messages where id = any(${[...ids]}::uuid[])`.execute(ctx.sql<unknown>())).rows
}

export interface AttachmentRow { message_id: string; file_id: string; inline: boolean; visibility: Visibility; position: number }

export async function attachmentsOfMessages(ctx: Ctx, messageIds: readonly string[]): Promise<AttachmentRow[]> {
  if (messageIds.length === 0) return []
  return (await sql<AttachmentRow>`select a.message_id, a.file_id, a.inline, m.visibility, a.position from conversations_attachments a join conversations_messages m on m.id = a.message_id
    where a.message_id = any(${[...messageIds]}::uuid[]) order by a.message_id, a.position`.execute(ctx.sql<unknown>())).rows
}

export async function attachmentsOfFiles(ctx: Ctx, fileIds: readonly string[]): Promise<AttachmentRow[]> {
  if (fileIds.length === 0) return []
  return (await sql<AttachmentRow>`select a.message_id, a.file_id, a.inline, m.visibility, a.position from conversations_attachments a join conversations_messages m on m.id = a.message_id
    where a.file_id = any(${[...fileIds]}::uuid[])`.execute(ctx.sql<unknown>())).rows
}

/** Cases by the Message-IDs that a mail refers to; the reference that stands last in `refs` comes first. */
export async function casesOfRefs(ctx: Ctx, refs: readonly string[]): Promise<string[]> {
  if (refs.length === 0) return []
  const found = await sql<{ case_id: string }>`select m.case_id, max(r.n) as n from unnest(${[...refs]}::text[]) with ordinality as r(ref, n)
    join conversations_refs c on c.ref = r.ref join conversations_messages m on m.id = c.message_id group by m.case_id order by n desc limit 5`.execute(ctx.sql<unknown>())
  return found.rows.map((r) => r.case_id)
}

export async function casesOfTokens(ctx: Ctx, tokens: readonly string[]): Promise<string[]> {
  if (tokens.length === 0) return []
  return (await sql<{ case_id: string }>`select case_id from conversations_tokens where token = any(${[...tokens]}::text[])`.execute(ctx.sql<unknown>())).rows.map((r) => r.case_id)
}

/** Open cases of this requester that began with, or hold, a mail from the same address on the same matter; newest first. */
export async function openCasesOfMatter(ctx: Ctx, requesterId: string, address: string, subjectKey: string): Promise<string[]> {
  const found = await sql<{ case_id: string }>`select m.case_id from conversations_messages m join cases_summary c on c.id = m.case_id
    where m.direction = 'in' and m.from_address = ${address} and m.subject_key = ${subjectKey} and m.subject_key <> '' and c.open and c.requester_id = ${requesterId} order by m.at desc limit 1`.execute(ctx.sql<unknown>())
  return found.rows.map((r) => r.case_id)
}

/** The same mail by another way: same Message-ID, sender and words. */
export async function findSameMail(ctx: Ctx, mail: { messageId: string; from: string; body: string }): Promise<string | null> {
  const found = await sql<{ case_id: string }>`select m.case_id from conversations_refs r join conversations_messages m on m.id = r.message_id
    where r.ref = ${mail.messageId} and m.message_id = ${mail.messageId} and m.direction = 'in' and m.from_address = ${mail.from} and m.body = ${mail.body} limit 1`.execute(ctx.sql<unknown>())
  return found.rows[0]?.case_id ?? null
}

export interface ThreadEnd { message_id: string; direction: string; at: Date }

/** The public mails of a case, newest first: what an answer refers to. */
export async function threadOf(ctx: Ctx, caseId: string, limit: number): Promise<ThreadEnd[]> {
  return (await sql<ThreadEnd>`select message_id, direction, at from conversations_messages where case_id = ${caseId} and visibility = 'public' and message_id is not null order by at desc, id desc limit ${limit}`.execute(ctx.sql<unknown>())).rows
}

/** Where the requester last wrote from, and about what the first mail was. */
export async function mailContext(ctx: Ctx, caseId: string, requesterId: string): Promise<{ answerTo: string | null; subject: string | null }> {
  const found = await sql<{ answer_to: string | null; subject: string | null }>`select
    (select answer_to from conversations_messages where case_id = ${caseId} and direction = 'in' and author_id = ${requesterId} and answer_to is not null order by at desc, id desc limit 1) as answer_to,
    (select subject from conversations_messages where case_id = ${caseId} and direction = 'in' and visibility = 'public' and received_id is not null order by at, id limit 1) as subject`.execute(ctx.sql<unknown>())
  return { answerTo: found.rows[0]?.answer_to ?? null, subject: found.rows[0]?.subject ?? null }
}

/** How many automatic mails each address has had. */
export async function acknowledgedSince(ctx: Ctx, addresses: readonly string[], since: Date): Promise<Map<string, number>> {
  if (addresses.length === 0) return new Map()
  const found = await sql<{ address: string; n: number }>`select answer_to as address, count(*)::int as n from conversations_messages
    where answer_to = any(${[...addresses]}::text[]) and automatic and direction = 'out' and at > ${since} group by answer_to`.execute(ctx.sql<unknown>())
  return new Map(found.rows.map((r) => [r.address, r.n]))
}

/** Automatic mails to everybody, counted up to `most`. */
export async function acknowledgedInAll(ctx: Ctx, since: Date, most: number): Promise<number> {
  return (await sql<{ n: number }>`select count(*)::int as n from (select 1 from conversations_messages where automatic and direction = 'out' and answer_to is not null and at > ${since} limit ${most}) m`.execute(ctx.sql<unknown>())).rows[0]!.n
}

/** What was said in a message; null when there is none. */
export async function wordsOfMessage(ctx: Ctx, id: string): Promise<string | null> {
  return (await sql<{ body: string }>`select body from conversations_messages where id = ${id}`.execute(ctx.sql<unknown>())).rows[0]?.body ?? null
}
