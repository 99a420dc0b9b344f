import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint } from '../../contract/endpoint.ts'
import { PageQuery } from '../../contract/paging.ts'
import { Problem } from '../../contract/problem.ts'
import { Line } from '../../contract/text.ts'
import { SYSTEM, type Actor } from '../ctx.ts'
import { Stale } from '../errors.ts'
import { newId } from '../ids.ts'
import { defineModule, serve } from '../module.ts'
import { EVERYWHERE } from '../scope.ts'
import { settings } from '../settings/module.ts'
import { startTestProduct, type TestProduct } from '../testing.ts'
import { FileReply } from './reply.ts'
import type { Authenticate } from './server.ts'

const Thing = z.object({ id: z.string(), name: z.string(), version: z.number().int() })
let made = 0
const probe = defineModule({
  id: 'probe', needs: [], permissions: ['probe.write'], migrations: null, messages: new URL('../../messages/', import.meta.url),
  routes: [
    serve(endpoint({ method: 'GET', path: '/things', permission: 'signed-in', summary: 'list', query: PageQuery.extend({ tag: z.array(z.string()).or(z.string()).optional() }), reply: z.object({ query: z.unknown() }) }), async (_ctx, { query }) => ({ query })),
    serve(endpoint({ method: 'GET', path: '/things/:id', permission: 'signed-in', summary: 'read', params: z.strictObject({ id: z.string() }), reply: Thing, etag: true }), async (_ctx, { params }) => ({ id: params.id, name: 'a', version: 3 })),
    serve(endpoint({ method: 'POST', path: '/things', permission: 'probe.write', summary: 'make', status: 201, body: z.strictObject({ name: Line(20), count: z.number().int().max(9).optional() }), reply: Thing }), async (_ctx, { body }) => { made++; return { id: newId(), name: body.name, version: 1 } }),
    serve(endpoint({ method: 'PUT', path: '/things/:thingId', permission: 'probe.write', summary: 'change', params: z.strictObject({ thingId: z.string() }), body: z.strictObject({ name: Line(20) }), reply: Thing, etag: true }), async (_ctx, { params, body, ifMatch }) => {
      if (ifMatch !== null && ifMatch !== 3) throw new Stale(3)
      return { id: params.thingId, name: body.name, version: 4 }
    }),
    serve(endpoint({ method: 'POST', path: '/breaks', permission: 'signed-in', summary: 'break' }), async () => { throw new Error('inner detail 4711') }),
    serve(endpoint({ method: 'GET', path: '/file', permission: 'anyone', summary: 'file', kind: 'download' }), async () => new FileReply(Buffer.from('x'), { name: '报告 (1).txt', contentType: 'text/plain' })),
  ],
})

const actor = (kind: 'staff', grants: Actor['grants'], via: Actor['via'] = 'token'): Actor => ({ ...SYSTEM, id: newId(), kind, name: 'Tester', grants, via })
const writer = actor('staff', new Map([['probe.write', EVERYWHERE], ['settings.manage', EVERYWHERE]])), reader = actor('staff', new Map()), browser = actor('staff', writer.grants, 'session')
const authenticate: Authenticate = async (_host, { bearer, session }) => {
  if (session === 'browser') return { actor: browser, owes: null }
  if (bearer === 'owes') return { actor: reader, owes: 'second-factor' }
  return bearer === 'writer' ? { actor: writer, owes: null } : bearer === 'reader' ? { actor: reader, owes: null } : null
}

let product: TestProduct
beforeAll(async () => { product = await startTestProduct({ modules: [settings, probe], http: { authenticate }, workers: false, logLevel: 'silent' }) })
afterAll(() => product.stop())

interface Sent { method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'HEAD'; url: string; payload?: string | Buffer | object; headers?: Record<string, string>; as?: string | null }
const send = ({ method = 'GET', url, payload, headers = {}, as = 'writer' }: Sent) => product.http!.inject({
  method, url: `/api/v1${url}`, ...(payload === undefined ? {} : { payload }), headers: { ...(as ? { authorization: `Bearer ${as}` } : {}), ...(payload === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
})
const problem = (reply: { body: string; headers: Record<string, unknown> }) => {
  expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  const parsed = Problem.parse(JSON.parse(reply.body))
  expect(parsed.title).not.toMatch(/^problem\./)
  expect(parsed.detail).not.toMatch(/^problem\.|\{\{/)
  for (const e of parsed.errors) expect(e.detail).not.toMatch(/^field\.|\{\{/)
  return parsed
}

describe('input', () => {
  test.each<[string, Sent, number, string, string?]>([
    ['invalid UTF-8', { method: 'POST', url: '/things', payload: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]) }, 400, 'malformed', ''],
    ['broken JSON', { method: 'POST', url: '/things', payload: '{"name":' }, 400, 'malformed'],
    ['a NUL in text', { method: 'POST', url: '/things', payload: { name: 'a\u0000b' } }, 400, 'validation', '/name'],
    ['a NUL in a name', { method: 'POST', url: '/things', payload: { name: 'a', 'b\u0000': 1 } }, 400, 'validation', ''],
    ['a lone surrogate', { method: 'POST', url: '/things', payload: '{"name":"\\ud800"}' }, 400, 'validation', '/name'],
    ['deep nesting', { method: 'POST', url: '/things', payload: `{"name":${'['.repeat(200_000)}${']'.repeat(200_000)}}` }, 400, 'validation', ''],
    ['a prototype', { method: 'POST', url: '/things', payload: '{"name":"a","__proto__":{"x":1}}' }, 400, 'validation', ''],
    ['10 MB', { method: 'POST', url: '/things', payload: `{"name":"${'x'.repeat(10_000_000)}"}` }, 413, 'too-large'],
    ['another media type', { method: 'POST', url: '/things', payload: 'name=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415, 'media-type'],
    ['an unknown field', { method: 'POST', url: '/things', payload: { name: 'a', colour: 'red' } }, 400, 'validation', '/colour'],
    ['a missing field', { method: 'POST', url: '/things', payload: {} }, 400, 'validation', '/name'],
    ['a list as body', { method: 'POST', url: '/things', payload: '[]' }, 400, 'validation', ''],
    ['null as body', { method: 'POST', url: '/things', payload: 'null' }, 400, 'validation', ''],
    ['too big a number', { method: 'POST', url: '/things', payload: { name: 'a', count: 10 } }, 400, 'validation', '/count'],
    ['an unknown parameter', { url: '/things?colour=red' }, 400, 'validation', '/query/colour'],
    ['a repeated parameter', { url: '/things?limit=1&limit=2' }, 400, 'validation', '/query/limit'],
    ['a parameter where none is', { url: '/things/1?x=1' }, 400, 'validation', '/query/x'],
    ['a NUL in the query', { url: '/things?cursor=%00' }, 400, 'validation', '/query/cursor'],
    ['broken UTF-8 in the query', { url: '/things?cursor=%ff' }, 400, 'malformed', '/query'],
    ['a NUL in the path', { url: '/things/%00' }, 400, 'validation', '/params/id'],
    ['broken UTF-8 in the path', { url: '/things/%ff' }, 400, 'malformed'],
    ['a path parameter of 10,000 characters', { url: `/things/${'x'.repeat(10_000)}` }, 404, 'not-found'],
    ['a body where none is', { method: 'POST', url: '/breaks', payload: { a: 1 } }, 400, 'validation', ''],
    ['a bad If-Match', { method: 'PUT', url: '/things/1', payload: { name: 'b' }, headers: { 'if-match': 'abc' } }, 400, 'validation', '/headers/If-Match'],
    ['a stale If-Match', { method: 'PUT', url: '/things/1', payload: { name: 'b' }, headers: { 'if-match': '"2"' } }, 412, 'stale'],
    ['an unknown address', { url: '/nowhere' }, 404, 'not-found'],
  ])('%s is refused', async (_what, sent, status, code, pointer) => {
    for (const language of ['zh-CN', 'en']) {
      const reply = await send({ ...sent, headers: { ...sent.headers, 'accept-language': language } })
      expect(reply.statusCode).toBe(status)
      const parsed = problem(reply)
      expect(parsed.code).toBe(code)
      if (pointer !== undefined) expect(parsed.errors[0]?.pointer).toBe(pointer)
      expect(/[\u4e00-\u9fff]/.test(parsed.detail)).toBe(language === 'zh-CN')
    }
  })

  test('a list parameter may repeat, and values are decoded', async () => {
    expect((await send({ url: '/things?tag=%E5%B7%A5%E5%8D%95&tag=b+c&limit=5' })).json()).toEqual({ query: { limit: 5, tag: ['工单', 'b c'] } })
  })

  test('JSON with a byte order mark is read', async () => {
    expect((await send({ method: 'POST', url: '/things', payload: `\ufeff${JSON.stringify({ name: '名' })}` })).statusCode).toBe(201)
  })
})

describe('methods', () => {
  test('HEAD, OPTIONS and 405 with Allow', async () => {
    const head = await send({ method: 'HEAD', url: '/things/1' })
    expect([head.statusCode, head.body]).toEqual([200, ''])
    const options = await send({ method: 'OPTIONS', url: '/things/1', as: null })
    expect([options.statusCode, options.headers.allow]).toEqual([204, 'GET, PUT, HEAD, OPTIONS'])
    const refused = await send({ method: 'DELETE', url: '/things/1', as: null })
    expect([refused.statusCode, refused.headers.allow, problem(refused).code]).toEqual([405, 'GET, PUT, HEAD, OPTIONS', 'method-not-allowed'])
  })
})

describe('who may', () => {
  test('signed out, second factor due, and no right are told apart, before the input is read', async () => {
    const bad = { method: 'POST', url: '/things', payload: { nonsense: true } } as const
    expect(problem(await send({ ...bad, as: null }))).toMatchObject({ status: 401, code: 'signed-out' })
    expect(problem(await send({ ...bad, as: 'expired' }))).toMatchObject({ status: 401, code: 'signed-out' })
    expect(problem(await send({ ...bad, as: 'owes' }))).toMatchObject({ status: 403, code: 'owes-second-factor' })
    expect(problem(await send({ ...bad, as: 'reader' }))).toMatchObject({ status: 403, code: 'forbidden' })
  })

  test('a cookie does not suffice for a write that another site started', async () => {
    const write = (headers: Record<string, string>) => send({ method: 'POST', url: '/things', payload: { name: 'a' }, as: null, headers: { cookie: 'houyuan=browser', ...headers } })
    expect((await write({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
    expect((await write({ origin: 'https://evil.example' })).statusCode).toBe(403)
    expect((await write({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(201)
    expect((await write({ origin: product.config.publicUrl })).statusCode).toBe(201)
  })
})

describe('answers', () => {
  test('every answer carries the security headers', async () => {
    for (const reply of [await send({ url: '/things' }), await send({ url: '/nowhere' })]) {
      expect(reply.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin' })
      expect(reply.headers['content-security-policy']).toContain("default-src 'none'")
      expect(reply.headers['x-request-id']).toBeTruthy()
    }
  })

  test('a versioned record has its version as tag, other reads a content tag that answers 304', async () => {
    expect((await send({ url: '/things/1' })).headers.etag).toBe('"3"')
    const first = await send({ url: '/things' })
    const again = await send({ url: '/things', headers: { 'if-none-match': String(first.headers.etag) } })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })

  test('an unexpected error tells nothing of the inside', async () => {
    const reply = await send({ method: 'POST', url: '/breaks' })
    expect(problem(reply)).toMatchObject({ status: 500, code: 'internal' })
    expect(reply.body).not.toContain('4711')
  })

  test('a download keeps its Chinese name', async () => {
    expect((await send({ url: '/file', as: null })).headers['content-disposition']).toBe("attachment; filename=\"__ (1).txt\"; filename*=UTF-8''%E6%8A%A5%E5%91%8A%20%281%29.txt")
  })
})

describe('idempotency', () => {
  test('the same key does a thing once and answers the same; another body is refused', async () => {
    const before = made
    const post = (name: string, key: string) => send({ method: 'POST', url: '/things', payload: { name }, headers: { 'idempotency-key': key } })
    const [a, b, c] = await Promise.all([post('one', 'k1'), post('one', 'k1'), post('one', 'k1')])
    expect(new Set([a.json().id, b.json().id, c.json().id]).size).toBe(1)
    expect([a, b, c].filter((r) => r.headers['idempotency-replayed'] === 'true')).toHaveLength(2)
    expect(made).toBe(before + 1)
    expect(problem(await post('two', 'k1'))).toMatchObject({ status: 409, code: 'idempotency-other-request' })
    expect(problem(await post('one', 'has space'))).toMatchObject({ status: 400 })
  })

  test('a refused request leaves the key free', async () => {
    const post = (payload: object) => send({ method: 'POST', url: '/things', payload, headers: { 'idempotency-key': 'k2' } })
    expect((await post({})).statusCode).toBe(400)
    expect((await post({ name: 'now' })).statusCode).toBe(201)
  })
})

describe('limits', () => {
  test('requests are counted per account, and refused over the limit until the minute is over', async () => {
    const first = await send({ url: '/things', as: 'reader' })
    expect(first.headers).toMatchObject({ 'ratelimit-limit': '20000' })
    expect(Number(first.headers['ratelimit-reset'])).toBeLessThanOrEqual(60)
    expect((await send({ method: 'PUT', url: '/settings/limits.account-per-minute', payload: { value: 60 } })).statusCode).toBe(200)
    let refused = null
    for (let i = 0; i < 140 && !refused; i++) {
      const reply = await send({ url: '/things', as: 'reader' })
      if (reply.statusCode === 429) refused = reply
      // The new limit is read in the background.
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    expect(problem(refused!)).toMatchObject({ code: 'rate-limited' })
    expect(Number(refused!.headers['retry-after'])).toBeGreaterThan(0)
  })
})
