// Working calendars as sorted open intervals with running totals, one block per local year, made when first needed.
// A moment is open exactly when the wall clock of the zone then shows a time inside a shift; hours that daylight saving skips
// are never worked, hours that it repeats are worked twice. Both sums and searches are O(log n) within a year.
import { localDay, NeverOpen, type Calendar } from './calendar.ts'
import { shiftsOf, weekdayOf, type ShiftPlan, type WorkingPlan } from './working-week.ts'
import { offsetStretches } from './zone-offsets.ts'

const MINUTE = 60_000, DAY = 86_400_000
/** The mean length of a year: good enough to find the block of a moment, which is then checked. */
const YEAR = 365.2425 * DAY
/** Years beyond this distance from the start are not searched. */
const HORIZON_YEARS = 200

interface Block { from: number; to: number; starts: number[]; ends: number[]; before: number[]; total: number }

/** Compiles a plan without faults (see faultsOf). */
export function compileCalendar(key: string, plan: WorkingPlan): Calendar {
  const shifts = shiftsOf(plan)
  const blocks = new Map<number, Block>()
  const blockOf = (year: number): Block => {
    const known = blocks.get(year)
    if (known) return known
    const made = makeBlock(shifts, year)
    blocks.set(year, made)
    return made
  }
  const yearOf = (at: number): number => {
    const year = 1970 + Math.floor(at / YEAR), { from, to } = blockOf(year)
    // Near the turn of the year the estimate is off by one.
    if (at < from) return year - 1
    return at >= to ? year + 1 : year
  }
  return {
    key, zone: plan.zone,
    add(start, length) {
      if (length === 0) return start
      const first = yearOf(start)
      let wanted = openBefore(blockOf(first), start) + length
      for (let year = first; year < first + HORIZON_YEARS; year++) {
        const block = blockOf(year)
        if (wanted <= block.total) return momentOf(block, wanted)
        wanted -= block.total
      }
      throw new NeverOpen()
    },
    elapsed(from, to) {
      const first = yearOf(from), last = yearOf(to)
      let total = -openBefore(blockOf(first), from)
      for (let year = first; year < last; year++) total += blockOf(year).total
      return total + openBefore(blockOf(last), to)
    },
    endOfDay(start, count) {
      let left = count
      for (let day = localDay(plan.zone, start) + 1, last = day + HORIZON_YEARS * 366; day < last; day++) {
        const open = openOn(shifts, day, offsetStretches(plan.zone, (day - 2) * DAY, (day + 3) * DAY))
        if (open.length > 0 && --left === 0) return Math.max(...open.map(([, end]) => end))
      }
      throw new NeverOpen()
    },
  }
}

/** The open intervals of the shifts that start on a date. */
function openOn(plan: ShiftPlan, day: number, stretches: ReturnType<typeof offsetStretches>): [number, number][] {
  return (plan.exceptions.get(day) ?? plan.week[weekdayOf(day)]!).flatMap(([start, end]) => stretches.flatMap((s): [number, number][] => {
    const a = Math.max(day * DAY + start * MINUTE - s.offset, s.from), b = Math.min(day * DAY + end * MINUTE - s.offset, s.to)
    return a < b ? [[a, b]] : []
  }))
}

function makeBlock(plan: ShiftPlan, year: number): Block {
  const firstDay = Date.UTC(year, 0, 1) / DAY, lastDay = Date.UTC(year + 1, 0, 1) / DAY
  const from = midnight(plan.zone, firstDay), to = midnight(plan.zone, lastDay)
  const open: [number, number][] = []
  const stretches = offsetStretches(plan.zone, from - 2 * DAY, to + 2 * DAY)
  for (let day = firstDay - 2; day <= lastDay; day++) {
    for (const [start, end] of openOn(plan, day, stretches)) {
      const a = Math.max(start, from), b = Math.min(end, to)
      if (a < b) open.push([a, b])
    }
  }
  return joined(from, to, open)
}

/** The first moment at which the zone's wall clock shows the day, or a later one where midnight is skipped. */
function midnight(zone: string, day: number): number {
  for (const s of offsetStretches(zone, day * DAY - 2 * DAY, day * DAY + 2 * DAY)) {
    const at = Math.max(day * DAY - s.offset, s.from)
    if (at < s.to) return at
  }
  throw new RangeError('no such day')
}

/** Overlapping intervals count once. */
function joined(from: number, to: number, open: [number, number][]): Block {
  const starts: number[] = [], ends: number[] = [], before: number[] = []
  let total = 0
  for (const [a, b] of open.sort((x, y) => x[0] - y[0])) {
    const last = ends.length - 1
    if (last >= 0 && a <= ends[last]!) {
      if (b > ends[last]!) { total += b - ends[last]!; ends[last] = b }
      continue
    }
    starts.push(a); ends.push(b); before.push(total)
    total += b - a
  }
  return { from, to, starts, ends, before, total }
}

/** Open time of the block before the moment. */
function openBefore(block: Block, at: number): number {
  const i = lastAtMost(block.starts, at)
  return i < 0 ? 0 : block.before[i]! + Math.min(at, block.ends[i]!) - block.starts[i]!
}

/** The earliest moment at which the block has been open for `wanted` (more than 0, at most its total). */
function momentOf(block: Block, wanted: number): number {
  const found = lastAtMost(block.before, wanted)
  const i = block.before[found] === wanted ? found - 1 : found
  return block.starts[i]! + wanted - block.before[i]!
}

/** Index of the last value that is at most `x` in an ascending list; -1 when there is none. */
function lastAtMost(values: readonly number[], x: number): number {
  let low = 0, high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle]! <= x) low = middle + 1
    else high = middle
  }
  return low - 1
}
