// Cases that were resolved in a period, with their facts.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { scopeFilter, type Scope } from '../../../../platform/server/scope.ts'
import type { StoredState } from '../live/clock-rows.ts'

export interface SolvedRecord { id: string; state: Pick<StoredState, 'start' | 'facts'>; unitId: string | null; calendar: string | null }

/** By id, after the last one of the page before; moments in ms. */
export async function solvedPage(ctx: Ctx, reach: Scope, from: number, to: number, after: string | null, limit: number): Promise<SolvedRecord[]> {
  const found = await sql<SolvedRecord>`select r.id, jsonb_build_object('start', r.state -> 'start', 'facts', r.state -> 'facts') as state, s.unit_id as "unitId",
      (select c.calendar from sla_clocks c where c.record_id = r.id and c.kind = 'resolution' and not c.reference order by c.no desc limit 1) as calendar
    from sla_records r join cases_summary s on s.id = r.id
    where r.state ->> 'solvedAt' is not null and (r.state ->> 'solvedAt')::bigint >= ${from} and (r.state ->> 'solvedAt')::bigint < ${to} and (${after}::uuid is null or r.id > ${after}::uuid)
      and ${scopeFilter(reach, ctx.actor.id, { unit: 's.unit_id', customer: 's.customer_id', people: ['s.requester_id', 's.handler_id', 's.first_owner_id'] })} order by r.id limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows
}
