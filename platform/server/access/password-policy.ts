// What a password must be like (§7.4: complexity, regular change). Pure; the settings carry the figures.
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import type { FieldError } from '../errors.ts'

export interface PasswordPolicy {
  /** `handbook`: classes and regular change as §7.4 prints them. `modern`: length and guessability only (docs/adr/0006). */
  profile: 'handbook' | 'modern'
  minLength: number
  /** How many of lower case, upper case, digits and other characters; handbook profile only. */
  classes: number
  /** How many former passwords may not come back. */
  history: number
  /** Days after which it must be changed, 0 for never; handbook profile only. */
  expiryDays: number
  /** Lowest accepted guessability, 0 (guessed at once) to 4. */
  minScore: number
}

export const MAX_PASSWORD = 128
/** How much of a password is estimated: enough to call it strong, little enough to be quick on hostile input. */
const ESTIMATED = 64
const MODERN_MIN = 15
const DAY = 86_400_000

/** One text for one password however it was typed: full-width and composed characters count the same (NFKC). */
export const normalPassword = (password: string): string => password.normalize('NFKC')

/** Everything that is wrong with a new password, each with what to do. `about`: name, e-mail and the like, which it may not contain. Clause §7.4. */
export async function passwordFaults(password: string, about: readonly string[], policy: PasswordPolicy): Promise<FieldError[]> {
  const text = normalPassword(password), faults: FieldError[] = []
  const fault = (code: string, params: Record<string, unknown> = {}) => { faults.push({ pointer: '/password', code: `access.password.${code}`, params, clause: '§7.4' }) }
  const minimum = policy.profile === 'modern' ? Math.max(MODERN_MIN, policy.minLength) : policy.minLength
  const length = [...text].length
  if (length < minimum) fault('too-short', { minimum })
  if (length > MAX_PASSWORD) fault('too-long', { maximum: MAX_PASSWORD })
  if (policy.profile === 'handbook' && classesOf(text) < policy.classes) fault('classes', { classes: policy.classes })
  const words = wordsAbout(about)
  if (words.some((w) => text.toLowerCase().includes(w))) fault('contains-name')
  if (faults.length === 0 && await guessability(text, words) < policy.minScore) fault('guessable')
  return faults
}

function classesOf(text: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u].filter((kind) => kind.test(text)).length
}

/** The words that tell on a person: each part of the name and the e-mail address with 3 or more characters (2 for Chinese). */
function wordsAbout(about: readonly string[]): string[] {
  const words = about.flatMap((text) => [text, text.replace(/\s/g, ''), ...text.split(/[\s@._\-+]+/)]).map((w) => w.normalize('NFKC').toLowerCase().trim())
  return [...new Set(words)].filter((w) => [...w].length >= (/\p{Script=Han}/u.test(w) ? 2 : 3) && !['com', 'org', 'net', 'test', 'mail'].includes(w))
}

let estimator: Promise<ZxcvbnFactory> | null = null

/** The word lists take 30 ms to unpack, so they are loaded with the first password. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const { adjacencyGraphs, dictionary } = await import('@zxcvbn-ts/language-common')
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
}

async function guessability(text: string, words: readonly string[]): Promise<number> {
  estimator ??= loadEstimator()
  return (await estimator).check(text.slice(0, ESTIMATED), [...words, 'houyuan', 'houyuan123', '后援']).score
}

/** When a password that was set at `changedAt` must be changed (business time); null for never. */
export function passwordDue(changedAt: Date, policy: PasswordPolicy): Date | null {
  return policy.profile === 'modern' || policy.expiryDays === 0 ? null : new Date(changedAt.getTime() + policy.expiryDays * DAY)
}
