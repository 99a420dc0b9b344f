// What a unit is from one moment to the next. Pure: changes make new versions, and the tree must be sound at every moment to come.
import type { Layer, OpeningHours, Tier, UnitFunction, UnitServiceLine, UnitState } from '../../contract/unit.ts'

export interface UnitFields {
  nameZh: string; nameEn: string; tier: Tier; layer: Layer; serviceLine: UnitServiceLine; function: UnitFunction | null
  parentId: string | null; state: UnitState; address: string | null; serviceArea: string | null; openingHours: OpeningHours | null
}
export interface UnitVersion extends UnitFields { unitId: string; validFrom: Date; validTo: Date | null }

export interface TreeProblem { unitId: string; code: 'org.parent-missing' | 'org.parent-tier' | 'org.parent-closed' | 'org.second-root' | 'org.cycle'; at: Date }

/** The version that holds at a moment; undefined before the unit exists. */
export const versionAt = (versions: readonly UnitVersion[], at: Date): UnitVersion | undefined =>
  versions.find((v) => v.validFrom <= at && (!v.validTo || v.validTo > at))

/**
 * The versions of one unit when `patch` holds from `at` on. A version announced for later takes the patch over
 * in every field that it leaves as it was; what it changes itself stays as announced. Undefined when the unit does not exist at `at`.
 */
export function changeFrom(versions: readonly UnitVersion[], at: Date, patch: Partial<UnitFields>): UnitVersion[] | undefined {
  const current = versionAt(versions, at)
  if (!current) return undefined
  const changed: UnitVersion = { ...current, ...patch, validFrom: at }
  return versions.flatMap((v) => {
    if (v === current) return v.validFrom < at ? [{ ...v, validTo: at }, changed] : [changed]
    return v.validFrom > at ? [carryOver(v, current, patch)] : [v]
  })
}

function carryOver(later: UnitVersion, before: UnitVersion, patch: Partial<UnitFields>): UnitVersion {
  const kept = Object.entries(patch).filter(([field]) => same(later[field as keyof UnitFields], before[field as keyof UnitFields]))
  return { ...later, ...Object.fromEntries(kept) }
}

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/**
 * The first moment from `from` on at which the tree is unsound: one HQ at the root, regions below HQ, frontline below a region
 * (§1.1, R1.1-6); departments stand below a unit of their own tier. Closed units are not looked at.
 */
export function findTreeProblem(units: ReadonlyMap<string, readonly UnitVersion[]>, from: Date): TreeProblem | null {
  const moments = new Set([from.getTime()])
  for (const versions of units.values()) for (const v of versions) if (v.validFrom > from) moments.add(v.validFrom.getTime())
  for (const time of [...moments].sort((a, b) => a - b)) {
    const at = new Date(time)
    const tree = new Map<string, UnitVersion>()
    for (const [id, versions] of units) {
      const v = versionAt(versions, at)
      if (v && v.state !== 'closed') tree.set(id, v)
    }
    const roots = [...tree.values()].filter((v) => !v.parentId)
    for (const v of tree.values()) {
      const code = problemOf(v, tree, roots)
      if (code) return { unitId: v.unitId, code, at }
    }
  }
  return null
}

const PARENT_TIERS: Record<Tier, readonly Tier[]> = { hq: ['hq'], region: ['hq', 'region'], frontline: ['region'] }

function problemOf(v: UnitVersion, tree: ReadonlyMap<string, UnitVersion>, roots: readonly UnitVersion[]): TreeProblem['code'] | null {
  if (!v.parentId) {
    if (v.tier !== 'hq') return 'org.parent-missing'
    return roots[0] !== v && roots.length > 1 ? 'org.second-root' : null
  }
  const parent = tree.get(v.parentId)
  if (!parent) return 'org.parent-closed'
  if (!PARENT_TIERS[v.tier].includes(parent.tier)) return 'org.parent-tier'
  const seen = new Set([v.unitId])
  for (let up: UnitVersion | undefined = parent; up; up = up.parentId ? tree.get(up.parentId) : undefined) {
    if (seen.has(up.unitId)) return 'org.cycle'
    seen.add(up.unitId)
  }
  return null
}
