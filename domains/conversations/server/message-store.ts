// Writes messages, their files and the names by which they are known.
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/server/ctx.ts'
import type { Direction, JoinReason, MessageAddress, MessageChannel, Visibility } from '../contract/message.ts'

export interface MessageRow {
  id: string; case_id: string; at: Date; channel: MessageChannel; direction: Direction; visibility: Visibility; automatic: boolean
  author_id: string | null; from_name: string; from_address: string | null; answer_to: string | null; recipients: MessageAddress[]; cc: MessageAddress[]
  subject: string | null; subject_key: string | null; body: string; quoted: string | null; html: string | null; message_id: string | null; in_reply_to: string | null
  owner: string | null; next_step: string | null; expected_at: Date | null; initial_solution: boolean; customer_feedback: string | null; follow_up: string | null
  corrects: string | null; joined_by: JoinReason | null; received_id: string | null; mail_id: string | null
}
export interface MessageFile { fileId: string; inline: boolean }

export async function insertMessage(ctx: Ctx, m: MessageRow): Promise<void> {
  await sql`insert into conversations_messages (id, case_id, at, channel, direction, visibility, automatic, author_id, from_name, from_address, answer_to, recipients, cc, subject, subject_key, body, quoted, html, message_id, in_reply_to,
      owner, next_step, expected_at, initial_solution, customer_feedback, follow_up, corrects, joined_by, received_id, mail_id)
    values (${m.id}, ${m.case_id}, ${m.at}, ${m.channel}, ${m.direction}, ${m.visibility}, ${m.automatic}, ${m.author_id}, ${m.from_name}, ${m.from_address}, ${m.answer_to}, ${JSON.stringify(m.recipients)}::jsonb, ${JSON.stringify(m.cc)}::jsonb,
      ${m.subject}, ${m.subject_key}, ${m.body}, ${m.quoted}, ${m.html}, ${m.message_id}, ${m.in_reply_to}, ${m.owner}, ${m.next_step}, ${m.expected_at}, ${m.initial_solution}, ${m.customer_feedback}, ${m.follow_up}, ${m.corrects}, ${m.joined_by}, ${m.received_id}, ${m.mail_id})`.execute(ctx.sql<unknown>())
}

export async function insertAttachments(ctx: Ctx, messageId: string, files: readonly MessageFile[]): Promise<void> {
  if (files.length === 0) return
  await sql`insert into conversations_attachments (message_id, file_id, position, inline)
    select ${messageId}, f.file_id, f.position, f.inline from jsonb_to_recordset(${JSON.stringify(files.map((f, position) => ({ file_id: f.fileId, position, inline: f.inline })))}::jsonb) as f(file_id uuid, position integer, inline boolean)`.execute(ctx.sql<unknown>())
}

export async function insertRefs(ctx: Ctx, messageId: string, refs: readonly string[]): Promise<void> {
  if (refs.length === 0) return
  await sql`insert into conversations_refs (ref, message_id) select ref, ${messageId} from unnest(${[...new Set(refs)]}::text[]) as ref on conflict do nothing`.execute(ctx.sql<unknown>())
}

/** Puts a message on another case; its words stay as they are. */
export async function moveMessage(ctx: Ctx, messageId: string, caseId: string): Promise<void> {
  await sql`update conversations_messages set case_id = ${caseId}, joined_by = 'moved' where id = ${messageId}`.execute(ctx.sql<unknown>())
}

/** The secret part of the reply address of a case; made on first use. */
export async function tokenOfCase(ctx: Ctx, caseId: string, fresh: string): Promise<string> {
  const kept = await sql<{ token: string }>`insert into conversations_tokens (case_id, token) values (${caseId}, ${fresh})
    on conflict (case_id) do update set token = conversations_tokens.token returning token`.execute(ctx.sql<unknown>())
  return kept.rows[0]!.token
}

export interface OldMessage { id: string; case_id: string; at: Date }

/** Messages older than the moment, oldest first, and never one younger than three calendar years (§5.1-4). */
export async function findOldMessages(ctx: Ctx, olderThan: Date, after: OldMessage | null, limit: number): Promise<OldMessage[]> {
  return (await sql<OldMessage>`select id, case_id, at from conversations_messages where at < ${olderThan} and at + interval '3 years' < ${ctx.now()}
    ${after ? sql`and (at, id) > (${after.at}, ${after.id}::uuid)` : sql``} order by at, id limit ${limit} for update skip locked`.execute(ctx.sql<unknown>())).rows
}

/** Removes messages; answers the files that no other message shows. */
export async function deleteMessages(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const files = await sql<{ file_id: string }>`select distinct a.file_id from conversations_attachments a where a.message_id = any(${[...ids]}::uuid[])
    and not exists (select 1 from conversations_attachments o where o.file_id = a.file_id and not (o.message_id = any(${[...ids]}::uuid[])))`.execute(ctx.sql<unknown>())
  await sql`delete from conversations_messages where id = any(${[...ids]}::uuid[])`.execute(ctx.sql<unknown>())
  return files.rows.map((r) => r.file_id)
}

/** All messages of cases that go altogether. */
export async function deleteMessagesOf(ctx: Ctx, caseIds: readonly string[]): Promise<void> {
  await sql`delete from conversations_messages where case_id = any(${[...caseIds]}::uuid[])`.execute(ctx.sql<unknown>())
}

/** Messages that belong together are placed one after the other: two at once would each open a case. */
export async function lockThread(ctx: Ctx, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(7246022, hashtext(${key}))`.execute(ctx.sql<unknown>())
}
