// One search: candidates from the index, ranked here, shown with their matches (RX-6, S-121).
import { sql } from 'kysely'
import type { SearchQuery, SearchReply } from '../../contract/search.ts'
import type { Ctx } from '../ctx.ts'
import { AppError } from '../errors.ts'
import { decodeCursor, encodeCursor } from '../paging.ts'
import { bodiesOf, byNumber, knownWords, newestMatching, similarWords, type CandidateRow, type Field } from './document-queries.ts'
import { nearestWord, trigramsOf } from './text/correct-word.ts'
import { excerptOf, markMatches } from './text/mark-matches.ts'
import { parseQuery, termsOf, toTsquery, type Group, type ParsedQuery } from './text/parse-query.ts'
import { keyOf, rankDocuments, type Ranked } from './text/rank-documents.ts'
import { codeKey } from './text/tokenise.ts'
import { frequencies, walkIsCheaper, type Frequencies } from './token-frequency.ts'

const CANDIDATES = 200, TITLE_CANDIDATES = 100, TIMEOUT_MS = 3_000, MET_AT_LEAST = 0.6
const CANCELLED = '57014'

export async function searchDocuments(ctx: Ctx, { q, kind, limit, cursor }: SearchQuery): Promise<SearchReply> {
  if (!ctx.reach('search.read')) return { items: [], nextCursor: null, corrected: null }
  try {
    await sql`select set_config('statement_timeout', ${String(TIMEOUT_MS)}, true)`.execute(ctx.sql<unknown>())
    const f = await frequencies(ctx)
    let asked = q, query = parseQuery(q), ranked = await find(ctx, q, query, kind, f, 'all')
    let corrected: string | null = null
    if (ranked.length === 0) {
      corrected = await correct(ctx, q, query.groups)
      if (corrected !== null) { asked = corrected; query = parseQuery(asked); ranked = await find(ctx, asked, query, kind, f, 'all') }
    }
    if (ranked.length === 0 && query.groups.length > 1) ranked = (await find(ctx, asked, query, kind, f, 'any')).filter((r) => r.met >= MET_AT_LEAST)
    const page = after(ranked, cursor), shown = page.slice(0, limit)
    return {
      items: await show(ctx, shown.map((r) => r.candidate), query), corrected: ranked.length > 0 ? corrected : null,
      nextCursor: page.length > limit ? encodeCursor([shown.at(-1)!.score, keyOf(shown.at(-1)!.candidate)]) : null,
    }
  } catch (error) {
    if ((error as { code?: string }).code === CANCELLED) throw new AppError(503, 'search-busy')
    throw error
  }
}

/** Candidates by number, by title, and by text; each document once, best first. */
async function find(ctx: Ctx, q: string, query: ParsedQuery, kind: string | undefined, f: Frequencies, mode: 'all' | 'any'): Promise<Ranked<CandidateRow>[]> {
  if (query.groups.length === 0) return []
  const groups = mode === 'all' ? query.groups : telling(query.groups, f), text = toTsquery(groups, mode)
  const code = mode === 'all' ? codeKey(q) : ''
  const newest = (field: Field, limit: number) => newestMatching(ctx, field, mode === 'all' && walkIsCheaper(groups, field, f, limit) ? 'recency' : 'index', text, kind, limit)
  const found = [...(code ? await byNumber(ctx, code, kind) : []), ...await newest('title_tokens', TITLE_CANDIDATES), ...await newest('tokens', CANDIDATES)]
  const unique = [...new Map(found.map((c) => [keyOf(c), c])).values()]
  return rankDocuments(q, query, unique, { ...f, documents: Math.max(f.documents, unique.length) }, ctx.now())
}

/** Without the groups that say little, unless all of them do. */
function telling(groups: readonly Group[], f: Frequencies): readonly Group[] {
  const rare = groups.filter((g) => g.alternatives.some((a) => a.terms.some((t) => f.shareOf(t) < 0.05)))
  return rare.length > 0 ? rare : groups
}

/** The query with unknown words of Latin letters replaced by what they were probably meant to be; null when there is nothing to replace. */
async function correct(ctx: Ctx, q: string, groups: readonly Group[]): Promise<string | null> {
  const words = groups.filter((g) => g.latin && g.text.length >= 4 && g.text.length <= 30).map((g) => g.text)
  if (words.length === 0) return null
  const known = await knownWords(ctx, words)
  let text = q.toLowerCase()
  for (const word of words.filter((w) => !known.has(w))) {
    const trigrams = trigramsOf(word)
    const meant = nearestWord(word, await similarWords(ctx, trigrams, word.length))
    if (meant) text = text.replaceAll(word, meant)
  }
  return text === q.toLowerCase() ? null : text
}

function after<T extends Ranked<CandidateRow>>(ranked: readonly T[], cursor: string | undefined): readonly T[] {
  if (cursor === undefined) return ranked
  const [score, key] = decodeCursor(cursor, 2).map((k, i) => (i === 0 ? Number(k) : String(k))) as [number, string]
  return ranked.filter((r) => r.score < score || (r.score === score && keyOf(r.candidate) > key))
}

async function show(ctx: Ctx, page: readonly CandidateRow[], query: ParsedQuery): Promise<SearchReply['items']> {
  const bodies = await bodiesOf(ctx, page.map(({ kind, id }) => ({ kind, id }))), wanted = termsOf(query)
  return page.map((c) => {
    const { excerpt, spans } = excerptOf(bodies.get(keyOf(c)) ?? c.head, wanted)
    return { kind: c.kind, id: c.id, number: c.number, title: c.title, excerpt, url: c.url, at: c.at.toISOString(), highlights: { title: markMatches(c.title, wanted), excerpt: spans } }
  })
}
