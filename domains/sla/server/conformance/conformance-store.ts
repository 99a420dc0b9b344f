// Rows of the conformance table.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { ConformanceCase } from '../../contract/policy-desk.ts'

export interface SavedRow { readonly id: string; readonly position: number; readonly body: ConformanceCase; readonly version: number; readonly savedAt: Date; readonly savedBy: string }

export async function readConformance(ctx: Ctx): Promise<SavedRow[]> {
  const found = await sql<SavedRow>`select id, position, body, version, saved_at as "savedAt", saved_by_name as "savedBy" from sla_conformance order by position, name`.execute(ctx.sql<unknown>())
  return found.rows
}

/** Adds a row at the end; false when its name is taken. */
export async function insertConformance(ctx: Ctx, id: string, body: ConformanceCase): Promise<boolean> {
  const added = await sql`insert into sla_conformance (id, position, name, body, saved_at, saved_by, saved_by_name)
    select ${id}, coalesce(max(position), 0) + 1, ${body.name}, ${JSON.stringify(body)}::jsonb, ${ctx.now()}, ${ctx.actor.id}, ${ctx.actor.name} from sla_conformance on conflict (name) do nothing`.execute(ctx.sql<unknown>())
  return added.numAffectedRows === 1n
}

/** True when it was written; false when another row bears the name. */
export async function updateConformance(ctx: Ctx, id: string, body: ConformanceCase): Promise<boolean> {
  const written = await sql`update sla_conformance set name = ${body.name}, body = ${JSON.stringify(body)}::jsonb, version = version + 1, saved_at = ${ctx.now()}, saved_by = ${ctx.actor.id}, saved_by_name = ${ctx.actor.name}
    where id = ${id} and not exists (select 1 from sla_conformance o where o.name = ${body.name} and o.id <> ${id})`.execute(ctx.sql<unknown>())
  return written.numAffectedRows === 1n
}

export async function deleteConformance(ctx: Ctx, id: string): Promise<void> {
  await sql`delete from sla_conformance where id = ${id}`.execute(ctx.sql<unknown>())
}
