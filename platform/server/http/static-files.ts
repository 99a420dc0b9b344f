// The built web: hashed files for ever, pages never; any unknown page address gets the page of its side (staff or portal).
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pagePolicy, WORKER_POLICY } from './security-headers.ts'
import type { Extension } from './server.ts'

export const BUILT_WEB = fileURLToPath(new URL('../../../dist/web/', import.meta.url))
/** Stands in the built pages where the nonce of the answer belongs. */
export const NONCE_PLACE = '__CSP_NONCE__'
const HASHED = /^\/assets\//

/** Serves a folder with agent.html and portal.html. Without the folder (tests, worker images) nothing is added. */
export const staticFiles = (root: string = BUILT_WEB): Extension => async (app) => {
  if (!existsSync(root)) return
  await app.register(fastifyStatic, {
    root, prefix: '/', index: false, redirect: false, dotfiles: 'deny', cacheControl: false, preCompressed: true,
    allowedPath: (path) => isFile(path) && !path.endsWith('.html') && !isOurs(path),
    setHeaders: (reply, path) => {
      void reply.header('cache-control', HASHED.test(path.slice(root.length - 1).replaceAll('\\', '/')) ? 'public, max-age=31536000, immutable' : 'no-cache')
      // A worker fetches by the policy of its own file: only from here.
      if (/-worker\.js(\.\w+)?$/.test(path)) void reply.header('content-security-policy', WORKER_POLICY)
    },
  })
  const agent = pageOf(join(root, 'agent.html')), portal = pageOf(join(root, 'portal.html'))
  return (request, reply) => {
    if (!wantsPage(request)) return null
    const page = /^\/portal(?:[/?]|$)/.test(request.url) ? portal : agent
    return sendPage(page(), reply)
  }
}

/** Addresses of the machine side; a misspelt one must not be answered with a page. */
const isOurs = (path: string): boolean => /^\/(api|healthz|readyz|metrics)(?:[/?]|$)/.test(path)

function wantsPage(request: FastifyRequest): boolean {
  if ((request.method !== 'GET' && request.method !== 'HEAD') || isOurs(request.url) || HASHED.test(request.url)) return false
  const path = request.url.split('?')[0]!
  return !isFile(path) || path.endsWith('.html')
}

const isFile = (path: string): boolean => /\.[a-z][a-z0-9]{0,10}$/i.test(path.split('/').at(-1)!)

/** Reads a page again when a new build has replaced it. */
function pageOf(path: string): () => string {
  let text = '', stamp = -1
  return () => {
    const now = statSync(path).mtimeMs
    if (now !== stamp) { text = readFileSync(path, 'utf8'); stamp = now }
    return text
  }
}

function sendPage(page: string, reply: FastifyReply): FastifyReply {
  const nonce = randomBytes(16).toString('base64')
  return reply.code(200).type('text/html; charset=utf-8').header('cache-control', 'no-cache').header('content-security-policy', pagePolicy(nonce)).send(page.replaceAll(NONCE_PLACE, nonce))
}
