// How frequent a token is and how the texts lie in time, as the database's own statistics know it; read once in a while per process.
import type { Ctx } from '../ctx.ts'
import type { Host } from '../host.ts'
import { indexStatistics, type Indexed, type StatisticsRow } from './document-queries.ts'
import { lastSpans } from './text/marks.ts'
import type { Group } from './text/parse-query.ts'
import type { TermStatistics } from './text/rank-documents.ts'

export interface Frequencies extends TermStatistics {
  /** Share of the texts that hold a term, 0 to 1; of terms that the statistics do not name an upper bound. */
  shareOf: (term: string) => number
  /** The same groups without beginnings of words that are frequent as they stand. */
  settled: (groups: readonly Group[]) => readonly Group[]
  /** The same groups with codes only as they are written: asked first where there is much to search through. Itself when there are no others. */
  lighter: (groups: readonly Group[]) => readonly Group[]
  /** Share of the documents that hold a mark. */
  markedShare: (marks: readonly string[]) => number
  /** Marks of the last days that may hold enough for these groups, all of them or any: one stretch to ask first, and a longer one; none: look everywhere at once. */
  recent: (table: Indexed, groups: readonly Group[], mode: 'all' | 'any', today: number) => readonly (readonly string[])[]
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
    settled: (groups) => (documents < SMALL ? groups : groups.map((g) => settledGroup(g, (term) => rows.some((r) => named(r).has(term))))),
    lighter: (groups) => (documents < SMALL || !groups.some(isCode) ? groups : groups.map((g) => (isCode(g) ? { ...g, alternatives: g.alternatives.slice(0, 1) } : g))),
    markedShare(marks) { const i = rows.findIndex((r) => r.name === 'search_documents'); return marks.reduce((sum, mark) => sum + shares[i]!.of(mark), 0) },
    recent(table, groups, mode, today) {
      const row = rows.find((r) => r.name === table)!, each = groups.map((g) => groupShare(g, shareOf)), rarest = Math.min(...each)
      if (mode === 'any') return stretchesOf(row, [Math.max(...each)], today)
      // Words go together more often than chance has it, or never: the first try is cheap, the second goes by chance.
      return stretchesOf(row, [rarest, each.reduce((product, share) => product * share, 1)], today)
    },
  }
  // Small installations change quickly and are cheap to ask.
  kept.set(ctx.host, { until: real + (documents < 10_000 ? 10_000 : KEPT_MS), value })
  return value
}

const named = (row: StatisticsRow): ReadonlySet<string> => { const known = sets.get(row) ?? new Set(row.terms); sets.set(row, known); return known }
const sets = new WeakMap<StatisticsRow, Set<string>>()

/** A word that many texts hold is no beginning of another. */
const settledGroup = (g: Group, isFrequent: (term: string) => boolean): Group =>
  (g.alternatives.some((a) => !a.prefix && a.terms.every(isFrequent)) ? { ...g, alternatives: g.alternatives.filter((a) => !a.prefix) } : g)

/** Written with its separators: most texts hold it so, and its parts are everywhere. */
const isCode = (g: Group): boolean => g.alternatives.length > 1 && g.alternatives[0]!.terms.length === 1 && /[^\p{L}\p{N}]/u.test(g.text)

function sharesOf(row: StatisticsRow): (term: string) => number {
  const shares = new Map((row.terms ?? []).map((t, i) => [t, row.frequencies?.[i] ?? 0]))
  // The list is sorted by term; the lowest frequency follows it. A term outside the list is rarer than that.
  const floor = (row.frequencies?.[row.terms?.length ?? 0] ?? 0) / 2
  return (term) => shares.get(term) ?? floor
}

const groupShare = (g: Group, shareOf: (term: string) => number): number => Math.min(1, g.alternatives.reduce((sum, a) => sum + (a.prefix ? 0 : Math.min(...a.terms.map(shareOf))), 0))

/** So many matches are wanted among the last days: more than are ranked, since words do not lie evenly in time. */
const WANTED = 400
/** Fewer texts are asked all at once. */
const SMALL = 20_000

/**
 * For each share of the texts that may match the shortest stretch that would hold enough. Two marks at most, since the index compares lists, and many short
 * ones cost it more than a long one.
 */
function stretchesOf({ documents, dates }: StatisticsRow, shares: readonly number[], today: number): readonly (readonly string[])[] {
  if (documents < SMALL || !dates || dates.length < 2) return []
  const spans = lastSpans(today).map(({ marks, from }) => ({ marks, texts: documents * shareSince(dates, from * DAY_MS) }))
  const enough = shares.map((share) => spans.find(({ texts }) => share * texts >= WANTED)).filter((span) => span !== undefined)
  return [...new Set(enough)].map(({ marks }) => marks)
}

const DAY_MS = 86_400_000

/** The share of the texts that are from then on. */
function shareSince(dates: readonly Date[], at: number): number {
  const bins = dates.length - 1
  if (at <= dates[0]!.getTime()) return 1
  const bin = dates.findIndex((d) => d.getTime() > at) - 1
  if (bin < 0) return 0
  const low = dates[bin]!.getTime(), high = dates[bin + 1]!.getTime()
  return (bins - bin - (at - low) / Math.max(1, high - low)) / bins
}
