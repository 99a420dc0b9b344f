// The structure over time, as pure rules.
import { describe, expect, test } from 'vitest'
import { changeFrom, findTreeProblem, versionAt, type UnitVersion } from './unit-versions.ts'

const day = (n: number) => new Date(Date.UTC(2025, 2, n))
const unit = (unitId: string, parentId: string | null, tier: UnitVersion['tier'], more: Partial<UnitVersion> = {}): UnitVersion => ({
  unitId, parentId, tier, nameZh: unitId, nameEn: unitId, layer: 'execution', serviceLine: 'both', function: null, state: 'active', address: null, serviceArea: null, openingHours: null,
  validFrom: day(1), validTo: null, ...more,
})
const tree = (...versions: UnitVersion[]) => {
  const units = new Map<string, UnitVersion[]>()
  for (const v of versions) units.set(v.unitId, [...(units.get(v.unitId) ?? []), v])
  return units
}

describe('changes over time', () => {
  test('a change for tomorrow leaves today as it is', () => {
    const after = changeFrom([unit('F1', 'East', 'frontline')], day(4), { nameZh: '新' })!
    expect(versionAt(after, day(3))).toMatchObject({ nameZh: 'F1', validTo: day(4) })
    expect(versionAt(after, day(4))).toMatchObject({ nameZh: '新', validTo: null })
  })
  test('a change at the very moment a version begins replaces it', () => {
    expect(changeFrom([unit('F1', 'East', 'frontline')], day(1), { nameZh: '新' })).toEqual([unit('F1', 'East', 'frontline', { nameZh: '新' })])
  })
  test('a correction today reaches an announced version, except in what that one changes itself', () => {
    const announced = changeFrom([unit('F1', 'East', 'frontline')], day(10), { parentId: 'West', address: 'later' })!
    const after = changeFrom(announced, day(5), { nameEn: 'Team 1', address: 'now' })!
    expect(after.map((v) => [v.validFrom.getUTCDate(), v.validTo?.getUTCDate() ?? null, v.nameEn, v.parentId, v.address])).toEqual([
      [1, 5, 'F1', 'East', null], [5, 10, 'Team 1', 'East', 'now'], [10, null, 'Team 1', 'West', 'later'],
    ])
  })
  test('before a unit exists nothing can be changed', () => { expect(changeFrom([unit('F1', 'East', 'frontline')], new Date(0), {})).toBeUndefined() })
})

describe('R1.1-6 HQ, region, frontline', () => {
  const sound = [unit('HQ', null, 'hq'), unit('QA', 'HQ', 'hq'), unit('East', 'HQ', 'region'), unit('Lab', 'East', 'region'), unit('F1', 'East', 'frontline')]
  test('the seeded shape is sound', () => { expect(findTreeProblem(tree(...sound), day(1))).toBeNull() })
  test.each([
    ['a frontline team under nothing', unit('X', null, 'frontline'), 'org.parent-missing'],
    ['a region under nothing', unit('X', null, 'region'), 'org.parent-missing'],
    ['a frontline team under HQ', unit('X', 'HQ', 'frontline'), 'org.parent-tier'],
    ['a frontline team under another', unit('X', 'F1', 'frontline'), 'org.parent-tier'],
    ['a region under a team', unit('X', 'F1', 'region'), 'org.parent-tier'],
    ['HQ under a region', unit('X', 'East', 'hq'), 'org.parent-tier'],
    ['a parent that does not exist', unit('X', 'nowhere', 'frontline'), 'org.parent-closed'],
  ])('%s is refused', (_name, wrong, code) => { expect(findTreeProblem(tree(...sound, wrong), day(1))).toMatchObject({ code, unitId: 'X' }) })
  test('a second HQ is refused', () => { expect(findTreeProblem(tree(...sound, unit('HQ2', null, 'hq')), day(1))).toMatchObject({ code: 'org.second-root' }) })
  test('a unit below itself is refused', () => {
    expect(findTreeProblem(tree(unit('HQ', null, 'hq'), unit('East', 'Lab', 'region'), unit('Lab', 'East', 'region')), day(1))).toMatchObject({ code: 'org.cycle' })
  })
  test('a parent that closes later leaves its child behind: found at that moment', () => {
    const closing = [unit('East', 'HQ', 'region', { validTo: day(9) }), unit('East', 'HQ', 'region', { validFrom: day(9), state: 'closed' })]
    expect(findTreeProblem(tree(unit('HQ', null, 'hq'), ...closing, unit('F1', 'East', 'frontline')), day(2))).toEqual({ unitId: 'F1', code: 'org.parent-closed', at: day(9) })
  })
})
