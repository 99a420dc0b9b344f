// Whether a message really comes from the system that it is said to come from. Pure.
import { same, verify, verifyDingtalk } from '../sending/signature.ts'

export interface Presented { headers: Readonly<Record<string, string | string[] | undefined>>; query: Readonly<Record<string, unknown>>; bytes: Buffer }

const one = (value: unknown): string => (typeof value === 'string' ? value : Array.isArray(value) && typeof value[0] === 'string' ? value[0] : '')

/** Tokens that the request carries, in the ways that systems can be set to. */
export function tokensOf({ headers, query }: Presented): string[] {
  const authorization = one(headers['authorization']), basic = /^Basic\s+(\S+)$/i.exec(authorization)?.[1]
  return [/^Bearer\s+(\S+)$/i.exec(authorization)?.[1], basic && Buffer.from(basic, 'base64').toString('utf8').split(':').slice(1).join(':'), one(headers['x-hook-token']), one(headers['x-gitlab-token']), one(query['token']), one(query['access_token'])].filter((t): t is string => Boolean(t))
}

/** True for the token, a DingTalk signature or a Standard Webhooks signature with the secret. `nows`: wall and business time. */
export function isProven(given: Presented, hook: { isToken: (token: string) => boolean; secret: string }, nows: readonly Date[]): boolean {
  if (tokensOf(given).some(hook.isToken)) return true
  const field = (name: string): string => one(given.headers[name]) || one(given.query[name])
  const timestamp = field('timestamp'), sign = field('sign')
  if (timestamp && sign && (verifyDingtalk(hook.secret, { timestamp, sign }, nows) || verifyDingtalk(hook.secret, { timestamp, sign: safeDecode(sign) }, nows))) return true
  const id = one(given.headers['webhook-id']), signature = one(given.headers['webhook-signature'])
  return id !== '' && signature !== '' && verify(hook.secret, { id, timestamp: one(given.headers['webhook-timestamp']), signature }, given.bytes, nows)
}

/** The name that the sender gave to this delivery: a repetition carries the same. */
export function deliveryId({ headers }: Presented): string | null {
  const id = one(headers['webhook-id']) || one(headers['idempotency-key'])
  return id === '' ? null : id.slice(0, 300)
}

function safeDecode(text: string): string { try { return decodeURIComponent(text) } catch { return text } }

export const equalText = same
