// Acts on many cases, kept views and exports over HTTP.
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCase, caseIn, startCaseProduct, type CaseProduct } from '../../testing.ts'
import { columnName } from '../exporting/write-xlsx.ts'

let p: CaseProduct
beforeAll(async () => { p = await startCaseProduct() }, 60_000)
afterAll(() => p.stop())

const open = async (who = 'c1', more: object = {}) => (await p.send(who, 'POST', '/cases', aCase(more))).body
const get = async (id: string, who = 'l1') => (await p.send(who, 'GET', `/cases/${id}`)).body
const ordered = async (who: string, cases: object, act: object) => (await p.send(who, 'POST', '/cases/bulk', { cases, act }))
/** The order as it stands when it is worked off. */
async function ended(who: string, id: string): Promise<any> {
  for (let i = 0; i < 300; i++) {
    const bulk = (await p.send(who, 'GET', `/cases/bulk/${id}`)).body
    if (bulk.state === 'done' || bulk.state === 'undone') return bulk
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('the bulk act does not end')
}
const work = async (who: string, cases: object, act: object) => { const reply = await ordered(who, cases, act); expect(reply.status).toBe(202); return ended(who, reply.body.id) }

describe('bulk', () => {
  test('assign: the preview tries it and keeps nothing, each refusal is named, all of it is taken back', async () => {
    const fresh = [await open(), await open(), await open()], done = await caseIn(p, 'resolved'), ids = [...fresh.map((c) => c.id), done.id], act = { kind: 'assign', handlerId: p.people.get('a2'), reason: '分担' }
    const preview = (await p.send('l1', 'POST', '/cases/bulk/preview', { cases: { ids }, act })).body
    expect(preview).toMatchObject({ total: 4, checked: 4, would: 3, reversible: true, refused: [{ caseId: done.id, code: 'case.move' }] })
    expect((await get(fresh[0]!.id)).handler).toBeNull()
    const bulk = await work('l1', { ids }, act)
    expect(bulk).toMatchObject({ total: 4, done: 4, refused: 1, state: 'done', refusals: [{ number: done.number, state: 'refused' }] })
    expect((await get(fresh[0]!.id))).toMatchObject({ handler: { id: p.people.get('a2') }, state: 'assigned' })
    await p.send('l1', 'POST', `/cases/${fresh[2]!.id}/transitions`, { to: 'assigned', handlerId: p.people.get('a1') })
    expect((await p.send('a1', 'POST', `/cases/bulk/${bulk.id}/undo`)).status).toBe(404)
    expect((await p.send('l1', 'POST', `/cases/bulk/${bulk.id}/undo`)).status).toBe(202)
    const undone = await ended('l1', bulk.id)
    expect(undone).toMatchObject({ state: 'undone', refusals: [{ number: fresh[2]!.number, state: 'kept', code: 'case.guard.changed-since' }, { number: done.number }] })
    expect(await get(fresh[0]!.id)).toMatchObject({ handler: null, state: 'classified', firstOwner: null })
    expect((await get(fresh[2]!.id)).handler.id).toBe(p.people.get('a1'))
  })

  test('classify, link, merge and unread by a filter; what cannot be taken back says so', async () => {
    const name = '批量一二三', list = [await open('c1', { title: name }), await open('c1', { title: name }), await open('c1', { title: name })], cases = { view: 'open', filter: `${name} -状态:已取消` }
    const classified = await work('l1', cases, { kind: 'classify', urgency: 'high', reason: '升级' })
    expect([classified.total, classified.refused, (await get(list[0]!.id)).urgency]).toEqual([3, 0, 'high'])
    await p.send('l1', 'POST', `/cases/bulk/${classified.id}/undo`)
    await ended('l1', classified.id)
    expect((await get(list[0]!.id)).urgency).toBe('medium')
    const merged = await work('l1', { ids: [list[0]!.id, list[1]!.id] }, { kind: 'merge', into: list[2]!.id })
    expect([merged.refused, (await get(list[0]!.id)).mergedInto]).toEqual([0, list[2]!.id])
    await p.send('l1', 'POST', `/cases/bulk/${merged.id}/undo`)
    await ended('l1', merged.id)
    expect((await get(list[1]!.id))).toMatchObject({ mergedInto: null, state: 'classified' })
    const cancelled = await work('l1', { ids: [list[0]!.id] }, { kind: 'move', to: 'cancelled', reason: '重复' })
    expect([cancelled.reversible, (await p.send('l1', 'POST', `/cases/bulk/${cancelled.id}/undo`)).status]).toEqual([false, 409])
    expect((await ordered('l1', { ids: ['00000000-0000-7000-8000-000000000000'] }, { kind: 'unread', unread: false })).status).toBe(400)
    expect((await ordered('c1', { ids: [list[1]!.id] }, { kind: 'unread', unread: false })).status).toBe(403)
    expect((await ordered('l1', { view: 'open', filter: '状太:x' }, { kind: 'unread', unread: false })).body.errors[0]).toMatchObject({ pointer: '/filter', code: 'case.filter.unknown-field' })
  })
})

describe('views and filter', () => {
  test('the list in the words of the desk, in both languages; a mistake is a 400 with its place', async () => {
    const mine = await caseIn(p, 'diagnosing', 'c1', { urgency: 'high' }), numbers = async (filter: string, who = 'a1') => ((await p.send(who, 'GET', `/cases?view=all&limit=200&filter=${encodeURIComponent(filter)}`)).body.items as any[]).map((c) => c.number)
    expect(await numbers('状态:处理中 分类:系统故障 负责人:我')).toContain(mine.number)
    expect(await numbers('state:in-progress class:system-fault handler:me')).toEqual(await numbers('状态:处理中 分类:系统故障 负责人:我'))
    expect(await numbers(`-状态:处理中 ${mine.number}`)).toEqual([])
    expect(await numbers(`创建:<2天 客户:${mine.customer.number} ${mine.number}`)).toEqual([mine.number])
    for (const filter of ['渠道:门户 来自:客户 业务:技术支持', '单位:我的 -未读', '首接人:我,无', '到期:<90天', '更新:>2020-01-01', '报告人:x 客户等级:VIP', '未派单 已超时 即将超时 重复发生 重开过 服务商处理 缺资料 无时限', '状态:未结束,已结束,等待中 分类:未分类,系统故障 级别:无']) expect((await p.send('a1', 'GET', `/cases?filter=${encodeURIComponent(filter)}`)).status).toBe(200)
    const bad = await p.send('a1', 'GET', `/cases?filter=${encodeURIComponent('状态:处理中 级刖:1')}`)
    expect([bad.status, bad.body.errors[0].detail]).toEqual([400, expect.stringContaining('character 8')])
  })

  test('§3.1-3 a filter by content does not tell what a data-security case says', async () => {
    const secret = await open('u1', { problemClass: 'data-security', title: '机密甲乙丙' }), numbers = async (filter: string, who: string) => ((await p.send(who, 'GET', `/cases?view=all&limit=200&filter=${encodeURIComponent(filter)}`)).body.items as any[]).map((c) => c.number)
    for (const filter of ['分类:数据安全', '机密甲乙丙', '-报表 分类:数据安全', '-分类:系统故障']) expect(await numbers(filter, 'a1')).not.toContain(secret.number)
    expect([secret.problemClass, await numbers('分类:数据安全', 'u1')]).toEqual(['data-security', expect.arrayContaining([secret.number])])
  })

  test('views are kept, shared as far as one may assign, read in the reader\'s language, and counted', async () => {
    const keep = (who: string, body: object) => p.send(who, 'POST', '/cases/views', { name: '我的紧急', filter: '状态:处理中 级别:1', ...body })
    const own = await keep('a1', {}), shared = await keep('l1', { name: '组内紧急', audience: 'unit' })
    expect([own.status, shared.status, own.body.filter]).toEqual([201, 201, 'state:in-progress level:1'])
    expect((await keep('a1', { audience: 'everyone' })).status).toBe(403)
    expect((await keep('a1', { audience: 'unit' })).status).toBe(403)
    expect((await keep('a1', { filter: '级刖:1' })).status).toBe(400)
    const seen = (await p.send('a1', 'GET', '/cases/views', undefined, { 'accept-language': 'zh-CN' })).body.items as any[]
    expect(seen.map((v) => [v.name, v.mine, v.filter])).toEqual([['我的紧急', true, '状态:处理中 级别:1'], ['组内紧急', false, '状态:处理中 级别:1']])
    expect(((await p.send('r2', 'GET', '/cases/views')).body.items as any[])).toEqual([])
    expect(Object.keys((await p.send('a1', 'GET', '/cases/views/counts')).body.views).sort()).toEqual(seen.map((v) => v.id).sort())
    expect((await p.send('a1', 'PATCH', `/cases/views/${shared.body.id}`, { name: 'x' })).status).toBe(404)
    expect((await p.send('a1', 'PATCH', `/cases/views/${own.body.id}`, { name: '改名', sort: 'due' })).body).toMatchObject({ name: '改名', sort: 'due', version: 2 })
    expect((await (p.send as any)('a1', 'DELETE', `/cases/views/${own.body.id}`)).status).toBe(200)
  })
})

describe('export', () => {
  const fetched = (who: string, query: string) => p.http!.inject({ method: 'GET', url: `/api/v1/cases/export?${query}`, headers: { authorization: `Bearer acceptance-${who}`, 'accept-language': 'zh-CN' } })

  test('CSV with a mark for its encoding, no cell that a program would compute, only what one may see, and a line in the audit trail', async () => {
    await open('c1', { title: '=HYPERLINK("http://x")' })
    await open('u1', { problemClass: 'data-security', title: '保密丁' })
    expect((await fetched('a1', 'view=open')).statusCode).toBe(403)
    const csv = await fetched('h1', `view=all&filter=${encodeURIComponent('来自:客户')}`), text = csv.rawPayload.toString('utf8')
    expect([csv.statusCode, csv.rawPayload.subarray(0, 3)]).toEqual([200, Buffer.from([0xef, 0xbb, 0xbf])])
    expect(text).toContain("'=HYPERLINK")
    expect(text.split('\n')[0]).toContain('工单号')
    const all = (await fetched('h1', 'view=all')).rawPayload.toString('utf8')
    expect(all).not.toContain('保密丁')
    const audit = (await p.host.db.selectFrom('event_log' as never).select(['data' as never]).where('name' as never, '=', 'cases.exported@1' as never).orderBy('seq' as never, 'desc').execute()) as any[]
    expect(audit[0].data).toMatchObject({ format: 'csv', view: 'all', count: all.trim().split('\n').length - 1 })
  })

  test('XLSX holds the same rows as text', async () => {
    const file = await fetched('h1', 'view=all&format=xlsx'), parts = unzipSync(new Uint8Array(file.rawPayload)), sheet = new TextDecoder().decode(parts['xl/worksheets/sheet1.xml'])
    expect(Object.keys(parts)).toContain('[Content_Types].xml')
    expect([sheet.includes('工单号'), sheet.includes('=HYPERLINK(&quot;') || sheet.includes('=HYPERLINK("'), sheet.includes('<f>')]).toEqual([true, true, false])
    expect([0, 25, 26, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA'])
  })
})
