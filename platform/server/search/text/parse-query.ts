// What somebody typed, as conditions: each group must be met, by any of its alternatives. Pure.
import { compoundOf, pairsOf, runsOf } from './tokenise.ts'

/** All terms of one alternative together. */
export interface Alternative { terms: string[]; prefix?: boolean }
export interface Group { text: string; alternatives: Alternative[]; latin: boolean }
export interface ParsedQuery {
  groups: Group[]
  /** Pairs across word borders: they tell an exact phrase from its scattered parts, but are not required. */
  extra: string[]
}

const MAX_GROUPS = 24
/** Of fewer letters too many words begin. */
const SHORTEST_BEGINNING = 3
const words = new Intl.Segmenter('zh', { granularity: 'word' })
/** Words that say how somebody asks, not what about. */
const STOP = new Set(['的', '了', '吗', '呢', '吧', '啊', '是', '在', '和', '与', '及', '请', '怎么', '怎样', '怎么办', '如何', '什么', '为什么', '为何', '怎', '么', '有', '被', '把', '我', '我们', '你', '您', '他', '这', '那', '就', '都', '也', '还', '要', '会', '能',
  'the', 'a', 'an', 'of', 'to', 'in', 'on', 'is', 'are', 'how', 'what', 'why', 'do', 'does', 'i', 'my', 'and', 'or', 'for', 'with', 'can'])

/** The last word of Latin letters also finds what begins with it, for those who are still typing. */
export function parseQuery(q: string): ParsedQuery {
  const runs = runsOf(q)
  const extra: string[] = [], groups: Group[] = []
  for (const [i, run] of runs.entries()) {
    if (run.script === 'han') {
      extra.push(...pairsOf(run.chars).pairs.map((p) => p.term))
      groups.push(...hanGroups(run.chars))
    } else groups.push(wordGroup(run.chars, i === runs.length - 1))
  }
  const telling = groups.filter((g) => !STOP.has(g.text))
  return { groups: unique(telling.length > 0 ? telling : groups).slice(0, MAX_GROUPS), extra: [...new Set(extra)] }
}

function hanGroups(chars: Parameters<typeof pairsOf>[0]): Group[] {
  const groups: Group[] = []
  let at = 0
  for (const { segment } of words.segment(chars.map((c) => c.char).join(''))) {
    const part = chars.slice(at, at + [...segment].length)
    at += part.length
    const { singles, pairs } = pairsOf(part)
    groups.push({ text: segment, latin: false, alternatives: [{ terms: (pairs.length > 0 ? pairs : singles).map((t) => t.term) }] })
  }
  return groups
}

function wordGroup(chars: Parameters<typeof compoundOf>[0], last: boolean): Group {
  const { parts, whole, pieces } = compoundOf(chars)
  const terms = parts.map((p) => p.term), alternatives: Alternative[] = [{ terms }]
  if (whole) alternatives.unshift({ terms: [whole.term] })
  if (pieces.length > 1) alternatives.push({ terms: pieces.map((p) => p.term) })
  const text = chars.map((c) => c.char).join('')
  // What is still being typed is no stem yet: `connecti` must find connection.
  if (last && text.length >= SHORTEST_BEGINNING && /^[\p{L}\p{N}]+$/u.test(text)) alternatives.push({ terms: [text], prefix: true })
  return { text, latin: /^[a-z]+$/.test(text), alternatives }
}

const unique = (groups: Group[]): Group[] => [...new Map(groups.map((g) => [g.text, g])).values()]

const quoted = (term: string): string => `'${term.replaceAll('\\', '\\\\').replaceAll('\'', '\'\'')}'`
/** One term as it stands in a tsquery. */
export const tsqueryOf = (term: string): string => quoted(term)
const groupText = (g: Group): string => `(${g.alternatives.map((a) => `(${a.terms.map((t) => quoted(t) + (a.prefix ? ':*' : '')).join('&')})`).join('|')})`

/** As text of the type tsquery: `all` groups, or any of them. */
export const toTsquery = (groups: readonly Group[], mode: 'all' | 'any'): string => groups.map(groupText).join(mode === 'all' ? '&' : '|')

/** Every term that counts for rank and marking; prefixes apart. */
export function termsOf(query: ParsedQuery): { terms: Set<string>; prefixes: string[] } {
  const all = query.groups.flatMap((g) => g.alternatives)
  return { terms: new Set([...all.filter((a) => !a.prefix).flatMap((a) => a.terms), ...query.extra]), prefixes: all.filter((a) => a.prefix).flatMap((a) => a.terms) }
}
