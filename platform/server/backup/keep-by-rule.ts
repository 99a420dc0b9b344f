// Which backups are kept: the newest of each of the last days, weeks and months. Pure.
export interface KeepRule { /** Days, weeks (from Monday) and months that each keep their newest backup. */ daily: number; weekly: number; monthly: number }
export interface Kept { name: string; at: Date; proven: boolean }

const DAY_MS = 86_400_000
const SHANGHAI_MS = 8 * 3_600_000
const dayOf = (at: Date): number => Math.floor((at.getTime() + SHANGHAI_MS) / DAY_MS)
/** Day 0 was a Thursday. */
const weekOf = (at: Date): number => Math.floor((dayOf(at) + 3) / 7)
const monthOf = (at: Date): string => new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 7)

/**
 * The names that may go (§7.4, R7.4-2). Days, weeks and months without a backup do not count. Whatever the rule says, the newest backup, the
 * newest proven one and all of the last day before it stay: a rule must not remove the last one that is known to work, nor what somebody made a moment ago.
 */
export function toRemove(backups: readonly Kept[], rule: KeepRule): string[] {
  const newestFirst = [...backups].sort((a, b) => b.at.getTime() - a.at.getTime()), keep = new Set<string>()
  const keepNewestOf = (period: (at: Date) => number | string, count: number): void => {
    const seen = new Set<number | string>()
    for (const b of newestFirst) {
      if (seen.has(period(b.at))) continue
      if (seen.size === count) return
      seen.add(period(b.at))
      keep.add(b.name)
    }
  }
  keepNewestOf(dayOf, rule.daily)
  keepNewestOf(weekOf, rule.weekly)
  keepNewestOf(monthOf, rule.monthly)
  const lastDay = (newestFirst[0]?.at.getTime() ?? 0) - DAY_MS
  for (const b of newestFirst) if (b.at.getTime() > lastDay) keep.add(b.name)
  for (const b of [newestFirst[0], newestFirst.find((k) => k.proven)]) if (b) keep.add(b.name)
  return newestFirst.filter((b) => !keep.has(b.name)).map((b) => b.name)
}
