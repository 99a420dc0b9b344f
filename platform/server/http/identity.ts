// Who sends a request, as the HTTP layer and platform/server/access agree on it.
import type { Actor } from '../ctx.ts'
import type { Host } from '../host.ts'

/** What a request showed about its sender. */
export interface Presented {
  bearer: string | null; session: string | null; ip: string; userAgent: string | null
  /** A check by the product itself, not an act of the person: it must not keep an idle session alive. */
  passive?: boolean
}
/** Who it is, and what the session still owes before it may act. */
export interface Identity { actor: Actor; owes: 'second-factor' | 'enrolment' | 'password-change' | null }
export type Authenticate = (host: Host, presented: Presented) => Promise<Identity | null>

export const SESSION_COOKIE = '__Host-houyuan'
/** Without TLS on loopback a `__Host-` cookie is refused by browsers; this name is used there. */
export const PLAIN_SESSION_COOKIE = 'houyuan'

interface Shown { headers: { authorization?: string | undefined; 'user-agent'?: string | undefined }; cookies: Record<string, string | undefined>; ip: string }

/** A bearer token wins over a cookie: then no cross-site request can borrow the cookie. Over TLS (`secure`) only the `__Host-` cookie counts: others could come from a neighbouring subdomain. */
export function presented(request: Shown, passive = false, secure = false): Presented {
  const bearer = /^Bearer +(\S.*)$/i.exec(request.headers.authorization ?? '')?.[1]?.trim() ?? null
  const session = request.cookies[secure ? SESSION_COOKIE : PLAIN_SESSION_COOKIE] ?? null
  return { bearer, session: bearer ? null : session, ip: request.ip, userAgent: request.headers['user-agent'] ?? null, ...(passive ? { passive } : {}) }
}
