// Reply templates: written by leads, approved by headquarters, used by everybody of the unit (R1.2-13, R5.1-11).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict, NotFound, Stale } from '../../../../platform/server/errors.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { findCase } from '../../../cases/public.ts'
import { expandUnits, listUnits } from '../../../org/public.ts'
import { TemplateChanged } from '../../contract/events.ts'
import type { EditTemplate, FilledText, NewTemplate, ReplyTemplate, TemplateVersion } from '../../contract/texts.ts'
import { caseValues } from './case-values.ts'
import { fillText, unknownVariables } from './fill-text.ts'
import { approveTemplateRow, findTemplate, listTemplateRows, retireTemplateRow, saveTemplate, versionsOfTemplate, type TemplateRow } from './text-store.ts'

/** True for what everybody may use, and for what belongs to the actor's unit or one above it. */
export async function usableIn(ctx: Ctx): Promise<(unitId: string | null) => boolean> {
  const scope = ctx.reach('conversations.reply')
  if (!scope || scope.all || ctx.actor.unitId === null) return () => true
  const above = new Map<string, boolean>()
  for (const unit of await listUnits(ctx)) if ((await expandUnits(ctx, [unit.id])).includes(ctx.actor.unitId)) above.set(unit.id, true)
  return (unitId) => unitId === null || above.has(unitId)
}

export async function listTemplates(ctx: Ctx, query: { state?: TemplateRow['state']; q?: string }): Promise<{ items: ReplyTemplate[] }> {
  const usable = await usableIn(ctx), wanted = query.q?.toLowerCase() ?? '', writes = ctx.reach('templates.write') !== null
  const shown = (t: TemplateRow) => (query.state ? t.state === query.state && (writes || t.state === 'approved') : writes ? t.state !== 'retired' : t.state !== 'retired' && t.approved_version !== null)
  const rows = (await listTemplateRows(ctx)).filter((t) => shown(t) && usable(t.unit_id) && `${t.name_zh} ${t.name_en}`.toLowerCase().includes(wanted))
  return { items: await toTemplates(ctx, rows) }
}

/** For domains that name templates. `approved`: replies may use it. */
export async function listTemplateNames(ctx: Ctx): Promise<{ id: string; name: string; approved: boolean }[]> {
  return (await listTemplateRows(ctx)).map((t) => ({ id: t.id, name: ctx.locale === 'en' ? t.name_en : t.name_zh, approved: t.state !== 'retired' && t.approved_version !== null }))
}

async function toTemplates(ctx: Ctx, rows: readonly TemplateRow[]): Promise<ReplyTemplate[]> {
  const units = new Map((await listUnits(ctx)).map((u) => [u.id, u.name]))
  return rows.map((t) => ({
    id: t.id, name: ctx.locale === 'en' ? t.name_en : t.name_zh, nameZh: t.name_zh, nameEn: t.name_en, bodyZh: t.body_zh, bodyEn: t.body_en, unitId: t.unit_id, unit: t.unit_id ? units.get(t.unit_id) ?? null : null, state: t.state, version: t.version,
    editedBy: { id: t.edited_by, name: t.edited_by_name }, editedAt: t.edited_at.toISOString(), approvedVersion: t.approved_version, approvedBy: t.approved_by ? { id: t.approved_by, name: t.approved_by_name ?? '' } : null, approvedAt: t.approved_at?.toISOString() ?? null,
  }))
}
const show = async (ctx: Ctx, id: string): Promise<ReplyTemplate> => (await toTemplates(ctx, [(await findTemplate(ctx, id))!]))[0]!

/** @throws BadInput `conversations.variable-unknown` naming the field and what no case can fill */
export function refuseUnknown(texts: Readonly<Record<string, string | undefined>>): void {
  const wrong = Object.entries(texts).flatMap(([pointer, text]) => unknownVariables(text ?? '').map((name) => ({ pointer, code: 'conversations.variable-unknown', params: { name } })))
  if (wrong.length > 0) throw new BadInput(wrong, 'template-variable')
}

export async function addTemplate(ctx: Ctx, input: NewTemplate): Promise<ReplyTemplate> {
  refuseUnknown({ '/bodyZh': input.bodyZh, '/bodyEn': input.bodyEn })
  const row = await saveTemplate(ctx, { id: newId(), name_zh: input.nameZh, name_en: input.nameEn, body_zh: input.bodyZh, body_en: input.bodyEn, unit_id: input.unitId ?? null, version: 1 })
  await ctx.emit(TemplateChanged, { templateId: row.id, version: 1, what: 'written' }, { changes: { bodyZh: { from: null, to: row.body_zh }, bodyEn: { from: null, to: row.body_en } } })
  return show(ctx, row.id)
}

async function held(ctx: Ctx, id: string): Promise<TemplateRow> {
  const row = await findTemplate(ctx, id, true)
  if (!row || !(await usableIn(ctx))(row.unit_id)) throw new NotFound('template')
  return row
}

/** @throws NotFound, Stale, BadInput */
export async function editTemplate(ctx: Ctx, id: string, edit: EditTemplate, version: number | null): Promise<ReplyTemplate> {
  const row = await held(ctx, id)
  if (version !== null && version !== row.version) throw new Stale(row.version)
  refuseUnknown({ '/bodyZh': edit.bodyZh, '/bodyEn': edit.bodyEn })
  const next = { id, name_zh: edit.nameZh ?? row.name_zh, name_en: edit.nameEn ?? row.name_en, body_zh: edit.bodyZh ?? row.body_zh, body_en: edit.bodyEn ?? row.body_en, unit_id: edit.unitId === undefined ? row.unit_id : edit.unitId, version: row.version + 1 }
  await saveTemplate(ctx, next)
  await ctx.emit(TemplateChanged, { templateId: id, version: next.version, what: 'changed' }, { changes: { bodyZh: { from: row.body_zh, to: next.body_zh }, bodyEn: { from: row.body_en, to: next.body_en } } })
  return show(ctx, id)
}

/** @throws Conflict `template-four-eyes` for who wrote it, `template-approved` when there is nothing to approve */
export async function approveTemplate(ctx: Ctx, id: string): Promise<ReplyTemplate> {
  const row = await held(ctx, id)
  if (row.state === 'approved') throw new Conflict('template-approved')
  if (row.edited_by === ctx.actor.id) throw new Conflict('template-four-eyes')
  await approveTemplateRow(ctx, id)
  await ctx.emit(TemplateChanged, { templateId: id, version: row.version, what: 'approved' })
  return show(ctx, id)
}

export async function retireTemplate(ctx: Ctx, id: string): Promise<ReplyTemplate> {
  const row = await held(ctx, id)
  await retireTemplateRow(ctx, id)
  if (row.state !== 'retired') await ctx.emit(TemplateChanged, { templateId: id, version: row.version, what: 'retired' })
  return show(ctx, id)
}

export async function showVersions(ctx: Ctx, id: string): Promise<{ items: TemplateVersion[] }> {
  await held(ctx, id)
  return { items: (await versionsOfTemplate(ctx, id)).map((v) => ({ version: v.version, nameZh: v.name_zh, nameEn: v.name_en, bodyZh: v.body_zh, bodyEn: v.body_en, by: { id: v.by_id, name: v.by_name }, at: v.at.toISOString() })) }
}

/** The approved words of a template for a case. @throws NotFound for templates out of use */
export async function fillTemplate(ctx: Ctx, caseId: string, templateId: string): Promise<FilledText> {
  const facts = await findCase(ctx, caseId), row = await findTemplate(ctx, templateId)
  if (!row || row.state === 'retired' || row.approved_body_zh === null || row.approved_body_en === null || !(await usableIn(ctx))(row.unit_id)) throw new NotFound('template')
  const { values, locale } = await caseValues(ctx, facts)
  return { ...fillText(locale === 'en' ? row.approved_body_en : row.approved_body_zh, values), locale }
}
