// Stored calendars: each change is a new version; whatever named the old one keeps it.
import type { z } from 'zod'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Conflict, NotFound } from '../../../../platform/server/errors.ts'
import type { Calendar, CalendarVersion, NewCalendar } from '../../contract/calendar.ts'
import { CalendarPublished } from '../../contract/events.ts'
import { NATURAL } from '../engine/calendar/calendar.ts'
import { rulesNow, RULES_SIGNAL } from '../policies/rulebook.ts'
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
  return publish(ctx, { code, version: 1, nameZh, nameEn, plan: checkedPlan(plan, '') })
}

/** Throws NotFound for a code that does not exist. */
export async function changeCalendar(ctx: Ctx, code: string, { nameZh, nameEn, ...plan }: z.infer<typeof CalendarVersion>): Promise<Calendar> {
  const before = (await rulesNow(ctx)).all.calendars.findLast((c) => c.code === code)
  if (!before) throw new NotFound('calendar')
  return publish(ctx, { code, version: before.version + 1, nameZh, nameEn, plan: checkedPlan(plan, '') })
}

async function publish(ctx: Ctx, c: Omit<SavedCalendar, 'publishedAt' | 'publishedBy'>): Promise<Calendar> {
  if (!await insertCalendar(ctx, c)) throw new Conflict('sla.calendar-exists', { code: c.code })
  await ctx.emit(CalendarPublished, { code: c.code, version: c.version }, { changes: { calendar: { from: null, to: c.plan } } })
  const { signals } = ctx.host
  ctx.afterCommit(() => signals.raise(RULES_SIGNAL))
  return shown({ ...c, publishedAt: ctx.now(), publishedBy: ctx.actor.name })
}

const shown = (c: SavedCalendar): Calendar => ({
  id: `${c.code}@${c.version}`, code: c.code, version: c.version, nameZh: c.nameZh, nameEn: c.nameEn, zone: c.plan.zone, publishedAt: c.publishedAt.toISOString(), publishedBy: c.publishedBy,
  week: Object.fromEntries(Object.entries(c.plan.week).map(([day, hours]) => [day, (hours ?? []).map((h) => [...h])])), exceptions: c.plan.exceptions.map((e) => ({ date: e.date, kind: e.kind, ...(e.hours ? { hours: e.hours.map((h) => [...h]) } : {}) })),
})

const natural = (): Calendar => ({
  id: NATURAL.key, code: NATURAL.key, version: 1, nameZh: sayIn('zh-CN')('sla.calendar.24x7'), nameEn: sayIn('en')('sla.calendar.24x7'), zone: NATURAL.zone, week: {}, exceptions: [], publishedAt: null, publishedBy: null,
})
