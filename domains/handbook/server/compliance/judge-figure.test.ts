// Verdicts on figures, intervals and weeks; every row of the board stands on a clause of the register.
import { describe, expect, it, test } from 'vitest'
import { measures, rulings } from '../register/measures.ts'
import { seedOf } from '../register/clause-seeds.ts'
import { printedLimits } from '../register/printed-limits.ts'
import { hundredth, judge, wilson } from './judge-figure.ts'
import { monthOf, weeksUntil } from './weeks.ts'

const share = { op: '>=' as const, value: 95, share: true, smallSample: 20, margin: 1 }
const of = (met: number, n: number) => judge({ value: n === 0 ? null : hundredth((met / n) * 100), met, n }, share)

describe('verdicts', () => {
  it.each([
    ['nothing ended', of(0, 0), { state: 'not-due', gap: null }], ['all of many', of(200, 200), { state: 'met', gap: 5 }], ['just above', of(191, 200), { state: 'close', gap: 0.5 }], ['below', of(180, 200), { state: 'missed', gap: -5 }],
    ['19 of 20 is 95.0 %: pass (§6.2)', of(19, 20), { state: 'close', gap: 0 }], ['94 of 100: fail', of(94, 100), { state: 'missed', gap: -1 }],
    ['few, and no doubt', of(1, 10), { state: 'missed', smallSample: true }], ['few', of(9, 10), { state: 'small-sample', smallSample: true }],
    ['nothing is close to 100', judge({ value: 100, met: 50, n: 50 }, { ...share, value: 100 }), { state: 'met', gap: 0 }],
    ['2.33 h of at most 2', judge({ value: 2.33, met: 0, n: 0 }, { ...share, op: '<=', value: 2, share: false }), { state: 'missed', gap: -0.33 }],
    ['three years', judge({ value: 3, met: 0, n: 0 }, { ...share, value: 3, share: false }), { state: 'met', gap: 0 }],
  ])('%s', (_what, verdict, expected) => { expect(verdict).toMatchObject(expected) })
  it('99.996 % never reads as 100 %', () => { expect(hundredth(99.996)).toBe(99.99) })
  it('Wilson: known values, inside 0 to 100, wider for less', () => {
    expect(wilson(9, 10)).toEqual({ low: 59.6, high: 98.2 })
    expect(wilson(0, 5)!.low).toBe(0)
    expect(wilson(5, 5)!.high).toBe(100)
    expect(wilson(0, 0)).toBeNull()
  })
})

test('weeks begin on Monday in Shanghai, the running one is last; months are whole', () => {
  const weeks = weeksUntil(new Date('2025-03-02T17:00:00Z'), 2)
  expect(weeks.map((w) => w.from.toISOString())).toEqual(['2025-02-23T16:00:00.000Z', '2025-03-02T16:00:00.000Z'])
  expect(monthOf('2025-02')).toEqual({ from: new Date('2025-01-31T16:00:00Z'), to: new Date('2025-02-28T16:00:00Z') })
})

test('every row has a clause of the register, a key of its own and both languages; every limit that is enforced has a row', () => {
  expect(new Set(measures.map((m) => m.key)).size).toBe(measures.length)
  for (const m of measures) {
    expect(seedOf(m.clause), m.key).not.toBeNull()
    expect(/[一-鿿]/.test(m.requirement[0]) && !/[一-鿿]/.test(m.requirement[1]), m.key).toBe(true)
  }
  for (const r of rulings) for (const clause of r.clauses) expect(seedOf(clause.replace('§', '')), clause).not.toBeNull()
  const rows = new Set(measures.flatMap((m) => { const [, policy, , kind, level] = m.figure.split('/'); return m.figure.startsWith('clock/') ? [`${policy}/${kind}/${level}`] : [] }))
  expect(printedLimits.filter((l) => !l.notEnforced && !rows.has(`${l.policy}/${l.kind}/${l.level ?? ''}`) && !rows.has(`${l.policy}/${l.kind}/*`)).map((l) => `${l.row} ${l.kind}`)).toEqual([])
})
