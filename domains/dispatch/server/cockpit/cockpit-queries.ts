// Figures of units, of their own cases only; what is below is added afterwards.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { atRisk, WAITING } from '../assign/load-queries.ts'
import { casesInSight, type Sight } from '../board/reach.ts'

export interface FigureRow {
  open: number; unassigned: number; atRisk: number; breached: number; waiting: number; opened: number; resolved: number; reopened: number; firstContact: number; repeated: number; escalated: number; acknowledged: number; minutes: number
  [key: string]: number
}
export const NO_FIGURES: FigureRow = { open: 0, unassigned: 0, atRisk: 0, breached: 0, waiting: 0, opened: 0, resolved: 0, reopened: 0, firstContact: 0, repeated: 0, escalated: 0, acknowledged: 0, minutes: 0 }

export async function figuresByUnit(ctx: Ctx, sight: Sight, period: { from: Date; to: Date }, soon: Date): Promise<Map<string, FigureRow>> {
  const { from, to } = period, within = (column: string) => sql`(${sql.ref(column)} >= ${from} and ${sql.ref(column)} < ${to})`, opened = sql`${within('created_at')} and state <> 'cancelled'`
  const cases = await sql<FigureRow & { unit_id: string }>`select unit_id, count(*) filter (where open)::int as open, count(*) filter (where open and handler_id is null)::int as unassigned, count(*) filter (where ${atRisk(soon)} and handler_id is not null)::int as "atRisk",
      count(*) filter (where open and next_due_breached)::int as breached, count(*) filter (where open and ${WAITING})::int as waiting, count(*) filter (where ${opened})::int as opened, count(*) filter (where ${within('resolved_at')})::int as resolved,
      count(*) filter (where ${within('reopened_at')})::int as reopened, count(*) filter (where ${within('resolved_at')} and round = 1 and handler_id = first_owner_id and not handed_over)::int as "firstContact",
      count(*) filter (where ${opened} and (round > 1 or merged_into is not null or follows or (select true from conversations_asked_again a where a.case_id = cases_work.id limit 1)))::int as repeated
    from cases_work where unit_id is not null and (open or ${within('created_at')} or ${within('resolved_at')}) and ${casesInSight(ctx, sight)} group by unit_id`.execute(ctx.sql<unknown>())
  const rows = new Map(cases.rows.map(({ unit_id, ...figures }) => [unit_id, { ...NO_FIGURES, ...figures }]))
  const made = await sql<{ to_unit: string; escalated: number; acknowledged: number; minutes: number }>`select to_unit, count(*)::int as escalated, count(acknowledged_at)::int as acknowledged, coalesce(sum(extract(epoch from acknowledged_at - at)) / 60, 0)::float8 as minutes
    from sla_escalations_made where record_kind = 'case' and at >= ${from} and at < ${to} and (${sight.units}::uuid[] is null or to_unit = any(${sight.units}::uuid[])) group by to_unit`.execute(ctx.sql<unknown>())
  for (const { to_unit, ...e } of made.rows) rows.set(to_unit, { ...(rows.get(to_unit) ?? NO_FIGURES), ...e })
  return rows
}
