// Rows of messages that wait to be said.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { NewMessage } from '../../contract/message.ts'
import type { Follow } from '../../contract/writing.ts'

export interface WaitingRow {
  id: string; case_id: string; author_id: string; author_name: string; kind: 'undo' | 'scheduled'; message: NewMessage; follow: Follow; send_at: Date
  state: 'waiting' | 'sent' | 'cancelled' | 'failed'; problem: string | null; message_id: string | null; macro_id: string | null; version: number; created_at: Date; ended_at: Date | null
}

export async function insertWaiting(ctx: Ctx, row: Omit<WaitingRow, 'state' | 'problem' | 'message_id' | 'version' | 'created_at' | 'ended_at'>): Promise<WaitingRow> {
  return (await sql<WaitingRow>`insert into conversations_waiting (id, case_id, author_id, author_name, kind, message, follow, send_at, macro_id, created_at)
    values (${row.id}, ${row.case_id}, ${row.author_id}, ${row.author_name}, ${row.kind}, ${JSON.stringify(row.message)}::jsonb, ${JSON.stringify(row.follow)}::jsonb, ${row.send_at}, ${row.macro_id}, ${ctx.now()}) returning *`.execute(ctx.sql<unknown>())).rows[0]!
}

export async function findWaiting(ctx: Ctx, id: string, lock = false): Promise<WaitingRow | null> {
  return (await sql<WaitingRow>`select * from conversations_waiting where id = ${id} ${lock ? sql`for update` : sql``}`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

/** Those that wait, and those that could not be sent and that nobody has looked after. */
export async function waitingOfCase(ctx: Ctx, caseId: string): Promise<WaitingRow[]> {
  return (await sql<WaitingRow>`select * from conversations_waiting where case_id = ${caseId} and state in ('waiting', 'failed') order by created_at, id`.execute(ctx.sql<unknown>())).rows
}

export async function changeWaiting(ctx: Ctx, id: string, change: { message: NewMessage; sendAt: Date }): Promise<WaitingRow> {
  return (await sql<WaitingRow>`update conversations_waiting set message = ${JSON.stringify(change.message)}::jsonb, send_at = ${change.sendAt}, state = 'waiting', problem = null, version = version + 1 where id = ${id} returning *`.execute(ctx.sql<unknown>())).rows[0]!
}

export async function endWaiting(ctx: Ctx, id: string, end: { state: 'sent' | 'cancelled' | 'failed'; messageId?: string; problem?: string }): Promise<WaitingRow> {
  return (await sql<WaitingRow>`update conversations_waiting set state = ${end.state}, message_id = ${end.messageId ?? null}, problem = ${end.problem ?? null}, ended_at = ${ctx.now()}, version = version + 1 where id = ${id} returning *`.execute(ctx.sql<unknown>())).rows[0]!
}

/** The next held message whose seconds are over, by wall time. Not locked: who sends it locks it. */
export async function nextHeld(ctx: Ctx, now: Date): Promise<{ id: string; author_id: string } | null> {
  return (await sql<{ id: string; author_id: string }>`select id, author_id from conversations_waiting where state = 'waiting' and kind = 'undo' and send_at <= ${now} order by send_at limit 1`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

export async function deleteWaitingOf(ctx: Ctx, caseIds: readonly string[]): Promise<void> {
  await sql`delete from conversations_waiting where case_id = any(${[...caseIds]}::uuid[])`.execute(ctx.sql<unknown>())
}
