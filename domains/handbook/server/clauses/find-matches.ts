// Looking for words in the register: numbers, both titles of both languages, summaries (B-33: chapter 7 is found by either title).
import type { ClauseRow } from './clause-store.ts'

/** Rows that contain every word; a number finds itself and what stands below it. No words: all rows. */
export function findMatches(rows: readonly ClauseRow[], q: string): ClauseRow[] {
  const words = q.toLowerCase().replaceAll('§', '').split(/\s+/).filter(Boolean)
  return rows.filter((row) => {
    const text = [row.titleZh, row.titleEn, row.summaryZh, row.summaryEn, ...row.otherTitles.flatMap((t) => [t.zh, t.en])].join('\n').toLowerCase()
    return words.every((word) => text.includes(word) || isBelow(row.number, word))
  })
}

const isBelow = (number: string, asked: string): boolean => number === asked || number.startsWith(`${asked}.`) || number.startsWith(`${asked}-`)
