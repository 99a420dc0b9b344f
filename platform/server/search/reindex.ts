// Builds the index anew from the records: after a change of how text is cut, or when it was lost. Searching goes on meanwhile.
import { SYSTEM } from '../ctx.ts'
import type { Host } from '../host.ts'
import type { SearchSource } from '../module.ts'
import { removeOlder } from './document-store.ts'
import { indexDocuments, indexRecords } from './index-record.ts'
import { removeOlderPassages } from './passage-store.ts'
import { eventsAfter, latestEvents } from './reindex-queries.ts'

const BATCH = 200

export interface ReindexResult { kind: string; indexed: number; removed: number }

/** Reindexes all kinds, or one. Each record is found by its latest event; what no record stands behind any more is removed. Safe to repeat. */
export async function reindex(host: Host, options: { kind?: string; progress?: (kind: string, indexed: number) => void } = {}): Promise<ReindexResult[]> {
  const results: ReindexResult[] = []
  for (const source of host.registry.search.filter((s) => options.kind === undefined || s.kind === options.kind)) {
    const started = host.realNow()
    const seeded = await host.transaction(SYSTEM, async (ctx) => { const docs = await source.seeded?.(ctx) ?? []; await indexDocuments(ctx, docs); return docs.length })
    const indexed = seeded + await reindexSource(host, source, (n) => options.progress?.(source.kind, n))
    results.push({ kind: source.kind, indexed, removed: await host.transaction(SYSTEM, (ctx) => (source.part ? removeOlderPassages : removeOlder)(ctx, source.kind, started)) })
  }
  await host.pool.query('analyze search_documents, search_passages')
  return results
}

async function reindexSource(host: Host, source: SearchSource, progress: (indexed: number) => void): Promise<number> {
  const names = source.on.map((e) => e.name)
  let indexed = 0, after = '', seq = '0'
  for (;;) {
    const count = await host.transaction(SYSTEM, async (ctx) => {
      const { events, last } = source.part ? await eventsAfter(ctx, names, seq, BATCH) : { events: await latestEvents(ctx, names, after, BATCH), last: seq }
      const about = events.filter((e) => source.concerns?.(e) ?? true)
      if (about.length > 0) await indexRecords(ctx, source, about)
      after = events.at(-1)?.subject ?? after
      seq = last
      return events.length
    })
    indexed += count
    progress(indexed)
    if (count < BATCH) return indexed
  }
}
