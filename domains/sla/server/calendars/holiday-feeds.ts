// Holidays from outside: the packs that come with the product, and iCalendar files (RFC 5545) of any source. Nothing is stored here.
import ICAL from 'ical.js'
import { readFile, stat } from 'node:fs/promises'
import type { z } from 'zod'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError, BadInput } from '../../../../platform/server/errors.ts'
import type { UploadedFile } from '../../../../platform/server/http/reply.ts'
import type { HolidayPack, ParsedFeed } from '../../contract/calendar.ts'
import { holidayPacks } from '../engine/calendar/holiday-packs.ts'

type Feed = z.infer<typeof ParsedFeed>

const MAX_BYTES = 5 * 1024 * 1024, MAX_EVENTS = 5000, MAX_DAYS = 2000, MOST_OF_ONE = 31
/** Days before and after now that are taken. */
const BACK_DAYS = 400, AHEAD_DAYS = 1200, DAY = 86_400_000

export function listPacks(ctx: Ctx): HolidayPack[] {
  const n = ctx.locale === 'en' ? 1 : 0
  return holidayPacks.map((p) => ({ id: p.id, country: p.country, year: p.year, name: n === 1 ? `China ${p.year}` : `中国 ${p.year} 年`, status: p.status, source: p.source[n], publishedOn: p.publishedOn, days: p.days.map((d) => ({ date: d.date, kind: d.kind, name: d.name[n] })) }))
}

/** Throws 413 above 5 MB, BadInput `sla.feed-unreadable` for what is no calendar. */
export async function readFeed(ctx: Ctx, files: readonly UploadedFile[]): Promise<Feed> {
  const file = files.find((f) => f.field === 'file') ?? files[0]
  if (!file) throw new BadInput([{ pointer: '/file', code: 'missing' }])
  if ((await stat(file.path)).size > MAX_BYTES) throw new AppError(413, 'too-large')
  return parseFeed(await readFile(file.path, 'utf8'), ctx.now().getTime())
}

/** Whole days become closed days, or make-up days where the summary says 班 (调休上班); several days in one event become one each; repeats within the window count. */
export function parseFeed(text: string, now: number): Feed {
  const feed: Feed = { exceptions: [], events: 0, duplicates: 0, ignored: [] }, days = new Map<string, { kind: 'closed' | 'open'; name: string }>()
  for (const component of componentsOf(text)) {
    if (feed.events >= MAX_EVENTS) throw unreadable('too many events')
    feed.events++
    takeEvent(component, now, days, feed)
  }
  feed.exceptions = [...days].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, MAX_DAYS).map(([date, { kind, name }]) => ({ date, kind, ...(name ? { name } : {}) }))
  return feed
}

const unreadable = (why: string): BadInput => new BadInput([{ pointer: '/file', code: 'sla.feed-unreadable', params: { value: why } }], 'sla.feed-unreadable')

function componentsOf(text: string): ICAL.Component[] {
  try {
    const parsed = ICAL.parse(text) as unknown[], roots = Array.isArray(parsed[0]) ? parsed : [parsed]
    return roots.flatMap((root) => new ICAL.Component(root as unknown as string).getAllSubcomponents('vevent'))
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message.slice(0, 120) : 'no calendar')
  }
}

function takeEvent(component: ICAL.Component, now: number, days: Map<string, { kind: 'closed' | 'open'; name: string }>, feed: Feed): void {
  const name = String(component.getFirstPropertyValue('summary') ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 80)
  const skip = (why: Feed['ignored'][number]['why'], date: string | null): void => { if (feed.ignored.length < 500) feed.ignored.push({ name, date, why }) }
  try {
    const event = new ICAL.Event(component), start = event.startDate, date = start ? dateOf(start) : null
    if (!start || !date) return skip('unreadable', null)
    if (String(component.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED') return skip('cancelled', date)
    // An observance is in the calendar and nobody is off: free time, or said in so many words.
    const free = String(component.getFirstPropertyValue('transp') ?? '').toUpperCase() === 'TRANSPARENT', described = String(component.getFirstPropertyValue('description') ?? '')
    if (free && /observance|纪念日|不放假|working day/i.test(`${described} ${name} ${String(component.getFirstPropertyValue('categories') ?? '')}`)) return skip('observance', date)
    if (/^observance\b/i.test(described.trim())) return skip('observance', date)
    if (!start.isDate) return skip('not-all-day', date)
    const length = Math.min(MOST_OF_ONE, Math.max(1, Math.round((event.endDate.toUnixTime() - start.toUnixTime()) / 86_400)))
    let taken = 0
    for (const first of startsOf(event, now)) for (let i = 0; i < length; i++) { take(new Date(Date.parse(`${first}T00:00:00Z`) + i * DAY).toISOString().slice(0, 10)); taken++ }
    if (taken === 0) skip('too-far', date)
  } catch { return skip('unreadable', null) }

  function take(date: string): void {
    const known = days.get(date), kind = /班|补班|make-?up|working day/i.test(name) ? 'open' : 'closed'
    if (known) feed.duplicates++
    // A day off wins over a doubtful second entry of the same kind; a make-up day is the exact word and wins over both.
    if (!known || kind === 'open') days.set(date, { kind, name })
  }
}

const dateOf = (t: ICAL.Time): string => `${String(t.year).padStart(4, '0')}-${String(t.month).padStart(2, '0')}-${String(t.day).padStart(2, '0')}`

/** First days of the event within the window, repeats and moved instances included. */
function startsOf(event: ICAL.Event, now: number): string[] {
  const inside = (date: string): boolean => { const at = Date.parse(`${date}T00:00:00Z`); return at >= now - BACK_DAYS * DAY && at <= now + AHEAD_DAYS * DAY }
  if (!event.isRecurring()) return [dateOf(event.startDate)].filter(inside)
  const found: string[] = [], iterator = event.iterator()
  for (let n = 0, next = iterator.next(); next && n < 5000; n++, next = iterator.next()) {
    const date = dateOf(next)
    if (Date.parse(`${date}T00:00:00Z`) > now + AHEAD_DAYS * DAY) break
    if (inside(date)) found.push(date)
  }
  return found
}
