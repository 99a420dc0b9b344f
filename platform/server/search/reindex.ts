// Builds the index anew from the records: after a change of how text is cut, or when it was lost. Searching goes on meanwhile.
import { SYSTEM } from '../ctx.ts'
import type { Host } from '../host.ts'
import type { SearchSource } from '../module.ts'
import { removeOlder } from './document-store.ts'
import { indexDocuments, indexRecords } from './index-record.ts'
import { latestEvents } from './reindex-queries.ts'

const BATCH = 200

export interface ReindexResult { kind: string; indexed: number; removed: number }

/** Reindexes all kinds, or one. Each record is found by its latest event; what no record stands behind any more is removed. Safe to repeat. */
export async function reindex(host: Host, options: { kind?: string; progress?: (kind: string, indexed: number) => void } = {}): Promise<ReindexResult[]> {
  const results: ReindexResult[] = []
  for (const source of host.registry.search.filter((s) => options.kind === undefined || s.kind === options.kind)) {
    const started = host.realNow()
    const seeded = await host.transaction(SYSTEM, async (ctx) => { const docs = await source.seeded?.(ctx) ?? []; await indexDocuments(ctx, docs); return docs.length })
    const indexed = seeded + await reindexSource(host, source, (n) => options.progress?.(source.kind, n))
    results.push({ kind: source.kind, indexed, removed: await host.transaction(SYSTEM, (ctx) => removeOlder(ctx, source.kind, started)) })
  }
  await host.pool.query('analyze search_documents')
  return results
}

async function reindexSource(host: Host, source: SearchSource, progress: (indexed: number) => void): Promise<number> {
  let indexed = 0, after = ''
  for (;;) {
    const count = await host.transaction(SYSTEM, async (ctx) => {
      const events = await latestEvents(ctx, source.on.map((e) => e.name), after, BATCH)
      if (events.length > 0) await indexRecords(ctx, source, events)
      after = events.at(-1)?.subject ?? after
      return events.length
    })
    indexed += count
    progress(indexed)
    if (count < BATCH) return indexed
  }
}
