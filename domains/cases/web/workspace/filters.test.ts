import { expect, test } from 'vitest'
import { readFilters, searchOf } from './filters.ts'

test('an address says a view in one order only, and nothing for what is plain', () => {
  expect(searchOf('open', 'due', {})).toBe('')
  expect(searchOf('mine', 'newest', { channel: 'mail', level: 'A' })).toBe('view=mine&sort=newest&level=A&channel=mail')
  expect(searchOf('mine', 'newest', readFilters({ channel: 'mail', level: 'A', problemClass: 'nonsense' }))).toBe('view=mine&sort=newest&level=A&channel=mail')
})
