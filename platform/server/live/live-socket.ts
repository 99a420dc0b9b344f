// `/api/v1/live`: lets a socket in by the same identity as any request, from our own pages only when it comes with a cookie.
import websocket from '@fastify/websocket'
import type { FastifyInstance } from 'fastify'
import type { Host } from '../host.ts'
import { AppError, SignedOut } from '../errors.ts'
import { isOwnOrigin } from '../http/guard.ts'
import type { Extension } from '../http/server.ts'
import { liveHub } from './live-hub.ts'

const MAX_MESSAGE = 32 * 1024

/** Says that the server goes away, so that clients come back by themselves; who does not answer is cut. */
function goAway(app: FastifyInstance): void {
  const { clients } = app.websocketServer
  for (const client of clients) client.close(1001, 'stopping')
  setTimeout(() => { for (const client of clients) client.terminate() }, 500).unref()
  app.websocketServer.close()
}

export const liveSocket: Extension = async (app: FastifyInstance, host: Host, identify) => {
  await app.register(websocket, {
    options: { maxPayload: MAX_MESSAGE },
    errorHandler: (error, socket) => { host.log.debug({ err: error }, 'a live socket failed'); socket.terminate() },
    preClose: (done) => { goAway(app); done() },
  })
  app.route({
    method: 'GET', url: '/api/v1/live',
    onRequest: async (request) => {
      const identity = await identify(request)
      if (!identity) throw new SignedOut()
      if (identity.owes) throw new AppError(403, `owes-${identity.owes}`)
      const { origin, host: authority } = request.headers
      // Browsers send the cookie along with a socket that any site opens; only the origin tells whose page it is.
      if (identity.actor.via === 'session' && (!origin || !isOwnOrigin(host, origin, authority))) throw new AppError(403, 'cross-site')
      request.identity = identity
    },
    handler: async () => { throw new AppError(426, 'upgrade-required') },
    wsHandler: async (socket, request) => {
      const waiting: Buffer[] = []
      // Messages may come before the greeting is out.
      socket.on('message', (bytes: Buffer) => { waiting.push(bytes) })
      const joined = await liveHub(host).join(socket, request.identity!, () => identify(request, true))
      socket.removeAllListeners('message')
      for (const bytes of waiting) joined.message(bytes)
      socket.on('message', (bytes: Buffer) => joined.message(bytes))
      socket.on('pong', joined.pong)
      socket.on('close', joined.closed)
      if (socket.readyState !== socket.OPEN) joined.closed()
    },
  })
}
