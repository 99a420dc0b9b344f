// One search: candidates from the index, ranked here, shown with their matches (RX-6, S-121).
import type { SearchQuery, SearchReply } from '../../contract/search.ts'
import type { Ctx } from '../ctx.ts'
import { AppError } from '../errors.ts'
import { hiddenSubjects } from '../hidden-subjects.ts'
import { decodeCursor, encodeCursor } from '../paging.ts'
import { bodiesOf, byNumber, fewRecords, knownWords, newestDocuments, newestPassages, passagesOf, planForIndex, similarWords, type Asked, type CandidateRow, type Field } from './document-queries.ts'
import { reachesAll, reachMarks } from './reach.ts'
import { nearestWord, trigramsOf } from './text/correct-word.ts'
import { excerptOf, markMatches } from './text/mark-matches.ts'
import { dayOf } from './text/marks.ts'
import { parseQuery, termsOf, toTsquery, type Group, type ParsedQuery } from './text/parse-query.ts'
import { keyOf, rankDocuments, type Ranked } from './text/rank-documents.ts'
import { codeKey } from './text/tokenise.ts'
import { frequencies, type Frequencies } from './token-frequency.ts'

const CANDIDATES = 120, TITLE_CANDIDATES = 60, TIMEOUT_MS = 3_000, MET_AT_LEAST = 0.6
/** A reader of so few records has all of their parts looked through. */
const FEW_RECORDS = 1_000
const CANCELLED = '57014'

interface Found { ranked: Ranked<CandidateRow>[]; kinds: SearchReply['kinds'] }
const NOTHING: Found = { ranked: [], kinds: [] }

export async function searchDocuments(ctx: Ctx, { q, kind, limit, cursor }: SearchQuery): Promise<SearchReply> {
  if (!ctx.reach('search.read')) return { items: [], nextCursor: null, corrected: null, kinds: [] }
  try {
    await planForIndex(ctx, TIMEOUT_MS)
    const f = await frequencies(ctx)
    let asked = q, query = parseQuery(q), found = await find(ctx, q, query, kind, f, 'all')
    let corrected: string | null = null
    if (found.ranked.length === 0) {
      corrected = await correct(ctx, q, query.groups)
      if (corrected !== null) { asked = corrected; query = parseQuery(asked); found = await find(ctx, asked, query, kind, f, 'all') }
    }
    // Of two words there is no better part than both.
    if (found.ranked.length === 0 && query.groups.length > 2) {
      const some = await find(ctx, asked, query, kind, f, 'any'), ranked = some.ranked.filter((r) => r.met >= MET_AT_LEAST)
      found = { ranked, kinds: kindsOf(ranked.map((r) => r.candidate), some.kinds.filter((k) => k.more).map((k) => k.kind)) }
    }
    const page = after(found.ranked, cursor), shown = page.slice(0, limit), visible = await readableNow(ctx, shown.map((r) => r.candidate))
    return {
      items: await show(ctx, visible, query), corrected: found.ranked.length > 0 ? corrected : null, kinds: found.kinds,
      nextCursor: page.length > limit ? encodeCursor([shown.at(-1)!.score, keyOf(shown.at(-1)!.candidate)]) : null,
    }
  } catch (error) {
    if ((error as { code?: string }).code === CANCELLED) throw new AppError(503, 'search-busy')
    throw error
  }
}

/** Candidates by number, by title, by text, and by the text of parts; each record once, best first. */
async function find(ctx: Ctx, q: string, query: ParsedQuery, kind: string | undefined, f: Frequencies, mode: 'all' | 'any'): Promise<Found> {
  const light = f.lighter(query.groups) !== query.groups, found = light ? await findIn(ctx, q, query, kind, f, mode, true) : NOTHING
  return found.ranked.length > 0 ? found : findIn(ctx, q, query, kind, f, mode, false)
}

async function findIn(ctx: Ctx, q: string, query: ParsedQuery, kind: string | undefined, f: Frequencies, mode: 'all' | 'any', light: boolean): Promise<Found> {
  if (query.groups.length === 0) return NOTHING
  const full = f.settled(mode === 'all' ? query.groups : telling(query.groups, f)), groups = light ? f.lighter(full) : full, words = toTsquery(groups, mode), today = dayOf(ctx.now())
  const code = mode === 'all' ? codeKey(q) : '', parts = partSources(ctx, kind), onlyParts = kind !== undefined && parts.length > 0, stretches = f.recent('search_documents', groups, mode, today)
  const reach = reachMarks(ctx), documents = (field: Field, limit: number) => enough({ words, stretches, reach: helpful(reach, f), kind, limit }, (asked) => newestDocuments(ctx, field, asked))
  const numbered = code && !onlyParts ? await byNumber(ctx, code, kind) : [], held = onlyParts || reach?.length === 0 ? [] : await documents('tokens', CANDIDATES)
  // Whatever has the words in its title has them among all its words: there is more to find only where there was too much.
  const titled = held.length >= CANDIDATES ? await documents('title_tokens', TITLE_CANDIDATES) : []
  const pieces = parts.length > 0 ? await passages(ctx, parts, reach === null ? 1 : Math.min(1, f.markedShare(reach)), { words, stretches: f.recent('search_passages', groups, mode, today), reach: null, kind, limit: CANDIDATES }) : []
  const unique = [...new Map([...numbered.map(masked), ...titled, ...held, ...pieces].map((c) => [keyOf(c), c])).values()]
  const ranked = rankDocuments(q, query, unique, { ...f, documents: Math.max(f.documents, unique.length) }, ctx.now())
  const cut = [held, pieces].filter((list) => list.length >= CANDIDATES).flatMap((list) => list.map((c) => c.kind))
  return { ranked: onlyParts ? ranked : eachRecordOnce(ranked), kinds: kindsOf(unique, cut) }
}

/** Marks that many documents have would only be compared in vain. */
const helpful = (reach: readonly string[] | null, f: Frequencies): readonly string[] | null => (reach && f.markedShare(reach) > MANY ? null : reach)
const MANY = 0.1, MOST = 0.3

type Wanted = Omit<Asked, 'recent'> & { stretches: readonly (readonly string[])[] }

/** First among the last days, as far as they may hold enough; then everywhere. */
async function enough({ stretches, ...wanted }: Wanted, ask: (asked: Asked) => Promise<CandidateRow[]>): Promise<CandidateRow[]> {
  for (const recent of stretches) {
    const found = await ask({ ...wanted, recent })
    if (found.length >= wanted.limit) return found
  }
  return ask({ ...wanted, recent: null })
}

/** What is found in parts, of all kinds or the one that is asked for. */
const partSources = (ctx: Ctx, kind: string | undefined) => ctx.host.registry.search.flatMap((source) => (source.part && (kind === undefined || source.kind === kind) ? [source.part] : []))

/** Whoever reads few records has those looked through: among the newest of all there may be none of theirs. `share`: about how much of the index is in reach. */
async function passages(ctx: Ctx, parts: ReturnType<typeof partSources>, share: number, asked: Wanted): Promise<CandidateRow[]> {
  const everywhere = share > MOST || parts.every((p) => reachesAll(ctx, p.permission)), few = share > MANY || everywhere ? null : await fewRecords(ctx, [...new Set(parts.map((p) => p.of))], FEW_RECORDS)
  return few ? passagesOf(ctx, few, { ...asked, recent: null }) : enough(asked, (a) => newestPassages(ctx, a, everywhere ? Math.max(share, MOST) : null))
}

/** Of what may not be read, the number alone (§3.1-3). */
const masked = (c: CandidateRow): CandidateRow => (c.readable ? c : { ...c, title: c.number ?? '', shown: c.number ?? '', head: '' })

/** The best of a record and its parts. */
function eachRecordOnce(ranked: readonly Ranked<CandidateRow>[]): Ranked<CandidateRow>[] {
  const seen = new Set<string>()
  return ranked.filter(({ candidate: { of } }) => { const key = `${of.kind}:${of.id}`, first = !seen.has(key); seen.add(key); return first })
}

function kindsOf(candidates: readonly CandidateRow[], full: readonly string[]): SearchReply['kinds'] {
  const counts = new Map<string, number>()
  for (const { kind } of candidates) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => ({ kind, count, more: full.includes(kind) })).sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1))
}

/** The index follows the records a moment later; what is shown goes by what they say now. */
async function readableNow(ctx: Ctx, candidates: readonly CandidateRow[]): Promise<CandidateRow[]> {
  const hidden = await hiddenSubjects(ctx, candidates.map(({ of }) => `${of.kind}:${of.id}`))
  return candidates.flatMap((c) => {
    const hiding = hidden.get(`${c.of.kind}:${c.of.id}`)
    return hiding === undefined ? [c] : hiding === 'restricted' && !c.readable ? [c] : []
  })
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
  const bodies = await bodiesOf(ctx, page.filter((c) => c.readable).map(({ kind, id }) => ({ kind, id }))), wanted = termsOf(query)
  return page.map((c) => {
    const { excerpt, spans } = excerptOf(bodies.get(keyOf(c)) ?? c.head, wanted)
    return { kind: c.kind, id: c.id, number: c.number, title: c.shown, excerpt, url: c.url, at: c.at.toISOString(), highlights: { title: markMatches(c.shown, wanted), excerpt: spans } }
  })
}
