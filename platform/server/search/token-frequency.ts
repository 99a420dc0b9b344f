// How frequent a token is, as the database's own statistics know it; read once in a while per process.
import type { Ctx } from '../ctx.ts'
import type { Host } from '../host.ts'
import { tokenStatistics, type Field, type StatisticsRow } from './document-queries.ts'
import type { Alternative, Group } from './text/parse-query.ts'
import type { TermStatistics } from './text/rank-documents.ts'

export interface Frequencies extends TermStatistics {
  /** Share of the documents that hold a term, in the whole text or the title, 0 to 1. */
  shareOf: (term: string, field?: Field) => number
  /** Whether the statistics name the term; of the others only an upper bound of the share is known. */
  isFrequent: (term: string, field: Field) => boolean
}

const KEPT_MS = 5 * 60_000
const kept = new WeakMap<Host, { until: number; value: Frequencies }>()

export async function frequencies(ctx: Ctx): Promise<Frequencies> {
  const now = ctx.host.realNow().getTime(), found = kept.get(ctx.host)
  if (found && found.until > now) return found.value
  const rows = await tokenStatistics(ctx), { documents, average } = rows[0]!
  const rowOf = (field: Field) => rows.find((r) => r.field === field)
  const shares = { tokens: sharesOf(rowOf('tokens')), title_tokens: sharesOf(rowOf('title_tokens')) }, named = { tokens: new Set(rowOf('tokens')?.terms), title_tokens: new Set(rowOf('title_tokens')?.terms) }
  const shareOf = (term: string, field: Field = 'tokens') => shares[field](term)
  const value: Frequencies = { documents, averageLength: average, shareOf, isFrequent: (term, field) => named[field].has(term), documentsWith: (term) => Math.max(1, shareOf(term) * documents) }
  // Small installations change quickly and are cheap to ask.
  kept.set(ctx.host, { until: now + (documents < 10_000 ? 10_000 : KEPT_MS), value })
  return value
}

function sharesOf(row: StatisticsRow | undefined): (term: string) => number {
  const shares = new Map((row?.terms ?? []).map((t, i) => [t, row?.frequencies?.[i] ?? 0]))
  // The list is sorted by term; the lowest frequency follows it. A term outside the list is rarer than that.
  const floor = (row?.frequencies?.[row.terms?.length ?? 0] ?? 0) / 2
  return (term) => shares.get(term) ?? floor
}

/**
 * Whether walking from the newest document on reads less than collecting everything that the rarest group matches. Only where every group is
 * known to be frequent: a walk that finds too little reads the whole table.
 */
export function walkIsCheaper(groups: readonly Group[], field: Field, f: Frequencies, limit: number): boolean {
  if (f.documents < 20_000 || !groups.every((g) => g.alternatives.some((a) => !a.prefix && a.terms.every((t) => f.isFrequent(t, field))))) return false
  const shares = groups.map((g) => Math.min(1, g.alternatives.reduce((sum, a) => sum + alternativeShare(a, field, f), 0)))
  const together = shares.reduce((product, s) => product * s, 1), rarest = Math.min(1, ...shares)
  return together > 0 && limit / together < rarest * f.documents
}

/** Prefixes are expanded by the index; nothing is known of how many documents they reach, so nothing is assumed. */
const alternativeShare = (a: Alternative, field: Field, f: Frequencies): number => (a.prefix ? 0 : Math.min(...a.terms.map((t) => f.shareOf(t, field))))
