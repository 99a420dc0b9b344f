// People wait for their requests, nobody for what follows from them: in a crowd the work behind takes a small share of the time, but it goes on.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Host } from './host.ts'

/** Requests at once from which on what can wait gives way. */
export const CROWD = 2
/** Between the requests of the same people a crowd thins out for moments. */
const LINGER_MS = 100
/** The longest that one piece of work gives way. */
export const GIVE_WAY_MS = 2_000
/** In a crowd the work behind rests that many times as long as it has worked. */
const REST = 8
const LOOK_MS = 10

/** What this process knows of its crowd; times by `performance.now()`. */
export interface Load {
  /** Requests that it works on now. */
  requests: number
  /** When there were last many. */
  crowdedAt: number
  /** Until when the work behind rests while the crowd lasts. */
  restUntil: number
}

export const noLoad = (): Load => ({ requests: 0, crowdedAt: -Infinity, restUntil: -Infinity })

/** A request begins; `leave` when it has ended. */
export function enter({ load }: Pick<Host, 'load'>, weight = 1): void {
  load.requests += weight
  if (load.requests >= CROWD) load.crowdedAt = performance.now()
}

export function leave({ load }: Pick<Host, 'load'>, weight = 1): void {
  if (load.requests >= CROWD) load.crowdedAt = performance.now()
  load.requests -= weight
}

export const isCrowded = ({ load }: Pick<Host, 'load'>): boolean => load.requests >= CROWD || performance.now() - load.crowdedAt < LINGER_MS

/** Does a piece of the work behind when it is its turn: at once, or in a crowd one after the other with rests between, never later than two seconds. */
export async function inTurn<T>(host: Pick<Host, 'load'>, work: () => Promise<T>): Promise<T> {
  const { load } = host
  for (const asked = performance.now(); isCrowded(host) && performance.now() < load.restUntil && performance.now() - asked < GIVE_WAY_MS;) await sleep(LOOK_MS)
  const start = performance.now()
  load.restUntil = start + GIVE_WAY_MS
  try { return await work() } finally {
    const end = performance.now()
    load.restUntil = end + Math.min(GIVE_WAY_MS, REST * (end - start))
  }
}
