// Keeping, sharing and changing views. Whoever may assign in a unit may share a view with it; with everyone, whoever may assign everywhere.
import { ViewKept, ViewRemoved } from '../../contract/events.ts'
import { parseFilter, printFilter } from '../../contract/filter-language.ts'
import type { ChangeView, KeepView, KeptView, ViewAudience } from '../../contract/views.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError, BadInput, Conflict, NotFound } from '../../../../platform/server/errors.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import { escalationUnit } from '../../../org/public.ts'
import { countFilters } from '../lists/case-queries.ts'
import { filterTerms } from '../lists/filter-conditions.ts'
import { DueSoonMinutes } from '../settings.ts'
import { countOwn, deleteView, insertView, readView, readViews, updateView, type ViewRow } from './view-store.ts'

export const MOST_OWN = 50, MOST_SHOWN = 100, COUNT_LIMIT = 1000

/** Views of the reader: own, of the own unit and those above it, and everybody's. */
export async function listViews(ctx: Ctx): Promise<{ items: KeptView[] }> {
  return { items: (await visibleRows(ctx)).map((row) => toView(ctx, row)) }
}

const visibleRows = async (ctx: Ctx): Promise<ViewRow[]> => readViews(ctx, await unitsAbove(ctx, ctx.actor.unitId), MOST_SHOWN)

async function unitsAbove(ctx: Ctx, unitId: string | null): Promise<string[]> {
  const units: string[] = []
  for (let at = unitId; at && units.length < 20; at = await escalationUnit(ctx, at)) units.push(at)
  return units
}

export async function countViewsKept(ctx: Ctx): Promise<{ limit: number; views: Record<string, number> }> {
  const soon = new Date(ctx.now().getTime() + await setting(ctx, DueSoonMinutes) * 60_000)
  return { limit: COUNT_LIMIT, views: await countFilters(ctx, await visibleRows(ctx), soon, COUNT_LIMIT) }
}

/** Throws BadInput (filter, unit), AppError 403 `case-view-share`, Conflict `case-views-full`. */
export async function keepView(ctx: Ctx, input: KeepView): Promise<KeptView> {
  if (await countOwn(ctx) >= MOST_OWN) throw new Conflict('case-views-full', { most: MOST_OWN })
  const row: ViewRow = { id: newId(), owner_id: ctx.actor.id, owner_name: ctx.actor.name, name: input.name, audience: input.audience, unit_id: unitOf(ctx, input.audience, input.unitId), view: input.view, filter: neutral(input.filter), sort: input.sort ?? null, version: 1 }
  refuseSharing(ctx, row)
  await insertView(ctx, row)
  await ctx.emit(ViewKept, { viewId: row.id, name: row.name, audience: row.audience, filter: row.filter })
  return toView(ctx, row)
}

export async function changeView(ctx: Ctx, id: string, change: ChangeView): Promise<KeptView> {
  const before = await ownView(ctx, id), audience = change.audience ?? before.audience
  const row: ViewRow = {
    ...before, name: change.name ?? before.name, audience, unit_id: audience === before.audience && !change.unitId ? before.unit_id : unitOf(ctx, audience, change.unitId), view: change.view ?? before.view,
    filter: change.filter === undefined ? before.filter : neutral(change.filter), sort: change.sort === undefined ? before.sort : change.sort, version: before.version + 1,
  }
  refuseSharing(ctx, row)
  await updateView(ctx, row)
  await ctx.emit(ViewKept, { viewId: id, name: row.name, audience: row.audience, filter: row.filter }, { changes: { name: { from: before.name, to: row.name }, audience: { from: before.audience, to: row.audience }, filter: { from: before.filter, to: row.filter } } })
  return toView(ctx, row)
}

export async function removeView(ctx: Ctx, id: string): Promise<void> {
  const row = await ownView(ctx, id)
  await deleteView(ctx, id)
  await ctx.emit(ViewRemoved, { viewId: id, name: row.name })
}

/** One's own, or a shared one that one could have shared. Throws NotFound for all others. */
async function ownView(ctx: Ctx, id: string): Promise<ViewRow> {
  const row = await readView(ctx, id)
  if (!row || !mayChange(ctx, row)) throw new NotFound('case-view')
  return row
}

const mayShare = (ctx: Ctx, audience: ViewAudience, unitId: string | null): boolean => {
  const reach = ctx.reach('cases.assign')
  return audience === 'own' || (audience === 'everyone' ? reach?.all === true : inScope(reach, ctx.actor.id, { unitId }))
}
const mayChange = (ctx: Ctx, row: ViewRow): boolean => row.owner_id === ctx.actor.id || (row.audience !== 'own' && mayShare(ctx, row.audience, row.unit_id))

function refuseSharing(ctx: Ctx, row: ViewRow): void {
  if (!mayShare(ctx, row.audience, row.unit_id)) throw new AppError(403, 'case-view-share', {}, [{ pointer: '/audience', code: 'case.view.share' }])
}

function unitOf(ctx: Ctx, audience: ViewAudience, unitId: string | undefined): string | null {
  if (audience !== 'unit') return null
  const unit = unitId ?? ctx.actor.unitId
  if (!unit) throw new BadInput([{ pointer: '/unitId', code: 'missing' }])
  return unit
}

/** Kept in English words, so that everybody reads it in their own language. */
const neutral = (filter: string): string => printFilter(filterTerms(filter), 'en')

const toView = (ctx: Ctx, r: ViewRow): KeptView => ({
  id: r.id, name: r.name, audience: r.audience, unitId: r.unit_id, owner: { id: r.owner_id, name: r.owner_name }, view: r.view, filter: printFilter(parseFilter(r.filter).terms, ctx.locale === 'en' ? 'en' : 'zh-CN'), sort: r.sort, mine: mayChange(ctx, r), version: r.version,
})
