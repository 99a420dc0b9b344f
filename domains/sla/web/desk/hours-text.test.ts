import { expect, test } from 'vitest'
import { readClosedDays, readHours, writeClosedDays, writeHours } from './hours-text.ts'

test('hours are read in the ways people type them', () => {
  expect(readHours('09:00-12:00, 13:00-18:00')).toEqual([['09:00', '12:00'], ['13:00', '18:00']])
  expect(readHours('9：00–12:00、 22:00 至 06:00')).toEqual([['09:00', '12:00'], ['22:00', '06:00']])
  expect(readHours('00:00-24:00')).toEqual([['00:00', '24:00']])
  expect(readHours('  ')).toEqual([])
  expect(['9-12', '09:00', '09:00-', '25:00-26:00', '09:00-12:00-13:00', '早上'].map(readHours)).toEqual([null, null, null, null, null, null])
  expect(writeHours([['09:00', '12:00'], ['13:00', '18:00']])).toBe('09:00-12:00, 13:00-18:00')
})

test('closed days are read line by line, and the lines that cannot be read are named', () => {
  expect(readClosedDays('2025-05-01 劳动节\n\n2025/10/1\n国庆节')).toEqual({ days: [{ date: '2025-05-01', kind: 'closed', name: '劳动节' }, { date: '2025-10-01', kind: 'closed' }], wrong: [4] })
  expect(writeClosedDays([{ date: '2025-05-01', kind: 'closed', name: '劳动节' }, { date: '2025-04-27', kind: 'open' }, { date: '2025-10-01', kind: 'closed' }])).toBe('2025-05-01 劳动节\n2025-10-01')
})
