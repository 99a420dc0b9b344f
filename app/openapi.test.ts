// The published description of the API can be taken at its word (RX-9).
import { beforeAll, describe, expect, test } from 'vitest'
import { loadMessages } from '../platform/server/i18n.ts'
import { buildOpenApi } from '../platform/server/openapi/build-openapi.ts'
import { modules } from './modules.ts'

type Media = { content?: Record<string, { example?: unknown }> }
interface Operation { requestBody?: Media; responses: Record<string, Media>; 'x-permission': string; summary: string }
let paths: Record<string, Record<string, Operation>>
beforeAll(() => { loadMessages(modules); paths = buildOpenApi(modules)['paths'] as typeof paths })

const routes = modules.flatMap((m) => [...(m.routes ?? [])]).map(({ endpoint }) => ({ endpoint, name: `${endpoint.method} ${endpoint.path}` }))
const operation = (path: string, method: string): Operation => paths[`/api/v1${path.replaceAll(/:([A-Za-z0-9_]+)/g, '{$1}')}`]![method.toLowerCase()]!

describe.each(routes)('$name', ({ endpoint }) => {
  test('RX-9 is described with permission, refusals, and examples that fit their shapes', () => {
    const { requestBody, responses, ...said } = operation(endpoint.path, endpoint.method)
    expect(said).toMatchObject({ 'x-permission': endpoint.permission, summary: expect.stringMatching(/\S{3}/) })
    expect(Object.keys(responses).some((status) => status.startsWith('4'))).toBe(true)
    if (endpoint.kind !== 'json') return
    const sent = requestBody?.content?.['application/json']?.example, answered = responses[String(endpoint.status)]?.content?.['application/json']?.example
    if (endpoint.body) expect(endpoint.body.safeParse(sent).error).toBeUndefined()
    expect(endpoint.reply.safeParse(answered).error).toBeUndefined()
  })
})
