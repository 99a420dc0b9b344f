// Rows of the mailboxes that are fetched from: how far, by whom, and how it went.
import { sql } from 'kysely'
import type { MailboxPreview } from '../../../contract/mail.ts'
import type { Ctx } from '../../ctx.ts'

export interface MailboxRow { id: string; uid_validity: string | null; last_uid: number; archive_below: number; first_seen_at: Date; last_ok_at: Date | null; last_error: string | null; last_error_at: Date | null; preview: MailboxPreview | null; released_at: Date | null }

const COLUMNS = sql`id, uid_validity::text, last_uid::float8 as last_uid, archive_below::float8 as archive_below, first_seen_at, last_ok_at, last_error, last_error_at, preview, released_at`

/** Takes or keeps the mailbox for this reader; false while another one holds it. */
export async function holdMailbox(ctx: Ctx, id: string, holder: string, leaseMs: number): Promise<boolean> {
  const real = ctx.host.realNow(), until = new Date(real.getTime() + leaseMs)
  const held = await sql`insert into mail_mailboxes (id, first_seen_at, lease_holder, lease_until) values (${id}, ${real}, ${holder}, ${until})
    on conflict (id) do update set lease_holder = excluded.lease_holder, lease_until = excluded.lease_until
      where mail_mailboxes.lease_holder = excluded.lease_holder or mail_mailboxes.lease_until is null or mail_mailboxes.lease_until < ${real}`.execute(ctx.sql<unknown>())
  return held.numAffectedRows === 1n
}

export async function releaseMailbox(ctx: Ctx, id: string, holder: string): Promise<void> {
  await sql`update mail_mailboxes set lease_until = null where id = ${id} and lease_holder = ${holder}`.execute(ctx.sql<unknown>())
}

/** The caller holds the mailbox, so that there is one. */
export async function findMailbox(ctx: Ctx, id: string): Promise<MailboxRow> {
  return (await sql<MailboxRow>`select ${COLUMNS} from mail_mailboxes where id = ${id}`.execute(ctx.sql<unknown>())).rows[0]!
}

export async function allMailboxes(ctx: Ctx): Promise<MailboxRow[]> {
  return (await sql<MailboxRow>`select ${COLUMNS} from mail_mailboxes order by id`.execute(ctx.sql<unknown>())).rows
}

/** Starts the numbering: at the first connection, and whenever the server numbered its messages anew. */
export async function startNumbering(ctx: Ctx, id: string, n: { uidValidity: string; lastUid: number; archiveBelow: number }): Promise<void> {
  await sql`update mail_mailboxes set uid_validity = ${n.uidValidity}, last_uid = ${n.lastUid}, archive_below = ${n.archiveBelow} where id = ${id}`.execute(ctx.sql<unknown>())
}

export async function advanceMailbox(ctx: Ctx, id: string, uid: number): Promise<void> {
  await sql`update mail_mailboxes set last_uid = greatest(last_uid, ${uid}::bigint) where id = ${id}`.execute(ctx.sql<unknown>())
}

export async function noteMailbox(ctx: Ctx, id: string, error: string | null): Promise<void> {
  const real = ctx.host.realNow()
  await (error === null
    ? sql`update mail_mailboxes set last_ok_at = ${real}, last_error = null where id = ${id}`
    : sql`update mail_mailboxes set last_error = ${error.slice(0, 500)}, last_error_at = ${real} where id = ${id}`).execute(ctx.sql<unknown>())
}

/** Notes what was there at the first connection; the mailbox waits until somebody lets it be read. */
export async function savePreview(ctx: Ctx, id: string, preview: MailboxPreview): Promise<void> {
  await sql`update mail_mailboxes set preview = ${JSON.stringify(preview)}::jsonb, released_at = null where id = ${id}`.execute(ctx.sql<unknown>())
}

/** `fromStart`: everything from the first message on is fetched; what was there before the first connection is archive. */
export async function saveRelease(ctx: Ctx, id: string, fromStart: boolean): Promise<void> {
  await sql`update mail_mailboxes set released_at = ${ctx.host.realNow()}, last_uid = case when ${fromStart} then 0 else last_uid end where id = ${id}`.execute(ctx.sql<unknown>())
}
