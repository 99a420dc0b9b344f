// What was split off, and the way back of its messages.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'

export interface Moved { id: string; joinedBy: string | null }
export interface SplitRow { to_case: string; from_case: string; moved: Moved[] }

export async function insertSplit(ctx: Ctx, split: SplitRow): Promise<void> {
  await sql`insert into conversations_splits (to_case, from_case, moved, split_at, split_by) values (${split.to_case}, ${split.from_case}, ${JSON.stringify(split.moved)}::jsonb, ${ctx.now()}, ${ctx.actor.id})`.execute(ctx.sql<unknown>())
}

/** The split by which the case came to be, held; null when there is none, or when it was taken back. */
export async function holdSplit(ctx: Ctx, toCase: string): Promise<SplitRow | null> {
  return (await sql<SplitRow>`select to_case, from_case, moved from conversations_splits where to_case = ${toCase} and undone_at is null for update`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

export async function closeSplit(ctx: Ctx, toCase: string): Promise<void> {
  await sql`update conversations_splits set undone_at = ${ctx.now()}, undone_by = ${ctx.actor.id} where to_case = ${toCase}`.execute(ctx.sql<unknown>())
}

/** Selected messages of a case, oldest first, held. */
export async function holdMessages(ctx: Ctx, caseId: string, ids: readonly string[]): Promise<{ id: string; at: Date; direction: string; visibility: string; body: string; joined_by: string | null; received_id: string | null }[]> {
  return (await sql<{ id: string; at: Date; direction: string; visibility: string; body: string; joined_by: string | null; received_id: string | null }>`select id, at, direction, visibility, body, joined_by, received_id from conversations_messages
    where case_id = ${caseId} and id = any(${[...ids]}::uuid[]) order by at, id for update`.execute(ctx.sql<unknown>())).rows
}

/** Was anything said on the case beside these messages, by people? */
export async function hasOtherMessages(ctx: Ctx, caseId: string, ids: readonly string[]): Promise<boolean> {
  return (await sql`select 1 from conversations_messages where case_id = ${caseId} and not automatic and not (id = any(${[...ids]}::uuid[])) limit 1`.execute(ctx.sql<unknown>())).rows.length > 0
}

export async function putBack(ctx: Ctx, message: Moved, caseId: string): Promise<void> {
  await sql`update conversations_messages set case_id = ${caseId}, joined_by = ${message.joinedBy} where id = ${message.id}`.execute(ctx.sql<unknown>())
}
