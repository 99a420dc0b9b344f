// The period that counts for a kind of record, and the moment before which its records may go. Pure.
import type { RetentionClass } from '../module.ts'

const DAY_MS = 86_400_000

/** Days that a class is kept; null = without limit. A period below the floor counts as the floor (§5.1-4, §6.2-4). */
export function effectiveDays(declared: Pick<RetentionClass, 'floorDays' | 'defaultDays'>, chosen: { days: number | null } | undefined): number | null {
  const days = chosen ? chosen.days : declared.defaultDays
  return days === null ? null : Math.max(days, declared.floorDays)
}

/** Records from before this moment may be removed. */
export const cutoff = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS)

/** The first moment at which a record may be removed. */
export const removableFrom = (recordedAt: Date, days: number): Date => new Date(recordedAt.getTime() + days * DAY_MS)
