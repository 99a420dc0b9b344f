// Rows of kept views.
import { sql } from 'kysely'
import type { CaseSort, CaseView } from '../../contract/list.ts'
import type { ViewAudience } from '../../contract/views.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'

export interface ViewRow { id: string; owner_id: string; owner_name: string; name: string; audience: ViewAudience; unit_id: string | null; view: CaseView; filter: string; sort: CaseSort | null; version: number }
const COLUMNS = sql.raw('id, owner_id, owner_name, name, audience, unit_id, view, filter, sort, version')

/** Own ones, those of the units, and everybody's; by name. */
export async function readViews(ctx: Ctx, units: readonly string[], most: number): Promise<ViewRow[]> {
  return (await sql<ViewRow>`select ${COLUMNS} from cases_views where owner_id = ${ctx.actor.id} or audience = 'everyone' or (audience = 'unit' and unit_id = any(${[...units]}::uuid[])) order by audience, name, id limit ${most}`.execute(ctx.sql<unknown>())).rows
}

export async function readView(ctx: Ctx, id: string): Promise<ViewRow | null> {
  return (await sql<ViewRow>`select ${COLUMNS} from cases_views where id = ${id} for update`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

export async function countOwn(ctx: Ctx): Promise<number> {
  return (await sql<{ n: number }>`select count(*)::int as n from cases_views where owner_id = ${ctx.actor.id}`.execute(ctx.sql<unknown>())).rows[0]!.n
}

export async function insertView(ctx: Ctx, v: Omit<ViewRow, 'version'>): Promise<void> {
  await sql`insert into cases_views (id, owner_id, owner_name, name, audience, unit_id, view, filter, sort, created_at) values (${v.id}, ${v.owner_id}, ${v.owner_name}, ${v.name}, ${v.audience}, ${v.unit_id}, ${v.view}, ${v.filter}, ${v.sort}, ${ctx.now()})`.execute(ctx.sql<unknown>())
}

export async function updateView(ctx: Ctx, v: Pick<ViewRow, 'id' | 'name' | 'audience' | 'unit_id' | 'view' | 'filter' | 'sort'>): Promise<void> {
  await sql`update cases_views set name = ${v.name}, audience = ${v.audience}, unit_id = ${v.unit_id}, view = ${v.view}, filter = ${v.filter}, sort = ${v.sort}, version = version + 1 where id = ${v.id}`.execute(ctx.sql<unknown>())
}

export async function deleteView(ctx: Ctx, id: string): Promise<void> { await sql`delete from cases_views where id = ${id}`.execute(ctx.sql<unknown>()) }
