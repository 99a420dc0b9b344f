// Same number, different titles: the register shows it instead of choosing (B-32).
import type { StandardSeed } from './standards.ts'

/** Other titles that are printed for the number of a row. Rows without a number have none. */
export function titleConflicts(rows: readonly StandardSeed[], row: StandardSeed): { title: string; citedAt: string[] }[] {
  if (row.number === null) return []
  const key = plain(row.number)
  return rows.filter((r) => r.number !== null && plain(r.number) === key && r.title !== row.title).map((r) => ({ title: r.title, citedAt: [...r.cited] }))
}

/** `GB/T 36132-2018` and `GB/T36132-2018` are one number. */
const plain = (number: string): string => number.replaceAll(/\s+/g, '').toUpperCase()
