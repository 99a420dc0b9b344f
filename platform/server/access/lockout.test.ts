// Waits after failures grow, end by themselves, and are never for good.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ACCOUNT_RULE, afterTry, isAnomaly, MAIL_RULE, PAIR_RULE, recentWith, waitBefore, type AttemptState } from './lockout.ts'

const at = (ms: number) => new Date(Date.UTC(2026, 0, 1) + ms)
const MINUTE = 60_000

test('five tries are free, then each failure doubles the wait up to a quarter of an hour', () => {
  let state: AttemptState | null = null, now = 0
  const waits: number[] = []
  for (let i = 0; i < 14; i++) {
    state = afterTry(state, PAIR_RULE, at(now))
    const wait = waitBefore(state, at(now))
    waits.push(wait / 1000)
    now += wait
  }
  expect(waits).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900, 900])
})

test('failures are forgotten after a quiet hour', () => {
  let state: AttemptState | null = null
  for (let i = 0; i < 8; i++) state = afterTry(state, PAIR_RULE, at(i))
  expect(afterTry(state, PAIR_RULE, at(61 * MINUTE))).toMatchObject({ failures: 1, lockedUntil: null })
})

test('whatever happens, a wait never exceeds its longest', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 30 * MINUTE }), { maxLength: 80 }), fc.constantFrom(PAIR_RULE, ACCOUNT_RULE, MAIL_RULE), (gaps, rule) => {
    let state: AttemptState | null = null, now = 0
    for (const gap of gaps) {
      now += gap
      if (waitBefore(state, at(now)) > 0) continue
      state = afterTry(state, rule, at(now))
      expect(waitBefore(state, at(now))).toBeLessThanOrEqual(rule.longest)
    }
  }))
})

test('ten failures within ten minutes stand out, nine or slower ones do not', () => {
  const after = (count: number, gap: number) => Array.from({ length: count }, (_, i) => at(i * gap)).reduce<Date[]>((recent, now) => recentWith(recent, now), [])
  expect(isAnomaly(after(9, 1000))).toBe(false)
  expect(isAnomaly(after(10, MINUTE))).toBe(true)
  expect(isAnomaly(after(40, 70_000))).toBe(false)
})
