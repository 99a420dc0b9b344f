// One declared endpoint as an OpenAPI operation.
import type { Endpoint } from '../../contract/endpoint.ts'
import type { Route } from '../module.ts'
import { problemsOf, takesIdempotencyKey, takesIfMatch, type DeclaredProblem } from './general-problems.ts'
import { sampleOf } from './json-sample.ts'
import { propertiesOf, schemaOf, type JsonSchema } from './json-schema.ts'

export type Json = Record<string, unknown>

/** `getCasesById` for GET /cases/:id: stable, since it is made of method and address alone. */
export function operationId(endpoint: Endpoint): string {
  const words = endpoint.path.split(/[/:._-]+/).filter(Boolean).map((w, i, all) => `${endpoint.path.includes(`:${w}`) && i === all.length - 1 ? 'By' : ''}${w[0]!.toUpperCase()}${w.slice(1)}`)
  return endpoint.method.toLowerCase() + words.join('')
}

export function operationOf(route: Route): Json {
  const endpoint: Endpoint = route.endpoint
  const id = operationId(endpoint)
  return {
    operationId: id, tags: [endpoint.path.split('/')[1]!], summary: endpoint.summary,
    ...(endpoint.description ? { description: endpoint.description } : {}),
    'x-permission': endpoint.permission,
    security: endpoint.permission === 'anyone' ? [] : [{ bearer: [] }, { cookie: [] }],
    parameters: parametersOf(route),
    ...(endpoint.body || endpoint.kind === 'upload' || endpoint.kind === 'raw' ? { requestBody: bodyOf(endpoint) } : {}),
    responses: { [String(endpoint.status)]: successOf(endpoint), ...refusalsOf(problemsOf(route)) },
  }
}

function parametersOf(route: Route): Json[] {
  const endpoint: Endpoint = route.endpoint
  const declared = endpoint.params ? propertiesOf(schemaOf(endpoint.params, 'input')) : []
  const inPath = [...endpoint.path.matchAll(/:([A-Za-z0-9_]+)/g)].map(([, name]) => ({ name: name!, in: 'path', required: true, schema: declared.find((p) => p.name === name)?.schema ?? { type: 'string' } }))
  const inQuery = endpoint.query ? propertiesOf(schemaOf(endpoint.query, 'input')).map(({ name, schema, required }) => ({ name, in: 'query', required, schema, ...(schema.description ? { description: schema.description } : {}) })) : []
  const headers = ['AcceptLanguage', ...(takesIdempotencyKey(route) ? ['IdempotencyKey'] : []), ...(takesIfMatch(endpoint) ? ['IfMatch'] : [])]
  return [...inPath, ...inQuery, ...headers.map((name) => ({ $ref: `#/components/parameters/${name}` }))]
}

function bodyOf(endpoint: Endpoint): Json {
  const schema: JsonSchema = endpoint.body ? schemaOf(endpoint.body, 'input') : { type: 'object' }
  if (endpoint.kind === 'raw') return { required: true, content: { 'application/json': { schema: {}, example: endpoint.example ?? {} }, '*/*': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } } }
  if (endpoint.kind !== 'upload') return { required: (schema.required?.length ?? 0) > 0, content: { 'application/json': { schema, example: endpoint.example ?? sampleOf(schema) } } }
  const files = { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } }
  return { required: true, content: { 'multipart/form-data': { schema: { ...schema, properties: { ...schema.properties, file: files } } } } }
}

function successOf(endpoint: Endpoint): Json {
  const headers = { 'X-Request-Id': { $ref: '#/components/headers/RequestId' }, ...rateHeaders, ...(endpoint.etag ? { ETag: { $ref: '#/components/headers/ETag' } } : {}) }
  if (endpoint.kind === 'download') return { description: 'The bytes', headers: { ...headers, 'Content-Disposition': { schema: { type: 'string' } } }, content: { 'application/octet-stream': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } } }
  const schema = schemaOf(endpoint.reply, 'output')
  return { description: 'Done', headers, content: { 'application/json': { schema, example: (endpoint.body ? undefined : endpoint.example) ?? sampleOf(schema, { optional: true }) } } }
}

const rateHeaders = Object.fromEntries(['Limit', 'Remaining', 'Reset'].map((part) => [`RateLimit-${part}`, { $ref: `#/components/headers/RateLimit${part}` }]))

/** One response per status, named by the codes it may carry: most operations share them. */
const refusalsOf = (problems: readonly DeclaredProblem[]): Json => Object.fromEntries([...refusalGroups(problems)].map(([status, codes]) => [status, { $ref: `#/components/responses/${refusalName(status, codes)}` }]))

export const refusalGroups = (problems: readonly DeclaredProblem[]): [string, string[]][] =>
  [...Map.groupBy(problems, (p) => String(p.status))].map(([status, list]) => [status, list.map((p) => p.code)])

export const refusalName = (status: string, codes: readonly string[]): string => `${status}-${codes.join('-').replaceAll(/[^A-Za-z0-9._-]/g, '-')}`

export const refusal = (codes: readonly string[]): Json => ({
  description: codes.join(', '),
  content: { 'application/problem+json': {
    schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, { type: 'object', properties: { code: { enum: codes } } }] },
    examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${exampleName(code)}` }])),
  } },
})

export const exampleName = (code: string): string => `problem-${code.replaceAll(/[^A-Za-z0-9._-]/g, '-')}`
