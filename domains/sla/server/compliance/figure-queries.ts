// Verdicts of clocks by week, in one query: what ended, what was met, what of the rest is explained. Uses sla_clocks_verdict.
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { scopeFilter, type Scope } from '../../../../platform/server/scope.ts'
import type { ClockKind, RecordKind } from '../../contract/clock.ts'
import { placed } from '../live/placed-queries.ts'

/** A provisional promise has no verdict; a breach stays one, whatever came later (CL-01, CL-02). Class targets are references and counted too. */
const judged = (): RawBuilder<unknown> => sql`(not c.reference or c.policy = 'POL-3.1-CAT') and not c.provisional and (c.breached_at is not null or (c.stopped_at is not null and c.superseded_at is null))`
const verdictAt = (): RawBuilder<unknown> => sql`coalesce(c.breached_at, c.stopped_at)`

const within = (ctx: Ctx, reach: Scope, units: readonly string[] | null): RawBuilder<unknown> => sql`${scopeFilter(reach, ctx.actor.id, { unit: 'p.unit_id', customer: 'p.customer_id', peopleIn: 'p.people' })}
  and (${units === null} or p.unit_id = any(${[...(units ?? [])]}::uuid[]))`

export interface VerdictRow { policy: string; clause: string; kind: ClockKind; level: string; week: number; n: number; met: number; explained: number }

/** `week` counts the given starts from 0. A breach of an archived case is explained: without its review it could not be archived (§5.2-6). */
export async function verdictsByWeek(ctx: Ctx, reach: Scope, starts: readonly Date[], to: Date, units: readonly string[] | null): Promise<VerdictRow[]> {
  const everything = reach.all && units === null, from = starts[0]!
  const found = await sql<VerdictRow>`select c.policy, c.clause, c.kind, coalesce(c.basis ->> 'level', '') as level, width_bucket(${verdictAt()}, ${[...starts]}::timestamptz[]) - 1 as week,
      count(*)::int as n, (count(*) filter (where c.breached_at is null))::int as met, (count(*) filter (where c.breached_at is not null and s.archived_at is not null))::int as explained
    from sla_clocks c left join cases_summary s on c.breached_at is not null and s.id = c.record_id
    where ${judged()} and ${verdictAt()} >= ${from} and ${verdictAt()} < ${to} and (${everything} or exists (select 1 from ${placed()} p where p.record_id = c.record_id and ${within(ctx, reach, units)}))
    group by 1, 2, 3, 4, 5`.execute(ctx.sql<unknown>())
  return found.rows
}

/** Solved cases by week, and how many of them have a first owner (§1.2). */
export async function firstOwnersByWeek(ctx: Ctx, reach: Scope, starts: readonly Date[], to: Date, units: readonly string[] | null): Promise<{ week: number; n: number; met: number }[]> {
  const found = await sql<{ week: number; n: number; met: number }>`select width_bucket(s.resolved_at, ${[...starts]}::timestamptz[]) - 1 as week, count(*)::int as n, count(s.first_owner_id)::int as met from cases_summary s
    where s.resolved_at >= ${starts[0]!} and s.resolved_at < ${to} and ${scopeFilter(reach, ctx.actor.id, { unit: 's.unit_id', customer: 's.customer_id', people: ['s.requester_id', 's.handler_id', 's.first_owner_id'] })}
      and (${units === null} or s.unit_id = any(${[...(units ?? [])]}::uuid[])) group by 1`.execute(ctx.sql<unknown>())
  return found.rows
}

export interface LateRow { record_id: string; record_kind: RecordKind; no: number; kind: ClockKind; level: string | null; number: string | null; title: string | null; restricted: boolean; url: string | null; unit_id: string | null; due_at: Date; stopped_at: Date | null; calendar: string; archived: boolean }

/** Breaches of a figure in a period, newest first. `null` in the pattern stands for any; `level` '' for none. */
export async function lateClocks(ctx: Ctx, reach: Scope, f: { policy: string | null; clause: string | null; kind: string | null; level: string | null }, from: Date, to: Date, units: readonly string[] | null, after: [string, string, number] | null, limit: number): Promise<LateRow[]> {
  const found = await sql<LateRow>`select c.record_id, c.record_kind, c.no, c.kind, c.basis ->> 'level' as level, p.number, p.title, p.restricted, p.url, p.unit_id, c.breached_at as due_at, c.stopped_at, c.calendar, s.archived_at is not null as archived
    from sla_clocks c join ${placed()} p on p.record_id = c.record_id left join cases_summary s on s.id = c.record_id
    where ${judged()} and c.breached_at is not null and ${verdictAt()} >= ${from} and ${verdictAt()} < ${to} and ${within(ctx, reach, units)} and (${f.policy}::text is null or c.policy = ${f.policy}) and (${f.clause}::text is null or c.clause = ${f.clause})
      and (${f.kind}::text is null or c.kind = ${f.kind}) and (${f.level}::text is null or coalesce(c.basis ->> 'level', '') = ${f.level})
      and (${after?.[0] ?? null}::timestamptz is null or (c.breached_at, c.record_id, c.no::int) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid, ${after?.[2] ?? null}::int))
    order by c.breached_at desc, c.record_id desc, c.no desc limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows
}

/** Solved cases of a period without a first owner, newest first. */
export async function ownerless(ctx: Ctx, reach: Scope, from: Date, to: Date, units: readonly string[] | null, limit: number): Promise<{ id: string; number: string; title: string; restricted: boolean; unit_id: string | null; level: string | null; resolved_at: Date; archived: boolean }[]> {
  const found = await sql<{ id: string; number: string; title: string; restricted: boolean; unit_id: string | null; level: string | null; resolved_at: Date; archived: boolean }>`select s.id, s.number, s.title, s.restricted, s.unit_id, s.level, s.resolved_at, s.archived_at is not null as archived from cases_summary s
    where s.resolved_at >= ${from} and s.resolved_at < ${to} and s.first_owner_id is null and ${scopeFilter(reach, ctx.actor.id, { unit: 's.unit_id', customer: 's.customer_id', people: ['s.requester_id', 's.handler_id', 's.first_owner_id'] })}
      and (${units === null} or s.unit_id = any(${[...(units ?? [])]}::uuid[])) order by s.resolved_at desc, s.id desc limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows
}

/** Escalations by week, and how many of them somebody took up (§1.1). One of the last hours counts once it was taken up, or after a day. */
export async function escalationsByWeek(ctx: Ctx, reach: Scope, starts: readonly Date[], to: Date, units: readonly string[] | null): Promise<{ week: number; n: number; met: number }[]> {
  const found = await sql<{ week: number; n: number; met: number }>`select width_bucket(e.at, ${[...starts]}::timestamptz[]) - 1 as week, count(*)::int as n, count(e.acknowledged_at)::int as met from sla_escalations e
    where e.at >= ${starts[0]!} and e.at < ${to} and (e.acknowledged_at is not null or e.at < ${ctx.now()}::timestamptz - interval '1 day') and exists (select 1 from ${placed()} p where p.record_id = e.record_id and ${within(ctx, reach, units)}) group by 1`.execute(ctx.sql<unknown>())
  return found.rows
}

/** Escalations of a period that nobody took up within a day, newest first. */
export async function openEscalations(ctx: Ctx, reach: Scope, from: Date, to: Date, units: readonly string[] | null, limit: number): Promise<{ record_id: string; record_kind: RecordKind; number: string | null; title: string | null; restricted: boolean; url: string | null; to_unit: string; at: Date }[]> {
  const found = await sql<{ record_id: string; record_kind: RecordKind; number: string | null; title: string | null; restricted: boolean; url: string | null; to_unit: string; at: Date }>`select e.record_id, e.record_kind, p.number, p.title, p.restricted, p.url, e.to_unit, e.at
    from sla_escalations e join ${placed()} p on p.record_id = e.record_id where e.at >= ${from} and e.at < ${to} and e.acknowledged_at is null and e.at < ${ctx.now()}::timestamptz - interval '1 day' and ${within(ctx, reach, units)} order by e.at desc, e.id desc limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows
}

export interface PackRow {
  recordId: string; recordKind: RecordKind; number: string | null; clock: number; kind: ClockKind; policy: string; version: number; clause: string; level: string | null; calendar: string; reference: boolean
  startedAt: string; targetMs: number; dueAt: string | null; stoppedAt: string | null; breachedAt: string | null; supersededAt: string | null; cause: string; rows: [at: string, state: string, cause: string][]
}

/** Every clock with a verdict in the period, with its ledger, by id. One JSON text. */
export async function verdictsWithLedger(ctx: Ctx, reach: Scope, from: Date, to: Date): Promise<PackRow[]> {
  const found = await sql<{ page: string | null }>`select json_agg(x order by x."recordId", x.clock)::text as page from (
    select c.record_id as "recordId", c.record_kind as "recordKind", p.number, c.no as clock, c.kind, c.policy, c.version, c.clause, c.basis ->> 'level' as level, c.calendar, c.reference, c.start_at as "startedAt", c.target_ms as "targetMs", c.due_at as "dueAt",
      c.stopped_at as "stoppedAt", c.breached_at as "breachedAt", c.superseded_at as "supersededAt", c.cause, coalesce((select json_agg(json_build_array(s.at, s.state, s.cause) order by s.seq) from sla_segments s where s.record_id = c.record_id and s.clock_no = c.no), '[]') as rows
    from sla_clocks c join ${placed()} p on p.record_id = c.record_id where ${judged()} and ${verdictAt()} >= ${from} and ${verdictAt()} < ${to} and ${within(ctx, reach, null)}) x`.execute(ctx.sql<unknown>())
  return JSON.parse(found.rows[0]?.page ?? '[]') as PackRow[]
}
