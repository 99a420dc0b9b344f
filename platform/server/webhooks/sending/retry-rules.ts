// When a delivery is tried again, what an answer means, and when an endpoint is given up. Pure.

const S = 1000, M = 60 * S, H = 60 * M
/** About three days in all: a weekend of the other side is survived. */
const STEPS = [5 * S, M, 5 * M, 30 * M, 2 * H, 5 * H, 10 * H, 14 * H, 20 * H, 24 * H]
export const GIVE_UP_TRIES = STEPS.length + 1
export const DISABLE_AFTER_MS = 5 * 24 * H

/** Wall time of the next try after `attempts` tries; null when there is none. `retryAfter`: seconds that the other side asked for. */
export function nextTry(attempts: number, now: Date, retryAfter: number | null, random: number): Date | null {
  const step = STEPS[attempts - 1]
  if (step === undefined) return null
  return new Date(now.getTime() + Math.max(step * (0.9 + random * 0.2), Math.min(retryAfter ?? 0, 24 * 3600) * S))
}

/** 2xx is taken. 410 says that nobody will ever listen there again. */
export const isTaken = (status: number): boolean => status >= 200 && status < 300
export const isGone = (status: number): boolean => status === 410
export const isLost = (failingSince: Date | null, now: Date): boolean => failingSince !== null && now.getTime() - failingSince.getTime() >= DISABLE_AFTER_MS
