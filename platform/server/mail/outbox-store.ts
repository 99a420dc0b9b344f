// Rows of outgoing mail and of every try to deliver it.
import { sql } from 'kysely'
import type { MailState } from '../../contract/mail.ts'
import type { Ctx } from '../ctx.ts'
import { newId } from '../ids.ts'

export interface OutboxRow {
  id: string; kind: string; message_id: string; sender_name: string | null; recipients: string[]; cc: string[]; reply_to: string | null
  subject: string; text_body: string; html_body: string | null; in_reply_to: string | null; refs: string[]; attachment_ids: string[]
  automatic: boolean; related_to: string | null; state: MailState; attempts: number; created_at: Date; queued_at: Date; next_at: Date
  lease_until: Date | null; sent_at: Date | null; last_code: number | null; last_error: string | null; domain: string | null
}
export type NewOutboxRow = Pick<OutboxRow, 'id' | 'kind' | 'message_id' | 'sender_name' | 'recipients' | 'cc' | 'reply_to' | 'subject' | 'text_body' | 'html_body' | 'in_reply_to' | 'refs' | 'attachment_ids' | 'automatic' | 'related_to' | 'state' | 'domain'>

export async function insertOutgoing(ctx: Ctx, row: NewOutboxRow): Promise<void> {
  const real = ctx.host.realNow()
  await sql`insert into mail_outbox (id, kind, message_id, sender_name, recipients, cc, reply_to, subject, text_body, html_body, in_reply_to, refs, attachment_ids, automatic, related_to, state, domain, created_at, queued_at, next_at)
    values (${row.id}, ${row.kind}, ${row.message_id}, ${row.sender_name}, ${row.recipients}::text[], ${row.cc}::text[], ${row.reply_to}, ${row.subject}, ${row.text_body}, ${row.html_body}, ${row.in_reply_to},
      ${row.refs}::text[], ${row.attachment_ids}::uuid[], ${row.automatic}, ${row.related_to}, ${row.state}, ${row.domain}, ${ctx.now()}, ${real}, ${real})`.execute(ctx.sql<unknown>())
}

export async function findOutgoing(ctx: Ctx, id: string, lock = false): Promise<OutboxRow | null> {
  const found = await sql<OutboxRow>`select * from mail_outbox where id = ${id} ${lock ? sql`for update` : sql``}`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

export async function findOutgoingByMessageId(ctx: Ctx, messageIds: readonly string[]): Promise<OutboxRow | null> {
  if (messageIds.length === 0) return null
  const found = await sql<OutboxRow>`select * from mail_outbox where message_id = any(${[...messageIds]}::text[]) order by id desc limit 1`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

export async function listOutgoing(ctx: Ctx, filter: { state?: MailState; kind?: string; before: string | null; limit: number }): Promise<OutboxRow[]> {
  const found = await sql<OutboxRow>`select * from mail_outbox where true
    ${filter.state ? sql`and state = ${filter.state}` : sql``} ${filter.kind ? sql`and kind = ${filter.kind}` : sql``} ${filter.before ? sql`and id < ${filter.before}` : sql``}
    order by id desc limit ${filter.limit}`.execute(ctx.sql<unknown>())
  return found.rows
}

export async function renewSending(ctx: Ctx, row: Pick<OutboxRow, 'id' | 'attempts'>, until: Date): Promise<void> {
  await sql`update mail_outbox set lease_until = ${until} where id = ${row.id} and state = 'sending' and attempts = ${row.attempts}`.execute(ctx.sql<unknown>())
}

/** Takes the next mail that is due (or whose sender died) and leases it; two senders never hold the same. */
export async function takeDue(ctx: Ctx, leaseUntil: Date, fullDomains: readonly string[] = []): Promise<OutboxRow | null> {
  const real = ctx.host.realNow()
  const taken = await sql<OutboxRow>`update mail_outbox set state = 'sending', lease_until = ${leaseUntil}, attempts = attempts + 1 where id = (
      select id from mail_outbox where ((state = 'queued' and next_at <= ${real}) or (state = 'sending' and lease_until < ${real}))
        ${fullDomains.length > 0 ? sql`and coalesce(domain, '') <> all(${[...fullDomains]}::text[])` : sql``} order by next_at, id limit 1 for update skip locked)
    returning *`.execute(ctx.sql<unknown>())
  return taken.rows[0] ?? null
}

export interface TryResult { state: MailState; outcome: 'sent' | 'deferred' | 'failed' | 'cancelled' | 'retried' | 'bounced'; nextAt?: Date; code: number | null; text: string | null; tookMs?: number; attempts?: number }

/** Writes what a try came to, and its line in the delivery log. One-time codes and links (`account`) do not outlive it once nothing more is tried. */
export async function saveTry(ctx: Ctx, id: string, r: TryResult): Promise<void> {
  const real = ctx.host.realNow()
  const failed = r.outcome === 'deferred' || r.outcome === 'failed' || r.outcome === 'bounced'
  const ended = !['queued', 'sending'].includes(r.state)
  await sql`update mail_outbox set state = ${r.state}, text_body = case when kind = 'account' and ${ended} then '' else text_body end, html_body = case when kind = 'account' and ${ended} then null else html_body end, lease_until = null, next_at = ${r.nextAt ?? real}, queued_at = case when ${r.outcome === 'retried'} then ${real}::timestamptz else queued_at end, sent_at = case when ${r.outcome === 'sent'} then ${ctx.now()}::timestamptz else sent_at end,
    last_code = ${r.code}, last_error = ${failed ? r.text?.slice(0, 1000) ?? null : null}, attempts = coalesce(${r.attempts ?? null}::integer, attempts) where id = ${id}`.execute(ctx.sql<unknown>())
  await sql`insert into mail_deliveries (id, mail_id, at, outcome, code, response, took_ms) values (${newId()}, ${id}, ${real}, ${r.outcome}, ${r.code}, ${r.text?.slice(0, 1000) ?? null}, ${r.tookMs ?? null})`.execute(ctx.sql<unknown>())
}

export interface DeliveryRow { at: Date; outcome: string; code: number | null; response: string | null; took_ms: number | null }

export async function deliveriesOf(ctx: Ctx, mailId: string): Promise<DeliveryRow[]> {
  return (await sql<DeliveryRow>`select at, outcome, code, response, took_ms from mail_deliveries where mail_id = ${mailId} order by id`.execute(ctx.sql<unknown>())).rows
}

/** Mails that left since the moment or are leaving now. Senders count one after the other, so that the quota holds across processes. */
export async function leftSince(ctx: Ctx, since: Date): Promise<number> {
  await sql`select pg_advisory_xact_lock(7246010)`.execute(ctx.sql<unknown>())
  const found = await sql<{ n: number }>`select ((select count(*) from mail_deliveries where outcome = 'sent' and at > ${since}) + (select count(*) from mail_outbox where state = 'sending' and lease_until >= ${ctx.host.realNow()}))::int as n`.execute(ctx.sql<unknown>())
  return found.rows[0]!.n
}

/** Domains that had their share of mail since the moment: their servers would put off or refuse what comes on top. */
export async function fullDomains(ctx: Ctx, since: Date, most: number): Promise<string[]> {
  return (await sql<{ domain: string }>`select domain from (
      select o.domain from mail_deliveries d join mail_outbox o on o.id = d.mail_id where d.outcome = 'sent' and d.at > ${since}
      union all select domain from mail_outbox where state = 'sending' and lease_until >= ${ctx.host.realNow()}) left_or_leaving
    where domain is not null group by domain having count(*) >= ${most}`.execute(ctx.sql<unknown>())).rows.map((r) => r.domain)
}

export async function statesOf(ctx: Ctx, ids: readonly string[]): Promise<Pick<OutboxRow, 'id' | 'state' | 'last_error'>[]> {
  if (ids.length === 0) return []
  return (await sql<Pick<OutboxRow, 'id' | 'state' | 'last_error'>>`select id, state, last_error from mail_outbox where id = any(${[...ids]}::uuid[])`.execute(ctx.sql<unknown>())).rows
}
