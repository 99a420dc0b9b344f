// The units somebody may look at, as a tree read from top to bottom; figures of a unit hold what is below it. Pure.
export interface Node { id: string; parentId: string | null; name: string }

/** Depth first, by name; `depth` counts from the topmost unit that is shown. */
export function treeOf<U extends Node>(units: readonly U[]): (U & { depth: number })[] {
  const ids = new Set(units.map((u) => u.id)), below = Map.groupBy(units, (u) => (u.parentId && ids.has(u.parentId) ? u.parentId : null))
  const walk = (parent: string | null, depth: number): (U & { depth: number })[] => (below.get(parent) ?? []).toSorted((a, b) => a.name.localeCompare(b.name, 'zh')).flatMap((u) => [{ ...u, depth }, ...walk(u.id, depth + 1)])
  return walk(null, 0)
}

/** Units without one above them among these. */
export const rootsOf = <U extends Node>(units: readonly U[]): U[] => { const ids = new Set(units.map((u) => u.id)); return units.filter((u) => !u.parentId || !ids.has(u.parentId)) }

/** The unit and everything above it, the nearest first. */
export function pathOf(units: ReadonlyMap<string, Node>, id: string | null): string[] {
  const path: string[] = []
  for (let at = id ? units.get(id) : undefined; at; at = at.parentId ? units.get(at.parentId) : undefined) path.push(at.id)
  return path
}

/** Adds the figures of each unit to those of all above it. */
export function rollUp<F extends Record<string, number>>(units: ReadonlyMap<string, Node>, own: ReadonlyMap<string, F>, zero: F): Map<string, F> {
  const sums = new Map<string, F>([...units.keys()].map((id) => [id, { ...zero }]))
  for (const [id, figures] of own) for (const above of pathOf(units, id)) {
    const sum = sums.get(above)!
    for (const key of Object.keys(zero) as (keyof F)[]) sum[key] = ((sum[key] ?? 0) + (figures[key] ?? 0)) as F[keyof F]
  }
  return sums
}
