// Keeps the index in step: every event that a search source names hands the record's current document over, after the commit.
import type { Ctx } from '../ctx.ts'
import type { Happened } from '../../contract/event.ts'
import { reaction, type DomainModule, type Reaction, type SearchSource } from '../module.ts'
import { lockRecord, putDocument, removeDocument } from './document-store.ts'

/** One reaction per source and event, of all modules of the product. */
export const searchReactions = (modules: readonly DomainModule[]): Reaction[] =>
  modules.flatMap((m) => [...(m.search ?? [])]).flatMap((source) => source.on.map((to) => reaction({
    name: `search.${source.kind}-${to.name}`, to, when: 'after-commit', run: (ctx, event) => indexRecord(ctx, source, event),
  })))

/** Writes or removes the document. Later events of the same record wait, so that the last state stays. */
export async function indexRecord(ctx: Ctx, source: SearchSource, event: Happened<unknown>): Promise<void> {
  // Both are on their way together; the statement that asks for the lock is sent first, so what is read is read after it was given.
  const [, doc] = await Promise.all([lockRecord(ctx, `${source.kind}:${event.subject ?? event.id}`), source.document(ctx, event)])
  if (doc === null) return
  if ('gone' in doc) await removeDocument(ctx, doc.kind, doc.id); else await putDocument(ctx, doc)
}
