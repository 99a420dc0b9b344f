// What narrows the queue, as it stands in the address: `f` in the filter language, and single conditions as older links have them.
import { parseFilter, printFilter, printTerm, type FilterLang, type FilterTerm } from '../../contract/filter-language.ts'
import { FIELDS, type Field } from '../../contract/filter-words.ts'

type Search = Readonly<Record<string, string | string[] | undefined>>

/** Single conditions of older addresses and what they are called now. */
const OLDER: Readonly<Record<string, Field>> = { state: 'state', level: 'level', problemClass: 'class', serviceLine: 'line', channel: 'channel' }
export const OLDER_NAMES = Object.keys(OLDER)

/** The filter of an address, in the words of the reader. Only values that the language knows: an address may be old or typed by hand. */
export function filterOf(search: Search, lang: FilterLang): string {
  const single = OLDER_NAMES.flatMap((name): FilterTerm[] => { const field = OLDER[name]!, value = search[name]; return typeof value === 'string' && FIELDS[field].values?.[value] ? [{ field, not: false, values: [value] }] : [] })
  return [printFilter(single, lang), typeof search['f'] === 'string' ? search['f'] : ''].filter(Boolean).join(' ')
}

/** The view of the desk as it stands in the address, always in the same words and order, so that two of them can be compared. */
export function searchOf(view: string, sort: string, filter: string): string {
  const { terms, mistakes } = parseFilter(filter), said = mistakes.length > 0 ? filter.trim() : printFilter(terms, 'en')
  return [...(view === 'open' ? [] : [['view', view]]), ...(sort === 'due' ? [] : [['sort', sort]]), ...(said ? [['f', said]] : [])].map(([name, value]) => `${name}=${encodeURIComponent(value!)}`).join('&')
}

/** Conditions that the builder offers, in groups; each writes the language. */
export const OFFERED: readonly Field[] = ['mark', 'state', 'level', 'class', 'handler', 'channel', 'from', 'line', 'due', 'created']
const TIMES: Readonly<Partial<Record<Field, readonly string[]>>> = { due: ['<1h', '<4h', '<1d'], created: ['<1d', '<7d', '>7d'] }
export const offeredValues = (field: Field): readonly string[] => TIMES[field] ?? (FIELDS[field].kind === 'person' ? ['me', 'none'] : Object.keys(FIELDS[field].values ?? {}))

/** The text with one more value: beside others of its field where there are any. */
export function withValue(text: string, field: Field, value: string, lang: FilterLang): string {
  const { terms } = parseFilter(text), at = terms.findIndex((t) => t.field === field && !t.not && field !== 'mark' && FIELDS[field].kind !== 'time')
  const next: FilterTerm[] = at < 0 ? [...terms, { field, not: false, values: [value] }] : terms.map((t, i) => (i === at && t.field !== 'text' && !t.values.includes(value) ? { ...t, values: [...t.values, value] } : t))
  return printFilter(next, lang)
}

export const withoutTerm = (terms: readonly FilterTerm[], term: FilterTerm, lang: FilterLang): string => printFilter(terms.filter((t) => t !== term), lang)
/** What a chip says. */
export const wordsOf = (term: FilterTerm, lang: FilterLang): string => printTerm(term, lang)
