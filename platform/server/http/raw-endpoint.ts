// An endpoint that takes bytes as they come, for systems that push: they cannot mend a refused body, and give up at a 4xx.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { NOBODY } from '../ctx.ts'
import { enter, leave } from '../crowd.ts'
import type { Host } from '../host.ts'
import type { Route } from '../module.ts'
import { parseInput } from './parse-input.ts'
import { checkParams } from './read-query.ts'
import { send, shaped } from './send-reply.ts'

export const RAW_BODY_LIMIT = 5 * 1024 * 1024

/** Not counted by the general rate limits: those answer 429. The route guards itself. */
export function addRawEndpoint(app: FastifyInstance, host: Host, route: Route): void {
  const { endpoint, outside } = route
  if (!outside || endpoint.permission !== 'anyone') throw new Error(`${endpoint.method} ${endpoint.path}: a raw endpoint runs outside a transaction and finds out itself who it is`)
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: RAW_BODY_LIMIT }, async (_request: FastifyRequest, bytes: Buffer) => bytes)
    scope.route({
      method: endpoint.method, url: `/api/v1${endpoint.path}`, bodyLimit: RAW_BODY_LIMIT,
      onRequest: async (request) => { request.identity = null; request.actor = NOBODY },
      handler: async (request, reply) => {
        const params = endpoint.params ? parseInput(endpoint.params, checkParams(request.params), '/params') : undefined
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        enter(host)
        try {
          const input = { params, query: undefined, body: undefined, ifMatch: null, files: [], raw: { bytes, headers: request.headers, query: { ...(request.query as Record<string, unknown>) } } }
          return send(endpoint, request, reply, shaped(endpoint, await outside(host, NOBODY, input, request.origin)))
        } finally { leave(host) }
      },
    })
  })
}
