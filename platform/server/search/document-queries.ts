// Reads candidates for a search, always within what the reader may see (RX-8).
import { sql, type Expression, type SqlBool } from 'kysely'
import type { Ctx } from '../ctx.ts'
import { scopeFilter, type Scope } from '../scope.ts'
import type { Candidate } from './text/rank-documents.ts'

export interface CandidateRow extends Candidate { url: string }
const HEAD = 1_000
const columns = sql.raw(`kind, id, number, title, left(body, ${HEAD}) as head, length, at, url`)

/** The documents in reach: the permission that each names, by the same scope rule as its own lists; requesters only what is public. */
export function documentsInReach(ctx: Ctx): Expression<SqlBool> {
  const { actor } = ctx
  if (actor.kind === 'system') return sql<SqlBool>`true`
  const byScope = new Map<string, { scope: Scope; permissions: string[] }>()
  for (const [permission, scope] of actor.grants) {
    const key = JSON.stringify([scope.all, scope.own, [...scope.units].sort(), [...scope.customers].sort()])
    const same = byScope.get(key)
    if (same) same.permissions.push(permission); else byScope.set(key, { scope, permissions: [permission] })
  }
  if (byScope.size === 0) return sql<SqlBool>`false`
  const parts = [...byScope.values()].map(({ scope, permissions }) =>
    sql<SqlBool>`(permission = any(${permissions}::text[]) and ${scopeFilter(scope, actor.id, { unit: 'unit_id', customer: 'customer_id', peopleIn: 'people' })})`)
  return sql<SqlBool>`(${sql.join(parts, sql` or `)})${actor.kind === 'staff' ? sql`` : sql` and audience = 'public'`}`
}

const ofKind = (kind: string | undefined) => (kind === undefined ? sql`true` : sql`kind = ${kind}`)

export const byNumber = (ctx: Ctx, key: string, kind: string | undefined): Promise<CandidateRow[]> =>
  rows(ctx, sql`select ${columns} from search_documents where number_key = ${key} and ${ofKind(kind)} and ${documentsInReach(ctx)} limit 20`)

export type Field = 'tokens' | 'title_tokens'

/**
 * The newest documents whose field meets the condition. `index` (rare words): everything that the inverted index finds, then the newest of it.
 * `recency` (frequent words): from the newest on until enough are found; the index would first collect them all. The planner is told
 * which, because it misjudges conditions of several words.
 */
export async function newestMatching(ctx: Ctx, field: Field, way: 'index' | 'recency', tsquery: string, kind: string | undefined, limit: number): Promise<CandidateRow[]> {
  const db = ctx.sql<unknown>(), walk = way === 'recency'
  await sql`select set_config('enable_bitmapscan', ${walk ? 'off' : 'on'}, true), set_config('enable_seqscan', 'off', true), set_config('enable_sort', ${walk ? 'off' : 'on'}, true)`.execute(db)
  const hit = sql`select kind as k, id as i, at as t from search_documents where ${sql.ref(field)} @@ ${tsquery}::tsquery and ${ofKind(kind)} and ${documentsInReach(ctx)}`
  const newest = walk ? sql`${hit} order by at desc, kind, id limit ${limit}` : sql`select * from (${hit} offset 0) every order by t desc, k, i limit ${limit}`
  const found = await rows(ctx, sql`with hit as materialized (${newest}) select ${columns} from search_documents join hit on kind = hit.k and id = hit.i`)
  await sql`select set_config('enable_bitmapscan', 'on', true), set_config('enable_seqscan', 'on', true), set_config('enable_sort', 'on', true)`.execute(db)
  return found
}

async function rows(ctx: Ctx, query: ReturnType<typeof sql>): Promise<CandidateRow[]> {
  return (await (query as ReturnType<typeof sql<CandidateRow>>).execute(ctx.sql<unknown>())).rows
}

/** Full texts for the excerpts of one page. */
export async function bodiesOf(ctx: Ctx, keys: readonly { kind: string; id: string }[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const found = await sql<{ kind: string; id: string; body: string }>`select d.kind, d.id, left(d.body, 40000) as body from search_documents d
    join jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(kind text, id text) on d.kind = k.kind and d.id = k.id`.execute(ctx.sql<unknown>())
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

export interface StatisticsRow { documents: number; average: number; field: Field | null; terms: string[] | null; frequencies: number[] | null }

/** What the database knows of the tokens from its last ANALYZE. */
export async function tokenStatistics(ctx: Ctx): Promise<StatisticsRow[]> {
  const found = await sql<StatisticsRow>`select greatest(c.reltuples, 0)::float8 as documents, coalesce((select avg(length)::float8 from (select length from search_documents limit 1000) s), 100) as average,
      s.attname as field, s.most_common_elems::text::text[] as terms, s.most_common_elem_freqs::float8[] as frequencies
    from pg_class c left join pg_stats s on s.schemaname = current_schema() and s.tablename = 'search_documents' and s.attname in ('tokens', 'title_tokens') where c.oid = 'search_documents'::regclass`.execute(ctx.sql<unknown>())
  return found.rows
}
