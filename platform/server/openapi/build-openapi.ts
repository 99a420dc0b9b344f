// The OpenAPI 3.1 document of all declared endpoints (RX-9). Deterministic: `openapi.json` is committed and compared.
import { Problem } from '../../contract/problem.ts'
import { AppError, BadInput, Conflict } from '../errors.ts'
import { toProblem } from '../http/problems.ts'
import { translate } from '../i18n.ts'
import type { DomainModule, Route } from '../module.ts'
import { problemsOf } from './general-problems.ts'
import { schemaOf, type JsonSchema } from './json-schema.ts'
import { exampleName, operationOf, refusal, refusalGroups, refusalName, type Json } from './operation.ts'
import { shareSchemas } from './shared-schemas.ts'

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

/** The messages of the modules must be loaded: examples of refusals show the real texts. */
export function buildOpenApi(modules: readonly DomainModule[]): Json {
  const routes = modules.flatMap((m) => [...(m.routes ?? [])])
  const paths = pathsOf(routes)
  hoistDefs(paths)
  const schemas = shareSchemas(paths)
  return {
    openapi: '3.1.0',
    info: { title: 'Houyuan 后援', version: '1', description: 'Technical support and after-sales service, run by the handbook. The guide is docs/api-guide.md; every refusal is a problem document (RFC 9457) in the language of Accept-Language.', license: { name: 'MPL-2.0', identifier: 'MPL-2.0' } },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map((r) => r.endpoint.path.split('/')[1]!))].sort().map((name) => ({ name })),
    paths,
    components: { schemas: { Problem: schemaOf(Problem, 'output'), ...hoisted(paths), ...schemas }, responses: responsesOf(routes), examples: examplesOf(routes), parameters, headers, securitySchemes },
  }
}

function pathsOf(routes: readonly Route[]): Record<string, Json> {
  const paths: Record<string, Json> = {}
  const sorted = [...routes].sort((a, b) => (a.endpoint.path === b.endpoint.path ? METHODS.indexOf(a.endpoint.method.toLowerCase()) - METHODS.indexOf(b.endpoint.method.toLowerCase()) : a.endpoint.path < b.endpoint.path ? -1 : 1))
  for (const route of sorted) {
    const { endpoint } = route
    const path = `/api/v1${endpoint.path.replaceAll(/:([A-Za-z0-9_]+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(route) }
  }
  return paths
}

const lifted = new WeakMap<object, Record<string, JsonSchema>>()
const hoisted = (paths: object): Record<string, JsonSchema> => lifted.get(paths) ?? {}

/** Recursive shapes bring `$defs` of their own; references inside a document must point below components. */
function hoistDefs(paths: Record<string, Json>): void {
  const found: Record<string, JsonSchema> = {}
  for (const path of Object.values(paths)) for (const operation of Object.values(path) as Json[]) {
    const id = String(operation['operationId'])
    const visit = (value: unknown, part: string): unknown => {
      if (value === null || typeof value !== 'object') return value
      if (Array.isArray(value)) return value.map((v) => visit(v, part))
      const { $defs, ...rest } = value as JsonSchema & Json
      for (const [name, def] of Object.entries($defs ?? {})) found[`${id}${part}${name.replaceAll('_', '')}`] = visit(def, part) as JsonSchema
      return Object.fromEntries(Object.entries(rest).map(([k, v]) => [k, k === '$ref' && String(v).startsWith('#/$defs/') ? `#/components/schemas/${id}${part}${String(v).slice(8).replaceAll('_', '')}` : visit(v, part)]))
    }
    if (operation['requestBody']) operation['requestBody'] = visit(operation['requestBody'], 'Body')
    operation['responses'] = visit(operation['responses'], 'Reply')
  }
  lifted.set(paths, found)
}

/** Each combination of codes once. */
function responsesOf(routes: readonly Route[]): Json {
  const found = new Map(routes.flatMap((route) => refusalGroups(problemsOf(route)).map(([status, codes]) => [refusalName(status, codes), refusal(codes)] as const)))
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Each code once, with the texts that readers get. */
function examplesOf(routes: readonly Route[]): Json {
  const codes = new Map(routes.flatMap((r) => problemsOf(r)).map((p) => [p.code, p.status]))
  return Object.fromEntries([...codes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, status]) => [exampleName(code), { summary: translate('en', `problem.${code}.title`), value: exampleOf(code, status) }]))
}

const REQUEST_ID = '01926f3a-7c4e-7b1a-9d2f-3a5c8e0b6d41'
const PARAMS = { permission: 'cases.read', current: 4, retryAfter: 12, allow: 'GET, HEAD, OPTIONS' }

function exampleOf(code: string, status: number): unknown {
  const error = code === 'validation' ? new BadInput([{ pointer: '/title', code: 'missing' }]) : status === 409 ? new Conflict(code, PARAMS) : new AppError(status, code, PARAMS)
  const problem = toProblem(error, 'zh-CN', REQUEST_ID)
  // What only a real case could fill in.
  return { ...problem, detail: problem.detail.replaceAll(/\{\{\s*\w+\s*\}\}/g, '…') }
}

const text = (description: string, schema: JsonSchema = { type: 'string' }) => ({ description, schema })

const parameters = {
  AcceptLanguage: { name: 'Accept-Language', in: 'header', required: false, ...text('`zh-CN` (default) or `en`: language of texts and refusals', { type: 'string', examples: ['zh-CN'] }) },
  IdempotencyKey: { name: 'Idempotency-Key', in: 'header', required: false, ...text('1-200 visible ASCII characters. The same key with the same request answers what was answered before, for 7 days.', { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' }) },
  IfMatch: { name: 'If-Match', in: 'header', required: false, ...text('The ETag that reading gave; 412 when somebody else saved since.', { type: 'string', examples: ['"3"'] }) },
}
const headers = {
  ETag: text('Version of the record, for If-Match', { type: 'string', examples: ['"3"'] }), RequestId: text('Number of the request, for questions to the administrator'),
  RateLimitLimit: text('Requests allowed per minute', { type: 'integer' }), RateLimitRemaining: text('Requests left in this minute', { type: 'integer' }), RateLimitReset: text('Seconds until the count starts anew', { type: 'integer' }),
}
const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'API token' },
  cookie: { type: 'apiKey', in: 'cookie', name: '__Host-houyuan', description: 'Session of a browser' },
}
