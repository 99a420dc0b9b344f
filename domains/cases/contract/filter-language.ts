// The language in which the queue is filtered: `状态:处理中 级别:1,2 即将超时 负责人:我` or `state:in-progress level:1,2 due-soon handler:me`. Pure: text to terms with the
// place of every mistake, and terms to text in either language. What one writes, the builder writes too.
import { FIELDS, PEOPLE, SPANS, UNITS, type Field } from './filter-words.ts'

export type FilterLang = 'zh-CN' | 'en'
/** `value`: canonical; of people and names `me`, `none`, `mine` or `=name`; of times `<4h` (less than so long) or `>2026-01-31`. */
export interface FieldTerm { field: Field; not: boolean; values: readonly string[] }
export interface TextTerm { field: 'text'; not: boolean; values: readonly [string] }
export type FilterTerm = FieldTerm | TextTerm
/** `at`, `end`: where in the text, in UTF-16 units. */
export interface FilterMistake { code: 'unknown-field' | 'unknown-value' | 'no-value' | 'bad-time' | 'open-quote' | 'too-long'; at: number; end: number; word: string; choices: readonly string[] }
export interface ParsedFilter { terms: FilterTerm[]; mistakes: FilterMistake[] }

export const LONGEST_FILTER = 1000
const lower = (text: string): string => text.normalize('NFKC').toLowerCase()

const fieldsByWord = new Map<string, Field>(), marks = new Map<string, string>()
for (const [field, words] of Object.entries(FIELDS) as [Field, typeof FIELDS[Field]][]) for (const w of [...words.zh, ...words.en]) if (!fieldsByWord.has(lower(w))) fieldsByWord.set(lower(w), field)
for (const [value, words] of Object.entries(FIELDS.mark.values!)) for (const w of [...words.zh, ...words.en]) marks.set(lower(w), value)
const valuesByWord = new Map((Object.keys(FIELDS) as Field[]).map((field) => [field, new Map(Object.entries(FIELDS[field].values ?? {}).flatMap(([value, words]) => [...words.zh, ...words.en, value].map((w) => [lower(w), value] as const)))]))

interface Token { at: number; end: number; text: string; quoted: boolean }

const SPACE = /[\s\u3000]/, QUOTES: Readonly<Record<string, string>> = { '"': '"', '“': '”', '「': '」' }

/** Cuts at spaces outside quotes. A quote that is not closed goes to the end and is a mistake. */
function tokensOf(text: string, mistakes: FilterMistake[]): Token[] {
  const tokens: Token[] = []
  let i = 0
  while (i < text.length) {
    if (SPACE.test(text[i]!)) { i++; continue }
    const at = i
    let quoted = false
    while (i < text.length && !SPACE.test(text[i]!)) {
      const closing = QUOTES[text[i]!]
      if (closing === undefined) { i++; continue }
      quoted ||= i === at
      const end = text.indexOf(closing, i + 1)
      if (end < 0) { mistakes.push({ code: 'open-quote', at: i, end: text.length, word: text.slice(i), choices: [] }); i = text.length } else i = end + 1
    }
    tokens.push({ at, end: i, text: text.slice(at, i), quoted })
  }
  return tokens
}

/** Every term that can be read, and every mistake with its place. A word of no meaning is looked for in numbers and titles. */
export function parseFilter(text: string): ParsedFilter {
  const mistakes: FilterMistake[] = [], terms: FilterTerm[] = []
  if (text.length > LONGEST_FILTER) return { terms, mistakes: [{ code: 'too-long', at: LONGEST_FILTER, end: text.length, word: '', choices: [] }] }
  for (const token of tokensOf(text, mistakes)) {
    const term = token.quoted ? textTerm(token.text, false) : termOf(token, mistakes)
    if (term) terms.push(term)
  }
  return { terms, mistakes }
}

const unquoted = (text: string): string => text.replace(/^["“「]/, '').replace(/["”」]$/, '')
const textTerm = (text: string, not: boolean): TextTerm | null => { const word = unquoted(text).trim(); return word === '' ? null : { field: 'text', not, values: [word] } }

function termOf(token: Token, mistakes: FilterMistake[]): FilterTerm | null {
  const negated = /^[-－!！]|^非(?=.)/.exec(token.text), not = negated !== null, skip = negated?.[0].length ?? 0, body = token.text.slice(skip)
  if (/^["“「]/.test(body)) return textTerm(body, not)
  const colon = body.search(/[:：]/), alone = marks.get(lower(body))
  // 非 only negates what has a meaning of its own: 非常慢 is looked for as it stands.
  if (colon < 0) return alone ? { field: 'mark', not, values: [alone] } : negated?.[0] === '非' ? textTerm(token.text, false) : textTerm(body, not)
  const name = body.slice(0, colon), field = fieldsByWord.get(lower(name)), at = token.at + skip
  if (!field) { mistakes.push({ code: 'unknown-field', at, end: at + colon, word: name, choices: nearest(name, [...fieldsByWord.keys()]) }); return null }
  const values = valuesOf(field, body.slice(colon + 1), at + colon + 1, mistakes)
  if (values.length === 0 && body.slice(colon + 1).trim() === '') mistakes.push({ code: 'no-value', at, end: token.end, word: name, choices: [] })
  return values.length > 0 ? { field, not, values } : null
}

/** Values apart by comma, also the Chinese ones, outside quotes. */
function valuesOf(field: Field, text: string, from: number, mistakes: FilterMistake[]): string[] {
  const found: string[] = []
  for (const part of text.matchAll(/["“「][^"”」]*["”」]?|[^,，、]+/g)) {
    const given = part[0].trim(), word = unquoted(given).trim(), at = from + part.index
    if (word === '') continue
    // In quotes a word is a name: somebody may be called 我.
    const value = given === word ? valueOf(field, word) : named(field, word) ?? valueOf(field, word)
    if (value === null) mistakes.push({ code: FIELDS[field].kind === 'time' ? 'bad-time' : 'unknown-value', at, end: at + part[0].length, word, choices: nearest(word, [...valuesByWord.get(field)!.keys()]) })
    else if (!found.includes(value)) found.push(value)
  }
  return found
}

function valueOf(field: Field, word: string): string | null {
  const plain = lower(word), { kind } = FIELDS[field]
  if (kind === 'choice') return valuesByWord.get(field)!.get(plain) ?? null
  if (kind === 'time') return timeOf(plain)
  if (kind === 'person') for (const [value, words] of Object.entries(PEOPLE)) if ([...words.zh, ...words.en].includes(plain)) return value
  if (field === 'unit') for (const [value, words] of Object.entries(UNITS)) if ([...words.zh, ...words.en].includes(plain)) return value
  return named(field, word)
}

const named = (field: Field, word: string): string | null => (FIELDS[field].kind === 'person' || FIELDS[field].kind === 'name' ? `=${word.replaceAll(/["“”「」]/g, '')}` : null)

const SPAN = new RegExp(`^([<>])=?\\s*(\\d{1,4})\\s*(${SPANS.flatMap((s) => [s.unit, s.zh]).join('|')})$`), DAY = /^([<>]?)=?\s*(\d{4})-(\d{2})-(\d{2})$/

/** `<4h`, `>2天`, `2026-01-31`, `>2026-01-31`. */
function timeOf(text: string): string | null {
  const span = SPAN.exec(text)
  if (span) return `${span[1]}${Number(span[2])}${SPANS.find((s) => s.unit === span[3] || s.zh === span[3])!.unit}`
  const day = DAY.exec(text)
  if (!day) return null
  const date = `${day[2]}-${day[3]}-${day[4]}`, real = new Date(`${date}T00:00:00Z`)
  return Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== date ? null : `${day[1]}${date}`
}

/** Up to three words that begin alike or differ least. */
function nearest(word: string, known: readonly string[]): string[] {
  const wanted = lower(word), scored = known.map((k) => ({ k, d: k.startsWith(wanted) || wanted.startsWith(k) ? 0 : distance(wanted, k) })).filter(({ k, d }) => d <= Math.max(1, Math.floor(k.length / 3)))
  return scored.toSorted((a, b) => a.d - b.d || a.k.localeCompare(b.k)).slice(0, 3).map(({ k }) => k)
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) row = row.reduce<number[]>((next, above, j) => { next.push(j === 0 ? i : Math.min(above + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))); return next }, [])
  return row[b.length]!
}

/** The terms as text; reading it gives the same terms again. */
export const printFilter = (terms: readonly FilterTerm[], lang: FilterLang): string => terms.map((term) => printTerm(term, lang)).join(' ')

export function printTerm(term: FilterTerm, lang: FilterLang): string {
  const not = term.not ? '-' : ''
  if (term.field === 'text') return `${not}${quoted(term.values[0], needsQuotes(term.values[0]) || parsesAsTerm(term.values[0]))}`
  const words = FIELDS[term.field], values = term.values.map((value) => printValue(term.field as Field, value, lang))
  if (term.field === 'mark') return values.map((value) => `${not}${value}`).join(' ')
  return `${not}${first(words, lang)}:${values.join(',')}`
}

const first = (words: { zh: readonly string[]; en: readonly string[] }, lang: FilterLang): string => (lang === 'en' ? words.en : words.zh)[0]!

export function printValue(field: Field, value: string, lang: FilterLang): string {
  const { kind, values } = FIELDS[field]
  if (kind === 'choice') return first(values![value]!, lang)
  if (kind === 'time') return lang === 'en' ? value : value.replace(/[mhdw]$/, (unit) => SPANS.find((s) => s.unit === unit)!.zh)
  if (value.startsWith('=')) { const name = value.slice(1); return quoted(name, needsQuotes(name) || /[,，、]/.test(name) || valueOf(field, name) !== value) }
  return first(kind === 'person' ? PEOPLE[value as keyof typeof PEOPLE] : UNITS[value as keyof typeof UNITS], lang)
}

const needsQuotes = (text: string): boolean => /[\s\u3000:：]/.test(text) || /^[-－!！非]/.test(text)
const parsesAsTerm = (text: string): boolean => marks.has(lower(text))
const quoted = (text: string, needed: boolean): string => (needed ? `"${text.replaceAll('"', '')}"` : text)
