// Writes what the search finds.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'
import type { Host } from '../host.ts'
import type { SearchDocument } from '../module.ts'
import { latinWords, trigramsOf } from './text/correct-word.ts'
import { normalText } from './text/normalise.ts'
import { codeKey, tokenise } from './text/tokenise.ts'

/** Of a longer text the beginning is searched. */
const MAX_TEXT = 200_000, MAX_TERMS = 30_000, MAX_WORDS = 2_000

/** One record is indexed by one job at a time, so that the later state wins. */
export async function lockRecord(ctx: Ctx, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`search:${key}`}, 0))`.execute(ctx.sql<unknown>())
}

export async function putDocument(ctx: Ctx, doc: SearchDocument): Promise<void> {
  const title = clean(doc.title).slice(0, 1_000), body = clean(doc.text).slice(0, MAX_TEXT)
  const inTitle = tokenise(`${title}\n${doc.number ?? ''}`), all = [...inTitle, ...tokenise(body)]
  const people = (doc.row.people ?? []).filter((p) => p !== null)
  const written = sql`insert into search_documents (kind, id, number, number_key, title, body, at, url, permission, audience, unit_id, customer_id, people, tokens, title_tokens, length, indexed_at)
    values (${doc.kind}, ${doc.id}, ${doc.number}, ${doc.number === null ? null : codeKey(doc.number)}, ${title}, ${body}, ${doc.at}, ${doc.url}, ${doc.permission}, ${doc.audience},
      ${doc.row.unitId ?? null}, ${doc.row.customerId ?? null}, ${people}::uuid[], array_to_tsvector(${termsOf(all)}::text[]), array_to_tsvector(${termsOf(inTitle)}::text[]), ${all.length}, ${ctx.host.realNow()})
    on conflict (kind, id) do update set number = excluded.number, number_key = excluded.number_key, title = excluded.title, body = excluded.body, at = excluded.at, url = excluded.url,
      permission = excluded.permission, audience = excluded.audience, unit_id = excluded.unit_id, customer_id = excluded.customer_id, people = excluded.people,
      tokens = excluded.tokens, title_tokens = excluded.title_tokens, length = excluded.length, indexed_at = excluded.indexed_at`.execute(ctx.sql<unknown>())
  await Promise.all([written, learnWords(ctx, latinWords(normalText(`${title}\n${body}`)).slice(0, MAX_WORDS))])
}

const termsOf = (tokens: readonly { term: string }[]): string[] => [...new Set(tokens.map((t) => t.term))].slice(0, MAX_TERMS)
// PostgreSQL keeps no NUL and no half of a surrogate pair.
const clean = (text: string): string => text.replaceAll('\u0000', ' ').toWellFormed()

/** Words that are in the table for certain: they never leave it, and every text holds the same ones again and again. */
const learnt = new WeakMap<Host, Set<string>>()
const MOST_LEARNT = 20_000

async function learnWords(ctx: Ctx, found: readonly string[]): Promise<void> {
  const seen = learnt.get(ctx.host) ?? new Set()
  learnt.set(ctx.host, seen)
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
  const fresh = words.filter((w) => !known.has(w)).map((word) => ({ word, trigrams: trigramsOf(word) }))
  if (fresh.length === 0) return
  await sql`insert into search_words (word, trigrams) select word, array(select jsonb_array_elements_text(trigrams)) from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as r(word text, trigrams jsonb)
    on conflict do nothing`.execute(db)
}

export async function removeDocument(ctx: Ctx, kind: string, id: string): Promise<void> {
  await sql`delete from search_documents where kind = ${kind} and id = ${id}`.execute(ctx.sql<unknown>())
}

/** Documents of records that go together. */
export async function removeDocuments(ctx: Ctx, kind: string, ids: readonly string[]): Promise<void> {
  await sql`delete from search_documents where kind = ${kind} and id = any(${[...ids]}::text[])`.execute(ctx.sql<unknown>())
}

/** Without documents no word is known any more; with some, words that none of them holds do no harm. */
export async function forgetWords(ctx: Ctx): Promise<void> {
  await sql`delete from search_words where not exists (select 1 from search_documents)`.execute(ctx.sql<unknown>())
}

/** Removes documents of a kind that a complete reindex did not write again. */
export async function removeOlder(ctx: Ctx, kind: string, indexedBefore: Date): Promise<number> {
  const done = await sql`delete from search_documents where kind = ${kind} and indexed_at < ${indexedBefore}`.execute(ctx.sql<unknown>())
  return Number(done.numAffectedRows ?? 0n)
}
