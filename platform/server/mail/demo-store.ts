// The mail of the demo company: everything from and to addresses that can never exist.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'
import { removeFiles } from '../files/public.ts'

export async function removeDemoMail(ctx: Ctx): Promise<string[]> {
  const db = ctx.sql<unknown>()
  await sql`delete from mail_outbox where state = 'suppressed'`.execute(db)
  const gone = await sql<{ raw_file: string }>`delete from mail_received where from_address like '%.invalid' and source <> 'hook' returning raw_file`.execute(db)
  await removeFiles(ctx, gone.rows.map((r) => r.raw_file))
  return []
}

/** Mails of ours about something that goes for good. */
export async function removeMailAbout(ctx: Ctx, relatedTo: readonly string[]): Promise<void> {
  await sql`delete from mail_outbox where related_to = any(${[...relatedTo]}::text[])`.execute(ctx.sql<unknown>())
}
