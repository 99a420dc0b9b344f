// Turns the declared routes into HTTP below /api/v1. With the other files of this folder the only place that knows Fastify.
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Endpoint } from '../../contract/endpoint.ts'
import { NOBODY, type Actor, type Origin } from '../ctx.ts'
import { AppError, BadInput, NotFound, SignedOut, TooMany } from '../errors.ts'
import type { Host } from '../host.ts'
import { newId } from '../ids.ts'
import { pickLocale } from '../i18n.ts'
import type { Route } from '../module.ts'
import { claimKey, keepReply, requestHash } from './idempotency.ts'
import { parseInput, toProblem } from './problems.ts'
import { FileReply, type UploadedFile } from './reply.ts'
import { registerUploads, spoolFiles, removeSpooled } from './uploads.ts'

/** What a request showed about its sender. */
export interface Presented { bearer: string | null; session: string | null; ip: string; userAgent: string | null }
/** Who it is, and what the session still owes before it may act. */
export interface Identity { actor: Actor; owes: 'second-factor' | 'enrolment' | 'password-change' | null }
export type Authenticate = (host: Host, presented: Presented) => Promise<Identity | null>

export interface HttpParts {
  authenticate: Authenticate
  /** Adds what is not an endpoint: static files, live socket, documents, limits. */
  extend?: readonly ((app: FastifyInstance, host: Host, identify: (request: FastifyRequest) => Promise<Identity | null>) => Promise<void>)[]
}

export const SESSION_COOKIE = '__Host-houyuan'
/** Without TLS on loopback a `__Host-` cookie is refused by browsers; this name is used there. */
export const PLAIN_SESSION_COOKIE = 'houyuan'
const BODY_LIMIT = 2 * 1024 * 1024

declare module 'fastify' { interface FastifyRequest { identity: Identity | null; origin: Origin } }

export async function buildHttp(host: Host, parts: HttpParts): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: BODY_LIMIT, genReqId: () => newId(), logger: false, trustProxy: false, requestTimeout: 120_000, routerOptions: { maxParamLength: 300 } })
  await app.register(cookie)
  await registerUploads(app)
  app.decorateRequest('identity', null)
  app.decorateRequest('origin')
  app.addHook('onRequest', async (request, reply) => {
    request.origin = { requestId: request.id, ip: request.ip, userAgent: request.headers['user-agent']?.slice(0, 300) ?? null }
    reply.header('x-request-id', request.id)
  })
  app.setErrorHandler((error, request, reply) => sendProblem(host, error, request, reply))
  app.setNotFoundHandler((request, reply) => sendProblem(host, new NotFound('address'), request, reply))
  const identify = (request: FastifyRequest) => parts.authenticate(host, presented(request))
  for (const extend of parts.extend ?? []) await extend(app, host, identify)
  for (const route of host.registry.routes) addRoute(app, host, route, identify)
  return app
}

function presented(request: FastifyRequest): Presented {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]?.trim() ?? null
  const session = request.cookies[SESSION_COOKIE] ?? request.cookies[PLAIN_SESSION_COOKIE] ?? null
  return { bearer, session: bearer ? null : session, ip: request.ip, userAgent: request.headers['user-agent'] ?? null }
}

function addRoute(app: FastifyInstance, host: Host, route: Route, identify: (request: FastifyRequest) => Promise<Identity | null>): void {
  const { endpoint } = route
  app.route({
    method: endpoint.method,
    url: `/api/v1${endpoint.path}`,
    handler: async (request, reply) => {
      const identity = await identify(request)
      request.identity = identity
      const actor = allowed(host, endpoint, identity, request)
      const files = endpoint.kind === 'upload' ? await spoolFiles(request) : []
      try { return await answer(host, route, actor, request, reply, files) } finally { await removeSpooled(files) }
    },
  })
}

/** Checks sign-in, what the session owes, and cross-site requests; returns the actor in the language of the request. */
function allowed(host: Host, endpoint: Endpoint, identity: Identity | null, request: FastifyRequest): Actor {
  const locale = pickLocale(request.headers['accept-language'])
  if (!identity && endpoint.permission !== 'anyone') throw new SignedOut()
  if (identity?.owes && !endpoint.beforeMfa && endpoint.permission !== 'anyone') throw new AppError(403, `owes-${identity.owes}`)
  if (identity?.actor.via === 'session' && endpoint.method !== 'GET') refuseCrossSite(host, request)
  const actor = identity?.actor ?? NOBODY
  return locale && locale !== actor.locale ? { ...actor, locale } : actor
}

/** A cookie alone must never be enough for a write: browsers say where a request comes from. */
function refuseCrossSite(host: Host, request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return
  const origin = request.headers.origin
  if (origin === undefined && site === undefined) return
  const own = new Set([new URL(host.config.publicUrl).origin, `http://${request.headers.host}`, `https://${request.headers.host}`])
  if (!origin || !own.has(origin)) throw new AppError(403, 'cross-site')
}

async function answer(host: Host, route: Route, actor: Actor, request: FastifyRequest, reply: FastifyReply, files: UploadedFile[]): Promise<unknown> {
  const { endpoint } = route
  const input = {
    params: endpoint.params ? parseInput(endpoint.params, request.params, '/params') : undefined,
    query: endpoint.query ? parseInput(endpoint.query, request.query, '/query') : undefined,
    body: endpoint.body ? parseInput(endpoint.body, request.body ?? {}) : undefined,
    ifMatch: versionOf(request.headers['if-match']), files,
  }
  const key = endpoint.method === 'POST' && endpoint.kind === 'json' ? request.headers['idempotency-key'] : undefined
  const outcome = await host.transaction(actor, async (ctx) => {
    if (endpoint.permission !== 'anyone' && endpoint.permission !== 'signed-in') ctx.require(endpoint.permission)
    if (key === undefined) return { status: endpoint.status, reply: shaped(endpoint, await route.handle(ctx, input)), repeated: false }
    const kept = await claimKey(ctx, String(key), requestHash(request.method, request.url, request.body))
    if (kept) return { ...kept, repeated: true }
    const fresh = shaped(endpoint, await route.handle(ctx, input))
    await keepReply(ctx, String(key), endpoint.status, fresh)
    return { status: endpoint.status, reply: fresh, repeated: false }
  }, request.origin)
  if (outcome.repeated) reply.header('idempotency-replayed', 'true')
  return send(endpoint, reply, outcome.status, outcome.reply)
}

/** The reply by its contract: fields that the contract does not name never leave the house. */
function shaped(endpoint: Endpoint, value: unknown): unknown {
  return value instanceof FileReply ? value : endpoint.reply.parse(value ?? {})
}

function send(endpoint: Endpoint, reply: FastifyReply, status: number, value: unknown): unknown {
  if (value instanceof FileReply) {
    reply.header('content-type', value.contentType).header('x-content-type-options', 'nosniff').header('cache-control', 'private, no-store')
      .header('content-security-policy', "default-src 'none'; sandbox").header('content-disposition', `${value.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(value.name)}`)
    if (value.size !== null) reply.header('content-length', value.size)
    return reply.code(status).send(value.body)
  }
  if (endpoint.etag && typeof (value as { version?: unknown }).version === 'number') reply.header('etag', `"${(value as { version: number }).version}"`)
  return reply.code(status).header('cache-control', 'no-store').type('application/json; charset=utf-8').send(JSON.stringify(value))
}

function versionOf(header: string | undefined): number | null {
  if (header === undefined || header === '*') return null
  const version = /^(?:W\/)?"(\d{1,15})"$/.exec(header)?.[1]
  if (!version) throw new BadInput([{ pointer: '/headers/If-Match', code: 'if-match' }])
  return Number(version)
}

function sendProblem(host: Host, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = asRefusal(error)
  if (refusal.status >= 500) host.log.error({ err: error, requestId: request.id, method: request.method, url: request.routeOptions?.url ?? '' }, 'a request failed')
  const locale = pickLocale(request.headers['accept-language']) ?? request.identity?.actor.locale ?? 'zh-CN'
  if (refusal instanceof TooMany) reply.header('retry-after', String(refusal.params.retryAfter))
  if (refusal.status === 401) reply.header('www-authenticate', 'Bearer')
  return reply.code(refusal.status).type('application/problem+json; charset=utf-8').header('cache-control', 'no-store').send(JSON.stringify(toProblem(refusal, locale, request.id)))
}

/** Errors of the HTTP layer and of the database in our own terms. */
function asRefusal(error: unknown): AppError {
  if (error instanceof AppError) return error
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE') return new AppError(413, 'too-large')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new AppError(415, 'media-type')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new AppError(statusCode === 404 ? 404 : 400, 'malformed')
  if (code === '22021' || code === '22P05') return new BadInput([{ pointer: '', code: 'text.control-characters' }])
  if (code === '57P01' || code === '57P03' || code === 'ECONNREFUSED') return new AppError(503, 'unavailable')
  return new AppError(500, 'internal')
}



