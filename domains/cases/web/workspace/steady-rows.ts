// Rows do not move under a pointer: while it is over the list, known rows keep their place and new ones wait to be asked in.

/** What the list shows: rows of `shown` that are still there, in their old order and with their new facts. `waiting`: how many are new. */
export function steady<Row extends { id: string }>(shown: readonly string[], fresh: readonly Row[]): { rows: Row[]; waiting: number } {
  const byId = new Map(fresh.map((row) => [row.id, row])), kept = shown.flatMap((id) => byId.get(id) ?? [])
  return { rows: kept, waiting: fresh.length - kept.length }
}

/** Pages that were loaded at the end are no arrivals: what follows the last known row is taken in at once. */
export function grown(shown: readonly string[], fresh: readonly { id: string }[]): readonly string[] {
  const last = fresh.findLastIndex((row) => shown.includes(row.id))
  return last < 0 ? fresh.map((row) => row.id) : [...shown, ...fresh.slice(last + 1).map((row) => row.id)]
}
