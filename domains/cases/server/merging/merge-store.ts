// Rows about merges, and which cases were merged into which.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { CaseFacts } from '../case-facts.ts'

/** What a merge changes on the row of the absorbed case. Moments are ISO text. */
export interface Before {
  state: CaseFacts['state']; stages: CaseFacts['stages']; resumeState: CaseFacts['resumeState']; waitingReason: string | null; waitingUntil: string | null; askedId: string | null; closedAt: string | null
}
export interface MergeRow { id: string; absorbedId: string; survivorId: string; mergedAt: Date; mergedBy: string; mergedByName: string; reason: string | null; before: Before; offers: string[] }

export async function insertMerge(ctx: Ctx, m: Omit<MergeRow, 'mergedAt' | 'mergedBy' | 'mergedByName'>): Promise<void> {
  await sql`insert into cases_merges (id, absorbed_id, survivor_id, merged_at, merged_by, merged_by_name, reason, before, offers)
    values (${m.id}, ${m.absorbedId}, ${m.survivorId}, ${ctx.now()}, ${ctx.actor.id}, ${ctx.actor.name}, ${m.reason}, ${JSON.stringify(m.before)}::jsonb, ${m.offers}::uuid[])`.execute(ctx.sql<unknown>())
}

/** The merge by which the case is absorbed now; null when there is none, or when it is older than what can be undone. */
export async function activeMerge(ctx: Ctx, absorbedId: string): Promise<MergeRow | null> {
  const found = await sql<MergeRow>`select id, absorbed_id as "absorbedId", survivor_id as "survivorId", merged_at as "mergedAt", merged_by as "mergedBy", merged_by_name as "mergedByName", reason, before, offers
    from cases_merges where absorbed_id = ${absorbedId} and undone_at is null`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

export async function closeMerge(ctx: Ctx, id: string, reason: string | null): Promise<void> {
  await sql`update cases_merges set undone_at = ${ctx.now()}, undone_by = ${ctx.actor.id}, undone_by_name = ${ctx.actor.name}, undo_reason = ${reason} where id = ${id}`.execute(ctx.sql<unknown>())
}

export type Absorbed = Pick<CaseFacts, 'id' | 'number' | 'problemClass' | 'unitId' | 'customerId' | 'requesterId' | 'requesterName' | 'handlerId' | 'firstOwnerId' | 'askedId'>

/** Every case that goes on in this one, also by way of others; at most two hundred. */
export async function absorbedRows(ctx: Ctx, survivorId: string): Promise<Absorbed[]> {
  const found = await sql<Absorbed>`with recursive family as (
      select id from cases where merged_into = ${survivorId} union select c.id from cases c join family f on c.merged_into = f.id
    ) select c.id, c.number, c.problem_class as "problemClass", c.unit_id as "unitId", c.customer_id as "customerId", c.requester_id as "requesterId", c.requester_name as "requesterName", c.handler_id as "handlerId",
      c.first_owner_id as "firstOwnerId", c.asked_id as "askedId" from family f join cases c on c.id = f.id order by c.id limit 200`.execute(ctx.sql<unknown>())
  return found.rows
}

/** Offers that a merge withdrew are open again. */
export async function reopenOffers(ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql`update cases_transfers set state = 'offered', answered_at = null where id = any(${[...ids]}::uuid[]) and state = 'withdrawn'`.execute(ctx.sql<unknown>())
}

export async function removeMergedLink(ctx: Ctx, absorbedId: string, survivorId: string): Promise<void> {
  await sql`delete from cases_links where case_id = ${absorbedId} and other_id = ${survivorId} and kind = 'merged'`.execute(ctx.sql<unknown>())
}
