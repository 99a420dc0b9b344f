// Where a text matches, and the stretch of it that shows most of the matches. Pure; offsets never fall inside a character.
import { tokenise, type Token } from './tokenise.ts'

export type Span = [start: number, end: number]
export interface Wanted { terms: ReadonlySet<string>; prefixes: readonly string[] }

const matches = (t: Token, wanted: Wanted): boolean => wanted.terms.has(t.term) || wanted.prefixes.some((p) => t.term.startsWith(p))

/** Matched spans, sorted, merged. Single Chinese characters count only when one was asked for. */
export function markMatches(text: string, wanted: Wanted): Span[] {
  return merge(tokenise(text).filter((t) => matches(t, wanted)).map((t): Span => [t.start, t.end]))
}

function merge(spans: Span[]): Span[] {
  const out: Span[] = []
  for (const span of spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = out.at(-1)
    if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]); else out.push([...span])
  }
  return out
}

const SHOWN = 160, LEAD = 40, LOOKED_AT = 40_000

/** One line of about 160 characters around the densest matches; from the beginning when nothing matches. */
export function excerptOf(text: string, wanted: Wanted): { excerpt: string; spans: Span[] } {
  const flat = text.slice(0, LOOKED_AT).replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
  const spans = markMatches(flat, wanted)
  const best = densest(spans)
  const from = safeCut(flat, best === undefined ? 0 : Math.max(0, best - LEAD)), to = safeCut(flat, Math.min(flat.length, from + SHOWN))
  const before = from > 0 ? '…' : '', after = to < text.length ? '…' : ''
  const shift = before.length - from
  const inside = spans.filter(([s, e]) => s >= from && e <= to).map(([s, e]): Span => [s + shift, e + shift])
  return { excerpt: before + flat.slice(from, to) + after, spans: inside }
}

/** Start of the match from which the next stretch holds the most matched characters. */
function densest(spans: readonly Span[]): number | undefined {
  let best: number | undefined, most = 0, j = 0, sum = 0
  for (const [i, [start]] of spans.entries()) {
    for (; j < spans.length && spans[j]![1] <= start + SHOWN - LEAD; j++) sum += spans[j]![1] - spans[j]![0]
    if (sum > most) { most = sum; best = start }
    if (j > i) sum -= spans[i]![1] - spans[i]![0]; else j = i + 1
  }
  return best
}

/** Moves a cut out of a surrogate pair. */
const safeCut = (text: string, at: number): number => (at > 0 && at < text.length && /[\udc00-\udfff]/.test(text[at]!) && /[\ud800-\udbff]/.test(text[at - 1]!) ? at - 1 : at)
