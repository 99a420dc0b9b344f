// When things happen in the demo company: by day, mostly on weekdays, in Asia/Shanghai (UTC+8, no summer time since 1991). Pure.
import type { Dice } from './dice.ts'

export const MINUTE = 60_000, HOUR = 3_600_000, DAY = 86_400_000
const SHIFT = 8 * HOUR

const dayStart = (at: number): number => Math.floor((at + SHIFT) / DAY) * DAY - SHIFT
/** 0 is Monday. */
const weekday = (at: number): number => (Math.floor((at + SHIFT) / DAY) + 3) % 7

const BUSY_DAYS = [1, 0.95, 0.95, 0.9, 0.85, 0.22, 0.14]
/** How many reports come in each hour from 7 to 21, relative to each other. */
const BUSY_HOURS = [0.3, 0.9, 1.6, 1.7, 1.3, 0.6, 0.9, 1.5, 1.5, 1.3, 0.9, 0.5, 0.3, 0.2]
const FIRST_HOUR = 7

/** `count` moments between two moments, in order, as reports come in a company that works by day. */
export function arrivals(dice: Dice, from: number, to: number, count: number): number[] {
  const hours: [number, number][] = []
  for (let day = dayStart(from); day < to; day += DAY) {
    for (const [i, weight] of BUSY_HOURS.entries()) {
      const hour = day + (FIRST_HOUR + i) * HOUR
      if (hour >= from && hour + HOUR <= to) hours.push([hour, weight * BUSY_DAYS[weekday(day)]!])
    }
  }
  return hours.length === 0 ? [] : Array.from({ length: count }, () => dice.weighted(hours) + dice.between(0, HOUR)).sort((a, b) => a - b)
}

/** A clock time in Asia/Shanghai, `09:05`. */
export const clockTime = (at: number): string => new Date(at + SHIFT).toISOString().slice(11, 16)

/** The moment itself while people are up (7:30 to 22:30), else some time of the next morning: nobody answers or reports at four in the night. */
export function awake(dice: Dice, at: number): number {
  const time = at - dayStart(at)
  if (time >= 7.5 * HOUR && time < 22.5 * HOUR) return at
  return dayStart(at) + (time < 7.5 * HOUR ? 0 : DAY) + dice.between(7.6, 9.4) * HOUR
}

/** The moment itself while people are up, else some time of the evening before. */
export function eveningBefore(dice: Dice, at: number): number {
  const time = at - dayStart(at)
  if (time >= 7.5 * HOUR && time < 22.5 * HOUR) return at
  return dayStart(at) - (time < 7.5 * HOUR ? DAY : 0) + dice.between(18.5, 22) * HOUR
}

/** The moment itself while somebody is on duty (8 to 22 o'clock), else a while after the next morning begins. */
export function onDuty(dice: Dice, at: number): number {
  const from = nextDuty(at)
  return from === at ? at : from + dice.between(2 * MINUTE, 50 * MINUTE)
}

/** The moment itself while somebody is on duty, else 8 o'clock of the next morning. */
export function nextDuty(at: number): number {
  const time = at - dayStart(at)
  return time >= 8 * HOUR && time < 22 * HOUR ? at : dayStart(at) + (time < 8 * HOUR ? 0 : DAY) + 8 * HOUR
}
