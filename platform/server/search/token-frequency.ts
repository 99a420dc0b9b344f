// How frequent a token is and how the texts lie in time, as the database's own statistics know it; read once in a while per process.
import type { Ctx } from '../ctx.ts'
import type { Host } from '../host.ts'
import { indexStatistics, type Indexed, type StatisticsRow } from './document-queries.ts'
import { dayOf, rangeMarks } from './text/marks.ts'
import type { Group } from './text/parse-query.ts'
import type { TermStatistics } from './text/rank-documents.ts'

export interface Frequencies extends TermStatistics {
  /** Share of the texts that hold a term, 0 to 1; of terms that the statistics do not name an upper bound. */
  shareOf: (term: string) => number
  /** Where to look first: marks of one stretch of time after the other, the newest first; what is older than them all is not named. */
  stretches: (table: Indexed, groups: readonly Group[], today: number) => string[][]
}

const KEPT_MS = 5 * 60_000
const kept = new WeakMap<Host, { until: number; value: Frequencies }>()

export async function frequencies(ctx: Ctx): Promise<Frequencies> {
  const real = ctx.host.realNow().getTime(), found = kept.get(ctx.host)
  if (found && found.until > real) return found.value
  const rows = await indexStatistics(ctx), documents = rows.reduce((sum, r) => sum + r.documents, 0), shares = rows.map((r) => ({ weight: documents === 0 ? 0 : r.documents / documents, of: sharesOf(r) }))
  const shareOf = (term: string) => shares.reduce((sum, s) => sum + s.weight * s.of(term), 0)
  const value: Frequencies = {
    documents, shareOf, averageLength: rows.reduce((sum, r) => sum + r.average * (documents === 0 ? 0.5 : r.documents / documents), 0), documentsWith: (term) => Math.max(1, shareOf(term) * documents),
    stretches: (table, groups, today) => stretchesOf(rows.find((r) => r.name === table)!, Math.min(1, ...groups.map((g) => groupShare(g, shareOf))), today),
  }
  // Small installations change quickly and are cheap to ask.
  kept.set(ctx.host, { until: real + (documents < 10_000 ? 10_000 : KEPT_MS), value })
  return value
}

function sharesOf(row: StatisticsRow): (term: string) => number {
  const shares = new Map((row.terms ?? []).map((t, i) => [t, row.frequencies?.[i] ?? 0]))
  // The list is sorted by term; the lowest frequency follows it. A term outside the list is rarer than that.
  const floor = (row.frequencies?.[row.terms?.length ?? 0] ?? 0) / 2
  return (term) => shares.get(term) ?? floor
}

const groupShare = (g: Group, shareOf: (term: string) => number): number => Math.min(1, g.alternatives.reduce((sum, a) => sum + (a.prefix ? 0 : Math.min(...a.terms.map(shareOf))), 0))

/** Texts in the first stretch; each next one holds eight times as many. */
const FIRST = 8_000, TIMES = 8
/** Fewer texts are asked all at once. */
const SMALL = 20_000
/** Where the rarest word is in more texts than that, the index works more on a long stretch than on the words alone. */
const FREQUENT = 100_000
/** After the newest date that is known to the statistics, texts keep coming. */
const AHEAD_DAYS = 4_096

function stretchesOf({ documents, dates }: StatisticsRow, rarest: number, today: number): string[][] {
  if (documents < SMALL || !dates || dates.length < 2) return []
  const newest = Math.max(today, dayOf(dates.at(-1)!)) + AHEAD_DAYS, stretches: string[][] = []
  let before = newest + 1
  for (let count = FIRST; count < documents / 2; count *= TIMES) {
    if (count > FIRST * TIMES && rarest * documents > FREQUENT) break
    const from = dayOf(quantile(dates, 1 - count / documents))
    if (from < before) stretches.push(rangeMarks(from, before - 1))
    before = Math.min(before, from)
  }
  return stretches
}

/** The moment before which this share of the texts lies. */
function quantile(dates: readonly Date[], share: number): number {
  const at = share * (dates.length - 1), below = Math.floor(at), low = dates[below]!.getTime(), high = dates[Math.min(below + 1, dates.length - 1)]!.getTime()
  return low + (high - low) * (at - below)
}
