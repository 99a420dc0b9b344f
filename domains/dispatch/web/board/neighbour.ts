// Where the keys lead on the board: down and up within a column, left and right to the same height of the next column that holds something. Pure.
export type Columns = readonly (readonly string[])[]
export type Step = 'down' | 'up' | 'right' | 'left' | 'next'

/** null at an edge. `next`: what stands there once this one is gone: the one below, else above, else the first of another column. */
export function neighbour(columns: Columns, id: string, step: Step): string | null {
  const column = columns.findIndex((c) => c.includes(id))
  if (column < 0) return columns.find((c) => c.length > 0)?.[0] ?? null
  const own = columns[column]!, at = own.indexOf(id)
  if (step === 'down') return own[at + 1] ?? null
  if (step === 'up') return own[at - 1] ?? null
  if (step === 'next') return own[at + 1] ?? own[at - 1] ?? columns.find((c, i) => i !== column && c.length > 0)?.[0] ?? null
  const side = step === 'right' ? columns.slice(column + 1).find((c) => c.length > 0) : columns.slice(0, column).findLast((c) => c.length > 0)
  return side ? side[Math.min(at, side.length - 1)]! : null
}
