// The open hours of a plan between two moments as plain intervals, for readers without a zone database.
import { compileCalendar } from './compile-calendar.ts'
import type { WorkingPlan } from './working-week.ts'

/** Half-open intervals in ms, oldest first, cut at both ends. Found through the calendar's own sums, so they cannot differ from it. */
export function openIntervals(plan: WorkingPlan, from: number, to: number): [from: number, to: number][] {
  const calendar = compileCalendar('inline', plan), found: [number, number][] = []
  for (let at = from; at < to;) {
    const left = calendar.elapsed(at, to)
    if (left === 0) break
    // The first open millisecond, then the longest stretch in which open time and time go together.
    const start = calendar.add(at, 1) - 1
    let low = start + 1, high = to
    while (low < high) { const middle = Math.ceil((low + high) / 2); if (calendar.elapsed(start, middle) === middle - start) low = middle; else high = middle - 1 }
    found.push([start, low])
    at = low
  }
  return found
}
