// Recovery codes: ten, shown once, each good for once.
import { randomInt } from 'node:crypto'

export const CODE_COUNT = 10
/** Without characters that look alike. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
const LENGTH = 10

/** About 49 random bits each, written in two groups. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODE_COUNT }, () => {
    const text = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
    return `${text.slice(0, 5)}-${text.slice(5)}`
  })
}

/** What is hashed: as typed, without groups and case. */
export const plainCode = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]/g, '')
