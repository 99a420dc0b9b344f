// Two people edited one record: what each changed since it was opened, put together; pure.

export interface MergedEdits<F> { /** Mine, and what only the other one changed. */ merged: F; /** Fields that both changed, to different values. */ both: (keyof F)[] }

/** A field that was left empty is the same as one that the record does not have. */
const said = (value: unknown) => (value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0) ? null : value)
const same = (a: unknown, b: unknown) => JSON.stringify(said(a)) === JSON.stringify(said(b))

/** @param opened what both started from @param mine what I want to save @param theirs what is saved by now */
export function mergeEdits<F extends object>(opened: F, mine: F, theirs: F): MergedEdits<F> {
  const merged = { ...mine }, both: (keyof F)[] = []
  for (const field of Object.keys(mine) as (keyof F)[]) {
    if (same(opened[field], theirs[field]) || same(mine[field], theirs[field])) continue
    if (same(mine[field], opened[field])) merged[field] = theirs[field]
    else both.push(field)
  }
  return { merged, both }
}
