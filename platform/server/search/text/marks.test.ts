// Marks of time cover exactly the days that were asked for.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf, lastSpans, scopeMarks, timeMarks } from './marks.ts'
import { tokenise } from './tokenise.ts'

const DAY = 86_400_000

describe('marks', () => {
  test('a document of the last spans has one of their marks, an older one none', () => {
    fc.assert(fc.property(fc.integer({ min: 200, max: 30_000 }), fc.integer({ min: 0, max: 199 }), (today, age) => {
      for (const { marks, from } of lastSpans(today)) expect(timeMarks((today - age) * DAY + 1).some((m) => marks.includes(m))).toBe(today - age >= from)
    }))
  })
  test('they reach back at least 1, 8 and 64 days', () => {
    fc.assert(fc.property(fc.integer({ min: 200, max: 30_000 }), (today) => {
      const [day, short, long] = lastSpans(today)
      expect(day!.from).toBe(today - 1)
      expect([today - short!.from >= 8 && today - short!.from < 16, today - long!.from >= 64 && today - long!.from < 128]).toEqual([true, true])
    }))
  })
  test('before 1970 counts as its first day', () => { expect(dayOf(new Date('1950-01-01'))).toBe(0) })
  test('no text has a mark', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { expect(tokenise(`~d20000 ${text} ~k`).some((t) => t.term.startsWith('~'))).toBe(false) }))
  })
  test('say whose it is', () => {
    expect(scopeMarks('cases.read', { unitId: 'u', customerId: 'c', people: ['a', null, 'a'] })).toEqual(['~kcases.read', '~uu', '~cc', '~pa'])
    expect(scopeMarks('x', {})).toEqual(['~kx'])
  })
})
