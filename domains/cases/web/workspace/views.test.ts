import { expect, test } from 'vitest'
import { dueGroup, dueToday } from './views.ts'

const now = Date.parse('2025-03-03T09:00:00+08:00')
const row = (createdAt: string, dueAt: string | null, breached = false) => ({ createdAt, nextDue: dueAt ? { kind: 'response', dueAt, clause: '§3.3-1', warnedAt: null, breached } : null })

test.each([
  ['breached', row('2025-03-02T09:00:00+08:00', '2025-03-03T08:00:00+08:00', true), 'now'],
  ['a quarter left', row('2025-03-03T08:00:00+08:00', '2025-03-03T09:15:00+08:00'), 'now'],
  ['later the same day', row('2025-03-03T08:59:00+08:00', '2025-03-03T10:59:00+08:00'), 'today'],
  ['in two days', row('2025-03-03T08:59:00+08:00', '2025-03-05T08:59:00+08:00'), 'later'],
  ['without a clock', row('2025-03-03T08:59:00+08:00', null), 'rest'],
] as const)('a case %s is grouped by its next deadline', (_name, value, group) => { expect(dueGroup(value, now)).toBe(group) })

test('the card of the day counts what still can be kept, names the first, and counts the late apart', () => {
  const rows = [row('2025-03-02T09:00:00+08:00', '2025-03-03T08:00:00+08:00', true), row('2025-03-03T08:00:00+08:00', '2025-03-03T10:00:00+08:00'), row('2025-03-03T08:00:00+08:00', '2025-03-04T10:00:00+08:00'), row('2025-03-03T08:00:00+08:00', null)]
  expect(dueToday(rows, now)).toEqual({ today: 1, late: 1, next: rows[1] })
  expect(dueToday([], now)).toEqual({ today: 0, late: 0, next: null })
})
