// Orders candidates by BM25 over title and beginning, with the title counting more, and a little for what is recent. Pure.
import { normalise, normalText } from './normalise.ts'
import { codeKey, countTerms, countWords } from './tokenise.ts'
import { termsOf, type ParsedQuery } from './parse-query.ts'

export interface Candidate { kind: string; id: string; number: string | null; title: string; head: string; length: number; at: Date }
/** How often terms occur: number of documents, tokens per document, and documents per term. */
export interface TermStatistics { documents: number; averageLength: number; documentsWith: (term: string) => number }
export interface Ranked<C extends Candidate> { candidate: C; score: number; met: number }

const K1 = 1.2, B = 0.75, TITLE_WEIGHT = 4, UNSEEN = 0.5
const NUMBER_BONUS = 1_000, SAME_TITLE_BONUS = 12, TITLE_PHRASE_BONUS = 6, TEXT_PHRASE_BONUS = 2, RECENT_SHARE = 0.08, HALF_LIFE_MS = 180 * 86_400_000

/** Best first, ties by id. `met` = share of the groups found in title or beginning. */
export function rankDocuments<C extends Candidate>(q: string, query: ParsedQuery, candidates: readonly C[], stats: TermStatistics, now: Date): Ranked<C>[] {
  const phrase = normalText(q).replace(/\s+/g, ' ').trim(), code = codeKey(q)
  const { terms, prefixes } = termsOf(query)
  const idf = new Map([...terms].map((t) => [t, inverseFrequency(stats, t)]))
  // Words of letters and digits must be cut out of a text; Chinese is counted as it stands.
  const latin = prefixes.length > 0 || [...terms].some((t) => !isHan(t))
  const prefixIdf = Math.max(0.5, ...idf.values()) / 2
  return candidates.map((candidate) => {
    const title = countsIn(candidate.title, latin), head = countsIn(candidate.head, latin)
    const tf = (term: string) => head.of(term) + TITLE_WEIGHT * title.of(term)
    const length = K1 * (1 - B + (B * candidate.length) / Math.max(1, stats.averageLength))
    let score = 0
    for (const [term, weight] of idf) {
      const n = tf(term) || (query.extra.includes(term) ? 0 : UNSEEN)
      score += weight * ((n * (K1 + 1)) / (n + length))
    }
    for (const prefix of prefixes) if (title.begins(prefix)) score += prefixIdf; else if (head.begins(prefix)) score += prefixIdf / 2
    score += bonus(candidate.number, title.text, head.text, phrase, code)
    const age = Math.max(0, now.getTime() - candidate.at.getTime())
    return { candidate, score: Math.round(score * (1 + RECENT_SHARE * 2 ** (-age / HALF_LIFE_MS)) * 1e6) / 1e6, met: share(query, title, head) }
  }).sort((a, b) => b.score - a.score || (keyOf(a.candidate) < keyOf(b.candidate) ? -1 : 1))
}

export const keyOf = (c: Pick<Candidate, 'kind' | 'id'>): string => `${c.kind}:${c.id}`

function inverseFrequency(stats: TermStatistics, term: string): number {
  const n = Math.max(stats.documents, 1), df = Math.min(stats.documentsWith(term), n)
  return Math.log(1 + (n - df + 0.5) / (df + 0.5))
}

const HAN_ONLY = /^[\u4e00-\u9fff]+$/
const isHan = (term: string): boolean => HAN_ONLY.test(term)

/** What a text holds: how often a term, and whether a word begins so. `latin`: other terms than Chinese are asked for. */
interface Counts { text: string; of: (term: string) => number; begins: (prefix: string) => boolean }

function countsIn(original: string, latin: boolean): Counts {
  const text = normalText(original), han = (term: string) => occurrences(text, term)
  if (!latin) return { text, of: han, begins: () => false }
  const counts = countWords(original) ?? countTerms(normalise(original))
  return { text, of: (term) => (isHan(term) ? han(term) : counts.get(term) ?? 0), begins: (prefix) => hasPrefix(counts, prefix) }
}

/** The same number as the index counts: pairs and single characters of Chinese stand in a text as they are. */
function occurrences(text: string, term: string): number {
  let n = 0
  for (let at = text.indexOf(term); at !== -1; at = text.indexOf(term, at + 1)) n++
  return n
}

function bonus(number: string | null, title: string, head: string, phrase: string, code: string): number {
  const exact = number !== null && code !== '' && codeKey(number) === code ? NUMBER_BONUS : 0
  if (title === phrase) return exact + SAME_TITLE_BONUS
  if (phrase.length < 2) return exact
  return exact + (title.includes(phrase) ? TITLE_PHRASE_BONUS : head.includes(phrase) ? TEXT_PHRASE_BONUS : 0)
}

function hasPrefix(counts: ReadonlyMap<string, number>, prefix: string): boolean {
  for (const term of counts.keys()) if (term.startsWith(prefix)) return true
  return false
}

function share(query: ParsedQuery, title: Counts, head: Counts): number {
  const has = (term: string, prefix?: boolean) => (prefix ? title.begins(term) || head.begins(term) : title.of(term) > 0 || head.of(term) > 0)
  const met = query.groups.filter((g) => g.alternatives.some((a) => a.terms.every((t) => has(t, a.prefix)))).length
  return query.groups.length === 0 ? 0 : met / query.groups.length
}
