// Links between cases.
import { sql } from 'kysely'
import type { CaseState, ProblemClass } from '../../contract/case.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'

export type LinkKind = 'parent' | 'related' | 'merged' | 'follows'
export interface LinkRow {
  id: string; number: string; title: string; state: CaseState; kind: LinkKind | 'recurrence'; outgoing: boolean
  problemClass: ProblemClass | null; unitId: string | null; customerId: string | null; requesterId: string; handlerId: string | null; firstOwnerId: string | null; askedId: string | null
}

/** Links once; false when the link is there already. */
export async function linkCases(ctx: Ctx, caseId: string, otherId: string, kind: LinkKind): Promise<boolean> {
  const made = await sql`insert into cases_links (case_id, other_id, kind, created_at) values (${caseId}, ${otherId}, ${kind}, ${ctx.now()}) on conflict do nothing`.execute(ctx.sql<unknown>())
  return made.numAffectedRows === 1n
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
