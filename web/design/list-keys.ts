// Moving and selecting in a list by keyboard: pure, so that ranges and edges are tested.

export interface ListState { /** Row under the cursor; -1 before the first move. */ current: number; selected: ReadonlySet<string>; /** Where a range starts. */ anchor: number }
export type ListMove = 'next' | 'previous' | 'first' | 'last' | 'page-down' | 'page-up'

const PAGE = 10

export function moveIn(count: number, current: number, move: ListMove): number {
  if (count === 0) return -1
  const to = { next: current + 1, previous: current < 0 ? 0 : current - 1, first: 0, last: count - 1, 'page-down': current + PAGE, 'page-up': current - PAGE }[move]
  return Math.min(count - 1, Math.max(0, to))
}

export function toggleOne(selected: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(selected)
  if (!next.delete(id)) next.add(id)
  return next
}

/** Adds every row between the anchor and the current one, both included. */
export function selectRange(ids: readonly string[], selected: ReadonlySet<string>, anchor: number, to: number): Set<string> {
  const [low, high] = anchor < to ? [anchor, to] : [to, anchor]
  return new Set([...selected, ...ids.slice(Math.max(0, low), high + 1)])
}
