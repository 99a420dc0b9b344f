// The product's own addresses, used in the name of a person without going over the network: permission, contract, one transaction.
import type { Endpoint } from '../../platform/contract/endpoint.ts'
import { actorOf } from '../../platform/server/access/public.ts'
import { SYSTEM, type Actor, type Ctx } from '../../platform/server/ctx.ts'
import type { Host } from '../../platform/server/host.ts'
import { systemOrigin } from '../../platform/server/kernel.ts'
import { FilledReply } from '../../platform/server/http/reply.ts'
import { parseInput } from '../../platform/server/http/parse-input.ts'
import type { Route } from '../../platform/server/module.ts'

export interface Asked<P> { params?: P; query?: Record<string, unknown>; body?: unknown }

export interface Desk {
  readonly host: Host
  /** The account with its rights; asked for once, since the rights of the demo people do not change. */
  actor(accountId: string): Promise<Actor>
  /** Throws what the endpoint throws. `also` runs in the same transaction. */
  as<P, Q, B, R>(actor: Actor, endpoint: Endpoint<P, Q, B, R>, asked: Asked<P>, also?: (ctx: Ctx, reply: R) => Promise<void>): Promise<R>
}

export function openDesk(host: Host): Desk {
  const routes = new Map<unknown, Route>(host.registry.routes.map((r) => [r.endpoint, r])), actors = new Map<string, Promise<Actor>>()
  return {
    host,
    actor(accountId) {
      const known = actors.get(accountId) ?? host.transaction(SYSTEM, (ctx) => actorOf(ctx, accountId))
      actors.set(accountId, known)
      return known
    },
    async as(actor, endpoint, asked, also) {
      const route = routes.get(endpoint)
      if (!route) throw new Error(`no route serves ${endpoint.method} ${endpoint.path}`)
      const input = {
        params: endpoint.params ? parseInput(endpoint.params, asked.params ?? {}, '/params') : undefined, query: endpoint.query ? parseInput(endpoint.query, asked.query ?? {}, '/query') : undefined,
        body: endpoint.body ? parseInput(endpoint.body, asked.body ?? {}) : undefined, ifMatch: null, files: [],
      }
      if (route.outside) return route.outside(host, actor, input, systemOrigin()) 
      return host.transaction(actor, async (ctx) => {
        if (!['anyone', 'any-role', 'signed-in'].includes(endpoint.permission)) ctx.require(endpoint.permission)
        const returned = await route.handle(ctx, input)
        // What comes with the commit is asked for at once: people of the story go on with it.
        if (returned instanceof FilledReply) { await returned.awaited.now(); returned.fill(returned.body) }
        const reply = returned instanceof FilledReply ? returned.body : returned
        await also?.(ctx, reply)
        return reply
      })
    },
  }
}
