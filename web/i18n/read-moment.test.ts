import { expect, test } from 'vitest'
import { instantOf, readMoment, writeMoment } from './read-moment.ts'

const zone = 'Asia/Shanghai', now = Date.parse('2025-03-03T09:07:30+08:00')
const at = (text: string) => { const ms = readMoment(text, now, zone); return ms === null ? null : new Date(ms).toISOString() }

test.each([
  ['10:30', '2025-03-03T02:30:00.000Z'], ['10：30', '2025-03-03T02:30:00.000Z'], ['明天 9:00', '2025-03-04T01:00:00.000Z'], ['tomorrow 09:00', '2025-03-04T01:00:00.000Z'],
  ['03-04 10:30', '2025-03-04T02:30:00.000Z'], ['3月4日 10:30', '2025-03-04T02:30:00.000Z'], ['2025-03-04 10:30', '2025-03-04T02:30:00.000Z'], ['2025-03-04T10:30', '2025-03-04T02:30:00.000Z'],
  ['4 Mar 10:30', '2025-03-04T02:30:00.000Z'], ['4 March 2026 10:30', '2026-03-04T02:30:00.000Z'], ['+2h', '2025-03-03T03:07:30.000Z'], ['+30 分', '2025-03-03T01:37:30.000Z'],
])('%s', (text, iso) => expect(at(text)).toBe(iso))

test('what is no moment is none', () => {
  for (const text of ['', 'soon', '25:00', '10:75', '02-30 10:00', '2025-13-01 10:00', '4 Foo 10:00', '10']) expect(at(text), text).toBeNull()
})

test('the clocks of a zone with summer time are right on both sides of the change', () => {
  const berlin = 'Europe/Berlin'
  expect(new Date(instantOf({ year: 2025, month: 3, day: 30, hour: 1, minute: 30 }, berlin)!).toISOString()).toBe('2025-03-30T00:30:00.000Z')
  expect(new Date(instantOf({ year: 2025, month: 3, day: 30, hour: 4, minute: 0 }, berlin)!).toISOString()).toBe('2025-03-30T02:00:00.000Z')
})

test('what is written reads back to the minute', () => {
  expect(readMoment(writeMoment(now, zone), 0, zone)).toBe(Math.floor(now / 60_000) * 60_000)
})
