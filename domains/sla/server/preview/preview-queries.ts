// What a preview reads: facts of records and, of open ones, the clocks that govern them now. Read only.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { scopeFilter, type Scope } from '../../../../platform/server/scope.ts'
import type { ClockKind, RecordKind } from '../../contract/clock.ts'
import type { StoredState } from '../live/clock-rows.ts'
import { placed } from '../live/placed-queries.ts'

/** kind, policy, version, clause, target in ms, due in ms or null, breached, level */
export type OpenClock = [kind: ClockKind, policy: string, version: number, clause: string, target: number, due: number | null, breached: boolean, level: string | null]
export interface PreviewRecord { id: string; state: StoredState; clocks: OpenClock[] }

const inReach = (ctx: Ctx, reach: Scope) => (reach.all ? sql`true` : sql`exists (select 1 from ${placed()} p where p.record_id = r.id and ${scopeFilter(reach, ctx.actor.id, { unit: 'p.unit_id', customer: 'p.customer_id', peopleIn: 'p.people' })})`)

/** Open records of a kind after an id, with their open governing clocks; `last` is the last one looked at, in reach or not, null at the end. One JSON text: it is read many times faster than thousands of fields. */
export async function openPage(ctx: Ctx, reach: Scope, kind: RecordKind, after: string | null, limit: number): Promise<{ records: PreviewRecord[]; last: string | null }> {
  const found = await sql<{ page: string | null; last: string | null; n: number }>`with page as materialized (
      select c.record_id, json_agg(json_build_array(c.kind, c.policy, c.version, c.clause, c.target_ms, (extract(epoch from c.due_at) * 1000)::bigint, c.breached_at is not null or c.due_at < ${ctx.now()}, c.basis ->> 'level')) filter (where not c.reference and not c.provisional) as clocks
      from sla_clocks c where c.stopped_at is null and c.superseded_at is null and c.record_kind = ${kind} and c.record_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid group by c.record_id order by c.record_id limit ${limit})
    select (select max(record_id::text) from page) as last, (select count(*)::int from page) as n,
      (select json_agg(json_build_object('id', r.id, 'state', r.state, 'clocks', o.clocks))::text from page o join sla_records r on r.id = o.record_id where ${inReach(ctx, reach)}) as page`.execute(ctx.sql<unknown>())
  const { page, last, n } = found.rows[0]!
  const records = page ? (JSON.parse(page) as { id: string; state: StoredState; clocks: OpenClock[] | null }[]).map((r) => ({ ...r, clocks: r.clocks ?? [] })) : []
  return { records, last: n === limit ? last : null }
}

/** Records of a kind that started since, after an id. */
export async function recentPage(ctx: Ctx, reach: Scope, kind: RecordKind, since: Date, after: string | null, limit: number): Promise<PreviewRecord[]> {
  const found = await sql<{ page: string | null }>`select json_agg(json_build_object('id', x.id, 'state', x.state) order by x.id)::text as page from (
    select r.id, r.state from sla_records r where r.kind = ${kind} and (r.state ->> 'start')::bigint >= ${since.getTime()} and (${after}::uuid is null or r.id > ${after}::uuid) and ${inReach(ctx, reach)} order by r.id limit ${limit}) x`.execute(ctx.sql<unknown>())
  const page = found.rows[0]?.page
  return page ? (JSON.parse(page) as { id: string; state: StoredState }[]).map((r) => ({ ...r, clocks: [] })) : []
}

/** Numbers of records, for the rows that are shown. */
export async function numbersOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string | null>> {
  const found = await sql<{ record_id: string; number: string | null }>`select p.record_id, p.number from ${placed()} p where p.record_id = any(${[...ids]}::uuid[])`.execute(ctx.sql<unknown>())
  return new Map(found.rows.map((r) => [r.record_id, r.number]))
}
