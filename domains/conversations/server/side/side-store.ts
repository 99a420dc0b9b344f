// Rows of side conversations, their messages and files.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { MessageFile } from '../message-store.ts'

export interface SideRow {
  id: string; case_id: string; party: 'department' | 'vendor' | 'other'; party_name: string; addresses: string[]; subject: string; token: string; state: 'open' | 'closed'
  opened_by: string; opened_by_name: string; opened_at: Date; last_at: Date; waits_for_them: boolean; version: number
}
export interface SideMessageRow {
  id: string; side_id: string; at: Date; direction: 'in' | 'out'; automatic: boolean; author_id: string | null; from_name: string; from_address: string | null; known_sender: boolean
  body: string; quoted: string | null; html: string | null; message_id: string | null; mail_id: string | null; received_id: string | null
}

export async function insertSide(ctx: Ctx, s: Pick<SideRow, 'id' | 'case_id' | 'party' | 'party_name' | 'addresses' | 'subject' | 'token'>): Promise<SideRow> {
  return (await sql<SideRow>`insert into conversations_side (id, case_id, party, party_name, addresses, subject, token, state, opened_by, opened_by_name, opened_at, last_at)
    values (${s.id}, ${s.case_id}, ${s.party}, ${s.party_name}, ${s.addresses}::text[], ${s.subject}, ${s.token}, 'open', ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now()}, ${ctx.now()}) returning *`.execute(ctx.sql<unknown>())).rows[0]!
}
export async function findSide(ctx: Ctx, id: string): Promise<SideRow | null> {
  return (await sql<SideRow>`select * from conversations_side where id = ${id} for update`.execute(ctx.sql<unknown>())).rows[0] ?? null
}
export async function sidesOfCase(ctx: Ctx, caseId: string): Promise<SideRow[]> {
  return (await sql<SideRow>`select * from conversations_side where case_id = ${caseId} order by opened_at, id`.execute(ctx.sql<unknown>())).rows
}
/** By the token in the address, else by the Message-ID of ours that a mail answers. */
export async function sideOfNames(ctx: Ctx, tokens: readonly string[], refs: readonly string[]): Promise<SideRow | null> {
  return (await sql<SideRow>`select s.* from conversations_side s where s.token = any(${[...tokens]}::text[])
    or s.id in (select side_id from conversations_side_messages where message_id = any(${[...refs]}::text[])) order by s.last_at desc limit 1`.execute(ctx.sql<unknown>())).rows[0] ?? null
}
export async function touchSide(ctx: Ctx, id: string, change: { state?: SideRow['state']; waitsForThem?: boolean }): Promise<SideRow> {
  return (await sql<SideRow>`update conversations_side set state = coalesce(${change.state ?? null}::text, state), waits_for_them = coalesce(${change.waitsForThem ?? null}::boolean, waits_for_them),
    last_at = case when ${change.waitsForThem === undefined} then last_at else ${ctx.now()}::timestamptz end, version = version + 1 where id = ${id} returning *`.execute(ctx.sql<unknown>())).rows[0]!
}
export async function insertSideMessage(ctx: Ctx, m: SideMessageRow, files: readonly MessageFile[]): Promise<void> {
  await sql`insert into conversations_side_messages (id, side_id, at, direction, automatic, author_id, from_name, from_address, known_sender, body, quoted, html, message_id, mail_id, received_id)
    values (${m.id}, ${m.side_id}, ${m.at}, ${m.direction}, ${m.automatic}, ${m.author_id}, ${m.from_name}, ${m.from_address}, ${m.known_sender}, ${m.body}, ${m.quoted}, ${m.html}, ${m.message_id}, ${m.mail_id}, ${m.received_id})`.execute(ctx.sql<unknown>())
  if (files.length === 0) return
  await sql`insert into conversations_side_files (message_id, file_id, position, inline)
    select ${m.id}, f.file_id, f.position, f.inline from jsonb_to_recordset(${JSON.stringify(files.map((f, position) => ({ file_id: f.fileId, position, inline: f.inline })))}::jsonb) as f(file_id uuid, position integer, inline boolean)`.execute(ctx.sql<unknown>())
}
export async function messagesOfSides(ctx: Ctx, sideIds: readonly string[]): Promise<SideMessageRow[]> {
  if (sideIds.length === 0) return []
  return (await sql<SideMessageRow>`select * from conversations_side_messages where side_id = any(${[...sideIds]}::uuid[]) order by at, id limit 2000`.execute(ctx.sql<unknown>())).rows
}
export async function filesOfSideMessages(ctx: Ctx, messageIds: readonly string[]): Promise<{ message_id: string; file_id: string; inline: boolean }[]> {
  if (messageIds.length === 0) return []
  return (await sql<{ message_id: string; file_id: string; inline: boolean }>`select message_id, file_id, inline from conversations_side_files where message_id = any(${[...messageIds]}::uuid[]) order by message_id, position`.execute(ctx.sql<unknown>())).rows
}
export async function deleteSidesOf(ctx: Ctx, caseIds: readonly string[]): Promise<void> {
  await sql`delete from conversations_side where case_id = any(${[...caseIds]}::uuid[])`.execute(ctx.sql<unknown>())
}

export interface OldSide { id: string; case_id: string; last_at: Date }
/** Talks whose last word is older than the moment and never younger than three calendar years (§5.1-4), oldest first. */
export async function findOldSides(ctx: Ctx, olderThan: Date, after: OldSide | null, limit: number): Promise<OldSide[]> {
  return (await sql<OldSide>`select id, case_id, last_at from conversations_side where last_at < ${olderThan} and last_at + interval '3 years' < ${ctx.now()}
    ${after ? sql`and (last_at, id) > (${after.last_at}, ${after.id}::uuid)` : sql``} order by last_at, id limit ${limit} for update skip locked`.execute(ctx.sql<unknown>())).rows
}
/** Removes talks; answers their files. */
export async function deleteSides(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const files = await sql<{ file_id: string }>`select distinct f.file_id from conversations_side_files f join conversations_side_messages m on m.id = f.message_id where m.side_id = any(${[...ids]}::uuid[])`.execute(ctx.sql<unknown>())
  await sql`delete from conversations_side where id = any(${[...ids]}::uuid[])`.execute(ctx.sql<unknown>())
  return files.rows.map((r) => r.file_id)
}
