// Turns the declared routes into HTTP below /api/v1. With the other files of this folder the only place that knows Fastify.
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Socket } from 'node:net'
import type { Origin } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import type { Host } from '../host.ts'
import { newId } from '../ids.ts'
import { addressOf, isSecure, trustOf } from './client-address.ts'
import { addEndpoint, type Identify } from './endpoint-route.ts'
import { presented, type Authenticate, type Identity } from './identity.ts'
import { addMethodFallbacks } from './method-fallbacks.ts'
import { toProblem } from './problems.ts'
import { RateCounter, shareCounts } from './rate-limits.ts'
import { readJson } from './read-json.ts'
import { parseQuery } from './read-query.ts'
import { asRefusal, sendProblem } from './refusals.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { registerUploads } from './uploads.ts'

export { PLAIN_SESSION_COOKIE, SESSION_COOKIE, type Authenticate, type Identity, type Presented } from './identity.ts'

/** Answers an address that no route knows (a page of the web app); null when it is not its own either. */
export type PageFallback = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null
/** Adds what is not an endpoint: static files, live socket, documents, health. */
export type Extension = (app: FastifyInstance, host: Host, identify: Identify) => Promise<PageFallback | void>

export interface HttpParts {
  authenticate: Authenticate
  extend?: readonly Extension[]
}

/** Bytes of a JSON body; files go by multipart with limits of their own. */
const BODY_LIMIT = 2 * 1024 * 1024
const REQUEST_TIMEOUT_MS = 300_000

declare module 'fastify' { interface FastifyRequest { identity: Identity | null; origin: Origin } }

export async function buildHttp(host: Host, parts: HttpParts): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: BODY_LIMIT, genReqId: () => newId(), logger: false, trustProxy: trustOf(host), requestTimeout: REQUEST_TIMEOUT_MS, forceCloseConnections: 'idle', return503OnClosing: false,
    routerOptions: { maxParamLength: 300, querystringParser: parseQuery },
    frameworkErrors: (error, request, reply) => { void sendProblem(host, error, request as FastifyRequest, reply as FastifyReply) },
    clientErrorHandler: refuseConnection,
  })
  app.decorateRequest('identity', null)
  app.decorateRequest('origin')
  app.decorateRequest('actor')
  addSecurityHeaders(app, host)
  await app.register(cookie)
  readBodiesStrictly(app)
  await registerUploads(app)
  app.addHook('onRequest', async (request, reply) => {
    request.origin = { requestId: request.id, ip: addressOf(request), userAgent: request.headers['user-agent']?.slice(0, 300) ?? null, secure: isSecure(host, request) }
    reply.header('x-request-id', request.id)
  })
  // Business time of the answer: clocks on the screen run by it, and stand still when it does.
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-houyuan-now', `${host.clock.now().toISOString()}${host.clock.frozen ? '; frozen' : ''}`)
    if (host.leaving) reply.header('connection', 'close')
  })
  app.setErrorHandler((error, request, reply) => sendProblem(host, error, request, reply))
  const identify: Identify = (request, passive) => parts.authenticate(host, presented({ headers: request.headers, cookies: request.cookies, ip: addressOf(request) }, passive, isSecure(host, request)))
  const fallbacks: PageFallback[] = []
  for (const extend of parts.extend ?? []) fallbacks.push(await extend(app, host, identify) ?? (() => null))
  app.setNotFoundHandler((request, reply) => {
    for (const fallback of fallbacks) { const answered = fallback(request, reply); if (answered) return answered }
    return sendProblem(host, new NotFound('address'), request, reply)
  })
  const counter = new RateCounter(), stopSharing = shareCounts(host, counter)
  app.addHook('onClose', async () => stopSharing())
  const routes = host.registry.routes.filter((route) => route.where?.(host) ?? true)
  for (const route of routes) addEndpoint(app, host, route, identify, counter)
  addMethodFallbacks(app, routes)
  return app
}

function readBodiesStrictly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_request: FastifyRequest, bytes: Buffer) => readJson(bytes))
}

/** What is not HTTP at all is answered on the bare connection. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) { socket.destroy(); return }
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW'
  const body = JSON.stringify(toProblem(asRefusal({ statusCode: 400 }), 'zh-CN', newId()))
  socket.end(`HTTP/1.1 ${tooLarge ? '431 Request Header Fields Too Large' : '400 Bad Request'}\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`)
}
