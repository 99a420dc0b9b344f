// Turns what a handler returned into an HTTP answer.
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Endpoint } from '../../contract/endpoint.ts'
import { BadInput } from '../errors.ts'
import { FileReply, FilledReply, Reply } from './reply.ts'

export interface Outcome { status: number; value: unknown; cookies: Reply<unknown>['cookies'] }

/** The reply by its contract: fields that the contract does not name never leave the house. */
export function shaped(endpoint: Endpoint, returned: unknown): Outcome {
  if (returned instanceof FileReply) return { status: endpoint.status, value: returned, cookies: [] }
  const body = returned instanceof Reply || returned instanceof FilledReply ? returned.body : returned
  return { status: endpoint.status, value: endpoint.reply.parse(body ?? {}), cookies: returned instanceof Reply ? returned.cookies : [] }
}

export function send(endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply, outcome: Outcome): unknown {
  for (const cookie of outcome.cookies) reply.setCookie(cookie.name, cookie.value, { httpOnly: true, sameSite: 'lax', path: '/', secure: cookie.secure, ...(cookie.maxAge === undefined ? {} : { maxAge: cookie.maxAge }) })
  if (outcome.value instanceof FileReply) return sendFile(reply, outcome.status, outcome.value)
  const body = JSON.stringify(outcome.value)
  reply.header('cache-control', 'no-store').header('vary', 'accept-language').type('application/json; charset=utf-8')
  const version = (outcome.value as { version?: unknown } | null)?.version
  if (endpoint.etag && typeof version === 'number') reply.header('etag', `"${version}"`)
  else if (endpoint.method === 'GET') {
    // A weak tag over the content: a client that polls gets 304 instead of the same bytes again.
    const tag = `W/"${createHash('sha1').update(body).digest('base64url')}"`
    reply.header('etag', tag)
    if (request.headers['if-none-match']?.split(',').some((t) => t.trim() === tag)) return reply.code(304).send()
  }
  return reply.code(outcome.status).send(body)
}

function sendFile(reply: FastifyReply, status: number, file: FileReply): unknown {
  const ascii = file.name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  reply.header('content-type', file.contentType).header('cache-control', 'private, no-store').header('content-security-policy', "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox")
    .header('content-disposition', `${file.inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encodeRfc5987(file.name)}`)
  if (file.size !== null) reply.header('content-length', file.size)
  return reply.code(status).send(file.body)
}

/** `encodeURIComponent` leaves four characters that RFC 8187 does not allow bare, and throws on lone surrogates. */
const encodeRfc5987 = (name: string): string => encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** The version in If-Match; null when the client sent none. Throws BadInput for anything that is not a tag of ours. */
export function versionOf(header: string | undefined): number | null {
  if (header === undefined || header === '*') return null
  const version = /^(?:W\/)?"(\d{1,15})"$/.exec(header)?.[1]
  if (!version) throw new BadInput([{ pointer: '/headers/If-Match', code: 'if-match' }])
  return Number(version)
}
