// Every declared endpoint against every kind of bad input: a refusal in words that says what to do, in both languages, and never a 5xx.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Problem } from '../platform/contract/problem.ts'
import { SYSTEM, type Actor } from '../platform/server/ctx.ts'
import { EVERYWHERE } from '../platform/server/scope.ts'
import { startTestProduct, type TestProduct } from '../platform/server/testing.ts'
import { takesIdempotencyKey } from '../platform/server/openapi/general-problems.ts'
import { badRequests, type BadRequest } from './bad-inputs.ts'
import { httpParts } from './http-parts.ts'
import { modules } from './modules.ts'

let product: TestProduct, everything: Actor
beforeAll(async () => {
  product = await startTestProduct({
    modules, logLevel: 'silent', http: { ...httpParts, authenticate: async (_host, { bearer }) => (bearer === 'all' ? { actor: everything, owes: null } : null) },
  })
  // A real account, so that what refers to it can be written, with every right there is.
  const admin = (await sql<{ id: string; name: string }>`select id, name from access_accounts where email = 'm1@acceptance.test'`.execute(product.host.db)).rows[0]
  everything = { ...SYSTEM, id: admin?.id ?? SYSTEM.id, kind: 'staff', name: admin?.name ?? 'M1', via: 'token', grants: new Map([...product.host.registry.permissions].map((p) => [p, EVERYWHERE])) }
}, 120_000)
afterAll(() => product.stop())

const send = (method: string, bad: BadRequest, language: string) => product.http!.inject({
  method: method as 'GET', url: bad.url, ...(bad.payload === undefined ? {} : { payload: bad.payload }),
  headers: { ...(bad.payload === undefined ? {} : { 'content-type': 'application/json' }), ...(bad.as === 'nobody' ? {} : { authorization: `Bearer ${bad.as}` }), 'accept-language': language, ...bad.headers },
})

/** What is wrong with the answer to a bad request; null when it is as it should be. */
async function faultOf(method: string, bad: BadRequest, language: 'zh-CN' | 'en'): Promise<string | null> {
  const reply = await send(method, bad, language)
  const told = `${bad.what} -> ${reply.statusCode} ${reply.body.slice(0, 200)}`
  if (reply.statusCode >= 500) return told
  if (reply.statusCode < 400) return bad.expected === 'refused' ? told : null
  const problem = Problem.safeParse(JSON.parse(reply.body))
  if (!problem.success || reply.headers['content-type'] !== 'application/problem+json; charset=utf-8') return `no problem document: ${told}`
  const texts = [problem.data.title, problem.data.detail, ...problem.data.errors.map((e) => e.detail)]
  const raw = texts.find((t) => t === '' || /^(problem|field)\.|\{\{|^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(t))
  if (raw !== undefined) return `not in words (${raw}): ${told}`
  // What the sender wrote may be quoted, in whatever language it was.
  return /[\u4e00-\u9fff]/.test(problem.data.detail.replaceAll(/“[^”]*”/g, '')) === (language === 'zh-CN') ? null : `not in ${language}: ${told}`
}

const routes = modules.flatMap((m) => [...(m.routes ?? [])])

describe.each(routes.map((route) => ({ name: `${route.endpoint.method} ${route.endpoint.path}`, route })))('$name', ({ route }) => {
  const { endpoint } = route
  test('refuses bad input in words', async () => {
    const faults: string[] = []
    for (const [i, bad] of badRequests(route).entries()) {
      const fault = await faultOf(endpoint.method, bad, i % 2 ? 'en' : 'zh-CN')
      if (fault) faults.push(fault)
    }
    expect(faults).toEqual([])
  }, 60_000)

  if (takesIdempotencyKey(route)) test('a used Idempotency-Key with another content is refused', async () => {
    const [good] = badRequests(route).filter((b) => b.as === 'nobody')
    const key = `bad-input-${endpoint.path.replaceAll(/[^a-z]/gi, '-')}`.slice(0, 200)
    const post = (payload: string | Buffer | undefined, url: string) => send('POST', { what: '', url, expected: 'survives', as: 'all', ...(payload === undefined ? {} : { payload }), headers: { 'idempotency-key': key } }, 'en')
    const first = await post(good!.payload, good!.url)
    expect(first.statusCode).toBeLessThan(500)
    if (first.statusCode >= 300) return
    const again = await post(good!.payload, good!.url)
    expect([again.statusCode, again.headers['idempotency-replayed']]).toEqual([first.statusCode, 'true'])
    // The same key claimed for another request of this person: kept apart by content.
    await sql`update idempotency_keys set request_hash = '\\x00' where key = ${key}`.execute(product.host.db)
    expect((await post(good!.payload, good!.url)).json().code).toBe('idempotency-other-request')
  })
})

test('the server is well after all of it', async () => {
  expect((await product.http!.inject('/readyz')).json()).toMatchObject({ status: expect.stringMatching(/^(ready|degraded)$/) })
})
