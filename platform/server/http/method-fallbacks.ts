// Known address, unknown method: OPTIONS says what works, anything else is refused with Allow.
import type { FastifyInstance, HTTPMethods } from 'fastify'
import { AppError } from '../errors.ts'
import type { Route } from '../module.ts'

const METHODS: HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Adds to each declared address a route for the methods that it does not have. */
export function addMethodFallbacks(app: FastifyInstance, routes: readonly Route[]): void {
  const known = new Map<string, { path: string; methods: Set<string> }>()
  for (const { endpoint } of routes) {
    // `/cases/:id` and `/cases/:caseId` are one address.
    const shape = endpoint.path.replaceAll(/:[A-Za-z0-9_]+/g, ':')
    const entry = known.get(shape) ?? { path: endpoint.path, methods: new Set<string>() }
    entry.methods.add(endpoint.method)
    known.set(shape, entry)
  }
  for (const { path, methods } of known.values()) {
    const allow = [...methods, ...(methods.has('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
    app.route({
      method: METHODS.filter((m) => !methods.has(m)), url: `/api/v1${path}`,
      // Refused before a body is read.
      onRequest: async (request) => { if (request.method !== 'OPTIONS') throw new AppError(405, 'method-not-allowed', { allow }) },
      handler: async (_request, reply) => reply.code(204).header('allow', allow).send(),
    })
  }
}
