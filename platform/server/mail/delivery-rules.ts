// When a mail is tried again, and when it is given up. Pure.
import type { NodemailerError } from 'nodemailer/lib/errors'

const MINUTE = 60_000, HOUR = 60 * MINUTE
const STEPS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR]
export const GIVE_UP_MS = 48 * HOUR

/** Wall time of the next try after `attempts` tries; null when two days are over. */
export function nextTry(attempts: number, queuedAt: Date, now: Date): Date | null {
  const wait = STEPS[Math.min(attempts, STEPS.length) - 1] ?? MINUTE
  const last = queuedAt.getTime() + GIVE_UP_MS
  if (now.getTime() >= last) return null
  return new Date(Math.min(now.getTime() + wait, last))
}

export type SendError = Pick<NodemailerError, 'code' | 'responseCode' | 'permanent' | 'message' | 'response'>

/** True when the other side refused this very message. A refused sign-in is our own fault and may be mended meanwhile. */
export function isPermanent(error: SendError): boolean {
  if (error.code === 'EAUTH' || error.code === 'ENOAUTH' || error.code === 'EOAUTH2') return false
  return error.permanent === true && (error.code === 'EENVELOPE' || error.code === 'EMESSAGE')
}

export const describeError = (error: SendError): string => (error.response ?? error.message).slice(0, 1000)
