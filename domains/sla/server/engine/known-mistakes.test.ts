// What other desks got wrong, one named test each.
import { afterEach, describe, expect, it } from 'vitest'
import { at, dues, live, look, shown, type Step } from '../../testing.ts'
import { NATURAL } from './calendar/calendar.ts'
import { compileCalendar } from './calendar/compile-calendar.ts'
import { holidayPacks } from './calendar/holiday-packs.ts'
import { openIntervals } from './calendar/open-intervals.ts'
import type { HourPair, WorkingPlan } from './calendar/working-week.ts'
import { nextDueOf, nextStep, UNTOUCHED, visibleAt } from './next-steps.ts'
import { makeRulebook } from './policy.ts'
import { seededPolicies, seededVersions } from './seeded-policies.ts'
import { seededTables } from './seeded-tables.ts'
import { sayMoment } from './say-time.ts'

const HOUR = 3_600_000, MINUTE = 60_000
const B = { requesterType: 'internal', effects: ['permission-problem'] }
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
const plan = (zone: string, hours: readonly HourPair[], exceptions: WorkingPlan['exceptions'] = [], days: readonly string[] = DAYS): WorkingPlan => ({ zone, week: Object.fromEntries(days.map((d) => [d, hours])), exceptions })
const calendar = (...args: Parameters<typeof plan>) => compileCalendar('c', plan(...args))
const iso = (t: string) => Date.parse(t)

describe('what other desks got wrong', () => {
  it('pause lost when the policy changes', () => {
    const steps: Step[] = [['03-03 09:30', 'response-complete'], ['03-03 10:00', 'waiting-requester-start'], ['03-03 14:00', 'waiting-requester-end']]
    const before = live({ ...B }, ...steps), after = live({ ...B }, ...steps, ['03-03 15:00', 'level-changed', { level: 'A', reason: '影响扩大' }])
    expect(look(before, 'resolution', '03-03 15:00').due).toBe('03-06 13:00')
    // Class A: 48 h from 09:00, and the four hours that were paused.
    expect(look(after, 'resolution', '03-03 15:00')).toMatchObject({ due: '03-05 13:00', clock: { pausedTotal: 4 * HOUR } })
    // Changed while it waits: still paused.
    const waiting = live({ ...B }, ...steps.slice(0, 2), ['03-03 11:00', 'level-changed', { level: 'A', reason: '影响扩大' }])
    expect(look(waiting, 'resolution', '03-03 12:00')).toMatchObject({ due: null, state: 'paused' })
  })

  it('breach while paused', () => {
    const waiting = live({ ...B }, ['03-03 09:30', 'response-complete'], ['03-03 12:00', 'waiting-requester-start'])
    expect(look(waiting, 'initial-solution', '03-20 12:00')).toMatchObject({ state: 'paused', due: null, clock: { breachedAt: null } })
    expect(nextDueOf(waiting)).toBeNull()
    // Nothing is planned for it: no warning and no breach can come before it goes on.
    for (const c of waiting.clocks.filter((x) => x.paused)) expect(nextStep(c, NATURAL, UNTOUCHED, { warnAt: [75], escalateAfter: [0] })).toBeNull()
  })

  it('update clock overruling the first response', () => {
    const state = live({ ...B }, ['03-03 09:20', 'public-update'], ['03-03 09:30', 'response-incomplete'])
    expect(look(state, 'response', '03-03 09:40')).toMatchObject({ state: 'running', due: '03-03 10:00' })
    expect(state.clocks.some((c) => c.kind === 'progress-update')).toBe(false)
    const responded = live({ ...B }, ['03-03 09:40', 'response-complete'])
    expect(nextDueOf(responded)).toMatchObject({ kind: 'initial-solution' })
    expect(responded.clocks.find((c) => c.kind === 'progress-update')).toMatchObject({ reference: true })
  })

  it('lunch break: a target ends before lunch or after it, never in it', () => {
    const c = calendar('Asia/Shanghai', [['09:00', '12:00'], ['13:00', '18:00']])
    expect([1, 2, 3].map((h) => shown(c.add(at('03-03 10:00'), h * HOUR)))).toEqual(['03-03 11:00', '03-03 12:00', '03-03 14:00'])
    expect(shown(c.add(at('03-03 12:20'), MINUTE))).toBe('03-03 13:01')
    expect(c.elapsed(at('03-03 11:30'), at('03-03 13:30'))).toBe(HOUR)
  })

  it('split shift, also past midnight', () => {
    const c = calendar('Asia/Shanghai', [['06:00', '10:00'], ['16:00', '20:00'], ['22:00', '02:00']])
    expect(shown(c.add(at('03-03 09:00'), 6 * HOUR))).toBe('03-03 23:00')
    // Friday's night shift runs into Saturday and belongs to Friday.
    expect(shown(c.add(at('03-07 22:00'), 4 * HOUR))).toBe('03-08 02:00')
    expect(shown(c.add(at('03-07 22:00'), 4 * HOUR + MINUTE))).toBe('03-10 06:01')
    expect(shown(calendar('Asia/Shanghai', [['22:00', '02:00']], [{ date: '2025-03-07', kind: 'closed' }]).add(at('03-07 12:00'), MINUTE))).toBe('03-10 22:01')
  })

  it('holiday one day early: the date is that of the zone of the calendar, not of the server or of UTC', () => {
    const chinese = calendar('Asia/Shanghai', [['00:00', '24:00']], [{ date: '2025-10-01', kind: 'closed' }], [...DAYS, 'sat', 'sun'])
    expect(chinese.elapsed(iso('2025-09-30T23:00+08:00'), iso('2025-10-02T01:00+08:00'))).toBe(2 * HOUR)
    expect(shown(chinese.add(iso('2025-09-30T23:59:59+08:00'), 1000))).toBe('10-01 00:00')
    expect(shown(chinese.add(iso('2025-09-30T23:59:59+08:00'), 1001))).toBe('10-02 00:00:00.001')
    const american = calendar('America/Los_Angeles', [['00:00', '24:00']], [{ date: '2025-07-04', kind: 'closed' }], [...DAYS, 'sat', 'sun'])
    expect(american.elapsed(iso('2025-07-03T00:00-07:00'), iso('2025-07-06T00:00-07:00'))).toBe(48 * HOUR)
  })

  it('24/7 losing a minute at midnight', () => {
    const always = calendar('Asia/Shanghai', [['00:00', '24:00']], [], [...DAYS, 'sat', 'sun'])
    for (const [from, ms] of [['03-03 23:59', 2 * MINUTE], ['03-03 09:00', 72 * HOUR], ['03-31 23:59:59', 1000], ['12-31 23:59', 3 * MINUTE]] as const) {
      expect(always.add(at(from), ms)).toBe(NATURAL.add(at(from), ms))
      expect(always.elapsed(at(from), at(from) + ms)).toBe(ms)
    }
    expect(openIntervals(plan('Asia/Shanghai', [['00:00', '24:00']], [], [...DAYS, 'sat', 'sun']), at('03-03 00:00'), at('03-10 00:00'))).toEqual([[at('03-03 00:00'), at('03-10 00:00')]])
  })

  it('escalation at midnight: it comes when the same calendar is open again, not in the night', () => {
    const office = calendar('Asia/Shanghai', [['09:00', '18:00']]), rules = makeRulebook(seededPolicies, seededVersions.map((v) => ({ ...v, calendar: 'office' })), seededTables, () => office)
    const state = live({ requesterType: 'internal', effects: ['data-loss'], start: '03-03 17:00', rules }), clock = look(state, 'response', '03-04 12:00', { rules }).clock
    expect(shown(clock.breachedAt)).toBe('03-03 18:00')
    const steps = [0, 1].map((escalated) => nextStep(clock, office, { ...UNTOUCHED, warned: 1, escalated }, { warnAt: [75], escalateAfter: [0, 2 * HOUR] })!)
    expect(steps.map((s) => [s.what, shown(s.at)])).toEqual([['escalate', '03-03 18:00'], ['escalate', '03-04 11:00']])
    // On natural hours a promise that breaks at midnight escalates at midnight, once.
    const night = live({ requesterType: 'internal', effects: ['data-loss'], start: '03-03 23:00' }), late = look(night, 'response', '03-04 00:00:01').clock
    expect([shown(late.breachedAt), shown(visibleAt(nextStep(late, NATURAL, { ...UNTOUCHED, warned: 1 }, { warnAt: [75], escalateAfter: [0] })!))]).toEqual(['03-04 00:00', '03-04 00:00:00.001'])
  })

  it('repeats: reminders after a breach by the same calendar, between and after the escalations', () => {
    const state = live({ requesterType: 'internal', effects: ['data-loss'] }), clock = look(state, 'response', '03-04 12:00').clock, timing = { warnAt: [75], escalateAfter: [0, 2 * HOUR], repeat: { every: HOUR, times: 3 } }
    expect([0, 1, 2, 3, 4, 5].map((escalated) => { const s = nextStep(clock, NATURAL, { ...UNTOUCHED, warned: 1, escalated }, timing); return s && [s.what, shown(s.at)] })).toEqual([
      ['escalate', '03-03 10:00'], ['repeat', '03-03 11:00'], ['escalate', '03-03 12:00'], ['repeat', '03-03 12:00'], ['repeat', '03-03 13:00'], null])
  })

  it('viewer in another zone: the moment is the same, only its words differ', () => {
    const due = look(live({ ...B }), 'response', '03-03 09:00').clock.due!
    expect([sayMoment(due, 'Asia/Shanghai', 'en', null), sayMoment(due, 'America/New_York', 'en', null)]).toEqual(['3 Mar 2025 10:00', '2 Mar 2025 21:00'])
  })

  describe('server zone changed', () => {
    const zone = process.env.TZ
    afterEach(() => { if (zone === undefined) delete process.env.TZ; else process.env.TZ = zone })
    it('due times are the same wherever the server stands', () => {
      const seen = ['UTC', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Apia'].map((tz) => {
        process.env.TZ = tz
        const c = compileCalendar(`c-${tz}`, plan('Asia/Shanghai', [['09:00', '18:00']], [{ date: '2025-03-05', kind: 'closed' }]))
        return [new Date(0).getTimezoneOffset(), c.add(at('03-03 17:00'), 12 * HOUR), c.endOfDay(at('03-03 17:00'), 2), JSON.stringify(dues(live({ ...B })))]
      })
      expect(new Set(seen.map(([offset]) => offset)).size).toBe(4)
      expect(new Set(seen.map(([, ...rest]) => rest.join('|'))).size).toBe(1)
    })
  })

  it('DST in both directions: an hour that is skipped is not worked, one that repeats is worked twice; natural hours do not care', () => {
    const night = calendar('Europe/Berlin', [['22:00', '06:00']], [], [...DAYS, 'sat', 'sun']), day = calendar('Europe/Berlin', [['00:00', '24:00']], [], [...DAYS, 'sat', 'sun'])
    expect([night.elapsed(iso('2025-03-29T20:00Z'), iso('2025-03-30T06:00Z')), night.elapsed(iso('2025-10-25T18:00Z'), iso('2025-10-26T06:00Z'))].map((ms) => ms / HOUR)).toEqual([7, 9])
    expect([day.elapsed(iso('2025-03-29T23:00Z'), iso('2025-03-30T22:00Z')), day.elapsed(iso('2025-10-25T22:00Z'), iso('2025-10-26T23:00Z'))].map((ms) => ms / HOUR)).toEqual([23, 25])
    expect(day.add(iso('2025-03-29T12:00+01:00'), 24 * HOUR)).toBe(iso('2025-03-30T13:00+02:00'))
    expect(NATURAL.add(iso('2025-03-29T12:00+01:00'), 24 * HOUR)).toBe(iso('2025-03-30T13:00+02:00'))
    expect(day.endOfDay(iso('2025-03-29T12:00+01:00'), 1)).toBe(iso('2025-03-31T00:00+02:00'))
  })

  it('leap day', () => {
    const c = calendar('Asia/Shanghai', [['09:00', '18:00']])
    expect(new Date(c.add(iso('2024-02-28T17:00+08:00'), 2 * HOUR)).toISOString()).toBe('2024-02-29T02:00:00.000Z')
    expect(new Date(NATURAL.add(iso('2024-02-28T09:00+08:00'), 48 * HOUR)).toISOString()).toBe('2024-03-01T01:00:00.000Z')
    expect(new Date(c.endOfDay(iso('2024-02-28T10:00+08:00'), 1)).toISOString()).toBe('2024-02-29T10:00:00.000Z')
  })
})

describe('holiday packs', () => {
  it('every day once, within its year, on real dates; make-up days are weekends, and nobody works on a feast', () => {
    for (const p of holidayPacks) {
      expect(new Set(p.days.map((d) => d.date)).size, p.id).toBe(p.days.length)
      for (const d of p.days) { expect(d.date.startsWith(String(p.year)), d.date).toBe(true); if (d.kind === 'open') expect([0, 6], d.date).toContain(new Date(`${d.date}T00:00Z`).getUTCDay()) }
    }
  })
  it('the feasts of the moon fall where the Chinese calendar of the platform puts them', () => {
    const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'Asia/Shanghai', month: 'numeric', day: 'numeric' }), of = (date: string) => lunar.format(new Date(`${date}T04:00Z`)).replaceAll(/[^\d/]/g, '')
    const first = (year: number, name: string, n = 0) => holidayPacks.find((p) => p.year === year)!.days.filter((d) => d.name[0] === name && d.kind === 'closed')[n]!.date
    expect([of('2025-01-29'), of('2026-02-17')]).toEqual(['1/1', '1/1'])
    // The new moon of February 2027 comes at 23:56 in Beijing: the first day is the 6th, which the platform's approximation misses by minutes.
    expect(first(2027, '春节', 1)).toBe('2027-02-06')
    expect([of(first(2025, '端午节')), of(first(2026, '端午节')), of(first(2027, '端午节'))]).toEqual(['5/5', '5/5', '5/5'])
    expect([of(first(2026, '中秋节')), of(first(2027, '中秋节'))]).toEqual(['8/15', '8/15'])
  })
})
