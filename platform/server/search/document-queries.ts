// Reads candidates for a search, always within what the reader may see (RX-8).
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../ctx.ts'
import { documentsInReach, documentsReadable, passagesReadable, reachMarks } from './reach.ts'
import { tsqueryOf } from './text/parse-query.ts'
import type { Candidate } from './text/rank-documents.ts'

export interface CandidateRow extends Candidate {
  url: string
  /** The record it belongs to: itself, or what it is a part of. */
  of: { kind: string; id: string }
  /** false: no more than its number may be known. */
  readable: boolean
  /** Title as shown; a part is ranked without that of its record. */
  shown: string
}

/** Of a text that much decides the rank. */
const HEAD = 500
/** At most so many matches are looked at; with fewer than that the newest are exactly those. Among the last days there is less to choose. */
const lookedAt = (recent: readonly string[] | null) => (recent === null ? 4_000 : 1_200)
const columns = sql.raw(`d.kind, d.id, d.number, d.title, d.title as shown, left(d.body, ${HEAD}) as head, d.length, d.at, d.url, d.kind as of_kind, d.id as of_id`)
const partColumns = sql.raw(`p.kind, p.id::text as id, d.number, '' as title, d.title as shown, left(p.body, ${HEAD}) as head, p.length, p.at, d.url || '?message=' || p.id as url, d.kind as of_kind, d.id as of_id, true as readable`)

const ofKind = (kind: string | undefined) => (kind === undefined ? sql`true` : sql`d.kind = ${kind}`)
const partOfKind = (kind: string | undefined) => (kind === undefined ? sql`true` : sql`p.kind = ${kind}`)
/** One JSON text: it is read many times faster than thousands of fields. */
async function rows(ctx: Ctx, query: RawBuilder<unknown>): Promise<CandidateRow[]> {
  const found = await sql<{ page: string }>`select coalesce(json_agg(c), '[]')::text as page from (${query}) c`.execute(ctx.sql<unknown>())
  return (JSON.parse(found.rows[0]!.page) as (CandidateRow & { at: string; of_kind: string; of_id: string })[]).map((c) => ({ ...c, at: new Date(c.at), of: { kind: c.of_kind, id: c.of_id } }))
}

/** By the number of a record, also when no more than that may be known. */
export const byNumber = (ctx: Ctx, key: string, kind: string | undefined): Promise<CandidateRow[]> =>
  rows(ctx, sql`select ${columns}, ${documentsReadable(ctx)} as readable from search_documents d where d.number_key = ${key} and ${ofKind(kind)} and ${documentsInReach(ctx)} limit 20`)

/** The index is asked, never the table; nothing is compiled for it, as a server of one's own may do for what looks costly. Set once for a search, in its transaction. */
export async function planForIndex(ctx: Ctx, timeoutMs: number): Promise<void> {
  await sql`select set_config('statement_timeout', ${String(timeoutMs)}, true), set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true), set_config('work_mem', '32MB', true)`.execute(ctx.sql<unknown>())
}

export type Field = 'tokens' | 'title_tokens'

/** Words as a tsquery. `recent`: marks of which a text must have one; null: any time. */
export interface Asked { words: string; recent: readonly string[] | null; /** Marks of which a document in reach has one; null: no help. */ reach: readonly string[] | null; kind?: string | undefined; limit: number }

const among = (terms: readonly string[] | null): string => (terms === null ? '' : `(${terms.map((t) => tsqueryOf(t)).join('|')})&`)

/** The newest documents whose field holds the words. The marks of time and reach keep the index from collecting what is old or out of reach. */
export async function newestDocuments(ctx: Ctx, field: Field, { words, recent, reach, kind, limit }: Asked): Promise<CandidateRow[]> {
  return rows(ctx, sql`with hit as materialized (select * from (select d.kind as k, d.id as i, d.at as t from search_documents d where ${sql.ref(`d.${field}`)} @@ ${`${among(recent)}${among(reach)}(${words})`}::tsquery
      and ${ofKind(kind)} and ${documentsInReach(ctx)} and ${documentsReadable(ctx)} limit ${lookedAt(recent)}) every order by t desc, k, i limit ${limit})
    select ${columns}, true as readable from hit join search_documents d on d.kind = hit.k and d.id = hit.i`)
}

/**
 * The newest parts of documents in reach, the same way. `share`: the reader reaches about so much of them, so that the rights are asked of the newest alone instead
 * of all that match; null: of little.
 */
export function newestPassages(ctx: Ctx, { words, recent, kind, limit }: Asked, share: number | null): Promise<CandidateRow[]> {
  const query = `${among(recent)}(${words})`, matching = share !== null
    ? sql`select p.kind as k, p.id as i, p.at as t from search_passages p where p.tokens @@ ${query}::tsquery and ${partOfKind(kind)} limit ${lookedAt(recent)}`
    : sql`select p.kind as k, p.id as i, p.at as t from search_passages p join search_documents d on d.kind = p.of_kind and d.id = p.of_id where p.tokens @@ ${query}::tsquery and ${partOfKind(kind)} and ${passagesReadable(ctx)} limit ${lookedAt(recent)}`
  return rows(ctx, sql`with hit as materialized (select * from (${matching}) every order by t desc, k, i limit ${share === null ? limit : Math.ceil(limit / share) + SPARE})
    select ${partColumns} from hit join search_passages p on p.kind = hit.k and p.id = hit.i join search_documents d on d.kind = p.of_kind and d.id = p.of_id where ${passagesReadable(ctx)} order by p.at desc, p.id limit ${limit}`)
}
/** So many of the newest may belong to records that the reader may not see after all. */
const SPARE = 100

/** Records whose parts the reader may look into, as long as they are few; null when there are more. */
export async function fewRecords(ctx: Ctx, kinds: readonly string[], limit: number): Promise<{ kind: string; id: string }[] | null> {
  const reach = reachMarks(ctx)
  if (reach === null || ctx.actor.kind !== 'staff') return null
  if (reach.length === 0) return []
  const found = await sql<{ kind: string; id: string }>`select d.kind, d.id from search_documents d where d.tokens @@ ${among(reach).slice(0, -1)}::tsquery and d.kind = any(${[...kinds]}::text[]) and ${documentsInReach(ctx)} limit ${limit + 1}`.execute(ctx.sql<unknown>())
  return found.rows.length > limit ? null : found.rows
}

/** The newest parts of these records that hold the words. */
export function passagesOf(ctx: Ctx, records: readonly { kind: string; id: string }[], { words, kind, limit }: Asked): Promise<CandidateRow[]> {
  return rows(ctx, sql`select ${partColumns} from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r(kind text, id text) join search_documents d on d.kind = r.kind and d.id = r.id
    join search_passages p on p.of_kind = d.kind and p.of_id = d.id where p.tokens @@ ${words}::tsquery and ${partOfKind(kind)} and ${passagesReadable(ctx)} order by p.at desc, p.id limit ${limit}`)
}

/** Full texts for the excerpts of one page. */
export async function bodiesOf(ctx: Ctx, keys: readonly { kind: string; id: string }[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const found = await sql<{ kind: string; id: string; body: string }>`with k as materialized (select * from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(kind text, id text))
    select d.kind, d.id, left(d.body, 40000) as body from k join search_documents d on d.kind = k.kind and d.id = k.id
    union all select p.kind, p.id::text, left(p.body, 40000) from k join search_passages p on p.kind = k.kind and p.id = case when k.id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then k.id::uuid end`.execute(ctx.sql<unknown>())
  return new Map(found.rows.map((r) => [`${r.kind}:${r.id}`, r.body]))
}

export async function knownWords(ctx: Ctx, words: readonly string[]): Promise<Set<string>> {
  return new Set((await sql<{ word: string }>`select word from search_words where word = any(${[...words]}::text[])`.execute(ctx.sql<unknown>())).rows.map((r) => r.word))
}

/** Words that share at least a third of the groups of three, most similar first. */
export async function similarWords(ctx: Ctx, trigrams: readonly string[], length: number): Promise<string[]> {
  const found = await sql<{ word: string }>`select word from (select word, (select count(*) from unnest(trigrams) t where t = any(${[...trigrams]}::text[])) as shared from search_words
      where trigrams && ${[...trigrams]}::text[] and length(word) between ${length - 2} and ${length + 2}) w
    where shared * 3 >= ${trigrams.length} order by shared desc, word limit 50`.execute(ctx.sql<unknown>())
  return found.rows.map((r) => r.word)
}

export type Indexed = 'search_documents' | 'search_passages'
export interface StatisticsRow { name: Indexed; documents: number; average: number; terms: string[] | null; frequencies: number[] | null; dates: Date[] | null }

/** What the database knows of the tokens and moments of both tables from its last ANALYZE. */
export async function indexStatistics(ctx: Ctx): Promise<StatisticsRow[]> {
  const average = (table: Indexed) => sql`coalesce((select avg(length)::float8 from (select length from ${sql.table(table)} limit 1000) s), 100)`
  const found = await sql<StatisticsRow>`select t.name, greatest(c.reltuples, 0)::float8 as documents, t.average, s.most_common_elems::text::text[] as terms, s.most_common_elem_freqs::float8[] as frequencies, a.histogram_bounds::text::timestamptz[] as dates
    from (values ('search_documents', ${average('search_documents')}), ('search_passages', ${average('search_passages')})) as t(name, average) join pg_class c on c.oid = t.name::regclass
    left join pg_stats s on s.schemaname = current_schema() and s.tablename = t.name and s.attname = 'tokens' left join pg_stats a on a.schemaname = current_schema() and a.tablename = t.name and a.attname = 'at'`.execute(ctx.sql<unknown>())
  return found.rows
}
