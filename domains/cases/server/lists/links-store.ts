// Links between cases.
import { sql } from 'kysely'
import type { CaseState } from '../../contract/case.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'

export type LinkKind = 'parent' | 'related' | 'recurrence' | 'merged' | 'follows'
export interface LinkRow { id: string; number: string; title: string; state: CaseState; kind: LinkKind; outgoing: boolean; restricted: boolean; requesterId: string }

/** Links once; false when the link is there already. */
export async function linkCases(ctx: Ctx, caseId: string, otherId: string, kind: LinkKind): Promise<boolean> {
  const made = await sql`insert into cases_links (case_id, other_id, kind, created_at) values (${caseId}, ${otherId}, ${kind}, ${ctx.now()}) on conflict do nothing`.execute(ctx.sql<unknown>())
  return made.numAffectedRows === 1n
}

/** What a case is linked with, seen from both ends. */
export async function linksOf(ctx: Ctx, caseId: string): Promise<LinkRow[]> {
  const found = await sql<LinkRow>`select o.id, o.number, o.title, o.state, l.kind, l.outgoing, o.requester_id as "requesterId", o.problem_class is not distinct from 'data-security' as restricted
    from (select other_id as id, kind, created_at, true as outgoing from cases_links where case_id = ${caseId}
      union all select case_id, kind, created_at, false from cases_links where other_id = ${caseId}) l join cases o on o.id = l.id order by l.created_at, o.number limit 100`.execute(ctx.sql<unknown>())
  return found.rows
}

/** The newest earlier case of the same class on the same asset, or without an asset of the same customer or internal requester, opened since a moment. */
export async function findEarlier(ctx: Ctx, c: { id: string; createdAt: Date; problemClass: string; assetId: string | null; customerId: string | null; requesterId: string }, since: Date): Promise<{ id: string; number: string } | null> {
  const same = c.assetId ? sql`asset_id = ${c.assetId}` : c.customerId ? sql`customer_id = ${c.customerId}` : sql`requester_id = ${c.requesterId}`
  const found = await sql<{ id: string; number: string }>`select id, number from cases where ${same} and problem_class = ${c.problemClass} and id <> ${c.id} and created_at >= ${since} and created_at <= ${c.createdAt}
    and state not in ('merged', 'cancelled') order by created_at desc, id desc limit 1`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}
