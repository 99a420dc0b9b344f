// How long the next try has to wait after failures. Pure. The wait grows and ends by itself: nobody is ever locked out for good,
// and tries made while waiting do not make it longer.

export interface AttemptRule {
  /** Tries without any wait. */
  free: number
  /** First wait in milliseconds; each further failure doubles it. */
  wait: number
  /** Longest wait. */
  longest: number
  /** Quiet time after which earlier failures are forgotten; longer than `longest`. */
  forget: number
}

export interface AttemptState { failures: number; lastAt: Date; lockedUntil: Date | null }

const MINUTE = 60_000
/** One account from one address. */
export const PAIR_RULE: AttemptRule = { free: 5, wait: MINUTE / 2, longest: 15 * MINUTE, forget: 60 * MINUTE }
/** One account from all addresses together that it never came from: slows a distributed attack without touching its owner's own places. */
export const ACCOUNT_RULE: AttemptRule = { free: 30, wait: MINUTE, longest: 15 * MINUTE, forget: 60 * MINUTE }
/** One address against any accounts. */
export const ADDRESS_RULE: AttemptRule = { free: 60, wait: MINUTE, longest: 15 * MINUTE, forget: 30 * MINUTE }
/** Mails that anyone can have sent to an address. */
export const MAIL_RULE: AttemptRule = { free: 5, wait: 5 * MINUTE, longest: 30 * MINUTE, forget: 60 * MINUTE }

/** Milliseconds until the next try is allowed; 0 for now. */
export function waitBefore(state: AttemptState | null, now: Date): number {
  return Math.max(0, (state?.lockedUntil?.getTime() ?? 0) - now.getTime())
}

/** The state once one more try has begun. A try counts before its outcome is known, so that many at once gain nothing; success clears the count. */
export function afterTry(state: AttemptState | null, rule: AttemptRule, now: Date): AttemptState {
  const fresh = !state || now.getTime() - state.lastAt.getTime() > rule.forget
  const failures = (fresh ? 0 : state.failures) + 1
  const beyond = failures - rule.free
  const lockedUntil = beyond < 0 ? null : new Date(now.getTime() + Math.min(rule.longest, rule.wait * 2 ** Math.min(beyond, 30)))
  return { failures, lastAt: now, lockedUntil }
}

const ANOMALY_COUNT = 10, ANOMALY_MS = 10 * MINUTE

/** Times of failures that still matter, with the newest; at most 30. */
export const recentWith = (recent: readonly Date[], now: Date): Date[] => [...recent, now].filter((at) => now.getTime() - at.getTime() <= ANOMALY_MS).slice(-30)

/** Ten failures within ten minutes are abnormal (§7.4, R7.4-6). */
export const isAnomaly = (recent: readonly Date[]): boolean => recent.length >= ANOMALY_COUNT
