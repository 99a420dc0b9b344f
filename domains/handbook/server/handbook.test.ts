// The register over HTTP: the tree, one clause, who sees what, and what a person changes.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessModule } from '../../../platform/server/access/module.ts'
import { authenticate } from '../../../platform/server/access/public.ts'
import { SYSTEM } from '../../../platform/server/ctx.ts'
import { files } from '../../../platform/server/files/module.ts'
import { mail } from '../../../platform/server/mail/module.ts'
import { settings } from '../../../platform/server/settings/module.ts'
import { startTestProduct, type TestProduct } from '../../../platform/server/testing.ts'
import { knowledge } from '../../knowledge/module.ts'
import { org } from '../../org/module.ts'
import { handbook } from '../module.ts'
import { listClauses } from './clauses/list-clauses.ts'
import { seedClauses } from './clauses/seed-clauses.ts'
import { showClause } from './clauses/show-clause.ts'

let product: TestProduct
beforeAll(async () => { product = await startTestProduct({ modules: [accessModule, settings, files, mail, org, handbook, knowledge], http: { authenticate } }) })
afterAll(() => product.stop())

async function send(who: string, method: 'GET' | 'PATCH', path: string, body?: object, headers: Record<string, string> = {}): Promise<{ status: number; body: any; etag: unknown }> {
  const reply = await product.http!.inject({ method, url: `/api/v1/handbook${path}`, headers: { authorization: `Bearer acceptance-${who}`, 'accept-language': 'zh-CN', ...headers }, ...(body ? { payload: body } : {}) })
  return { status: reply.statusCode, body: JSON.parse(reply.body), etag: reply.headers.etag }
}
const numbers = async (q: string): Promise<string[]> => (await send('a1', 'GET', `/clauses?q=${encodeURIComponent(q)}`)).body.items.map((c: { number: string }) => c.number)

test('R0-1 eight chapters with four sections each, in reading order', async () => {
  const { items, nextCursor } = (await send('a1', 'GET', '/clauses')).body
  expect(nextCursor).toBeNull()
  const sections = items.filter((c: any) => c.kind === 'section').map((c: any) => c.number)
  expect(sections).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'].flatMap((n) => [1, 2, 3, 4].map((s) => `${n}.${s}`)))
  expect(items.filter((c: any) => c.kind === 'chapter')).toHaveLength(8)
  for (const c of items) expect(c.kind === 'chapter' ? c.parent === null : items.some((p: any) => p.number === c.parent), c.number).toBe(true)
  expect(items.map((c: any) => c.number).indexOf('3.3-1')).toBe(items.map((c: any) => c.number).indexOf('3.3') + 1)
})

test('B-33 B-35 chapter 7 is found by both its titles, a number finds what stands below it', async () => {
  expect(await numbers('系统维护与系统升级管理')).toEqual(['7'])
  expect(await numbers('技术支持与系统维护')).toEqual(['7'])
  expect(await numbers('§3.3')).toEqual(['3.3', '3.3-1', '3.3-2', '3.3-3'])
  expect(await numbers('repair minor')).toEqual(['7.2'])
  expect(await numbers('没有这样的条款')).toEqual([])
})

test('a clause names its limits, jobs, screens, rulings and its place', async () => {
  const { status, body } = await send('a1', 'GET', '/clauses/3.3')
  expect(status).toBe(200)
  expect(body).toMatchObject({ number: '3.3', title: '技术问题处理时限与反馈要求', path: [{ number: '3' }], children: [{ number: '3.3-1' }, { number: '3.3-2' }, { number: '3.3-3' }], owner: { role: 'lead', name: '组长' }, editable: false })
  expect(body.policies.map((p: any) => p.code)).toEqual(['POL-3.3', 'POL-3.3-POST'])
  expect(body.policies[0].limits).toContainEqual({ row: 'A14', clause: '§3.3-2', level: 'A', scope: 'A 类（高）', kind: 'resolution', printed: 'PT48H', from: null, decision: null, enforced: false })
  expect(body.jobs.map((j: any) => j.code)).toEqual(['J-01', 'J-02', 'J-03'])
  expect(body.requirements).toHaveLength(10)
  expect((await send('a1', 'GET', '/clauses/%C2%A73.3-1')).body).toMatchObject({ number: '3.3-1', path: [{ number: '3' }, { number: '3.3' }], requirements: ['R3.3-1', 'R3.3-2', 'R3.3-3'] })
})

test('status follows from what this installation has: without cases and sla nothing of 3.3 is carried out', async () => {
  expect((await send('a1', 'GET', '/clauses/3.3')).body).toMatchObject({ status: 'not-started', screens: [{ id: 'cases', exists: false }, { id: 'portal-cases', exists: false }], policies: [{ exists: false }, { exists: false }] })
  expect((await send('a1', 'GET', '/clauses/1.1')).body).toMatchObject({ status: 'in-part' })
  expect((await send('a1', 'GET', '/clauses/4.3')).body).toMatchObject({ status: 'in-part', parts: [{ id: 'knowledge', exists: true }, { id: 'training', exists: false }, { id: 'feedback', exists: false }] })
  expect((await send('a1', 'GET', '/clauses/8.2')).body).toMatchObject({ status: 'text-missing', textMissing: true, text: null })
})

test('B-34 lost words are marked as reconstructed', async () => {
  expect((await send('a1', 'GET', '/clauses/4.4')).body.reconstructed).toEqual([{ printed: '企业', read: '企业微信', decision: 'B-34', status: 'reconstructed' }])
  expect((await send('a1', 'GET', '/clauses/5.4')).body.reconstructed).toMatchObject([{ read: '微信', status: 'reconstructed' }])
})

test('internal users and customers read titles and summaries, nothing else', async () => {
  const seen = (await send('u1', 'GET', '/clauses/3.3-1')).body
  expect(seen).toMatchObject({ title: '响应时限', status: null, owner: null, policies: [], jobs: [], screens: [], parts: [], requirements: [], decisions: [], text: null, editable: false })
  expect(seen.summary).toContain('1 小时')
  expect((await send('u1', 'GET', '/clauses')).body.items.every((c: any) => c.status === null && c.owner === null)).toBe(true)
  expect((await send('u1', 'GET', '/standards')).status).toBe(403)
  expect((await send('u1', 'GET', '/benchmarks')).status).toBe(403)
})

test('S-115 an account without any role finds the list empty and no clause', async () => {
  const nobody = { ...SYSTEM, kind: 'staff' as const }
  expect(await product.host.transaction(nobody, (ctx) => listClauses(ctx, ''))).toEqual({ items: [], nextCursor: null })
  await expect(product.host.transaction(nobody, (ctx) => showClause(ctx, '3.3'))).rejects.toMatchObject({ status: 404 })
})

test('unknown and malformed numbers are refused', async () => {
  expect((await send('a1', 'GET', '/clauses/9.9')).status).toBe(404)
  expect(await send('a1', 'GET', '/clauses/abc')).toMatchObject({ status: 400, body: { errors: [{ pointer: '/params/number', code: 'handbook.number', detail: expect.stringContaining('3.3-1') }] } })
})

test('only headquarters changes a clause, against the version that was read, and the seed keeps it', async () => {
  const before = await send('h1', 'GET', '/clauses/2.3')
  expect(before.body.editable).toBe(true)
  expect((await send('r1', 'PATCH', '/clauses/2.3', { owner: 'lead' })).status).toBe(403)
  expect((await send('h1', 'PATCH', '/clauses/2.3', { owner: 'king' })).body).toMatchObject({ status: 400, errors: [{ pointer: '/owner', code: 'handbook.unknown-role' }] })
  expect((await send('h1', 'PATCH', '/clauses/2.3', { title: '新' })).status).toBe(400)
  const changed = await send('h1', 'PATCH', '/clauses/2.3', { summaryZh: '按季度考核。', owner: 'hq-manager', reason: '口径统一' }, { 'if-match': String(before.etag) })
  expect(changed.body).toMatchObject({ summary: '按季度考核。', owner: { role: 'hq-manager' }, version: before.body.version + 1 })
  expect((await send('h1', 'PATCH', '/clauses/2.3', { owner: 'qa' }, { 'if-match': String(before.etag) })).status).toBe(412)
  await product.host.transaction(SYSTEM, (ctx) => seedClauses(ctx))
  expect((await send('h1', 'GET', '/clauses/2.3')).body).toMatchObject({ summary: '按季度考核。', owner: { role: 'hq-manager' }, version: before.body.version + 1 })
  const told = await product.host.pool.query("select changes, reason, actor_name from event_log where name = 'handbook.clause-changed@1'")
  expect(told.rows).toHaveLength(1)
  expect(told.rows[0]).toMatchObject({ reason: '口径统一', changes: { owner: { from: 'qa', to: 'hq-manager' } } })
})

test('B-35 the text that the source lacks can be entered, and taken out again', async () => {
  expect((await send('h1', 'PATCH', '/clauses/8.3', { text: '一、工程师职责……' })).body).toMatchObject({ text: '一、工程师职责……', status: 'in-part', textMissing: true })
  expect((await send('u1', 'GET', '/clauses/8.3')).body.text).toBeNull()
  expect((await send('h1', 'PATCH', '/clauses/8.3', { text: null })).body).toMatchObject({ text: null, status: 'text-missing' })
})

test('R0-3 R8.4-1 standards and figures are given as printed, in both languages', async () => {
  const standards = (await send('u9', 'GET', '/standards')).body.items
  expect(standards.every((s: any) => s.status === 'as-printed')).toBe(true)
  expect(standards.find((s: any) => s.number === 'GB/T36132-2018' && s.citedAt.includes('§4.1')).conflictsWith).toEqual([{ title: '中国信息技术服务标准', citedAt: ['§4.2'] }])
  const figures = (await send('q1', 'GET', '/benchmarks', undefined, { 'accept-language': 'en' })).body.items
  expect(new Set(figures.map((b: any) => b.code)).size).toBe(13)
  expect(figures.filter((b: any) => b.figure === '92.3' || b.figure === '94.7').map((b: any) => b.code)).toEqual(['BM-03', 'BM-04', 'BM-05', 'BM-06'])
  expect(figures.every((b: any) => b.note === 'As printed, not verified')).toBe(true)
})
