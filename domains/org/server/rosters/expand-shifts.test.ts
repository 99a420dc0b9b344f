// Who is on duty when: table and properties of the pure rules.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expandShifts, isAbsent, nextShift, onShiftAt, presentFrom, type RosterPlan, type Shift } from './expand-shifts.ts'

const shift = (id: string, at: { weekday?: number; date?: string }, from: number, to: number, people: string[], more: Partial<Shift> = {}): Shift =>
  ({ id, weekday: at.weekday ?? null, date: at.date ?? null, name: null, from, to, people, validFrom: '2025-01-01', validTo: null, ...more })
const plan = (shifts: Shift[], more: Partial<RosterPlan> = {}): RosterPlan => ({ zone: 'Asia/Shanghai', shifts, days: new Set(), swaps: [], ...more })
const at = (text: string): number => Date.parse(text)
const H = 60

describe('who is on shift', () => {
  // 2025-03-03 is a Monday.
  const week = plan([shift('morning', { weekday: 1 }, 8 * H, 12 * H, ['ann']), shift('afternoon', { weekday: 1 }, 13 * H, 18 * H, ['ann', 'bo']), shift('night', { weekday: 1 }, 22 * H, 30 * H, ['cai'])])
  test.each([
    ['split shift: the first half', '2025-03-03T09:00:00+08:00', ['ann']], ['the break between', '2025-03-03T12:30:00+08:00', []], ['its start counts', '2025-03-03T13:00:00+08:00', ['ann', 'bo']],
    ['its end does not', '2025-03-03T18:00:00+08:00', []], ['the night after midnight belongs to Monday', '2025-03-04T05:59:59+08:00', ['cai']], ['and is over at six', '2025-03-04T06:00:00+08:00', []],
    ['another zone is the same moment', '2025-03-03T01:00:00Z', ['ann']],
  ])('%s', (_name, moment, people) => { expect(onShiftAt(week, [], at(moment))).toEqual(people) })

  test('a single day stands in place of the week, an empty one leaves nobody', () => {
    const one = plan([...week.shifts, shift('special', { date: '2025-03-03' }, 10 * H, 11 * H, ['dee'])], { days: new Set(['2025-03-03', '2025-03-10']) })
    expect(onShiftAt(one, [], at('2025-03-03T10:30:00+08:00'))).toEqual(['dee'])
    expect(onShiftAt(one, [], at('2025-03-03T09:00:00+08:00'))).toEqual([])
    expect(onShiftAt(one, [], at('2025-03-10T09:00:00+08:00'))).toEqual([])
    expect(onShiftAt(one, [], at('2025-03-17T09:00:00+08:00'))).toEqual(['ann'])
  })
  test('a week holds from its date to its end', () => {
    const two = plan([shift('old', { weekday: 1 }, 480, 720, ['ann'], { validTo: '2025-03-10' }), shift('new', { weekday: 1 }, 480, 720, ['bo'], { validFrom: '2025-03-10' })])
    expect([onShiftAt(two, [], at('2025-03-03T09:00:00+08:00')), onShiftAt(two, [], at('2025-03-10T09:00:00+08:00'))]).toEqual([['ann'], ['bo']])
  })
  test('a swap changes one date only, and may leave the place empty', () => {
    const swapped = { ...week, swaps: [{ shiftId: 'afternoon', date: '2025-03-03', out: 'ann', in: 'eve' }, { shiftId: 'night', date: '2025-03-03', out: 'cai', in: null }] }
    expect(onShiftAt(swapped, [], at('2025-03-03T14:00:00+08:00'))).toEqual(['eve', 'bo'])
    expect(onShiftAt(swapped, [], at('2025-03-03T23:00:00+08:00'))).toEqual([])
    expect(onShiftAt(swapped, [], at('2025-03-10T14:00:00+08:00'))).toEqual(['ann', 'bo'])
  })
  test('who is absent is not on shift, to the moment', () => {
    const away = [{ personId: 'ann', from: at('2025-03-03T14:00:00+08:00'), to: at('2025-03-03T15:00:00+08:00') }]
    expect(onShiftAt(week, away, at('2025-03-03T14:59:59+08:00'))).toEqual(['bo'])
    expect(onShiftAt(week, away, at('2025-03-03T15:00:00+08:00'))).toEqual(['ann', 'bo'])
  })
  test('DST in both directions: shifts that follow one another leave no gap and no overlap (Berlin)', () => {
    const berlin = plan([shift('early', { weekday: 7 }, 0, 150, ['a']), shift('late', { weekday: 7 }, 150, 480, ['b'])], { zone: 'Europe/Berlin' })
    for (const day of ['2025-03-30', '2025-10-26']) {
      const [early, late] = expandShifts(berlin, at(`${day}T00:00:00+01:00`) - 3_600_000, at(`${day}T12:00:00+01:00`)).filter((o) => o.date === day)
      expect(early!.to).toBe(late!.from)
    }
    const skipped = expandShifts(berlin, at('2025-03-29T23:00:00Z'), at('2025-03-30T06:00:00Z'))
    expect(skipped.map((o) => (o.to - o.from) / 3_600_000)).toEqual([2.5, 4.5])
  })
})

describe('the next shift', () => {
  const week = plan([shift('mon', { weekday: 1 }, 480, 720, ['ann', 'bo']), shift('tue', { weekday: 2 }, 480, 720, ['cai'])])
  test.each([
    ['now when somebody is on', '2025-03-03T09:00:00+08:00', [], '2025-03-03T09:00:00+08:00', ['ann', 'bo']],
    ['the next start', '2025-03-03T12:00:00+08:00', [], '2025-03-04T08:00:00+08:00', ['cai']],
    ['over the absence of everybody on it', '2025-03-03T12:00:00+08:00', [['cai', '2025-03-04T00:00:00+08:00', '2025-03-05T00:00:00+08:00']], '2025-03-10T08:00:00+08:00', ['ann', 'bo']],
    ['from the end of an absence within it', '2025-03-03T12:00:00+08:00', [['cai', '2025-03-04T00:00:00+08:00', '2025-03-04T10:00:00+08:00']], '2025-03-04T10:00:00+08:00', ['cai']],
  ] as [string, string, [string, string, string][], string, string[]][])('%s', (_name, from, away, moment, people) => {
    expect(nextShift(week, away.map(([personId, a, b]) => ({ personId, from: at(a), to: at(b) })), at(from))).toEqual({ at: at(moment), people })
  })
  test('none when nobody is planned', () => { expect(nextShift(plan([]), [], at('2025-03-03T09:00:00Z'))).toBeNull() })
})

test('absences that follow one another are one', () => {
  const away = [{ personId: 'a', from: 10, to: 20 }, { personId: 'a', from: 20, to: 30 }, { personId: 'b', from: 30, to: 40 }]
  expect([presentFrom(away, 'a', 12), presentFrom(away, 'a', 30), isAbsent(away, 'a', 29), isAbsent(away, 'a', 30)]).toEqual([30, 30, true, false])
})

test('property: whoever is on shift at a moment is on an occurrence that holds it, and the next shift is never before somebody is on', () => {
  const anyShift = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), from: fc.integer({ min: 0, max: 1439 }), length: fc.integer({ min: 1, max: 1440 }), people: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }) })
  const zones = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC')
  fc.assert(fc.property(fc.array(anyShift, { minLength: 1, maxLength: 6 }), zones, fc.integer({ min: at('2025-01-01T00:00:00Z') / 60_000, max: at('2026-01-01T00:00:00Z') / 60_000 }), (raw, zone, minute) => {
    const p = plan(raw.map((s, i) => shift(String(i), { weekday: s.weekday }, s.from, s.from + s.length, s.people)), { zone }), moment = minute * 60_000, next = nextShift(p, [], moment)!
    expect(next.people.length).toBeGreaterThan(0)
    expect(onShiftAt(p, [], next.at)).toEqual(next.people)
    if (next.at > moment) expect([onShiftAt(p, [], moment), onShiftAt(p, [], next.at - 1)]).toEqual([[], []])
  }), { numRuns: 150 })
})
