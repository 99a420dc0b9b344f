// Rows of who is named in notes, and of who has opened what we wrote.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'

export interface MentionRow { message_id: string; account_id: string; name: string }

export async function insertMentions(ctx: Ctx, messageId: string, people: readonly { id: string; name: string }[]): Promise<void> {
  await sql`insert into conversations_mentions (message_id, account_id, name) select ${messageId}, p.id, p.name from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as p(id uuid, name text)`.execute(ctx.sql<unknown>())
}

export async function mentionsOf(ctx: Ctx, messageIds: readonly string[]): Promise<MentionRow[]> {
  if (messageIds.length === 0) return []
  return (await sql<MentionRow>`select message_id, account_id, name from conversations_mentions where message_id = any(${[...messageIds]}::uuid[]) order by name`.execute(ctx.sql<unknown>())).rows
}

/** Notes the first opening of these messages; answers those that nobody had opened before. */
export async function insertReads(ctx: Ctx, messageIds: readonly string[], reader: { id: string; name: string }): Promise<string[]> {
  if (messageIds.length === 0) return []
  const done = await sql<{ message_id: string }>`insert into conversations_reads (message_id, reader_id, reader_name, at)
    select id, ${reader.id}, ${reader.name}, ${ctx.now()} from unnest(${[...messageIds]}::uuid[]) as id on conflict do nothing returning message_id`.execute(ctx.sql<unknown>())
  return done.rows.map((r) => r.message_id)
}

export async function readsOf(ctx: Ctx, messageIds: readonly string[]): Promise<Map<string, Date>> {
  if (messageIds.length === 0) return new Map()
  const found = await sql<{ message_id: string; at: Date }>`select message_id, at from conversations_reads where message_id = any(${[...messageIds]}::uuid[])`.execute(ctx.sql<unknown>())
  return new Map(found.rows.map((r) => [r.message_id, r.at]))
}
