// GET /api/openapi.json and the readable page GET /api/docs. Both are open: they tell how to ask, not what is inside.
import { createHash, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { pagePolicy } from '../http/security-headers.ts'
import type { Extension } from '../http/server.ts'
import { pickLocale } from '../i18n.ts'
import { LOCALES } from '../i18n.ts'
import { buildOpenApi } from './build-openapi.ts'
import { docsPage } from './docs-page.ts'
import type { Json } from './operation.ts'

const zip = promisify(gzip)

export const apiDocuments: Extension = async (app, host) => {
  let made: Promise<{ document: Json; bytes: Buffer; zipped: Buffer; tag: string }> | null = null
  const documents = () => made ??= (async () => {
    const document = buildOpenApi(host.registry.modules), bytes = Buffer.from(JSON.stringify(document))
    return { document, bytes, zipped: await zip(bytes), tag: `"${createHash('sha1').update(bytes).digest('base64url')}"` }
  })()

  app.get('/api/openapi.json', async (request, reply) => {
    const { bytes, zipped, tag } = await documents()
    reply.header('etag', tag).header('cache-control', 'no-cache').header('vary', 'accept-encoding').type('application/json; charset=utf-8')
    if (request.headers['if-none-match'] === tag) return reply.code(304).send()
    if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(bytes)
    return reply.header('content-encoding', 'gzip').send(zipped)
  })

  app.get('/api/docs', async (request, reply) => {
    const asked = (request.query as { lang?: unknown }).lang
    const locale = LOCALES.find((l) => l === asked) ?? pickLocale(request.headers['accept-language']) ?? 'zh-CN'
    const nonce = randomBytes(16).toString('base64')
    const page = Buffer.from(docsPage((await documents()).document, locale, nonce))
    reply.header('content-security-policy', pagePolicy(nonce)).header('cache-control', 'no-cache').header('content-language', locale).header('vary', 'accept-language, accept-encoding').type('text/html; charset=utf-8')
    if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(page)
    return reply.header('content-encoding', 'gzip').send(await zip(page, { level: 4 }))
  })
}
