// Rows of outgoing mail as the guard counts them.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'

/** Automatic mails of a kind since the moment (wall time), counted up to `most`. */
export async function queuedOfKind(ctx: Ctx, kind: string, since: Date, most: number): Promise<number> {
  return (await sql<{ n: number }>`select count(*)::int as n from (select 1 from mail_outbox where automatic and kind = ${kind} and state <> 'suppressed' and queued_at > ${since} limit ${most}) m`.execute(ctx.sql<unknown>())).rows[0]!.n
}

export interface HeldKind { kind: string; mails: number; recipients: number; domains: number; oldest: Date; sample: string }

export async function heldByKind(ctx: Ctx): Promise<HeldKind[]> {
  return (await sql<HeldKind>`select kind, count(*)::int as mails, sum(cardinality(recipients) + cardinality(cc))::int as recipients, count(distinct domain)::int as domains, min(created_at) as oldest,
    (array_agg(subject order by id))[1] as sample from mail_outbox where state = 'held' group by kind order by kind`.execute(ctx.sql<unknown>())).rows
}

export async function outgoingFigures(ctx: Ctx, since: Date): Promise<{ queued: { mails: number; recipients: number }; sentLastHour: number; failedLastHour: number }> {
  const queued = await sql<{ mails: number; recipients: number }>`select count(*)::int as mails, coalesce(sum(cardinality(recipients) + cardinality(cc)), 0)::int as recipients from mail_outbox where state in ('queued', 'sending')`.execute(ctx.sql<unknown>())
  const left = await sql<{ sent: number; failed: number }>`select count(*) filter (where outcome = 'sent')::int as sent, count(*) filter (where outcome in ('failed', 'bounced'))::int as failed from mail_deliveries where at > ${since}`.execute(ctx.sql<unknown>())
  return { queued: queued.rows[0]!, sentLastHour: left.rows[0]!.sent, failedLastHour: left.rows[0]!.failed }
}

interface Counted { mails: number; recipients: number }

export async function releaseHeld(ctx: Ctx, kind: string, count: number): Promise<Counted> {
  const real = ctx.host.realNow()
  return (await sql<Counted>`with gone as (update mail_outbox set state = 'queued', queued_at = ${real}, next_at = ${real} where id in (select id from mail_outbox where state = 'held' and kind = ${kind} order by id limit ${count} for update skip locked)
    returning recipients, cc) select count(*)::int as mails, coalesce(sum(cardinality(recipients) + cardinality(cc)), 0)::int as recipients from gone`.execute(ctx.sql<unknown>())).rows[0]!
}

export async function cancelHeld(ctx: Ctx, kind: string): Promise<Counted> {
  return (await sql<Counted>`with gone as (update mail_outbox set state = 'cancelled' where state = 'held' and kind = ${kind} returning recipients, cc)
    select count(*)::int as mails, coalesce(sum(cardinality(recipients) + cardinality(cc)), 0)::int as recipients from gone`.execute(ctx.sql<unknown>())).rows[0]!
}
