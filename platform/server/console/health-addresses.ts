// GET /healthz (the process lives and stays: what a load balancer asks), /readyz (it can serve, with reasons) and /metrics (Prometheus).
import type { FastifyRequest } from 'fastify'
import { reachOf } from '../ctx.ts'
import { Forbidden, SignedOut } from '../errors.ts'
import type { Extension } from '../http/server.ts'
import { checkHealth } from './check-health.ts'
import { Metrics } from './metrics.ts'

export const healthAddresses: Extension = async (app, host, identify) => {
  const metrics = new Metrics(host)
  app.addHook('onResponse', async (request, reply) => {
    metrics.observe(request.method, request.routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1000)
  })
  app.get('/healthz', async (_request, reply) => reply.code(host.leaving ? 503 : 200).header('cache-control', 'no-store').send({ status: host.leaving ? 'leaving' : 'alive' }))
  app.get('/readyz', async (_request, reply) => {
    const health = await checkHealth(host)
    return reply.code(health.status === 'not-ready' || host.leaving ? 503 : 200).header('cache-control', 'no-store').send(health)
  })
  app.get('/metrics', async (request, reply) => {
    if (!isLocal(request)) {
      const identity = await identify(request)
      if (!identity) throw new SignedOut()
      if (!reachOf(identity.actor, 'console.manage')) throw new Forbidden('console.manage')
    }
    return reply.header('cache-control', 'no-store').type(metrics.contentType).send(await metrics.text())
  })
}

/** From this machine itself. A proxy on this machine speaks for others and says so in its headers. */
function isLocal(request: FastifyRequest): boolean {
  const forwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => request.headers[name] !== undefined)
  return !forwarded && /^(127\.|::1$|::ffff:127\.)/.test(request.ip)
}
