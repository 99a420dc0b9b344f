// Dates, hours and lines of the duty screen.
import { expect, it } from 'vitest'
import { dateIn, hoursOf, linesOf, shiftsOf, weekOf, weekOn } from './duty-view.ts'

const person = (id: string) => ({ id, name: id.toUpperCase() })
const shift = (id: string, weekday: number, from: string, to: string, ...people: string[]) => ({ id, weekday, name: '班', from, to, people: people.map(person) })

it('a week begins on Monday, over the turn of the year too', () => {
  expect(weekOf('2025-03-09')).toEqual(['2025-03-03', '2025-03-04', '2025-03-05', '2025-03-06', '2025-03-07', '2025-03-08', '2025-03-09'])
  expect(weekOf('2026-01-01')[0]).toBe('2025-12-29')
})
it('hours are those of the roster, wherever the reader is', () => {
  expect(hoursOf('Asia/Shanghai', { date: '2025-03-03', from: '2025-03-03T14:00:00Z', to: '2025-03-03T22:00:00Z' })).toEqual({ from: '22:00', to: '06:00', nextDay: true })
  expect(hoursOf('Asia/Shanghai', { date: '2025-03-03', from: '2025-03-03T14:00:00Z', to: '2025-03-03T16:00:00Z' })).toEqual({ from: '22:00', to: '24:00', nextDay: false })
  expect(dateIn('America/New_York', Date.parse('2025-03-03T03:00:00Z'))).toBe('2025-03-02')
})
it('equal shifts are one line, and the lines give the same shifts back', () => {
  const week = [shift('a', 1, '09:00', '12:00', 'ann'), shift('b', 2, '09:00', '12:00', 'ann'), shift('c', 1, '22:00', '06:00', 'bo', 'cai'), shift('d', 3, '09:00', '12:00', 'bo')]
  const lines = linesOf(week)
  expect(lines.map((l) => [l.days, l.from, l.people])).toEqual([[[1, 2], '09:00', ['ann']], [[1], '22:00', ['bo', 'cai']], [[3], '09:00', ['bo']]])
  expect(shiftsOf(lines)).toHaveLength(4)
  expect(shiftsOf([{ ...lines[0]!, name: ' ' }])[0]).toEqual({ weekday: 1, from: '09:00', to: '12:00', people: ['ann'] })
})
it('the week of a date', () => {
  const weeks = [{ from: '2025-01-01', to: '2025-03-10', shifts: [] }, { from: '2025-03-10', to: null, shifts: [] }]
  expect([weekOn(weeks, '2025-03-09')?.from, weekOn(weeks, '2025-03-10')?.from, weekOn(weeks, '2024-12-31')]).toEqual(['2025-01-01', '2025-03-10', undefined])
})
