// To which merged case a message was written, and what is read together with a case.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'

export async function noteAddressed(ctx: Ctx, messageId: string, caseId: string): Promise<void> {
  await sql`insert into conversations_addressed (message_id, case_id) values (${messageId}, ${caseId}) on conflict do nothing`.execute(ctx.sql<unknown>())
}

/** Puts messages for a case that was apart again on it; answers which. Their words, and why they joined, stay as they are. */
export async function returnAddressed(ctx: Ctx, caseId: string): Promise<string[]> {
  const back = await sql<{ id: string }>`update conversations_messages m set case_id = ${caseId} from conversations_addressed a where a.case_id = ${caseId} and m.id = a.message_id and m.case_id <> ${caseId} returning m.id`.execute(ctx.sql<unknown>())
  await sql`delete from conversations_addressed where case_id = ${caseId}`.execute(ctx.sql<unknown>())
  return back.rows.map((r) => r.id)
}
