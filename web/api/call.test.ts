import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { endpoint } from '../../platform/contract/endpoint.ts'
import { serverNow } from '../design/server-clock.ts'
import { addressOf, call } from './call.ts'
import { ApiProblem, fieldErrors } from './problem.ts'
import { reachability } from './reachability.ts'

const getCase = endpoint({ method: 'GET', path: '/cases/:id', permission: 'cases.read', summary: '', params: z.object({ id: z.string() }), query: z.object({ view: z.string(), tag: z.array(z.string()) }), reply: z.object({ id: z.string() }) })
const openCase = endpoint({ method: 'POST', path: '/cases', permission: 'cases.open', summary: '', body: z.object({ title: z.string() }), reply: z.object({ id: z.string() }), status: 201 })

const asked: { url: string; init: RequestInit }[] = []
let answer: () => Response | Promise<Response>
const json = (status: number, body: unknown, headers: Record<string, string> = {}) => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })

beforeEach(() => {
  asked.length = 0
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => { asked.push({ url, init }); return Promise.resolve().then(() => answer()) })
})
afterEach(() => { vi.unstubAllGlobals() })

describe('call', () => {
  it('fills the address from the contract', () => {
    expect(addressOf(getCase, { params: { id: 'HY 1/2' }, query: { view: 'mine', tag: ['a', 'b'], other: undefined } })).toBe('/api/v1/cases/HY%201%2F2?view=mine&tag=a&tag=b')
    expect(() => addressOf(getCase, { params: {} })).toThrow('needs id')
  })

  it('sends language, origin and a fresh idempotency key with every POST', async () => {
    answer = () => json(201, { id: '1' })
    await call(openCase, { body: { title: 'x' } })
    await call(openCase, { body: { title: 'x' }, idempotencyKey: 'own', ifMatch: 3 })
    const [first, second] = asked.map((one) => one.init.headers as Headers)
    expect(first!.get('accept-language')).toBe('zh-CN')
    expect(first!.get('x-requested-with')).toBe('houyuan')
    expect(first!.get('idempotency-key')).toMatch(/^[0-9a-f]{32}$/)
    expect([second!.get('idempotency-key'), second!.get('if-match')]).toEqual(['own', '"3"'])
    expect(asked[0]!.init.body).toBe('{"title":"x"}')
  })

  it('turns a refusal into a problem with pointers', async () => {
    answer = () => json(400, { type: '/problems/validation', title: '标题缺失', status: 400, detail: '补齐后重试。', code: 'validation', errors: [{ pointer: '/title', code: 'text.empty', detail: '写一句话。' }] })
    const problem = await call(openCase, { body: { title: '' } }).catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(ApiProblem)
    expect(problem).toMatchObject({ status: 400, code: 'validation', passing: false })
    expect(fieldErrors(problem as ApiProblem, '/title')).toHaveLength(1)
    expect(fieldErrors(problem as ApiProblem, '/body')).toEqual([])
  })

  it('reads a gateway page as a passing problem and remembers how long to wait', async () => {
    answer = () => new Response('<html>bad gateway</html>', { status: 502, headers: { 'retry-after': '7' } })
    await expect(call(getCase, { params: { id: '1' } })).rejects.toMatchObject({ status: 502, code: 'unreadable', passing: true, retryAfter: 7 })
  })

  it('says that nobody answered, and notices when someone does again', async () => {
    answer = () => { throw new TypeError('fetch failed') }
    await expect(call(getCase, { params: { id: '1' } })).rejects.toMatchObject({ status: 0, offline: true })
    expect(reachability().online).toBe(false)
    answer = () => json(200, { id: '1' })
    await call(getCase, { params: { id: '1' } })
    expect(reachability().online).toBe(true)
  })

  it('goes by the time of the server, frozen under the test clock', async () => {
    answer = () => json(200, { id: '1' }, { 'x-houyuan-now': '2025-03-03T01:00:00.000Z;frozen' })
    await call(getCase, { params: { id: '1' } })
    expect(new Date(serverNow()).toISOString()).toBe('2025-03-03T01:00:00.000Z')
    answer = () => json(200, { id: '1' }, { 'x-houyuan-now': '2025-03-03T09:30:00.000Z' })
    await call(getCase, { params: { id: '1' } })
    expect(Math.abs(serverNow() - Date.parse('2025-03-03T09:30:00Z'))).toBeLessThan(1000)
  })
})
