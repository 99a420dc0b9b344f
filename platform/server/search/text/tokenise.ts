// Cuts text into what the index holds: single characters and pairs of Chinese, stems of words, codes without separators. Pure.
import { normalise, type NormalChar } from './normalise.ts'
import { stemWord } from './stem-word.ts'

export interface Token { term: string; start: number; end: number }
/** A stretch without spaces: Chinese (and kana, hangul), or a word or code of letters and digits. */
export interface Run { script: 'han' | 'word'; chars: NormalChar[] }
/** A word or code: its parts, and all of it without separators when there is more than one way to write it. */
export interface Compound { parts: Token[]; whole: Token | null; pieces: Token[] }

const HAN = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}\u30fc]$/u
const WORD = /^[\p{L}\p{N}\p{M}]$/u
const JOINERS = new Set(['-', '_', '.', '/', ':', '@', '&', '\'', '+', '#', '\\', '’', '‐', '‑', '–'])
/** Longest token; longer words (encoded blobs) are cut. */
const MAX_TERM = 64

type Kind = 'han' | 'word' | 'joiner' | 'gap'
function kindOf(char: string): Kind {
  const code = char.charCodeAt(0)
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) ? 'word' : JOINERS.has(char) ? 'joiner' : 'gap'
  if ((code >= 0x4e00 && code <= 0x9fff) || HAN.test(char)) return 'han'
  return WORD.test(char) ? 'word' : JOINERS.has(char) ? 'joiner' : 'gap'
}

export const runsOf = (text: string): Run[] => runsIn(normalise(text))

export function runsIn(chars: readonly NormalChar[]): Run[] {
  const runs: Run[] = []
  let open = null as Run | null, held: NormalChar[] = []
  for (const c of chars) {
    const separates = kindOf(c.char)
    const kind: Kind = separates === 'joiner' && open?.script !== 'word' ? 'gap' : separates
    // Inside a code a separator belongs to it; at its end it does not, but C++ and C# keep theirs.
    if (kind === 'joiner') { held.push(c); continue }
    if (kind === 'gap' || (open && open.script !== kind)) { closeRun(open, held); open = null; held = [] }
    if (kind === 'gap') continue
    if (!open) { open = { script: kind, chars: [] }; runs.push(open) }
    if (held.length > 1) { open = { script: kind, chars: [] }; runs.push(open) } else open.chars.push(...held)
    held = []
    open.chars.push(c)
  }
  closeRun(open, held)
  return runs
}

function closeRun(open: Run | null, held: readonly NormalChar[]): void {
  if (open?.script === 'word' && open.chars.length <= 2 && held.length > 0 && held.every((h) => h.char === '+' || h.char === '#')) open.chars.push(...held)
}

const joined = (chars: readonly NormalChar[]): Token => ({ term: chars.map((c) => c.char).join('').slice(0, MAX_TERM), start: chars[0]!.start, end: chars.at(-1)!.end })

/** The ways to find a word or code: `HY-2000X` by hy2000x, by hy and 2000x; `getUserName` by get, user, name. */
export function compoundOf(chars: readonly NormalChar[]): Compound {
  if (chars.length <= 4 && /^[a-z]{1,2}[+#]+$/.test(joined(chars).term)) return { parts: [joined(chars)], whole: null, pieces: [] }
  const groups: NormalChar[][] = [[]]
  for (const c of chars) {
    if (kindOf(c.char) === 'joiner') { if (groups.at(-1)!.length > 0) groups.push([]) } else groups.at(-1)!.push(c)
  }
  const parts = groups.filter((g) => g.length > 0), pieces = parts.flatMap(piecesOf)
  return {
    parts: parts.map((g) => { const t = joined(g); return { ...t, term: stemWord(t.term) } }),
    whole: parts.length > 1 ? { ...joined(parts.flat()), start: chars[0]!.start, end: chars.at(-1)!.end } : null,
    pieces,
  }
}

/** Words and numbers inside one part: win10 -> win, 10; getUserName -> get, user, name; 000123 -> 123. Empty when there is but one. */
function piecesOf(part: readonly NormalChar[]): Token[] {
  const groups: NormalChar[][] = []
  for (const [i, c] of part.entries()) {
    const before = part[i - 1]
    const breaks = !before || isDigit(c.char) !== isDigit(before.char) || (c.upper && !before.upper)
    if (breaks) groups.push([c]); else groups.at(-1)!.push(c)
  }
  const tokens = groups.length > 1 && groups.length <= 8 ? groups.map((g) => { const t = joined(g); return { ...t, term: stemWord(t.term) } }) : []
  const whole = joined(part), bare = /^0+(\d+)$/.exec(whole.term)?.[1]
  return bare ? [...tokens, { ...whole, term: bare }] : tokens
}

const isDigit = (char: string): boolean => char >= '0' && char <= '9'

/** Single characters and pairs of a Chinese run. */
export function pairsOf(chars: readonly NormalChar[]): { singles: Token[]; pairs: Token[] } {
  return { singles: chars.map((c) => joined([c])), pairs: chars.slice(1).map((c, i) => joined([chars[i]!, c])) }
}

/** Everything that a text can be found by, repetitions included, with its place in the original. */
export function tokenise(text: string): Token[] {
  return runsOf(text).flatMap((run) => {
    if (run.script === 'word') return wordTokens(run.chars)
    const { singles, pairs } = pairsOf(run.chars)
    return [...singles, ...pairs]
  })
}

function wordTokens(chars: readonly NormalChar[]): Token[] {
  const { parts, whole, pieces } = compoundOf(chars)
  return whole ? [...parts, whole, ...pieces] : [...parts, ...pieces]
}

/** How often each term occurs; the same terms as `tokenise`, without their places. */
export function countTerms(chars: readonly NormalChar[]): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (term: string) => counts.set(term, (counts.get(term) ?? 0) + 1)
  for (const run of runsIn(chars)) {
    if (run.script === 'word') { for (const t of wordTokens(run.chars)) add(t.term); continue }
    for (let i = 0; i < run.chars.length; i++) {
      add(run.chars[i]!.char)
      if (i > 0) add(run.chars[i - 1]!.char + run.chars[i]!.char)
    }
  }
  return counts
}

/** Of words of plain letters, digits and separators, which occur again and again: their terms. */
const known = new Map<string, readonly string[]>()
const MOST_KNOWN = 20_000
const PLAIN = /[0-9A-Za-z][0-9A-Za-z\-_./:@&'+#\\]*/g
/** Beside those only what ends a word: white space and signs of plain text, Chinese. */
const OTHER = /[^\s\u0020-\u007e\u3001\u3002\u300a-\u300f\u3010\u3011\u4e00-\u9fff\u2026\u2014\u201c\u201d\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]/

/** In their narrow forms they join words. */
const WIDE_JOINER = /[0-9A-Za-z\-_./:@&'+#\\][\uff1a\u2026]/

/** The same counts for words and codes alone, without those of Chinese; null where the text holds letters that must be looked at one by one. */
export function countWords(text: string): Map<string, number> | null {
  if (OTHER.test(text) || WIDE_JOINER.test(text)) return null
  const counts = new Map<string, number>()
  for (const [word] of text.matchAll(PLAIN)) {
    let terms = known.get(word)
    if (!terms) {
      if (known.size >= MOST_KNOWN) known.clear()
      terms = tokenise(word).map((t) => t.term)
      known.set(word, terms)
    }
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  return counts
}

/** A number or code as it is compared: without separators, width and case (`KH-0001` = kh0001). */
export const codeKey = (code: string): string => normalise(code).map((c) => c.char).filter((c) => kindOf(c) === 'word' || kindOf(c) === 'han').join('').slice(0, MAX_TERM)
