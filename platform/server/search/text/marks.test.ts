// Marks of time cover exactly the days that were asked for.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf, rangeMarks, scopeMarks, timeMarks } from './marks.ts'
import { tokenise } from './tokenise.ts'

const DAY = 86_400_000

describe('marks', () => {
  test('a document is in a range of days exactly when it has one of its marks', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: -700, max: 5_700 }), (from, length, at) => {
      const day = Math.max(0, from + at), marks = new Set(rangeMarks(from, from + length)), has = timeMarks(day * DAY + 1).some((m) => marks.has(m))
      expect(has).toBe(day >= from && day <= from + length)
    }))
  })
  test('a range is a handful of them', () => { expect(Math.max(...[1, 30, 365, 4_000].map((n) => rangeMarks(20_001, 20_001 + n).length))).toBeLessThan(40) })
  test('before 1970 counts as its first day', () => { expect(dayOf(new Date('1950-01-01'))).toBe(0) })
  test('no text has a mark', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { expect(tokenise(`~d20000 ${text} ~k`).some((t) => t.term.startsWith('~'))).toBe(false) }))
  })
  test('say whose it is', () => {
    expect(scopeMarks('cases.read', { unitId: 'u', customerId: 'c', people: ['a', null, 'a'] })).toEqual(['~kcases.read', '~uu', '~cc', '~pa'])
    expect(scopeMarks('x', {})).toEqual(['~kx'])
  })
})
