// The columns of the board: every open case in one of them at most.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { atRisk } from '../assign/load-queries.ts'
import { casesInSight, type Sight } from './reach.ts'

export type ColumnName = 'unassigned' | 'atRisk' | 'breached'
export interface ColumnRow { name: ColumnName; count: number; ids: string[] }

export async function boardColumns(ctx: Ctx, sight: Sight, soon: Date, limit: number): Promise<{ columns: Map<ColumnName, ColumnRow>; open: number; handlers: string[] }> {
  const found = await sql<{ name: ColumnName | null; count: number; ids: string[] | null; handlers: string[] | null }>`with here as (
      select id, rank, next_due_at, handler_id, case when handler_id is null then 'unassigned' when next_due_breached then 'breached' when ${atRisk(soon)} then 'atRisk' end as name
      from cases_work where open and ${casesInSight(ctx, sight)}),
    placed as (select *, row_number() over (partition by name order by rank, next_due_at, id) as place from here)
    select name, count(*)::int as count, array_agg(id order by place) filter (where name is not null and place <= ${limit}) as ids, array_agg(distinct handler_id) filter (where handler_id is not null) as handlers from placed group by name`.execute(ctx.sql<unknown>())
  const columns = new Map(found.rows.filter((r) => r.name !== null).map((r) => [r.name!, { name: r.name!, count: r.count, ids: r.ids ?? [] }]))
  return { columns, open: found.rows.reduce((sum, r) => sum + r.count, 0), handlers: [...new Set(found.rows.flatMap((r) => r.handlers ?? []))] }
}
