// Makes, from the declared shape of an endpoint, the requests that must be refused in words and never break the server.
import type { Endpoint } from '../platform/contract/endpoint.ts'
import { sampleOf } from '../platform/server/openapi/json-sample.ts'
import { takesIdempotencyKey, takesIfMatch } from '../platform/server/openapi/general-problems.ts'
import type { Route } from '../platform/server/module.ts'
import { propertiesOf, schemaOf, type JsonSchema } from '../platform/server/openapi/json-schema.ts'

export interface BadRequest {
  what: string
  url: string
  payload?: string | Buffer
  headers?: Record<string, string>
  /** Who asks: everybody's rights, nobody, or a token that has ended. */
  as: 'all' | 'nobody' | 'expired'
  /** `refused`: 4xx for sure. `survives`: may be fine for this endpoint, but never 5xx. */
  expected: 'refused' | 'survives'
}

const MISSING_ID = '01926f3a-7c4e-7b1a-9d2f-3a5c8e0b6d41'
const NEVER = 'no-such-value-4711'
const MB = 1_000_000

/** All bad requests for one endpoint. Deterministic. */
export function badRequests(route: Route): BadRequest[] {
  const endpoint: Endpoint = route.endpoint
  const good = { url: addressOf(endpoint), ...(endpoint.body && endpoint.kind !== 'upload' ? { payload: JSON.stringify(sampleOf(bodySchema(endpoint))) } : {}) }
  return [
    ...whoAsks(endpoint, good),
    ...badPaths(endpoint, good), ...badQueries(endpoint, good), ...badHeaders(route, good),
    ...(endpoint.body && endpoint.kind !== 'upload' ? badBodies(endpoint) : []),
    ...(endpoint.kind === 'upload' ? badUploads(good.url) : []),
  ]
}

type Good = { url: string; payload?: string }

/** The address with parameters that fit their shape but name nothing. */
export function addressOf(endpoint: Endpoint, replaced: Record<string, string> = {}): string {
  const shapes = endpoint.params ? propertiesOf(schemaOf(endpoint.params, 'input')) : []
  const path = endpoint.path.replaceAll(/:([A-Za-z0-9_]+)/g, (_all, name: string) => replaced[name] ?? encodeURIComponent(String(shapes.find((s) => s.name === name) ? sampleOf(shapes.find((s) => s.name === name)!.schema, {}, name) : MISSING_ID)))
  const required = endpoint.query ? propertiesOf(schemaOf(endpoint.query, 'input')).filter((p) => p.required) : []
  const query = required.map((p) => `${p.name}=${encodeURIComponent(String(sampleOf(p.schema, {}, p.name)))}`).join('&')
  return `/api/v1${path}${query ? `?${query}` : ''}`
}

const bodySchema = (endpoint: Endpoint): JsonSchema => schemaOf(endpoint.body!, 'input')
const withQuery = (url: string, query: string): string => `${url}${url.includes('?') ? '&' : '?'}${query}`

function whoAsks(endpoint: Endpoint, good: Good): BadRequest[] {
  if (endpoint.permission === 'anyone') return []
  return [{ what: 'signed out', ...good, as: 'nobody', expected: 'refused' }, { what: 'an expired token', ...good, as: 'expired', expected: 'refused' }]
}

function badPaths(endpoint: Endpoint, good: Good): BadRequest[] {
  return [...endpoint.path.matchAll(/:([A-Za-z0-9_]+)/g)].flatMap(([, name]): BadRequest[] => {
    const at = (what: string, text: string, expected: BadRequest['expected']): BadRequest => ({ what: `path ${name}: ${what}`, ...good, url: addressOf(endpoint, { [name!]: text }), as: 'all', expected })
    return [
      at('control character', '%00', 'refused'), at('invalid UTF-8', '%ff', 'refused'), at('too long', 'x'.repeat(5_000), 'refused'),
      at('quote', "a'%22;--", 'survives'), at('unknown', NEVER, 'survives'), at('another id', MISSING_ID, 'survives'), at('dots', '..%2f..', 'survives'), at('a large number', '9'.repeat(30), 'survives'),
    ]
  })
}

function badQueries(endpoint: Endpoint, good: Good): BadRequest[] {
  const at = (what: string, query: string, expected: BadRequest['expected'] = 'refused'): BadRequest => ({ what: `query: ${what}`, ...good, url: withQuery(good.url, query), as: 'all', expected })
  const properties = endpoint.query ? propertiesOf(schemaOf(endpoint.query, 'input')) : []
  return [
    at('unknown parameter', 'noSuchParameter=1'), at('broken UTF-8', 'limit=%ff'), at('200 parameters', Array.from({ length: 200 }, (_, i) => `p${i}=1`).join('&')),
    ...properties.flatMap(({ name, schema }) => [
      at(`${name} with control character`, `${name}=%00`), at(`${name} of 9,000 characters`, `${name}=${'x'.repeat(9_000)}`, 'survives'), at(`${name} empty`, `${name}=`, 'survives'),
      at(`${name} with quotes`, `${name}=%27%22%25_%5C;--`, 'survives'),
      ...(schema.enum ? [at(`${name} not in the list`, `${name}=${NEVER}`)] : []),
      ...(schema.type === 'integer' || schema.type === 'number' ? [at(`${name} no number`, `${name}=${NEVER}`), at(`${name} far too big`, `${name}=1e300`, 'survives')] : []),
      ...(name === 'cursor' ? [at('cursor of another list', `cursor=${Buffer.from('["a",{"b":1}]').toString('base64url')}`), at('cursor with other keys', `cursor=${Buffer.from('["zz","zz"]').toString('base64url')}`, 'survives'), at('cursor no cursor', 'cursor=!!!', 'survives')] : []),
      ...(schema.format === 'date-time' ? [at(`${name} impossible`, `${name}=2025-02-30T00:00:00Z`), at(`${name} in the year 0`, `${name}=0000-01-01T00:00:00Z`, 'survives')] : []),
    ]),
  ]
}

function badHeaders(route: Route, good: Good): BadRequest[] {
  const endpoint: Endpoint = route.endpoint
  const json: Record<string, string> = endpoint.body && endpoint.kind !== 'upload' ? { 'content-type': 'application/json' } : {}
  const at = (what: string, headers: Record<string, string>, expected: BadRequest['expected']): BadRequest => ({ what, ...good, headers: { ...json, ...headers }, as: 'all', expected })
  return [
    ...(takesIfMatch(endpoint) ? [at('If-Match without a tag', { 'if-match': 'yesterday' }, 'refused'), at('a stale If-Match', { 'if-match': '"987654321"' }, 'refused')] : []),
    ...(takesIdempotencyKey(route) ? [at('Idempotency-Key with a space', { 'idempotency-key': 'a b' }, 'refused'), at('Idempotency-Key of 201 characters', { 'idempotency-key': 'k'.repeat(201) }, 'refused')] : []),
    ...(good.payload ? [at('another media type', { 'content-type': 'text/xml' }, 'refused')] : []),
  ]
}

function badUploads(url: string): BadRequest[] {
  return [
    { what: 'JSON instead of a file', url, payload: '{}', headers: { 'content-type': 'application/json' }, as: 'all', expected: 'refused' },
    { what: 'a multipart body that breaks off', url, payload: '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx', headers: { 'content-type': 'multipart/form-data; boundary=b' }, as: 'all', expected: 'refused' },
    { what: 'a multipart body without boundary', url, payload: 'x', headers: { 'content-type': 'multipart/form-data' }, as: 'all', expected: 'refused' },
  ]
}

function badBodies(endpoint: Endpoint): BadRequest[] {
  const url = addressOf(endpoint), schema = bodySchema(endpoint)
  const full = sampleOf(schema, { optional: true }) as Record<string, unknown>
  const at = (what: string, payload: string | Buffer, expected: BadRequest['expected'] = 'refused'): BadRequest => ({ what: `body: ${what}`, url, payload, headers: { 'content-type': 'application/json' }, as: 'all', expected })
  const isObject = schema.type === 'object' || schema.properties !== undefined
  return [
    at('no JSON', '{"a":'), at('invalid UTF-8', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d])), at('10 MB', `{"a":"${'x'.repeat(10 * MB)}"}`),
    at('deep nesting', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`), at('a prototype', '{"__proto__":{"admin":true}}'), at('null', 'null'), at('a number', '42', isObject ? 'refused' : 'survives'), at('a list', '[]', isObject ? 'refused' : 'survives'),
    ...(isObject ? [at('an unknown field', JSON.stringify({ ...full, noSuchField: 1 }), schema.additionalProperties === false ? 'refused' : 'survives'), ...(schema.required?.length ? [at('nothing at all', '{}')] : [])] : []),
    ...badFields(schema, full, [], 0).map(({ what, body, expected }) => at(what, JSON.stringify(body), expected)),
  ]
}

interface BadField { what: string; body: unknown; expected: BadRequest['expected'] }

/** Every field, nested ones too, once with each thing that its shape does not allow; the rest of the body fits. */
function badFields(schema: JsonSchema, whole: unknown, path: (string | number)[], depth: number): BadField[] {
  if (depth > 3) return []
  const shape = schema.anyOf || schema.oneOf ? null : schema
  const inner = shape?.properties ? Object.entries(shape.properties).flatMap(([name, property]) => fieldsAt(name, property, shape, whole, path, depth)) : []
  return shape?.items ? [...inner, ...badFields(shape.items, whole, [...path, 0], depth + 1)] : inner
}

function fieldsAt(name: string, property: JsonSchema, parent: JsonSchema, whole: unknown, path: (string | number)[], depth: number): BadField[] {
  const at = [...path, name], label = at.join('.')
  const put = (what: string, value: unknown, expected: BadField['expected'] = 'refused'): BadField => ({ what: `${label}: ${what}`, body: replaceAt(whole, at, value), expected })
  const types = [property.type ?? []].flat(), any = types.length === 0
  const wrong: [string, unknown][] = [['string', 'text'], ['number', 7], ['boolean', true], ['array', [1]], ['object', { a: 1 }]]
  const fits = (type: string) => types.includes(type) || (type === 'number' && types.includes('integer'))
  return [
    ...(any ? wrong.map(([type, value]) => put(`a ${type}`, value, 'survives')) : wrong.filter(([type]) => !fits(type)).map(([type, value]) => put(`a ${type} instead`, value))),
    put('null', null, any || types.includes('null') ? 'survives' : 'refused'),
    ...(parent.required?.includes(name) ? [put('missing', undefined, property.default === undefined ? 'refused' : 'survives')] : []),
    ...(types.includes('string') ? badTexts(property, put) : []),
    ...(fits('number') ? [put('far too big', 1e300, property.maximum === undefined ? 'survives' : 'refused'), put('negative', -1e15, property.minimum === undefined ? 'survives' : 'refused'), ...(types.includes('integer') ? [put('a fraction', 1.5)] : [])] : []),
    ...(types.includes('array') ? [put('too many', Array.from({ length: (property.maxItems ?? 5_000) + 1 }, () => sampleOf(property.items ?? {}, {}, name)), property.maxItems === undefined ? 'survives' : 'refused')] : []),
    ...badFields(property, whole, at, depth + 1),
  ]
}

function badTexts(property: JsonSchema, put: (what: string, value: unknown, expected?: BadField['expected']) => BadField): BadField[] {
  return [
    put('control characters', 'a\u0000\u0007b'), put('a lone surrogate', 'a\ud800b'), put('empty', '', (property.minLength ?? 0) > 0 || property.enum || property.format ? 'refused' : 'survives'),
    put('a megabyte', 'x'.repeat(MB), property.maxLength !== undefined || property.enum || property.format || property.const !== undefined ? 'refused' : 'survives'),
    put('quotes and markup', `'"\\%_;--<script>alert(1)</script>`, property.enum || property.format ? 'refused' : 'survives'),
    ...(property.enum ? [put('not in the list', NEVER)] : []),
    ...(property.format === 'date-time' ? [put('an impossible day', '2025-02-30T00:00:00Z'), put('the year 0', '0000-01-01T00:00:00Z', 'survives'), put('the year 9999', '9999-12-31T23:59:59Z', 'survives')] : []),
  ]
}

function replaceAt(whole: unknown, [step, ...rest]: (string | number)[], value: unknown): unknown {
  if (step === undefined) return value
  const copy: Record<string | number, unknown> = Array.isArray(whole) ? [...whole] as never : { ...(whole as object) }
  if (rest.length === 0 && value === undefined) delete copy[step]
  else copy[step] = replaceAt(copy[step] ?? (typeof rest[0] === 'number' ? [] : {}), rest, value)
  return copy
}
