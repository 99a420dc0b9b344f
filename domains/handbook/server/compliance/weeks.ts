// Weeks of the board: Monday to Monday in Asia/Shanghai, the running one last.
import type { Week } from './clause-figures.ts'

const HOUR = 3_600_000, DAY = 24 * HOUR, WEEK = 7 * DAY, ZONE = 8 * HOUR

export function weeksUntil(now: Date, count: number): Week[] {
  const day = Math.floor((now.getTime() + ZONE) / DAY), monday = (day - ((day + 3) % 7)) * DAY - ZONE
  return Array.from({ length: count }, (_, i) => ({ from: new Date(monday - (count - 1 - i) * WEEK), to: new Date(monday - (count - 2 - i) * WEEK) }))
}

/** `2025-03` in Asia/Shanghai. */
export function monthOf(month: string): Week {
  const [year, m] = month.split('-').map(Number) as [number, number]
  return { from: new Date(Date.UTC(year, m - 1, 1) - ZONE), to: new Date(Date.UTC(year, m, 1) - ZONE) }
}
