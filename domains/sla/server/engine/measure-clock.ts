// What a clock says at a moment, from nothing but its ledger, its target and its calendar. Every due time can be recomputed here.
import type { Calendar } from './calendar/calendar.ts'

/** From `at` on the clock is in this state; the next row ends it. Rows are only ever added. */
export interface LedgerRow { readonly at: number; readonly state: 'running' | 'paused' | 'stopped' | 'superseded'; readonly cause: string }

export interface Measure {
  /** null while paused. */
  readonly due: number | null
  /** Open time that counted so far, up to the breach. */
  readonly used: number
  readonly breachedAt: number | null
  readonly stoppedAt: number | null
  readonly supersededAt: number | null
  /** Time paused until now, the stop or the breach. */
  readonly pausedTotal: number
  readonly paused: boolean
}

/** Exactly at the due time is still met; breached is strictly later, dated at the due time (CL-11). `now` not before the last row. */
export function measure(rows: readonly LedgerRow[], target: number, calendar: Calendar, now: number): Measure {
  let due: number | null = null, used = 0, breachedAt: number | null = null, stoppedAt: number | null = null, supersededAt: number | null = null, pausedTotal = 0, paused = false
  for (const [i, row] of rows.entries()) {
    const until = Math.max(rows[i + 1]?.at ?? now, row.at)
    paused = false
    switch (row.state) {
      case 'running': {
        stoppedAt = null
        const passed = calendar.elapsed(row.at, until)
        // Before a pause the due time matters only if it comes first; working it out takes longer than seeing that it does not.
        due = passed < target - used && rows[i + 1]?.state === 'paused' ? null : calendar.add(row.at, target - used)
        if (due !== null && due < until) { breachedAt = due; used = target } else used += passed
        break
      }
      case 'paused':
        due = null
        paused = true
        pausedTotal += until - row.at
        break
      case 'stopped':
        stoppedAt = row.at
        due ??= calendar.add(row.at, target - used)
        break
      case 'superseded': supersededAt = row.at
    }
    if (breachedAt !== null) {
      // Nothing moves a breached clock any more (CL-10); a late stop and an end are only recorded.
      const later = (state: LedgerRow['state']) => rows.slice(i + 1).find((r) => r.state === state)?.at ?? null
      return { due, used, breachedAt, stoppedAt: later('stopped'), supersededAt: later('superseded'), pausedTotal, paused: false }
    }
  }
  return { due, used, breachedAt, stoppedAt, supersededAt, pausedTotal, paused }
}
