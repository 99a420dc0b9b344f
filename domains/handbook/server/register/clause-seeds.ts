// The whole register in reading order.
import { chapter1 } from './chapter-1.ts'
import { chapter2 } from './chapter-2.ts'
import { chapter3 } from './chapter-3.ts'
import { chapter4 } from './chapter-4.ts'
import { chapter5 } from './chapter-5.ts'
import { chapter6 } from './chapter-6.ts'
import { chapter7 } from './chapter-7.ts'
import { chapter8 } from './chapter-8.ts'
import type { ClauseSeed } from './clause-seed.ts'

export const clauseSeeds: readonly ClauseSeed[] = [chapter1, chapter2, chapter3, chapter4, chapter5, chapter6, chapter7, chapter8].flat()
const byNumber = new Map(clauseSeeds.map((c) => [c.number, c]))

/** What the register knows of a clause beside what people may change; null for a number that it does not have. */
export const seedOf = (number: string): ClauseSeed | null => byNumber.get(number) ?? null

/** `3.3-1` stands in `3.3`, `3.3` in `3`, a chapter in nothing. */
export const parentOf = (number: string): string | null => (number.includes('-') ? number.slice(0, number.indexOf('-')) : number.includes('.') ? number.slice(0, number.indexOf('.')) : null)
