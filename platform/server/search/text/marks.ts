// Terms that no text holds, beside those of the text: when a document is from, and whose it is. The inverted index then finds "these words, of
// the last days, in my units" by itself, and never collects what is old or out of reach. Pure.
import type { ScopedRow } from '../../scope.ts'

/** No term of a text or of a query begins with it. */
const MARK = '~'
const DAY = 86_400_000
/** Days, and spans of 8, 64 and 512 days. */
const LEVELS = ['d', 'e', 'f', 'g'] as const
const SHIFT = 3

/** Days since 1970; what is older counts as its first day. */
export const dayOf = (at: Date | number): number => Math.max(0, Math.floor(Number(at) / DAY))

export function timeMarks(at: Date | number): string[] {
  const day = dayOf(at)
  return LEVELS.map((level, i) => `${MARK}${level}${day >> (SHIFT * i)}`)
}

/** Stretches that end today, the shortest first: the day, the span of 8 or of 64 days, each with the one before. `from`: their first day. */
export function lastSpans(today: number): { marks: readonly string[]; from: number }[] {
  return [0, 1, 2].map((level) => {
    const span = today >> (SHIFT * level), before = Math.max(0, span - 1)
    return { marks: [...new Set([span, before])].map((n) => `${MARK}${LEVELS[level]}${n}`), from: before << (SHIFT * level) }
  })
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
