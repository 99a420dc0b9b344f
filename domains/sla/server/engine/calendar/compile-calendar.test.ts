// The compiled calendars against a count of every single minute by the wall clock of the zone.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addBesidePauses, elapsedBesidePauses, NATURAL, NeverOpen, type Pause } from './calendar.ts'
import { compileCalendar } from './compile-calendar.ts'
import { faultsOf, WEEKDAYS, type HourPair, type WorkingPlan } from './working-week.ts'

const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR
const at = (text: string): number => Date.parse(text)
const iso = (ms: number): string => new Date(ms).toISOString()
const office: WorkingPlan = { zone: 'Asia/Shanghai', week: Object.fromEntries(WEEKDAYS.slice(0, 5).map((d) => [d, [['09:00', '12:00'], ['13:00', '18:00']]])), exceptions: [] }
const nights: WorkingPlan = { zone: 'Asia/Shanghai', week: { fri: [['22:00', '06:00']] }, exceptions: [] }

/** Is the minute that starts at `ms` open? Asks Intl for the wall clock, nothing of the engine. */
function oracle(plan: WorkingPlan): (ms: number) => boolean {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: plan.zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' })
  const hoursOn = (date: string): readonly HourPair[] => {
    const e = plan.exceptions.find((x) => x.date === date)
    if (e) return e.kind === 'closed' ? [] : e.hours!
    return plan.week[WEEKDAYS[(new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7]!] ?? []
  }
  const cache = new Map<string, readonly HourPair[]>()
  const hours = (date: string) => { const h = cache.get(date) ?? hoursOn(date); cache.set(date, h); return h }
  return (ms) => {
    const p = Object.fromEntries(format.formatToParts(ms).map((x) => [x.type, x.value]))
    const date = `${p['year']}-${p['month']}-${p['day']}`, time = `${p['hour']}:${p['minute']}`
    const before = new Date(Date.parse(`${date}T00:00Z`) - DAY).toISOString().slice(0, 10)
    const past = (h: HourPair) => h[1] <= h[0]
    return hours(date).some((h) => time >= h[0] && (past(h) || time < h[1])) || hours(before).some((h) => past(h) && time < h[1])
  }
}

describe('CL-23 edges', () => {
  const c = compileCalendar('inline', office)
  it('a target that ends exactly at closing time is due at closing time', () => {
    expect(iso(c.add(at('2025-03-03T09:00+08:00'), 8 * HOUR))).toBe(iso(at('2025-03-03T18:00+08:00')))
    expect(iso(c.add(at('2025-03-03T09:00+08:00'), 3 * HOUR))).toBe(iso(at('2025-03-03T12:00+08:00')))
    expect(iso(c.add(at('2025-03-03T09:00+08:00'), 8 * HOUR + 1))).toBe(iso(at('2025-03-04T09:00+08:00') + 1))
  })
  it('adding zero returns the start itself, open or not', () => {
    for (const t of ['2025-03-03T10:00+08:00', '2025-03-03T12:30+08:00', '2025-03-08T10:00+08:00']) expect(c.add(at(t), 0)).toBe(at(t))
  })
  it('intervals are half-open, results are not rounded', () => {
    expect(c.elapsed(at('2025-03-03T12:00+08:00'), at('2025-03-03T13:00+08:00'))).toBe(0)
    expect(c.elapsed(at('2025-03-03T11:59:59.999+08:00'), at('2025-03-03T13:00:00.001+08:00'))).toBe(2)
    expect(iso(c.add(at('2025-03-03T11:59:41+08:00'), 20_000))).toBe(iso(at('2025-03-03T13:00:01+08:00')))
  })
  it('starts on Monday when asked on Saturday', () => { expect(iso(c.add(at('2025-03-08T10:00+08:00'), HOUR))).toBe(iso(at('2025-03-10T10:00+08:00'))) })
  it('a shift past midnight belongs to the date on which it starts, and so does its exception', () => {
    const n = compileCalendar('inline', nights)
    expect(n.elapsed(at('2025-03-07T00:00+08:00'), at('2025-03-09T00:00+08:00'))).toBe(8 * HOUR)
    const saturdayOff = compileCalendar('inline', { ...nights, exceptions: [{ date: '2025-03-08', kind: 'closed' }] })
    expect(saturdayOff.elapsed(at('2025-03-08T00:00+08:00'), at('2025-03-09T00:00+08:00'))).toBe(6 * HOUR)
    const fridayOff = compileCalendar('inline', { ...nights, exceptions: [{ date: '2025-03-07', kind: 'closed' }] })
    expect(fridayOff.elapsed(at('2025-03-07T00:00+08:00'), at('2025-03-09T00:00+08:00'))).toBe(0)
  })
  it('make-up days, special hours and holidays', () => {
    const plan: WorkingPlan = { ...office, exceptions: [{ date: '2025-03-08', kind: 'open' }, { date: '2025-03-09', kind: 'special', hours: [['10:00', '11:00']] }, { date: '2025-03-10', kind: 'closed' }] }
    const h = compileCalendar('inline', plan)
    const day = (d: string) => h.elapsed(at(`${d}T00:00+08:00`), at(`${d}T00:00+08:00`) + DAY) / HOUR
    expect(['2025-03-07', '2025-03-08', '2025-03-09', '2025-03-10', '2025-03-11'].map(day)).toEqual([8, 8, 1, 0, 8])
  })
  it('overlapping shifts count once, across midnight and New Year too', () => {
    const all: WorkingPlan = { zone: 'Asia/Shanghai', week: Object.fromEntries(WEEKDAYS.map((d) => [d, [['20:00', '08:00'], ['06:00', '21:00']]])), exceptions: [] }
    const c24 = compileCalendar('inline', all)
    expect(c24.elapsed(at('2024-12-30T00:00Z'), at('2025-01-03T00:00Z'))).toBe(4 * DAY)
    expect(c24.add(at('2024-12-31T10:00Z'), 2 * DAY)).toBe(at('2025-01-02T10:00Z'))
  })
  it('a calendar that is never open says so', () => {
    const never = compileCalendar('inline', { zone: 'Asia/Shanghai', week: {}, exceptions: [{ date: '2025-03-08', kind: 'special', hours: [['10:00', '11:00']] }] })
    expect(never.add(at('2025-03-01T00:00Z'), HOUR)).toBe(at('2025-03-08T11:00+08:00'))
    expect(() => never.add(at('2025-03-01T00:00Z'), HOUR + 1)).toThrow(NeverOpen)
  })
})

describe('daylight saving', () => {
  it('New York: the night that loses an hour has 7, the night that gains one has 9', () => {
    const c = compileCalendar('inline', { zone: 'America/New_York', week: { sat: [['22:00', '06:00']] }, exceptions: [] })
    expect(c.elapsed(at('2025-03-08T00:00-05:00'), at('2025-03-10T00:00-04:00'))).toBe(7 * HOUR)
    expect(c.elapsed(at('2025-11-01T00:00-04:00'), at('2025-11-03T00:00-05:00'))).toBe(9 * HOUR)
    expect(iso(c.add(at('2025-03-08T22:00-05:00'), 7 * HOUR))).toBe(iso(at('2025-03-09T06:00-04:00')))
  })
  it('hours that are skipped are never worked', () => {
    const c = compileCalendar('inline', { zone: 'Europe/Berlin', week: { sun: [['02:15', '02:45'], ['02:30', '10:00']] }, exceptions: [] })
    expect(c.elapsed(at('2025-03-30T00:00+01:00'), at('2025-03-31T00:00+02:00'))).toBe(7 * HOUR)
    expect(iso(c.add(at('2025-03-30T00:00+01:00'), MINUTE))).toBe(iso(at('2025-03-30T03:01+02:00')))
  })
})

const zones = ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns', 'UTC']
const minuteOfDay = fc.integer({ min: 0, max: 1439 }).map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`)
const pair = fc.tuple(minuteOfDay, minuteOfDay).filter(([a, b]) => a !== b)
const dates = fc.integer({ min: 0, max: 20 })
// The stretches around which clocks change in the zones above, New Year, and a plain one.
const anchors = ['2025-03-07T00:00Z', '2025-03-28T00:00Z', '2025-10-31T00:00Z', '2025-10-24T00:00Z', '2024-12-29T00:00Z', '2025-04-04T00:00Z', '2025-06-10T00:00Z']
const planArb = fc.record({
  zone: fc.constantFrom(...zones), anchor: fc.constantFrom(...anchors),
  week: fc.dictionary(fc.constantFrom(...WEEKDAYS), fc.array(pair, { maxLength: 3 }), { maxKeys: 7 }),
  exceptions: fc.uniqueArray(fc.record({ day: dates, kind: fc.constantFrom('closed' as const, 'open' as const, 'special' as const), hours: fc.array(pair, { minLength: 1, maxLength: 2 }) }), { selector: (e) => e.day, maxLength: 5 }),
}).map(({ zone, anchor, week, exceptions }) => ({
  anchor: at(anchor),
  plan: { zone, week, exceptions: exceptions.map((e) => ({ date: iso(at(anchor) + (e.day - 6) * DAY).slice(0, 10), kind: e.kind, ...(e.kind === 'closed' ? {} : { hours: e.hours }) })) } satisfies WorkingPlan,
}))

describe('against every minute', () => {
  it('elapsed and add agree with the wall clock for any plan, zone and stretch', () => {
    let minutes = 0
    fc.assert(fc.property(planArb, fc.integer({ min: 0, max: 9 * 1440 }), fc.integer({ min: 0, max: 5 * 1440 }), ({ plan, anchor }, startMinute, span) => {
      expect(faultsOf(plan)).toEqual([])
      const open = oracle(plan), calendar = compileCalendar('inline', plan)
      const start = anchor + startMinute * MINUTE - 3 * DAY, end = start + span * MINUTE
      let counted = 0
      for (let t = start; t < end; t += MINUTE) {
        minutes++
        if (!open(t)) continue
        counted++
        // The moment at which this minute is used up is the earliest one with so much open time.
        if (counted % 97 === 1) expect(iso(calendar.add(start, counted * MINUTE))).toBe(iso(t + MINUTE))
      }
      expect(calendar.elapsed(start, end)).toBe(counted * MINUTE)
    }), { numRuns: 120 })
    expect(minutes).toBeGreaterThan(50_000)
  }, 120_000)

  it('add and elapsed are inverse, to the millisecond', () => {
    fc.assert(fc.property(planArb, fc.integer({ min: 0, max: 20 * DAY }), fc.integer({ min: 1, max: 30 * DAY }), ({ plan, anchor }, from, length) => {
      const calendar = compileCalendar('inline', plan)
      const start = anchor + from
      let due: number
      try { due = calendar.add(start, length) } catch (error) { expect(error).toBeInstanceOf(NeverOpen); return }
      expect(calendar.elapsed(start, due)).toBe(length)
      expect(calendar.elapsed(start, due - 1)).toBe(length - 1)
    }), { numRuns: 300 })
  })

  it('pauses take their open time out, whatever their order and overlap', () => {
    const pauseArb = fc.array(fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 600 })).map(([a, n]): [number, number] => [a, a + n]), { maxLength: 4 })
    fc.assert(fc.property(planArb, pauseArb, fc.integer({ min: 0, max: 2500 }), fc.boolean(), ({ plan, anchor }, pauses, span, natural) => {
      const open = natural ? () => true : oracle(plan), calendar = natural ? NATURAL : compileCalendar('inline', plan)
      const paused: Pause[] = pauses.map(([a, b]) => [anchor + a * MINUTE, anchor + b * MINUTE])
      let counted = 0, last = anchor
      for (let t = anchor; t < anchor + span * MINUTE; t += MINUTE) {
        if (!open(t) || paused.some(([a, b]) => t >= a && t < b)) continue
        counted++
        last = t + MINUTE
      }
      expect(elapsedBesidePauses(calendar, anchor, anchor + span * MINUTE, paused)).toBe(counted * MINUTE)
      expect(iso(addBesidePauses(calendar, anchor, counted * MINUTE, paused))).toBe(iso(last))
    }), { numRuns: 100 })
  }, 60_000)

  it('a year of sums needs no walk over its days', () => {
    const c = compileCalendar('inline', office)
    c.add(at('2025-01-01T00:00Z'), 1)
    const begun = performance.now()
    for (let i = 0; i < 100_000; i++) c.elapsed(at('2025-01-01T00:00Z') + i * 60_000, at('2025-06-01T00:00Z') + i * 60_000)
    expect(performance.now() - begun).toBeLessThan(5000)
  })
})

describe('faults', () => {
  it('names what is wrong and where', () => {
    const plan: WorkingPlan = { zone: 'Mars/Base', week: { mon: [['25:00', '26:00'], ['09:00', '09:00']] }, exceptions: [
      { date: '2025-02-30', kind: 'closed' }, { date: '2025-03-01', kind: 'special' }, { date: '2025-03-01', kind: 'closed', hours: [['09:00', '10:00']] }] }
    expect(faultsOf(plan).map((f) => f.code)).toEqual(['zone', 'time', 'empty-shift', 'date', 'hours-missing', 'date-twice', 'hours-unwanted'])
  })
})
