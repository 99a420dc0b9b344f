import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toRemove, type Kept } from './keep-by-rule.ts'

const daily = (from: string, days: number, proven = false): Kept[] => Array.from({ length: days }, (_, i) => { const at = new Date(Date.parse(from) + i * 86_400_000); return { name: at.toISOString().slice(0, 10), at, proven } })
const kept = (backups: readonly Kept[], rule: Parameters<typeof toRemove>[1]) => { const gone = new Set(toRemove(backups, rule)); return backups.filter((b) => !gone.has(b.name)).map((b) => b.name) }

describe('R7.4-2 which backups are kept', () => {
  test('the newest of each day, week and month; days without a backup do not count', () => {
    const year = daily('2026-01-01T18:30:00Z', 120) // 02:30 in Shanghai on the day after
    expect(kept(year, { daily: 3, weekly: 0, monthly: 0 })).toEqual(['2026-04-28', '2026-04-29', '2026-04-30'])
    expect(kept(year, { daily: 1, weekly: 3, monthly: 0 })).toEqual(['2026-04-18', '2026-04-25', '2026-04-30'])
    expect(kept(year, { daily: 1, weekly: 0, monthly: 3 })).toEqual(['2026-03-30', '2026-04-29', '2026-04-30'])
    const gap = [...daily('2026-01-01T18:30:00Z', 2), ...daily('2026-03-01T18:30:00Z', 1)]
    expect(kept(gap, { daily: 3, weekly: 0, monthly: 0 })).toHaveLength(3)
  })

  test('of two on one day both stay for a day, then the later one', () => {
    const two = [{ name: 'early', at: new Date('2026-05-01T01:00:00Z'), proven: false }, { name: 'late', at: new Date('2026-05-01T09:00:00Z'), proven: false }], rule = { daily: 9, weekly: 1, monthly: 1 }
    expect(kept(two, rule)).toEqual(['early', 'late'])
    expect(kept([...two, { name: 'next', at: new Date('2026-05-02T09:00:00Z'), proven: false }], rule)).toEqual(['late', 'next'])
  })

  test('the newest proven one stays whatever the rule says', () => {
    const old = daily('2026-01-01T00:00:00Z', 1, true), since = daily('2026-02-01T00:00:00Z', 10)
    expect(kept([...old, ...since], { daily: 1, weekly: 0, monthly: 0 })).toEqual(['2026-01-01', '2026-02-10'])
  })

  test('never removes the newest, and removing again changes nothing', () => {
    const backup = fc.record({ at: fc.date({ min: new Date('2024-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }), proven: fc.boolean() })
    fc.assert(fc.property(fc.array(backup, { minLength: 1, maxLength: 60 }), fc.record({ daily: fc.integer({ min: 1, max: 9 }), weekly: fc.nat(6), monthly: fc.nat(6) }), (given, rule) => {
      const backups = given.map((b, i) => ({ ...b, name: `${i}` })), stays = kept(backups, rule), newest = Math.max(...backups.map((b) => b.at.getTime()))
      expect(backups.filter((b) => stays.includes(b.name)).some((b) => b.at.getTime() === newest)).toBe(true)
      expect(backups.filter((b) => stays.includes(b.name) && b.at.getTime() <= newest - 86_400_000).length).toBeLessThanOrEqual(rule.daily + rule.weekly + rule.monthly + 1)
      expect(toRemove(backups.filter((b) => stays.includes(b.name)), rule)).toEqual([])
    }))
  })
})
