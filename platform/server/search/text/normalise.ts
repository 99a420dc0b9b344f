// One spelling for everything that means the same: width, case, traditional characters, composed letters. Pure.
// Every normalised character remembers where it came from, so that matches can be marked in the original text.
import { Converter } from 'opencc-js/t2cn'

const toSimplified = Converter({ from: 't', to: 'cn' })
const simplified = new Map<string, string>()
/** The common characters, which need nothing but their simplified form: U+4E00 to U+9FFF. */
const COMMON_FROM = 0x4e00, COMMON_TO = 0x9fff
const common: string[] = []

/** Character by character and without context, so that query and text always agree. */
function simplify(char: string): string {
  const known = simplified.get(char)
  if (known !== undefined) return known
  const plain = toSimplified(char)
  // A character that stands for several is kept; the length of the text must not depend on a dictionary.
  const kept = [...plain].length === 1 ? plain : char
  simplified.set(char, kept)
  return kept
}

export interface NormalChar {
  /** One normalised code point. */
  char: string
  /** The original span it came from, in UTF-16 code units. */
  start: number
  end: number
  /** The original was an upper-case letter; marks words inside a compound (`getUserName`). */
  upper: boolean
}

const MARK = /^\p{M}$/u
const HAN = /^\p{sc=Han}$/u

export function normalise(text: string): NormalChar[] {
  const out: NormalChar[] = []
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at)
    if (code < 0x80 && !isMarkAt(text, at + 1)) {
      const upper = code >= 0x41 && code <= 0x5a
      out.push({ char: upper ? String.fromCharCode(code + 32) : text[at]!, start: at, end: at + 1, upper })
      at++
      continue
    }
    if (code >= COMMON_FROM && code <= COMMON_TO && !isMarkAt(text, at + 1)) {
      out.push({ char: common[code - COMMON_FROM] ??= simplify(text[at]!), start: at, end: at + 1, upper: false })
      at++
      continue
    }
    const end = clusterEnd(text, at)
    const original = text.slice(at, end)
    const plain = original.normalize('NFKC'), lower = plain.toLowerCase()
    for (const char of lower) out.push({ char: HAN.test(char) ? simplify(char) : char, start: at, end, upper: plain !== lower })
    at = end
  }
  return out
}

/** Just the normalised text, e.g. to compare. */
export function normalText(text: string): string {
  let plain = ''
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x80) plain += code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 32) : text[at]!
    else if (code >= COMMON_FROM && code <= COMMON_TO) plain += common[code - COMMON_FROM] ??= simplify(text[at]!)
    else if (PUNCTUATION.has(code)) plain += PUNCTUATION.get(code)!
    // Anything else may hang together with what stands before it: the long way.
    else return normalise(text).reduce((all, c) => all + c.char, '')
  }
  return plain
}

/** Frequent signs of Chinese text that no mark joins with. */
const PUNCTUATION = new Map([...'，。；：！？、（）“”《》【】…—'].map((sign) => [sign.charCodeAt(0), sign.normalize('NFKC').toLowerCase()]))

function isMarkAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  // NaN at the end of the text; the two ranges hold nearly all text and no marks.
  if (!(code > 0x2ff) || (code >= 0x3100 && code <= 0xd7ff) || (code >= 0x3000 && code <= 0x3029)) return false
  return MARK.test(String.fromCodePoint(text.codePointAt(at)!))
}

function clusterEnd(text: string, at: number): number {
  let end = at + (text.codePointAt(at)! > 0xffff ? 2 : 1)
  while (isMarkAt(text, end)) end += text.codePointAt(end)! > 0xffff ? 2 : 1
  return end
}
