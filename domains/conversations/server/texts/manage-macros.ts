// Macros as rows: written by leads, listed for who may use them.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, NotFound, Stale } from '../../../../platform/server/errors.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { listUnits } from '../../../org/public.ts'
import { MacroChanged } from '../../contract/events.ts'
import type { EditMacro, Macro, MacroSteps, NewMacro } from '../../contract/texts.ts'
import { refuseUnknown, usableIn } from './manage-templates.ts'
import { findMacro, findTemplate, listMacroRows, saveMacro, type MacroRow } from './text-store.ts'

export async function listMacros(ctx: Ctx, query: { all?: 'true' | 'false' }): Promise<{ items: Macro[] }> {
  const usable = await usableIn(ctx), all = query.all === 'true' && ctx.reach('templates.write') !== null
  return { items: await toMacros(ctx, (await listMacroRows(ctx)).filter((m) => (all || m.active) && usable(m.unit_id))) }
}

async function toMacros(ctx: Ctx, rows: readonly MacroRow[]): Promise<Macro[]> {
  const units = new Map((await listUnits(ctx)).map((u) => [u.id, u.name]))
  return rows.map((m) => ({ id: m.id, name: ctx.locale === 'en' ? m.name_en : m.name_zh, nameZh: m.name_zh, nameEn: m.name_en, steps: m.steps, unitId: m.unit_id, unit: m.unit_id ? units.get(m.unit_id) ?? null : null, active: m.active, version: m.version, editedBy: { id: m.edited_by, name: m.edited_by_name }, editedAt: m.edited_at.toISOString() }))
}

async function refuseSteps(ctx: Ctx, steps: MacroSteps): Promise<void> {
  refuseUnknown({ '/steps/reply/zh': steps.reply?.zh, '/steps/reply/en': steps.reply?.en, '/steps/note': steps.note })
  if (steps.templateId && !await findTemplate(ctx, steps.templateId)) throw new BadInput([{ pointer: '/steps/templateId', code: 'conversations.template-unknown' }])
}

export async function addMacro(ctx: Ctx, input: NewMacro): Promise<Macro> {
  await refuseSteps(ctx, input.steps)
  const row = await saveMacro(ctx, { id: newId(), name_zh: input.nameZh, name_en: input.nameEn, steps: input.steps, unit_id: input.unitId ?? null, active: input.active ?? true, version: 1 })
  await ctx.emit(MacroChanged, { macroId: row.id, version: 1 }, { changes: { steps: { from: null, to: row.steps } } })
  return (await toMacros(ctx, [row]))[0]!
}

/** @throws NotFound, Stale, BadInput */
export async function editMacro(ctx: Ctx, id: string, edit: EditMacro, version: number | null): Promise<Macro> {
  const row = await findMacro(ctx, id, true)
  if (!row || !(await usableIn(ctx))(row.unit_id)) throw new NotFound('macro')
  if (version !== null && version !== row.version) throw new Stale(row.version)
  if (edit.steps) await refuseSteps(ctx, edit.steps)
  const saved = await saveMacro(ctx, { id, name_zh: edit.nameZh ?? row.name_zh, name_en: edit.nameEn ?? row.name_en, steps: edit.steps ?? row.steps, unit_id: edit.unitId === undefined ? row.unit_id : edit.unitId, active: edit.active ?? row.active, version: row.version + 1 })
  await ctx.emit(MacroChanged, { macroId: id, version: saved.version }, { changes: { steps: { from: row.steps, to: saved.steps }, active: { from: row.active, to: saved.active } } })
  return (await toMacros(ctx, [saved]))[0]!
}

/** A macro that may be run. @throws NotFound */
export async function usableMacro(ctx: Ctx, id: string): Promise<MacroRow> {
  const row = await findMacro(ctx, id)
  if (!row?.active || !(await usableIn(ctx))(row.unit_id)) throw new NotFound('macro')
  return row
}
