// When mails go: quiet hours in Asia/Shanghai, grouping, and what is urgent.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mailTime, quietUntil } from './delivery-time.ts'

const at = (text: string) => new Date(`2025-03-03T${text}:00+08:00`)
const NIGHT = { from: 22 * 60, to: 7 * 60 }, LUNCH = { from: 12 * 60, to: 13 * 60 + 30 }

test.each([
  ['21:59', NIGHT, null], ['22:00', NIGHT, '2025-03-03T23:00:00.000Z'], ['06:59', NIGHT, '2025-03-02T23:00:00.000Z'], ['07:00', NIGHT, null],
  ['11:59', LUNCH, null], ['12:00', LUNCH, '2025-03-03T05:30:00.000Z'], ['13:29', LUNCH, '2025-03-03T05:30:00.000Z'], ['13:30', LUNCH, null],
] as const)('%s', (now, quiet, until) => { expect(quietUntil(quiet, at(now))?.toISOString() ?? null).toBe(until) })

test('the end of quiet hours lies ahead, within a day, and is not quiet itself', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 1439 }), fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }), (from, to, now) => {
    fc.pre(from !== to)
    const end = quietUntil({ from, to }, now)
    if (!end) return
    expect(end.getTime()).toBeGreaterThan(now.getTime())
    expect(end.getTime() - now.getTime()).toBeLessThanOrEqual(86_400_000)
    expect(quietUntil({ from, to }, end)).toBeNull()
  }))
})

test('the first goes at once, the next of its kind wait until ten minutes have passed', () => {
  expect(mailTime({ now: at('09:00'), urgent: false, quiet: null, sent: [] })).toEqual({ at: at('09:00'), reason: null })
  expect(mailTime({ now: at('09:03'), urgent: false, quiet: null, sent: [at('09:00')] })).toEqual({ at: at('09:10'), reason: 'grouped' })
  expect(mailTime({ now: at('09:10'), urgent: false, quiet: null, sent: [at('09:00')] })).toEqual({ at: at('09:10'), reason: null })
})

test('what is urgent passes quiet hours and goes one by one, five times in ten minutes', () => {
  expect(mailTime({ now: at('23:00'), urgent: false, quiet: NIGHT, sent: [] })).toEqual({ at: new Date('2025-03-04T07:00:00+08:00'), reason: 'quiet-hours' })
  expect(mailTime({ now: at('23:00'), urgent: true, quiet: NIGHT, sent: [] }).reason).toBeNull()
  const four = [0, 1, 2, 3].map((m) => at(`22:5${m}`))
  expect(mailTime({ now: at('22:54'), urgent: true, quiet: NIGHT, sent: four }).reason).toBeNull()
  expect(mailTime({ now: at('22:54'), urgent: true, quiet: NIGHT, sent: [...four, at('22:54')] })).toEqual({ at: at('22:55'), reason: 'grouped' })
})
