// Signatures by the Standard Webhooks rules, and the one of DingTalk robots. Pure.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const PREFIX = 'whsec_'
/** A receiver refuses what is older; so do we. */
export const TOLERANCE_MS = 5 * 60_000

export const newSecret = (): string => PREFIX + randomBytes(32).toString('base64')
/** Bytes of a secret: base64 behind `whsec_`, otherwise the text itself. */
const keyOf = (secret: string): Buffer => (secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), 'base64') : Buffer.from(secret))

/** `v1,<base64>` over `id.timestamp.body`; `timestamp` in seconds. */
export function sign(secret: string, id: string, timestamp: number, body: string | Buffer): string {
  return `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest('base64')}`
}

/** True when one of the signatures fits and the moment is near one of `nows`. */
export function verify(secret: string, given: { id: string; timestamp: string; signature: string }, body: Buffer, nows: readonly Date[]): boolean {
  const seconds = Number(given.timestamp)
  if (!Number.isInteger(seconds) || !nows.some((now) => Math.abs(now.getTime() - seconds * 1000) <= TOLERANCE_MS)) return false
  const right = sign(secret, given.id, seconds, body)
  return given.signature.split(' ').some((one) => same(one, right))
}

const DINGTALK_MS = 3_600_000
/** DingTalk (§4.4): base64 of HMAC-SHA256 over `timestamp\nsecret`, valid for an hour. */
export const dingtalkSign = (secret: string, timestamp: string): string => createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64')
export function verifyDingtalk(secret: string, given: { timestamp: string; sign: string }, nows: readonly Date[]): boolean {
  const at = Number(given.timestamp)
  return Number.isFinite(at) && nows.some((now) => Math.abs(now.getTime() - at) <= DINGTALK_MS) && same(given.sign, dingtalkSign(secret, given.timestamp))
}

export function same(a: string, b: string): boolean {
  const left = Buffer.from(a), right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
