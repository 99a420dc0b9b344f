// Chance that comes out the same every time: the demo company is always the same company.
import { seededRandom } from '../../platform/server/seeded-random.ts'

export class Dice {
  /** From 0 up to, not including, 1. */
  readonly next: () => number
  /** Any number; the same seed gives the same sequence. */
  constructor(seed: number) { this.next = seededRandom(seed * 2_654_435_761 + 1_013_904_223) }

  chance(probability: number): boolean { return this.next() < probability }
  between(from: number, to: number): number { return from + this.next() * (to - from) }
  /** A whole number, both ends included. */
  whole(from: number, to: number): number { return Math.floor(this.between(from, to + 1)) }
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('nothing to pick from')
    return list[Math.floor(this.next() * list.length)]!
  }
  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    let left = this.next() * choices.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [value, weight] of choices) { left -= weight; if (left < 0) return value }
    return choices.at(-1)![0]
  }
}
