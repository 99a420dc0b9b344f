// Links between cases.
import { sql } from 'kysely'
import type { CaseState, ProblemClass } from '../../contract/case.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { CaseFacts } from '../case-facts.ts'

export type LinkKind = 'parent' | 'related' | 'merged' | 'follows' | 'duplicate' | 'caused-by' | 'split-from'
export interface LinkRow {
  id: string; number: string; title: string; state: CaseState; kind: LinkKind | 'recurrence'; outgoing: boolean
  problemClass: ProblemClass | null; unitId: string | null; customerId: string | null; requesterId: string; handlerId: string | null; firstOwnerId: string | null; askedId: string | null
}

/** Links once; false when the link is there already. */
export async function linkCases(ctx: Ctx, caseId: string, otherId: string, kind: LinkKind): Promise<boolean> {
  const made = await sql`insert into cases_links (case_id, other_id, kind, created_at) values (${caseId}, ${otherId}, ${kind}, ${ctx.now()}) on conflict do nothing`.execute(ctx.sql<unknown>())
  return made.numAffectedRows === 1n
}

/** Takes a link away; false when there was none. `related` and `duplicate` have no direction. */
export async function unlinkCases(ctx: Ctx, caseId: string, otherId: string, kind: LinkKind): Promise<boolean> {
  const gone = await sql`delete from cases_links where kind = ${kind} and ((case_id = ${caseId} and other_id = ${otherId}) or (${kind === 'related' || kind === 'duplicate'} and case_id = ${otherId} and other_id = ${caseId}))`.execute(ctx.sql<unknown>())
  return (gone.numAffectedRows ?? 0n) > 0n
}

export type Child = Pick<CaseFacts, 'id' | 'number' | 'state' | 'customerId' | 'requesterId'>

/** Children of a case that are still worked on: not resolved, merged or cancelled; at most a hundred. */
export async function openChildren(ctx: Ctx, parentId: string): Promise<Child[]> {
  const found = await sql<Child>`select c.id, c.number, c.state, c.customer_id as "customerId", c.requester_id as "requesterId" from cases_links l join cases c on c.id = l.case_id
    where l.other_id = ${parentId} and l.kind = 'parent' and c.open and c.state not in ('resolved', 'awaiting-confirmation') order by c.number limit 100`.execute(ctx.sql<unknown>())
  return found.rows
}

/** All cases above this one, nearest first: a case cannot become the parent of what stands above it. */
export async function parentsOf(ctx: Ctx, caseId: string): Promise<string[]> {
  const found = await sql<{ id: string }>`with recursive up as (select other_id as id, 1 as n from cases_links where case_id = ${caseId} and kind = 'parent'
      union select l.other_id, up.n + 1 from cases_links l join up on l.case_id = up.id where l.kind = 'parent' and up.n < 50) select id from up order by n`.execute(ctx.sql<unknown>())
  return found.rows.map((r) => r.id)
}

/** What a case is linked with, seen from both ends. A recurrence is kept on the later case itself. */
export async function linksOf(ctx: Ctx, caseId: string): Promise<LinkRow[]> {
  const found = await sql<LinkRow>`select o.id, o.number, o.title, o.state, l.kind, l.outgoing, o.problem_class as "problemClass", o.unit_id as "unitId", o.customer_id as "customerId",
      o.requester_id as "requesterId", o.handler_id as "handlerId", o.first_owner_id as "firstOwnerId", o.asked_id as "askedId"
    from (select other_id as id, kind, created_at, true as outgoing from cases_links where case_id = ${caseId}
      union all select case_id, kind, created_at, false from cases_links where other_id = ${caseId}
      union all select recurrence_of, 'recurrence', created_at, true from cases where id = ${caseId} and recurrence_of is not null
      union all select id, 'recurrence', created_at, false from cases where recurrence_of = ${caseId}) l join cases o on o.id = l.id order by l.created_at, o.number limit 100`.execute(ctx.sql<unknown>())
  return found.rows
}
