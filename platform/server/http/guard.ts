// Before a body is even read: who is it, may it act, may it act this often, and does the request come from our own pages?
import type { FastifyRequest } from 'fastify'
import type { Endpoint } from '../../contract/endpoint.ts'
import { isDiskFull } from '../disk-space.ts'
import { NOBODY, reachOf, type Actor } from '../ctx.ts'
import { AppError, Forbidden, SignedOut } from '../errors.ts'
import type { Host } from '../host.ts'
import { pickLocale } from '../i18n.ts'
import { holdsNothing } from './empty-list.ts'
import type { Identity } from './identity.ts'

/** Checks sign-in, what the session owes, permission and cross-site requests; returns the actor in the language of the request. `lists`: who holds nothing gets an empty page. */
export function admit(host: Host, endpoint: Endpoint, identity: Identity | null, request: FastifyRequest, lists = false): Actor {
  const open = endpoint.permission === 'anyone'
  if (!identity && !open) throw new SignedOut()
  if (identity?.owes && !endpoint.beforeMfa && !open) throw new AppError(403, `owes-${identity.owes}`)
  if (identity?.actor.via === 'session' && endpoint.method !== 'GET') refuseCrossSite(host, request)
  // Signing in and out still works: somebody has to see what the matter is.
  if (endpoint.method !== 'GET' && !endpoint.path.startsWith('/session') && isDiskFull(host)) throw new AppError(503, 'disk-full')
  const actor = identity?.actor ?? NOBODY
  // Before the input is parsed: somebody without the right must not learn from error messages what would fit.
  if (!mayUse(endpoint, actor) && !(lists && holdsNothing(actor))) throw new Forbidden(endpoint.permission)
  const locale = pickLocale(request.headers['accept-language'])
  return locale && locale !== actor.locale ? { ...actor, locale } : actor
}

export function mayUse({ permission }: Endpoint, actor: Actor): boolean {
  if (permission === 'any-role') return !holdsNothing(actor)
  return permission === 'anyone' || permission === 'signed-in' || reachOf(actor, permission) !== null
}

/** A cookie alone must never be enough for a write: browsers say where a request comes from. */
function refuseCrossSite(host: Host, request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return
  const origin = request.headers.origin
  if (origin === undefined && site === undefined) return
  if (!origin || !isOwnOrigin(host, origin, request.headers.host)) throw new AppError(403, 'cross-site')
}

/** True when a page of this installation sent the request: under its public address or the one it was reached by. */
export function isOwnOrigin(host: Host, origin: string, authority: string | undefined): boolean {
  return origin === new URL(host.config.publicUrl).origin || (authority !== undefined && (origin === `http://${authority}` || origin === `https://${authority}`))
}
