import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint } from '../../contract/endpoint.ts'
import { Id } from '../../contract/ids.ts'
import { PageQuery, pageOf } from '../../contract/paging.ts'
import { Email, Line, Phone } from '../../contract/text.ts'
import { Moment, Span } from '../../contract/time.ts'
import { loadMessages } from '../i18n.ts'
import { defineModule, serve } from '../module.ts'
import { settings } from '../settings/module.ts'
import { buildOpenApi } from './build-openapi.ts'
import { sampleOf } from './json-sample.ts'
import { schemaOf } from './json-schema.ts'
import { operationId, type Json } from './operation.ts'

interface Tree { children: Tree[] }
const Tree: z.ZodType<Tree> = z.object({ children: z.array(z.lazy(() => Tree)) })
const Thing = z.object({ id: Id, name: z.string(), at: Moment, wait: Span.nullable(), version: z.number().int() })
const NewThing = z.strictObject({ name: Line(20), email: Email.optional(), kind: z.enum(['a', 'b']), count: z.number().int().optional() })
const list = endpoint({ method: 'GET', path: '/things', permission: 'things.read', summary: 'List', query: PageQuery, reply: pageOf(Thing) })
const make = endpoint({ method: 'POST', path: '/things', permission: 'things.write', summary: 'Make', status: 201, body: NewThing, reply: Thing, errors: ['things.taken', '403 things.locked'] })
const change = endpoint({ method: 'PUT', path: '/things/:thingId', permission: 'things.write', summary: 'Change', params: z.strictObject({ thingId: Id }), body: NewThing, reply: Thing, etag: true })
const tree = endpoint({ method: 'GET', path: '/trees', permission: 'anyone', summary: 'Tree', reply: z.object({ root: Tree }) })
const never = async () => { throw new Error('not called') }
const probe = defineModule({ id: 'probe', needs: [], permissions: [], migrations: null, messages: new URL('../../messages/', import.meta.url), routes: [serve(list, never), serve(make, never), serve(change, never), serve(tree, never)] })

let document: Json, text = ''
beforeAll(() => { loadMessages([settings, probe]); document = buildOpenApi([settings, probe]); text = JSON.stringify(document) })
const operation = (path: string, method: string) => (document['paths'] as Record<string, Record<string, any>>)[path]![method]!
const components = () => document['components'] as Record<string, Record<string, any>>

const response = (of: any, status: string) => components()['responses']![of.responses[status].$ref.split('/').at(-1)]

describe('the document', () => {
  test('every reference leads somewhere', () => {
    const refs = [...text.matchAll(/"\$ref":"(#[^"]*)"/g)].map(([, ref]) => ref!)
    expect(refs.length).toBeGreaterThan(20)
    for (const ref of refs) expect(ref.slice(2).split('/').reduce<any>((at, step) => at?.[step], document), ref).toBeDefined()
  })

  test('is the same every time', () => { expect(JSON.stringify(buildOpenApi([settings, probe]))).toBe(text) })

  test('says permission, parameters, headers, body and reply of an operation', () => {
    const post = operation('/api/v1/things', 'post')
    expect(post).toMatchObject({ operationId: 'postThings', 'x-permission': 'things.write', security: [{ bearer: [] }, { cookie: [] }] })
    expect(post.parameters.map((p: Json) => p['$ref'])).toContain('#/components/parameters/IdempotencyKey')
    expect(post.requestBody.content['application/json'].schema).toMatchObject({ $ref: expect.stringContaining('#/components/schemas/') })
    expect(Object.keys(post.responses)).toEqual(expect.arrayContaining(['201', '400', '401', '403', '409', '413', '415', '429', '500', '503']))
    const put = operation('/api/v1/things/{thingId}', 'put')
    expect(response(put, '412').description).toContain('stale')
    expect(put.responses['200'].headers.ETag).toBeTruthy()
    const get = operation('/api/v1/things', 'get')
    expect(get.parameters.filter((p: Json) => p['in'] === 'query').map((p: Json) => p['name'])).toEqual(['limit', 'cursor'])
  })

  test('every error has its code and an example in words', () => {
    const refusals = response(operation('/api/v1/things', 'post'), '409').content['application/problem+json']
    expect(refusals.schema.allOf[1].properties.code.enum).toEqual(['idempotency-in-progress', 'idempotency-other-request', 'things.taken'])
    expect(response(operation('/api/v1/things', 'post'), '403').description).toContain('things.locked')
    expect(components()['examples']!['problem-stale'].value).toMatchObject({ code: 'stale', status: 412, title: '内容已被他人修改' })
  })

  test('shapes used twice are written once', () => {
    expect(Object.keys(components()['schemas']!)).toEqual(expect.arrayContaining(['Problem', 'GetThingsReplyItemsItem']))
  })
})

describe('samples', () => {
  test.each<[string, z.ZodType]>([
    ['text', z.strictObject({ a: Line(5), b: Email, c: Phone, d: z.string().min(30).max(40), e: z.string().regex(/^§[1-8](\.\d+)*$/) })],
    ['numbers', z.object({ a: z.number().int().min(3).max(9), b: z.number().positive(), c: z.number().max(-2), d: z.number().multipleOf(5).min(7) })],
    ['times', z.object({ at: Moment, span: Span, id: Id, day: z.iso.date() })],
    ['choices', z.object({ a: z.enum(['x', 'y']), b: z.discriminatedUnion('k', [z.object({ k: z.literal('p'), v: Line(3) }), z.object({ k: z.literal('q') })]), c: z.string().nullable(), d: z.tuple([Line(2), z.number()]) })],
    ['lists', z.object({ a: z.array(z.object({ n: Line(9) })).min(2), b: z.record(z.string(), z.number()), c: z.array(Id).max(0) })],
    ['a body of the probe', NewThing],
  ])('%s fit their schema', (_what, shape) => {
    expect(shape.safeParse(sampleOf(schemaOf(shape, 'input'), { optional: true })).error).toBeUndefined()
  })
})

test('operation ids are made of method and address', () => { expect([operationId(list), operationId(change)]).toEqual(['getThings', 'putThingsByThingId']) })
