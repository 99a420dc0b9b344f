// Articles and case records over HTTP.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessModule } from '../../../platform/server/access/module.ts'
import { authenticate } from '../../../platform/server/access/public.ts'
import { SYSTEM } from '../../../platform/server/ctx.ts'
import { files } from '../../../platform/server/files/module.ts'
import { mail } from '../../../platform/server/mail/module.ts'
import { settings } from '../../../platform/server/settings/module.ts'
import { startTestProduct, type TestProduct } from '../../../platform/server/testing.ts'
import { org } from '../../org/module.ts'
import type { RecordParts } from '../contract/case-record.ts'
import { knowledge } from '../module.ts'
import { completeCaseRecord, draftCaseRecord, editCaseRecord, reopenCaseRecord } from '../public.ts'
import { nextLabel } from './articles/write-article.ts'
import { articleSearch } from './search-sources.ts'
import { missingParts } from './records/missing-parts.ts'

let product: TestProduct
beforeAll(async () => { product = await startTestProduct({ modules: [accessModule, settings, files, mail, org, knowledge], http: { authenticate } }) })
afterAll(() => product.stop())

async function send(who: string, method: 'GET' | 'POST' | 'PATCH', path: string, body?: object, headers: Record<string, string> = {}): Promise<{ status: number; body: any; etag: unknown }> {
  const reply = await product.http!.inject({ method, url: `/api/v1${path}`, headers: { authorization: `Bearer acceptance-${who}`, 'accept-language': 'en', ...headers }, ...(body ? { payload: body } : {}) })
  return { status: reply.statusCode, body: JSON.parse(reply.body), etag: reply.headers.etag }
}
const article = { title: '数据库连接异常处理', type: 'fault-guide', body: '## 现象\n报错“无法获得连接”', audience: 'staff' }
const found = (id: string) => product.host.transaction(SYSTEM, async (ctx) => articleSearch.document(ctx, { data: { articleId: id } } as never))

test('S-119 the newest published version is what readers and the search see; older ones open by number', async () => {
  const made = await send('a1', 'POST', '/articles', article)
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({ state: 'draft', versionLabel: null, author: { name: '陈安' }, publishable: false, editable: true })
  expect(made.body.number).toMatch(/^KB-\d{4,}$/)
  const { id } = made.body
  expect((await send('u1', 'GET', `/articles/${id}`)).status).toBe(404)
  expect(await found(id)).toEqual({ kind: 'article', id, gone: true })
  const first = await send('k1', 'POST', `/articles/${id}/publish`, {})
  expect(first.body).toMatchObject({ state: 'published', versionLabel: '1.0', reviewer: { name: '康知' } })
  expect((await send('k1', 'PATCH', `/articles/${id}`, { body: '## 现象\n连接池耗尽', changeNote: '补充' })).body).toMatchObject({ state: 'published', hasDraft: true, versionLabel: null })
  expect((await send('q1', 'GET', `/articles/${id}`)).body).toMatchObject({ versionLabel: '1.0', hasDraft: false })
  expect((await send('h1', 'POST', `/articles/${id}/publish`, {})).body.versionLabel).toBe('1.1')
  expect((await send('q1', 'GET', `/articles/${id}`)).body.body).toContain('连接池')
  expect((await send('q1', 'GET', `/articles/${id}?v=1.0`)).body.body).toContain('无法获得连接')
  expect((await send('q1', 'GET', `/articles/${id}?v=9.9`)).status).toBe(404)
  expect((await send('q1', 'GET', `/articles/${id}/versions`)).body.items.map((v: { versionLabel: string }) => v.versionLabel)).toEqual(['1.1', '1.0'])
  expect(await found(id)).toMatchObject({ title: '数据库连接异常处理', text: expect.stringContaining('连接池') })
})

test('authors do not publish their own drafts (§4.3), and nobody without the right does', async () => {
  const { id } = (await send('k1', 'POST', '/articles', article)).body
  expect((await send('k1', 'POST', `/articles/${id}/publish`, {})).body).toMatchObject({ code: 'article-own-draft', errors: [{ clause: '§4.3' }] })
  expect((await send('a1', 'POST', `/articles/${id}/publish`, {})).status).toBe(403)
  expect((await send('h1', 'POST', `/articles/${id}/publish`, {})).status).toBe(200)
  expect((await send('h1', 'POST', `/articles/${id}/publish`, {})).body.code).toBe('article-no-draft')
})

test('two people cannot save over each other; an article out of use is kept and not changed', async () => {
  const made = await send('a1', 'POST', '/articles', article)
  expect((await send('a1', 'PATCH', `/articles/${made.body.id}`, { title: '甲' }, { 'if-match': String(made.etag) })).status).toBe(200)
  expect((await send('a2', 'PATCH', `/articles/${made.body.id}`, { title: '乙' }, { 'if-match': String(made.etag) })).status).toBe(412)
  expect((await send('k1', 'POST', `/articles/${made.body.id}/archive`, { reason: '过时' })).body.state).toBe('archived')
  expect((await send('a1', 'PATCH', `/articles/${made.body.id}`, { title: '丙' })).body.code).toBe('article-archived')
})

test('customers and internal users read what is public and published, and nothing else', async () => {
  const open = (await send('a1', 'POST', '/articles', { ...article, title: '如何重置密码', audience: 'public', type: 'faq' })).body, inside = (await send('a1', 'POST', '/articles', article)).body
  for (const a of [open, inside]) await send('k1', 'POST', `/articles/${a.id}/publish`, {})
  const listed = (await send('u1', 'GET', '/articles?limit=200')).body.items as { id: string; audience: string }[]
  expect(listed.map((a) => a.id)).toContain(open.id)
  expect(listed.every((a) => a.audience === 'public')).toBe(true)
  expect((await send('u1', 'GET', `/articles/${inside.id}`)).status).toBe(404)
  expect((await send('u1', 'GET', '/case-records')).body.items).toEqual([])
})

test('lists are paged by key, filtered, and searched by title or number', async () => {
  const all = (await send('a1', 'GET', '/articles?limit=200')).body.items as { id: string }[]
  const paged: string[] = []
  for (let cursor: string | null = '', n = 0; cursor !== null && n < 20; n++) {
    const page = (await send('a1', 'GET', `/articles?limit=2${cursor ? `&cursor=${cursor}` : ''}`)).body as { items: { id: string }[]; nextCursor: string | null }
    paged.push(...page.items.map((a) => a.id))
    cursor = page.nextCursor
  }
  expect(paged).toEqual(all.map((a) => a.id))
  expect((await send('a1', 'GET', `/articles?q=${encodeURIComponent('重置')}`)).body.items).toHaveLength(1)
  expect((await send('a1', 'GET', `/articles?q=${encodeURIComponent('%')}`)).body.items).toEqual([])
  expect((await send('a1', 'GET', '/articles?type=nosuch')).status).toBe(400)
})

const parts: RecordParts = {
  description: { symptom: '转圈', occurredAt: '2025-03-03T01:00:00.000Z', impact: '一人' }, process: { diagnosis: '索引', solution: '重建', verification: '通过' }, result: { solved: true, userFeedback: '好' },
  handling: { handlers: [{ id: null, name: '陈安', role: 'handler', from: null, until: null }], startedAt: '2025-03-03T01:00:00.000Z', endedAt: '2025-03-03T02:00:00.000Z' }, classification: { problemClass: '系统故障', priority: '一般' },
}
const CASE = '01900000-0000-7000-8000-00000000ca5e'

test('S-056 each of the five parts is missed by name', () => {
  expect(missingParts(parts)).toEqual([])
  expect(missingParts({ ...parts, handling: { ...parts.handling, handlers: [] }, process: { diagnosis: '', solution: ' ', verification: '' } })).toEqual(['process.diagnosis', 'process.solution', 'process.verification', 'handling.handlers'])
  expect(missingParts({ ...parts, result: { solved: null, userFeedback: '' }, description: { symptom: '', occurredAt: null, impact: '' }, classification: { problemClass: '', priority: '' } })).toHaveLength(7)
})

test('a record is drafted, completed, archived with its own copy, and archived again after a reopening', async () => {
  const work = <T>(run: Parameters<typeof product.host.transaction<T>>[1]) => product.host.transaction(SYSTEM, run)
  const draft = await work((ctx) => draftCaseRecord(ctx, { caseId: CASE, number: 'HY-250303-0001', title: '转圈', parts: { ...parts, result: { solved: null, userFeedback: '' } }, unitId: null, customerId: null }))
  expect(draft).toMatchObject({ state: 'draft', missing: ['result.solved', 'result.userFeedback'], edition: 0 })
  await expect(work((ctx) => completeCaseRecord(ctx, CASE))).rejects.toMatchObject({ code: 'case-record-incomplete', errors: [{ code: 'case.record.result.solved', clause: '§3.4-3' }, { code: 'case.record.result.userFeedback' }] })
  expect(await work((ctx) => editCaseRecord(ctx, CASE, { result: parts.result }))).toMatchObject({ state: 'complete', missing: [] })
  expect(await work((ctx) => completeCaseRecord(ctx, CASE))).toMatchObject({ state: 'archived', edition: 1 })
  await expect(work((ctx) => editCaseRecord(ctx, CASE, { result: parts.result }))).rejects.toMatchObject({ code: 'case-archived' })
  await work((ctx) => reopenCaseRecord(ctx, CASE))
  await work((ctx) => editCaseRecord(ctx, CASE, { process: { ...parts.process, solution: '换盘' } }))
  expect(await work((ctx) => completeCaseRecord(ctx, CASE))).toMatchObject({ edition: 2 })
  expect((await send('k1', 'GET', '/case-records')).body.items[0]).toMatchObject({ caseId: CASE, edition: 2 })
  expect((await send('a1', 'GET', '/case-records')).status).toBe(200)
})

test('a record that needs a clearance is listed for nobody without it', async () => {
  await product.host.transaction(SYSTEM, (ctx) => draftCaseRecord(ctx, { caseId: CASE.replace('ca5e', 'ca5f'), number: 'HY-250303-0002', title: '泄露', parts, unitId: null, customerId: null, clearance: 'knowledge.archive' }))
  const numbers = async (who: string) => (await send(who, 'GET', '/case-records')).body.items.map((r: { number: string }) => r.number)
  expect(await numbers('a1')).not.toContain('HY-250303-0002')
  expect(await numbers('k1')).toContain('HY-250303-0002')
})

test('labels rise by one', () => {
  expect(nextLabel(null, false)).toEqual({ major: 1, minor: 0 })
  expect(nextLabel({ major: 1, minor: 9 }, false)).toEqual({ major: 1, minor: 10 })
  expect(nextLabel({ major: 1, minor: 9 }, true)).toEqual({ major: 2, minor: 0 })
})
