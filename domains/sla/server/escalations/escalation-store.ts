// Escalations: rows that wait for somebody to take them up.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { scopeFilter, type Scope } from '../../../../platform/server/scope.ts'
import { findUnit } from '../../../org/public.ts'
import type { ClockKind, RecordKind } from '../../contract/clock.ts'
import { placed } from '../live/placed-queries.ts'

export interface EscalationRow {
  id: string; record_id: string; record_kind: RecordKind; clock_no: number | null; kind: ClockKind | null; clause: string | null; step: number; from_unit: string | null; to_unit: string; from_tier: string | null; to_tier: string; at: Date
  reason: string | null; escalated_by_name: string | null; acknowledged_at: Date | null; acknowledged_by_name: string | null; number: string | null; title: string | null; restricted: boolean; unit_id: string | null; customer_id: string | null; people: string[]
}
export interface NewEscalation { recordId: string; recordKind: RecordKind; clockNo: number | null; kind: string | null; clause: string | null; step: number; fromUnitId: string | null; toUnitId: string; at: Date; reason: string | null }

export async function insertEscalation(ctx: Ctx, e: NewEscalation): Promise<string> {
  const id = newId(), from = e.fromUnitId && await tierOf(ctx, e.fromUnitId), to = await tierOf(ctx, e.toUnitId), person = ctx.actor.kind === 'staff'
  ctx.later(sql`insert into sla_escalations (id, record_id, record_kind, clock_no, kind, clause, step, from_unit, to_unit, from_tier, to_tier, at, reason, escalated_by, escalated_by_name)
    values (${id}, ${e.recordId}, ${e.recordKind}, ${e.clockNo}, ${e.kind}, ${e.clause}, ${e.step}, ${e.fromUnitId}, ${e.toUnitId}, ${from}, ${to}, ${e.at}, ${e.reason}, ${person ? ctx.actor.id : null}, ${person ? ctx.actor.name : null})`.compile(ctx.sql<unknown>()))
  return id
}

const tiers = new WeakMap<object, Map<string, string | null>>()
/** Within one transaction a unit is looked up once: a sweep escalates hundreds of cases of few units. */
async function tierOf(ctx: Ctx, unitId: string): Promise<string | null> {
  const tx = ctx.sql<unknown>(), known = tiers.get(tx) ?? new Map<string, string | null>()
  tiers.set(tx, known)
  if (!known.has(unitId)) known.set(unitId, (await findUnit(ctx, unitId))?.tier ?? null)
  return known.get(unitId)!
}

/** Highest step of a record so far; 0 without any. */
export async function lastStep(ctx: Ctx, recordId: string): Promise<{ step: number; toUnitId: string | null }> {
  const found = await sql<{ step: number; to_unit: string }>`select step, to_unit from sla_escalations where record_id = ${recordId} order by step desc, at desc limit 1`.execute(ctx.sql<unknown>())
  return { step: found.rows[0]?.step ?? 0, toUnitId: found.rows[0]?.to_unit ?? null }
}

const inReach = (ctx: Ctx, reach: Scope) => scopeFilter(reach, ctx.actor.id, { unit: 'p.unit_id', customer: 'p.customer_id', peopleIn: 'p.people' })

/** Newest first. `after`: at and id of the last row of the page before. */
export async function pageEscalations(ctx: Ctx, reach: Scope, q: { state: 'open' | 'acknowledged' | 'all'; recordId?: string | undefined; after: [string, string] | null; limit: number }): Promise<EscalationRow[]> {
  const found = await sql<EscalationRow>`select e.*, p.number, p.title, p.restricted, p.unit_id, p.customer_id, p.people from sla_escalations e join ${placed()} p on p.record_id = e.record_id
    where ${inReach(ctx, reach)} and (${q.state} = 'all' or (e.acknowledged_at is null) = (${q.state} = 'open')) and (${q.recordId ?? null}::uuid is null or e.record_id = ${q.recordId ?? null}::uuid)
      and (${q.after?.[0] ?? null}::timestamptz is null or (e.at, e.id) < (${q.after?.[0] ?? null}::timestamptz, ${q.after?.[1] ?? null}::uuid)) order by e.at desc, e.id desc limit ${q.limit}`.execute(ctx.sql<unknown>())
  return found.rows
}

export async function findEscalation(ctx: Ctx, reach: Scope, id: string): Promise<EscalationRow | null> {
  const found = await sql<EscalationRow>`select e.*, p.number, p.title, p.restricted, p.unit_id, p.customer_id, p.people from sla_escalations e join ${placed()} p on p.record_id = e.record_id where e.id = ${id} and ${inReach(ctx, reach)}`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

/** False when somebody was quicker. */
export async function saveAcknowledgement(ctx: Ctx, id: string): Promise<boolean> {
  const done = await sql`update sla_escalations set acknowledged_at = ${ctx.now()}, acknowledged_by = ${ctx.actor.id}, acknowledged_by_name = ${ctx.actor.name} where id = ${id} and acknowledged_at is null`.execute(ctx.sql<unknown>())
  return done.numAffectedRows === 1n
}

export interface HopRow { from: string | null; to: string; escalated: number; acknowledged: number; median: number | null; mean: number | null; p90: number | null }

/** Minutes to acknowledge of the escalations of a period, tier by tier. */
export async function hopRows(ctx: Ctx, reach: Scope, from: Date, to: Date): Promise<HopRow[]> {
  const found = await sql<HopRow>`select e.from_tier as "from", e.to_tier as "to", count(*)::int as escalated, count(e.acknowledged_at)::int as acknowledged,
      percentile_cont(0.5) within group (order by m.minutes) as median, avg(m.minutes) as mean, percentile_cont(0.9) within group (order by m.minutes) as p90
    from sla_escalations e join ${placed()} p on p.record_id = e.record_id cross join lateral (select extract(epoch from e.acknowledged_at - e.at)::float8 / 60 as minutes) m
    where e.at >= ${from} and e.at < ${to} and ${inReach(ctx, reach)} group by 1, 2 order by 1 nulls first, 2`.execute(ctx.sql<unknown>())
  return found.rows
}
