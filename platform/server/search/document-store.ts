// Writes what the search finds.
import { CompiledQuery, sql } from 'kysely'
import type { Ctx } from '../ctx.ts'
import type { Host } from '../host.ts'
import type { SearchDocument } from '../module.ts'
import { latinWords, trigramsOf } from './text/correct-word.ts'
import { scopeMarks, timeMarks } from './text/marks.ts'
import { normalText } from './text/normalise.ts'
import { codeKey, tokenise } from './text/tokenise.ts'

/** Of a longer text the beginning is searched. */
export const MAX_TEXT = 200_000
const MAX_TERMS = 30_000, MAX_WORDS = 2_000

/** One record is indexed by one job at a time, so that the later state wins. Taken in one order by everybody, or two jobs could wait for each other. */
export async function lockRecords(ctx: Ctx, keys: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(k) from (select hashtextextended('search:' || key, 0) as k from unnest(${[...keys]}::text[]) as key order by 1 offset 0) s`.execute(ctx.sql<unknown>())
}

const COLUMNS = ['kind', 'id', 'number', 'number_key', 'title', 'body', 'at', 'url', 'permission', 'audience', 'clearance', 'cleared', 'unit_id', 'customer_id', 'people', 'length', 'indexed_at', 'tokens', 'title_tokens']
/** Written out once: thousands follow each other when many records change. */
const PUT = `insert into search_documents (${COLUMNS.join(', ')})
  values (${COLUMNS.map((column, i) => (column.endsWith('tokens') ? `array_to_tsvector($${i + 1}::text[])` : `$${i + 1}`)).join(', ')})
  on conflict (kind, id) do update set ${COLUMNS.slice(2).map((column) => `${column} = excluded.${column}`).join(', ')}`

/** Writes documents of different records, all on their way together. */
export async function putDocuments(ctx: Ctx, docs: readonly SearchDocument[]): Promise<void> {
  const words = new Set<string>()
  const written = docs.map((doc) => {
    const title = clean(doc.title).slice(0, 1_000), body = clean(doc.text).slice(0, MAX_TEXT)
    for (const word of wordsOf(title, body)) words.add(word)
    return ctx.sql<unknown>().executeQuery(CompiledQuery.raw(PUT, valuesOf(ctx, doc, title, body)))
  })
  await Promise.all([...written, learnWords(ctx, [...words])])
}

export const wordsOf = (title: string, body: string): string[] => latinWords(normalText(`${title}\n${body}`)).slice(0, MAX_WORDS)

/** In the order of the columns. */
function valuesOf(ctx: Ctx, doc: SearchDocument, title: string, body: string): unknown[] {
  const inTitle = tokenise(`${title}\n${doc.number ?? ''}`), all = [...inTitle, ...tokenise(body)]
  const people = (doc.row.people ?? []).filter((p) => p !== null), marks = [...timeMarks(doc.at), ...scopeMarks(doc.permission, doc.row)]
  return [doc.kind, doc.id, doc.number, doc.number === null ? null : codeKey(doc.number), title, body, doc.at, doc.url, doc.permission, doc.audience, doc.clearance ?? null, doc.owner ?? null, doc.row.unitId ?? null, doc.row.customerId ?? null, people,
    all.length, ctx.host.realNow(), [...termsOf(all), ...marks], [...termsOf(inTitle), ...marks]]
}

/** Each once, as many as are kept. */
export const termsOf = (tokens: readonly { term: string }[]): string[] => [...new Set(tokens.map((t) => t.term))].slice(0, MAX_TERMS)
/** PostgreSQL keeps no NUL and no half of a surrogate pair. */
export const clean = (text: string): string => text.replaceAll('\u0000', ' ').toWellFormed()

/** Words that are in the table: every text holds the same ones again and again. Another process may forget some, so this does not know them for ever. */
const learnt = new WeakMap<Host, { words: Set<string>; until: number }>()
const MOST_LEARNT = 20_000, LEARNT_MS = 60_000

export async function learnWords(ctx: Ctx, found: readonly string[]): Promise<void> {
  const real = ctx.host.realNow().getTime(), known = learnt.get(ctx.host), memory = known && known.until > real ? known : { words: new Set<string>(), until: real + LEARNT_MS }, seen = memory.words
  learnt.set(ctx.host, memory)
  const words = found.filter((w) => !seen.has(w))
  if (words.length === 0) return
  await addUnknown(ctx, words)
  ctx.afterCommit(() => {
    if (seen.size > MOST_LEARNT) seen.clear()
    for (const word of words) seen.add(word)
  })
}

async function addUnknown(ctx: Ctx, words: readonly string[]): Promise<void> {
  const db = ctx.sql<unknown>()
  const known = new Set((await sql<{ word: string }>`select word from search_words where word = any(${[...words]}::text[])`.execute(db)).rows.map((r) => r.word))
  const fresh = words.filter((w) => !known.has(w)).sort().map((word) => ({ word, trigrams: trigramsOf(word) }))
  if (fresh.length === 0) return
  await sql`insert into search_words (word, trigrams) select word, array(select jsonb_array_elements_text(trigrams)) from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as r(word text, trigrams jsonb)
    on conflict do nothing`.execute(db)
}

export async function removeDocument(ctx: Ctx, kind: string, id: string): Promise<void> {
  await sql`delete from search_documents where kind = ${kind} and id = ${id}`.execute(ctx.sql<unknown>())
}

/** Documents of records that go together, with their parts. */
export async function removeDocuments(ctx: Ctx, kind: string, ids: readonly string[]): Promise<void> {
  await sql`with p as (delete from search_passages where of_kind = ${kind} and of_id = any(${[...ids]}::text[])) delete from search_documents where kind = ${kind} and id = any(${[...ids]}::text[])`.execute(ctx.sql<unknown>())
}

const PAGE = 1_000

/** Words that no document holds any more are no longer offered for mistyped ones. Reads all documents: for rare occasions. */
export async function forgetWords(ctx: Ctx): Promise<void> {
  const db = ctx.sql<unknown>(), held = new Set<string>()
  for (const [table, texts] of [['search_documents', 'id, title, body'], ['search_passages', `id::text, '' as title, body`]] as const) {
    let last = { kind: '', id: '' }
    for (;;) {
      const { rows } = await sql<{ kind: string; id: string; title: string; body: string }>`select kind, ${sql.raw(texts)} from ${sql.table(table)} where (kind, id::text) > (${last.kind}, ${last.id}) order by kind, id::text limit ${PAGE}`.execute(db)
      for (const doc of rows) for (const word of wordsOf(doc.title, doc.body)) held.add(word)
      if (rows.length < PAGE) break
      last = rows.at(-1)!
    }
  }
  await sql`delete from search_words w where not exists (select 1 from unnest(${[...held]}::text[]) as h(word) where h.word = w.word)`.execute(db)
  ctx.afterCommit(() => { learnt.delete(ctx.host) })
}

/** Removes documents of a kind that a complete reindex did not write again. */
export async function removeOlder(ctx: Ctx, kind: string, indexedBefore: Date): Promise<number> {
  const done = await sql`delete from search_documents where kind = ${kind} and indexed_at < ${indexedBefore}`.execute(ctx.sql<unknown>())
  return Number(done.numAffectedRows ?? 0n)
}
