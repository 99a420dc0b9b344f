// Business time. Normally the wall clock; with the test clock a moment that only moves when told to (RX-5).

export interface BusinessClock {
  now(): Date
  readonly frozen: boolean
  /** True while the test clock runs through a stretch of time: thousands of small commits that one last commit makes durable. */
  readonly travelling: boolean
}

export const wallClock: BusinessClock = { now: () => new Date(), frozen: false, travelling: false }

export class TestClock implements BusinessClock {
  readonly frozen = true
  travelling = false
  #at: number
  constructor(start: Date) { this.#at = start.getTime() }
  now(): Date { return new Date(this.#at) }
  /** Moves forward; going back is refused with a RangeError. */
  moveTo(moment: Date): void {
    if (moment.getTime() < this.#at) throw new RangeError('the test clock never goes back')
    this.#at = moment.getTime()
  }
}

/** Monday 2025-03-03 09:00 Asia/Shanghai: where the acceptance fixture starts. */
export const ACCEPTANCE_START = new Date('2025-03-03T09:00:00+08:00')
