// Chance that comes out the same every time: the demo company is always the same company.

export class Dice {
  #state: number
  /** Any number; the same seed gives the same sequence. */
  constructor(seed: number) { this.#state = (seed * 2_654_435_761 + 1_013_904_223) >>> 0 }

  /** From 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

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
