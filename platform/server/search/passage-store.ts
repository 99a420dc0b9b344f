// Writes the parts of records that the search finds, such as messages. They are added and never changed, so they hold nothing that does: place and
// rights are read from the document of their record.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'
import type { SearchPassage } from '../module.ts'
import { clean, learnWords, MAX_TEXT, termsOf, wordsOf } from './document-store.ts'
import { timeMarks } from './text/marks.ts'
import { tokenise } from './text/tokenise.ts'

export async function putPassages(ctx: Ctx, passages: readonly SearchPassage[]): Promise<void> {
  if (passages.length === 0) return
  const words = new Set<string>()
  const rows = passages.map((p) => {
    const body = clean(p.text).slice(0, MAX_TEXT), all = tokenise(body)
    for (const word of wordsOf('', body)) words.add(word)
    return { kind: p.kind, id: p.id, of_kind: p.of.kind, of_id: p.of.id, at: p.at, permission: p.permission, internal: p.internal, body, terms: [...termsOf(all), ...timeMarks(p.at)], length: all.length }
  })
  const written = sql`insert into search_passages (kind, id, of_kind, of_id, at, permission, internal, body, tokens, length, indexed_at)
    select kind, id, of_kind, of_id, at, permission, internal, body, array_to_tsvector(array(select jsonb_array_elements_text(terms))), length, ${ctx.host.realNow()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(kind text, id uuid, of_kind text, of_id text, at timestamptz, permission text, internal boolean, body text, terms jsonb, length integer)
    on conflict (kind, id) do update set of_kind = excluded.of_kind, of_id = excluded.of_id, at = excluded.at, permission = excluded.permission, internal = excluded.internal, body = excluded.body, tokens = excluded.tokens,
      length = excluded.length, indexed_at = excluded.indexed_at`.execute(ctx.sql<unknown>())
  await Promise.all([written, learnWords(ctx, [...words])])
}

export async function removePassages(ctx: Ctx, kind: string, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql`delete from search_passages where kind = ${kind} and id = any(${[...ids]}::uuid[])`.execute(ctx.sql<unknown>())
}

/** What was not indexed again since. */
export async function removeOlderPassages(ctx: Ctx, kind: string, indexedBefore: Date): Promise<number> {
  const done = await sql`delete from search_passages where kind = ${kind} and indexed_at < ${indexedBefore}`.execute(ctx.sql<unknown>())
  return Number(done.numAffectedRows ?? 0n)
}
