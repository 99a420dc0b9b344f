// What is decided before the story begins: believable hours, few repetitions, the same company each time.
import { describe, expect, test } from 'vitest'
import { COLLEAGUES, STAFF } from './demo-company.ts'
import { CUSTOMERS } from './demo-customers.ts'
import { drawScreen } from './draw-screen.ts'
import { Dice } from './dice.ts'
import { beforeEnd } from './pace.ts'
import { planCases, PROBLEMS } from './plan-cases.ts'
import { awake, clockTime, DAY, HOUR, nextDuty, onDuty } from './story-time.ts'

const end = Date.parse('2026-03-05T11:00:00+08:00'), span = { start: end - 90 * DAY, end, factor: 1 }
const plans = planCases(span)
const hourOf = (at: number): number => Number(clockTime(at).slice(0, 2))

describe('the plan', () => {
  test('is the same each time', () => {
    expect(planCases(span).map((p) => [p.at, p.problem.title, p.requester, p.channel])).toEqual(plans.map((p) => [p.at, p.problem.title, p.requester, p.channel]))
  })

  test('several hundred cases over ninety days, nothing reported in the night', () => {
    expect(plans.length).toBeGreaterThan(300)
    expect(plans[0]!.at).toBeLessThan(end - 85 * DAY)
    expect(plans.filter((p) => hourOf(p.at) < 7 || hourOf(p.at) > 22)).toEqual([])
    expect(plans.every((p) => p.at < end)).toBe(true)
  })

  test('titles seldom repeat; both languages, both parties and every line of service are there', () => {
    expect(new Set(plans.map((p) => p.problem.title)).size).toBeGreaterThan(plans.length * 0.6)
    const share = (of: (p: (typeof plans)[number]) => boolean) => plans.filter(of).length / plans.length
    expect(share((p) => p.problem.locale === 'en')).toBeGreaterThan(0.12)
    expect(share((p) => p.problem.party === 'internal')).toBeGreaterThan(0.2)
    expect(new Set(plans.map((p) => p.problem.line)).size).toBe(3)
  })

  test('no name is left open in what people say, and reports come from somebody who exists', () => {
    const known = new Set([...COLLEAGUES.map((c) => c.key), ...CUSTOMERS.flatMap((c) => c.contacts.map((k) => k.key))])
    for (const p of plans) {
      expect(known).toContain(p.requester)
      expect(Object.values(p.problem).filter((v) => typeof v === 'string' && /\{\w+\}|undefined/.test(v))).toEqual([])
    }
  })
})

test('keys name one problem, one person, one customer domain', () => {
  for (const keys of [PROBLEMS.map((p) => p.key), [...STAFF, ...COLLEAGUES].map((p) => p.key), CUSTOMERS.map((c) => c.domain), CUSTOMERS.flatMap((c) => c.contacts.map((k) => k.key))]) expect(new Set(keys).size).toBe(keys.length)
})

describe('hours', () => {
  const night = Date.parse('2026-03-04T03:10:00+08:00'), noon = Date.parse('2026-03-04T12:10:00+08:00'), late = Date.parse('2026-03-04T23:10:00+08:00')

  test('staff and requesters wait for the morning', () => {
    const dice = new Dice(1)
    expect([onDuty(dice, noon), awake(dice, noon), nextDuty(noon)]).toEqual([noon, noon, noon])
    for (const at of [night, late]) {
      expect(hourOf(onDuty(dice, at))).toBe(8)
      expect(clockTime(nextDuty(at))).toBe('08:00')
      expect(hourOf(awake(dice, at))).toBeGreaterThanOrEqual(7)
    }
    expect(onDuty(dice, late)).toBeGreaterThan(late)
  })

  test('what belongs to the last hours comes before the end; only an outage is worked on in the night', () => {
    for (let seed = 0; seed < 50; seed++) {
      const dice = new Dice(seed), ordinary = beforeEnd(dice, 'day', late, late + 14 * HOUR), outage = beforeEnd(dice, 'rush', late, late + 14 * HOUR)
      expect(hourOf(ordinary)).toBeGreaterThanOrEqual(8)
      expect(Math.max(ordinary, outage)).toBeLessThan(late + 14 * HOUR)
      expect(outage).toBeLessThan(late + 3 * HOUR)
      expect(beforeEnd(dice, 'day', night, night + HOUR)).toBeLessThan(night + HOUR)
    }
  })
})

test('a picture is a picture, and not the same one each time', () => {
  const one = drawScreen(new Dice(1))
  expect(one.subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))
  expect([one.readUInt32BE(16), one.readUInt32BE(20)]).toEqual([640, 400])
  expect(one.length).toBeLessThan(20_000)
  expect(drawScreen(new Dice(2)).equals(one)).toBe(false)
})
