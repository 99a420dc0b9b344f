// Serves one declared endpoint: admitted, parsed by its contract, handled in one transaction, answered by its contract.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Endpoint } from '../../contract/endpoint.ts'
import type { Actor } from '../ctx.ts'
import { BadInput } from '../errors.ts'
import { enter, leave } from '../crowd.ts'
import type { Host } from '../host.ts'
import type { Route, RouteInput } from '../module.ts'
import { emptyPage } from './empty-list.ts'
import { admit, mayUse } from './guard.ts'
import { claimKey, keepReply, requestHash } from './idempotency.ts'
import type { Identity } from './identity.ts'
import { parseInput } from './parse-input.ts'
import { queryNames, refuseUnknownParameters, type QueryNames } from './query-names.ts'
import { limitRate, type RateCounter } from './rate-limits.ts'
import { addRawEndpoint } from './raw-endpoint.ts'
import { checkParams, checkQuery } from './read-query.ts'
import { addressOf } from './client-address.ts'
import { FileReply, FilledReply, type UploadedFile } from './reply.ts'
import { send, shaped, versionOf, type Outcome } from './send-reply.ts'
import { removeSpooled, spoolFiles } from './uploads.ts'

declare module 'fastify' { interface FastifyRequest { actor: Actor } }

/** `passive`: a check by the product itself that must not count as activity of the person. */
export type Identify = (request: FastifyRequest, passive?: boolean) => Promise<Identity | null>

export function addEndpoint(app: FastifyInstance, host: Host, route: Route, identify: Identify, counter: RateCounter): void {
  const { endpoint } = route
  if (endpoint.kind === 'raw') { addRawEndpoint(app, host, route); return }
  const names = queryNames(endpoint.query), empty = emptyPage(endpoint)
  app.route({
    method: endpoint.method,
    url: `/api/v1${endpoint.path}`,
    onRequest: async (request, reply) => {
      request.identity = await identify(request)
      limitRate(host, counter, request.identity, addressOf(request), reply)
      request.actor = admit(host, endpoint, request.identity, request, empty !== null)
    },
    handler: async (request, reply) => {
      if (empty !== null && !mayUse(endpoint, request.actor)) return send(endpoint, request, reply, { status: 200, value: empty, cookies: [] })
      const files = endpoint.kind === 'upload' ? await spoolFiles(request) : []
      enter(host)
      try { return await answer(host, route, names, request, reply, files) } finally {
        leave(host)
        if (files.length > 0) await removeSpooled(files)
      }
    },
  })
}

/** `fill`: what the commit has brought goes into the outcome. */
interface Handled { outcome: Outcome; repeated: boolean; fill: (() => void) | null }

async function answer(host: Host, route: Route, names: QueryNames, request: FastifyRequest, reply: FastifyReply, files: UploadedFile[]): Promise<unknown> {
  const { endpoint } = route
  const input = readInput(endpoint, names, request, files)
  if (route.outside) return send(endpoint, request, reply, shaped(endpoint, await route.outside(host, request.actor, input, request.origin)))
  const key = keyOf(endpoint, request)
  const { outcome, repeated, fill } = await host.transaction(request.actor, async (ctx): Promise<Handled> => {
    const kept = key === null ? null : await claimKey(ctx, key, requestHash(request.method, request.url, request.body))
    if (kept) return { outcome: { status: kept.status, value: kept.reply, cookies: [] }, repeated: true, fill: null }
    const returned = await route.handle(ctx, input), fresh = shaped(endpoint, returned)
    const late = returned instanceof FilledReply ? returned : null
    if (key === null) return { outcome: fresh, repeated: false, fill: late && (() => late.fill(fresh.value)) }
    // What is kept for a repetition has to be whole before the commit.
    if (late) { await late.awaited.now(); late.fill(fresh.value) }
    if (!(fresh.value instanceof FileReply)) await keepReply(ctx, key, fresh.status, fresh.value)
    return { outcome: fresh, repeated: false, fill: null }
  }, request.origin)
  fill?.()
  if (repeated) reply.header('idempotency-replayed', 'true')
  return send(endpoint, request, reply, outcome)
}

function readInput(endpoint: Endpoint, names: QueryNames, request: FastifyRequest, files: UploadedFile[]): RouteInput<unknown, unknown, unknown> {
  const params = checkParams(request.params), query = checkQuery(request.query)
  refuseUnknownParameters(names, query)
  if (!endpoint.body) refuseBody(request.body)
  return {
    params: endpoint.params ? parseInput(endpoint.params, params, '/params') : undefined,
    query: endpoint.query ? parseInput(endpoint.query, { ...query }, '/query') : undefined,
    body: endpoint.body ? parseInput(endpoint.body, request.body === undefined ? {} : request.body) : undefined,
    ifMatch: versionOf(request.headers['if-match']), files,
  }
}

/** An endpoint without a body accepts none, or an empty object as some clients send. */
function refuseBody(body: unknown): void {
  if (body === undefined || (body !== null && typeof body === 'object' && Object.keys(body).length === 0)) return
  throw new BadInput([{ pointer: '', code: 'unknown-field' }])
}

/** Keys belong to an account: strangers could otherwise read each other's replies. */
function keyOf(endpoint: Endpoint, request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key']
  return key !== undefined && endpoint.method === 'POST' && endpoint.kind === 'json' && request.identity ? String(key) : null
}
