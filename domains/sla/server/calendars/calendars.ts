// Stored calendars: each change is a new version; whatever named the old one keeps it.
import type { z } from 'zod'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict, NotFound } from '../../../../platform/server/errors.ts'
import type { AddDays, Calendar, CalendarPlan, CalendarVersion, NewCalendar } from '../../contract/calendar.ts'
import { CalendarPublished } from '../../contract/events.ts'
import { NATURAL } from '../engine/calendar/calendar.ts'
import { holidayPacks } from '../engine/calendar/holiday-packs.ts'
import { isEverOpen, type WorkingPlan } from '../engine/calendar/working-week.ts'
import { refuseRedRows } from '../conformance/refuse-red-rows.ts'
import { assemble, rulesNow, RULES_SIGNAL } from '../policies/rulebook.ts'
import { addCalendar as insertCalendar, type SavedCalendar } from '../policies/rule-store.ts'
import { sayIn } from '../say.ts'
import { checkedPlan } from './calculate.ts'

/** The newest version of each, natural hours first. */
export async function listCalendars(ctx: Ctx): Promise<Calendar[]> {
  const { all } = await rulesNow(ctx)
  const newest = new Map(all.calendars.map((c) => [c.code, c]))
  return [natural(), ...[...newest.values()].map(shown)]
}

/** By code (newest version) or `code@version`. Throws NotFound. */
export async function findCalendar(ctx: Ctx, id: string): Promise<Calendar> {
  if (id === NATURAL.key) return natural()
  const found = (await rulesNow(ctx)).all.calendars.findLast((c) => c.code === id || `${c.code}@${c.version}` === id)
  if (!found) throw new NotFound('calendar')
  return shown(found)
}

/** Throws Conflict when the code is taken, BadInput for a plan with faults. */
export async function addCalendar(ctx: Ctx, { code, nameZh, nameEn, ...plan }: z.infer<typeof NewCalendar>): Promise<Calendar> {
  if ((await rulesNow(ctx)).all.calendars.some((c) => c.code === code)) throw new Conflict('sla.calendar-exists', { code })
  return publish(ctx, { code, version: 1, nameZh, nameEn, plan: workingPlan(plan), effectiveFrom: null })
}

/** Throws NotFound for a code that does not exist. */
export async function changeCalendar(ctx: Ctx, code: string, { nameZh, nameEn, effectiveFrom, overrideReason, ...plan }: z.infer<typeof CalendarVersion>): Promise<Calendar> {
  const rules = await rulesNow(ctx), before = rules.all.calendars.findLast((c) => c.code === code)
  if (!before) throw new NotFound('calendar')
  const next = { code, version: before.version + 1, nameZh, nameEn, plan: workingPlan(plan), effectiveFrom: effectiveMoment(ctx, effectiveFrom) }
  const calendars = [...rules.all.calendars, { ...next, publishedAt: ctx.now(), publishedBy: ctx.actor.name }]
  await refuseRedRows(ctx, assemble({ ...rules.all, calendars }).book, `calendar:${code}`, overrideReason)
  return publish(ctx, next)
}

/** All versions of a calendar, newest first. Throws NotFound. */
export async function calendarVersions(ctx: Ctx, code: string): Promise<Calendar[]> {
  const found = (await rulesNow(ctx)).all.calendars.filter((c) => c.code === code)
  if (found.length === 0) throw new NotFound('calendar')
  return found.toReversed().map(shown)
}

/** Holidays and make-up days from a pack or a list, as the next version. Days that nobody announced yet carry 暂定 in their name. Throws NotFound, BadInput `sla.pack-unknown`. */
export async function addDays(ctx: Ctx, code: string, { pack, exceptions = [], replace, effectiveFrom }: z.infer<typeof AddDays>): Promise<Calendar> {
  const before = (await rulesNow(ctx)).all.calendars.findLast((c) => c.code === code)
  if (!before) throw new NotFound('calendar')
  const known = pack === undefined ? null : holidayPacks.find((p) => p.id === pack)
  if (known === undefined) throw new BadInput([{ pointer: '/pack', code: 'sla.pack-unknown', params: { value: pack } }])
  const fresh = new Map([...(known?.days ?? []).map((d) => ({ date: d.date, kind: d.kind, name: known!.status === 'provisional' ? `${d.name[0]}（暂定）` : d.name[0] })), ...exceptions].map((e) => [e.date, e]))
  if (fresh.size === 0) throw new BadInput([{ pointer: '/exceptions', code: 'missing' }])
  const kept = before.plan.exceptions.filter((e) => !replace || !fresh.has(e.date)), dates = new Set(kept.map((e) => e.date))
  const all = [...kept, ...[...fresh.values()].filter((e) => !dates.has(e.date))].sort((a, b) => (a.date < b.date ? -1 : 1))
  const { nameZh, nameEn, plan } = before
  return changeCalendar(ctx, code, { nameZh, nameEn, zone: plan.zone, week: plan.week as CalendarPlan['week'], exceptions: all as CalendarPlan['exceptions'], ...(effectiveFrom ? { effectiveFrom } : {}) })
}

/** A plan that is open at some time. */
function workingPlan(plan: CalendarPlan): WorkingPlan {
  const checked = checkedPlan(plan, '')
  if (isEverOpen(checked)) return checked
  throw new BadInput([{ pointer: '/week', code: 'sla.plan.never-open', params: { value: JSON.stringify(plan.week) }, clause: '§1.2' }])
}

function effectiveMoment(ctx: Ctx, asked: string | undefined): number {
  const now = ctx.now().getTime(), at = asked === undefined ? now : Date.parse(asked)
  if (at < now - 60_000) throw new BadInput([{ pointer: '/effectiveFrom', code: 'sla.past', params: { value: asked, now: ctx.now().toISOString() } }])
  return at
}

async function publish(ctx: Ctx, c: Omit<SavedCalendar, 'publishedAt' | 'publishedBy'>): Promise<Calendar> {
  if (!await insertCalendar(ctx, c)) throw new Conflict('sla.calendar-exists', { code: c.code })
  await ctx.emit(CalendarPublished, { code: c.code, version: c.version }, { changes: { calendar: { from: null, to: c.plan } } })
  const { signals } = ctx.host
  ctx.afterCommit(() => signals.raise(RULES_SIGNAL))
  return shown({ ...c, publishedAt: ctx.now(), publishedBy: ctx.actor.name })
}

const shown = (c: SavedCalendar): Calendar => ({
  id: `${c.code}@${c.version}`, code: c.code, version: c.version, nameZh: c.nameZh, nameEn: c.nameEn, zone: c.plan.zone, publishedAt: c.publishedAt.toISOString(), publishedBy: c.publishedBy, effectiveFrom: c.effectiveFrom === null ? null : new Date(c.effectiveFrom).toISOString(),
  week: Object.fromEntries(Object.entries(c.plan.week).map(([day, hours]) => [day, (hours ?? []).map((h) => [...h])])), exceptions: c.plan.exceptions.map((e) => ({ date: e.date, kind: e.kind, ...(e.hours ? { hours: e.hours.map((h) => [...h]) } : {}), ...(e.name ? { name: e.name } : {}) })),
})

const natural = (): Calendar => ({
  id: NATURAL.key, code: NATURAL.key, version: 1, nameZh: sayIn('zh-CN')('sla.calendar.24x7'), nameEn: sayIn('en')('sla.calendar.24x7'), zone: NATURAL.zone, week: {}, exceptions: [], effectiveFrom: null, publishedAt: null, publishedBy: null,
})
