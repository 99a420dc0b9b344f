// Headers that every answer carries. Pages get a content policy of their own (static-files.ts, api-docs.ts).
import type { FastifyInstance } from 'fastify'
import type { Host } from '../host.ts'
import { isSecure } from './client-address.ts'

/** For data: nothing in it may ever run or be framed. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** For pages: own scripts and styles only; `nonce` admits the style elements that the page's own code adds. */
export const pagePolicy = (nonce: string): string => [
  "default-src 'none'", `script-src 'self' 'nonce-${nonce}'`, `style-src 'self' 'nonce-${nonce}'`, "img-src 'self' data: blob:", "font-src 'self'", "connect-src 'self'",
  "media-src 'self' blob:", "worker-src 'self'", "manifest-src 'self'", "frame-src 'self' blob:", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'",
].join('; ')

/** For the worker that opens the phone pages without a network: it may ask this server, and nothing else. */
export const WORKER_POLICY = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'"

export function addSecurityHeaders(app: FastifyInstance, host: Host): void {
  const headers: Record<string, string> = {
    'content-security-policy': DATA_POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), browsing-topics=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers)
    if (isSecure(host, request)) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains')
  })
}
