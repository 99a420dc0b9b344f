// Rows of reply templates with their versions, of macros and of their runs.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { MacroSteps } from '../../contract/texts.ts'

export interface TemplateRow {
  id: string; name_zh: string; name_en: string; body_zh: string; body_en: string; unit_id: string | null; state: 'draft' | 'approved' | 'retired'; version: number
  edited_by: string; edited_by_name: string; edited_at: Date; approved_version: number | null; approved_by: string | null; approved_by_name: string | null; approved_at: Date | null; approved_body_zh: string | null; approved_body_en: string | null
}
export type TemplateText = Pick<TemplateRow, 'id' | 'name_zh' | 'name_en' | 'body_zh' | 'body_en' | 'unit_id' | 'version'>

export async function listTemplateRows(ctx: Ctx): Promise<TemplateRow[]> {
  return (await sql<TemplateRow>`select * from conversations_templates order by name_zh, id limit 1000`.execute(ctx.sql<unknown>())).rows
}
export async function findTemplate(ctx: Ctx, id: string, lock = false): Promise<TemplateRow | null> {
  return (await sql<TemplateRow>`select * from conversations_templates where id = ${id} ${lock ? sql`for update` : sql``}`.execute(ctx.sql<unknown>())).rows[0] ?? null
}
/** Writes a version: a new template, or the next words of an old one. */
export async function saveTemplate(ctx: Ctx, t: TemplateText): Promise<TemplateRow> {
  const by = ctx.actor
  await sql`insert into conversations_templates (id, name_zh, name_en, body_zh, body_en, unit_id, state, version, edited_by, edited_by_name, edited_at)
    values (${t.id}, ${t.name_zh}, ${t.name_en}, ${t.body_zh}, ${t.body_en}, ${t.unit_id}, 'draft', ${t.version}, ${by.id}, ${by.name}, ${ctx.now()})
    on conflict (id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, body_zh = excluded.body_zh, body_en = excluded.body_en, unit_id = excluded.unit_id, state = 'draft', version = excluded.version,
      edited_by = excluded.edited_by, edited_by_name = excluded.edited_by_name, edited_at = excluded.edited_at`.execute(ctx.sql<unknown>())
  await sql`insert into conversations_template_versions (template_id, version, name_zh, name_en, body_zh, body_en, by_id, by_name, at)
    values (${t.id}, ${t.version}, ${t.name_zh}, ${t.name_en}, ${t.body_zh}, ${t.body_en}, ${by.id}, ${by.name}, ${ctx.now()})`.execute(ctx.sql<unknown>())
  return (await findTemplate(ctx, t.id))!
}
export async function approveTemplateRow(ctx: Ctx, id: string): Promise<void> {
  await sql`update conversations_templates set state = 'approved', approved_version = version, approved_by = ${ctx.actor.id}, approved_by_name = ${ctx.actor.name}, approved_at = ${ctx.now()}, approved_body_zh = body_zh, approved_body_en = body_en where id = ${id}`.execute(ctx.sql<unknown>())
}
export async function retireTemplateRow(ctx: Ctx, id: string): Promise<void> {
  await sql`update conversations_templates set state = 'retired' where id = ${id}`.execute(ctx.sql<unknown>())
}
export interface VersionRow { version: number; name_zh: string; name_en: string; body_zh: string; body_en: string; by_id: string; by_name: string; at: Date }
export async function versionsOfTemplate(ctx: Ctx, id: string): Promise<VersionRow[]> {
  return (await sql<VersionRow>`select * from conversations_template_versions where template_id = ${id} order by version desc limit 200`.execute(ctx.sql<unknown>())).rows
}

export interface MacroRow { id: string; name_zh: string; name_en: string; steps: MacroSteps; unit_id: string | null; active: boolean; version: number; edited_by: string; edited_by_name: string; edited_at: Date }

export async function listMacroRows(ctx: Ctx): Promise<MacroRow[]> {
  return (await sql<MacroRow>`select * from conversations_macros order by name_zh, id limit 1000`.execute(ctx.sql<unknown>())).rows
}
export async function findMacro(ctx: Ctx, id: string, lock = false): Promise<MacroRow | null> {
  return (await sql<MacroRow>`select * from conversations_macros where id = ${id} ${lock ? sql`for update` : sql``}`.execute(ctx.sql<unknown>())).rows[0] ?? null
}
export async function saveMacro(ctx: Ctx, m: Omit<MacroRow, 'edited_by' | 'edited_by_name' | 'edited_at'>): Promise<MacroRow> {
  return (await sql<MacroRow>`insert into conversations_macros (id, name_zh, name_en, steps, unit_id, active, version, edited_by, edited_by_name, edited_at)
    values (${m.id}, ${m.name_zh}, ${m.name_en}, ${JSON.stringify(m.steps)}::jsonb, ${m.unit_id}, ${m.active}, ${m.version}, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now()})
    on conflict (id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, steps = excluded.steps, unit_id = excluded.unit_id, active = excluded.active, version = excluded.version,
      edited_by = excluded.edited_by, edited_by_name = excluded.edited_by_name, edited_at = excluded.edited_at returning *`.execute(ctx.sql<unknown>())).rows[0]!
}

export interface Changed { field: string; from: unknown; to: unknown }
export interface RunRow { id: string; macro_id: string; macro_version: number; case_id: string; by_id: string; by_name: string; at: Date; changed: Changed[]; message_id: string | null; note_id: string | null; undone_at: Date | null }

export async function insertRun(ctx: Ctx, run: Omit<RunRow, 'by_id' | 'by_name' | 'at' | 'undone_at'>): Promise<void> {
  await sql`insert into conversations_macro_runs (id, macro_id, macro_version, case_id, by_id, by_name, at, changed, message_id, note_id)
    values (${run.id}, ${run.macro_id}, ${run.macro_version}, ${run.case_id}, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now()}, ${JSON.stringify(run.changed)}::jsonb, ${run.message_id}, ${run.note_id})`.execute(ctx.sql<unknown>())
}
export async function findRun(ctx: Ctx, id: string): Promise<RunRow | null> {
  return (await sql<RunRow>`select * from conversations_macro_runs where id = ${id} for update`.execute(ctx.sql<unknown>())).rows[0] ?? null
}
export async function markUndone(ctx: Ctx, id: string): Promise<void> {
  await sql`update conversations_macro_runs set undone_at = ${ctx.now()} where id = ${id}`.execute(ctx.sql<unknown>())
}
