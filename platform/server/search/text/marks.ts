// Terms that no text holds, beside those of the text: when a document is from, and whose it is. The inverted index then finds "these words, of
// the last days, in my units" by itself, and never collects what is old or out of reach. Pure.
import type { ScopedRow } from '../../scope.ts'

/** No term of a text or of a query begins with it. */
const MARK = '~'
const DAY = 86_400_000
/** Days, and spans of 8, 64 and 512 days: any range of days is a handful of them. */
const LEVELS = ['d', 'e', 'f', 'g'] as const
const SHIFT = 3

/** Days since 1970; what is older counts as its first day. */
export const dayOf = (at: Date | number): number => Math.max(0, Math.floor(Number(at) / DAY))

export function timeMarks(at: Date | number): string[] {
  const day = dayOf(at)
  return LEVELS.map((level, i) => `${MARK}${level}${day >> (SHIFT * i)}`)
}

/** The fewest marks that cover the days, first and last included. */
export function rangeMarks(from: number, to: number): string[] {
  const marks: string[] = []
  for (let day = from; day <= to;) {
    let level = 0
    while (level + 1 < LEVELS.length && day % (1 << (SHIFT * (level + 1))) === 0 && day + (1 << (SHIFT * (level + 1))) - 1 <= to) level++
    marks.push(`${MARK}${LEVELS[level]}${day >> (SHIFT * level)}`)
    day += 1 << (SHIFT * level)
  }
  return marks
}

export const permissionMark = (permission: string): string => `${MARK}k${permission}`
export const unitMark = (id: string): string => `${MARK}u${id}`
export const customerMark = (id: string): string => `${MARK}c${id}`
export const personMark = (id: string): string => `${MARK}p${id}`

/** Whose a document is, by the same columns as the scope rule. */
export function scopeMarks(permission: string, row: ScopedRow): string[] {
  const people = (row.people ?? []).flatMap((p) => (p === null ? [] : [personMark(p)]))
  return [permissionMark(permission), ...(row.unitId ? [unitMark(row.unitId)] : []), ...(row.customerId ? [customerMark(row.customerId)] : []), ...new Set(people)]
}
