// Keeps the index in step: every event that a search source names hands the record's current document over, after the commit.
import type { Ctx } from '../ctx.ts'
import type { Happened } from '../../contract/event.ts'
import { reaction, type DomainModule, type Indexable, type Reaction, type SearchDocument, type SearchPassage, type SearchSource } from '../module.ts'
import { lockRecords, putDocuments, removeDocument } from './document-store.ts'
import { putPassages, removePassages } from './passage-store.ts'

/** One reaction per source and event, of all modules of the product. */
export const searchReactions = (modules: readonly DomainModule[]): Reaction[] =>
  modules.flatMap((m) => [...(m.search ?? [])]).flatMap((source) => source.on.map((to) => reaction({
    name: `search.${source.kind}-${to.name}`, to, when: 'after-commit', ...(source.concerns ? { concerns: source.concerns } : {}),
    run: (ctx, event) => indexRecords(ctx, source, [event]), together: (ctx, events) => indexRecords(ctx, source, events),
  })))

const isGone = (doc: Indexable): doc is Extract<Indexable, { gone: true }> => 'gone' in doc
const isPassage = (doc: Indexable): doc is SearchPassage => 'of' in doc

/** Writes or removes the documents. Later events of the same records wait, so that the last state stays. */
export async function indexRecords(ctx: Ctx, source: SearchSource, events: readonly Happened<unknown>[]): Promise<void> {
  const latest = [...new Map(events.map((e) => [`${source.kind}:${source.part?.id(e) ?? e.subject ?? e.id}`, e]))], of = latest.map(([, event]) => event)
  // Both are on their way together; the statement that asks for the locks is sent first, so what is read is read after they were given.
  const [, docs] = await Promise.all([lockRecords(ctx, latest.map(([key]) => key)), source.documents?.(ctx, of) ?? Promise.all(of.map((event) => source.document(ctx, event)))])
  const there = docs.filter((doc) => doc !== null), gone = there.filter(isGone)
  await Promise.all([
    putDocuments(ctx, there.filter((doc): doc is SearchDocument => !isGone(doc) && !isPassage(doc))), putPassages(ctx, there.filter(isPassage)),
    ...(source.part ? [removePassages(ctx, source.kind, gone.map((doc) => doc.id))] : gone.map((doc) => removeDocument(ctx, doc.kind, doc.id))),
  ])
}

/** Puts documents there in the caller's transaction: for records that a seed writes. Nothing happens in a product without search. */
export async function indexDocuments(ctx: Ctx, docs: readonly SearchDocument[]): Promise<void> {
  if (docs.length > 0 && ctx.host.registry.modules.some((m) => m.id === 'search')) await putDocuments(ctx, docs)
}
