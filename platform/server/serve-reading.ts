// Endpoints that are asked for all the time and only read: served without a transaction around them.
import type { Endpoint } from '../contract/endpoint.ts'
import type { Ctx } from './ctx.ts'
import type { FileReply, Reply } from './http/reply.ts'
import { runReading } from './kernel.ts'
import { serveOutside, type Route, type RouteInput } from './module.ts'

/** Serves a GET whose handler neither writes, locks, sets session values nor announces facts. */
export const serveReading = <P, Q, B, R>(endpoint: Endpoint<P, Q, B, R>, handle: (ctx: Ctx, input: RouteInput<P, Q, B>) => Promise<R | FileReply | Reply<R>>): Route<P, Q, B, R> =>
  serveOutside(endpoint, (host, actor, input, origin) => runReading(host, actor, (ctx) => handle(ctx, input), origin))
