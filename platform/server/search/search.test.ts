// Search by HTTP on a real database: found, ranked, marked, and never more than the reader may see.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineEvent } from '../../contract/event.ts'
import { accessModule } from '../access/module.ts'
import { authenticate, createAccount, createApiToken, grantRole, upsertRole } from '../access/public.ts'
import { SYSTEM } from '../ctx.ts'
import { newId } from '../ids.ts'
import { defineModule, searchable, type SearchDocument, type SearchPassage } from '../module.ts'
import { startTestProduct, type TestProduct } from '../testing.ts'
import { settle } from '../time-travel.ts'
import { search } from './module.ts'
import { reindex } from './reindex.ts'

const EAST = newId(), F1 = newId(), WEST = newId()
const Written = defineEvent('notes.written@1', z.object({ id: z.string() }), { subject: (e) => `note:${e.id}` })
const Said = defineEvent('notes.said@1', z.object({ id: z.string(), of: z.string() }), { subject: (e) => `note:${e.of}` })
const store = new Map<string, SearchDocument>()
const said = new Map<string, SearchPassage>()
const notes = defineModule({
  id: 'notes', needs: [], permissions: ['notes.read', 'notes.secret', 'notes.cleared'], migrations: null, messages: new URL('../../messages/', import.meta.url), events: [Written, Said],
  expandUnits: async (_ctx, ids) => (ids.includes(EAST) ? [...ids, F1] : [...ids]),
  search: [
    searchable({ kind: 'note', on: [Written], document: async (_ctx, e) => store.get(e.data.id) ?? { kind: 'note', id: e.data.id, gone: true } }),
    searchable({ kind: 'remark', on: [Said], part: { of: 'note', permission: 'notes.read', id: (e) => e.data.id }, document: async (_ctx, e) => said.get(e.data.id) ?? { kind: 'remark', id: e.data.id, gone: true } }),
  ],
})

let product: TestProduct
const people = new Map<string, string>()
const find = async (as: string, q: string, more = '') => {
  const reply = await product.http!.inject({ url: `/api/v1/search?q=${encodeURIComponent(q)}${more}`, headers: { authorization: `Bearer ${as}` } })
  return { status: reply.statusCode, body: reply.json() }
}
const titles = async (as: string, q: string, more = ''): Promise<string[]> => (await find(as, q, more)).body.items.map((i: { title: string }) => i.title)
const write = async (title: string, text = '', more: Partial<SearchDocument> = {}): Promise<string> => {
  const id = more.id ?? newId()
  store.set(id, { kind: 'note', id, number: null, title, text, at: product.host.clock.now(), row: {}, permission: 'notes.read', url: `/notes/${id}`, audience: 'public', ...more })
  await product.host.transaction(SYSTEM, (ctx) => ctx.emit(Written, { id }))
  return id
}
const say = async (of: string, text: string, internal = false, id = newId()): Promise<string> => {
  said.set(id, { kind: 'remark', id, of: { kind: 'note', id: of }, text, at: product.host.clock.now(), permission: 'notes.read', internal })
  await product.host.transaction(SYSTEM, (ctx) => ctx.emit(Said, { id, of }))
  return id
}

beforeAll(async () => {
  product = await startTestProduct({ modules: [accessModule, notes, search], http: { authenticate } })
  await product.host.transaction(SYSTEM, async (ctx) => {
    const role = (code: string, permissions: { permission: string; reach: 'all' | 'unit' | 'own' }[]) => upsertRole(ctx, { code, nameZh: code, nameEn: code, layer: 'execution', privileged: false, permissions: [...permissions, { permission: 'search.read', reach: 'all' }] })
    await role('all', [{ permission: 'notes.read', reach: 'all' }])
    await role('here', [{ permission: 'notes.read', reach: 'unit' }, { permission: 'notes.read', reach: 'own' }])
    await role('cleared', [{ permission: 'notes.cleared', reach: 'all' }])
    await role('own', [{ permission: 'notes.read', reach: 'own' }])
    for (const [name, kind, given, unitId] of [['boss', 'staff', 'all', null], ['east', 'staff', 'here', EAST], ['west', 'staff', 'here', WEST], ['guest', 'requester', 'own', null], ['none', 'staff', null, null], ['cleared', 'staff', 'all', null]] as const) {
      const { id } = await createAccount(ctx, { kind, email: null, name })
      if (given) await grantRole(ctx, { accountId: id, role: given, unitId })
      if (name === 'cleared') await grantRole(ctx, { accountId: id, role: 'cleared', unitId })
      await createApiToken(ctx, { accountId: id, name, token: name })
      people.set(name, id)
    }
  })
  for (const title of ['数据库连接异常处理', '打印机缺纸', '系统登录异常', '數據庫備份手冊', 'Printer connection failed']) await write(title)
  await write('周报', `${'一切正常。'.repeat(60)}周三数据库出现连接超时，型号 HY-2000X，错误 E-1042。`, { number: 'KH-0042' })
  await settle(product.host, product.services)
})
afterAll(() => product?.stop())

describe('finding', () => {
  test('S-121 searching 数据库异常 finds 数据库连接异常处理 first', async () => {
    expect((await titles('boss', '数据库异常'))[0]).toBe('数据库连接异常处理')
  })
  test.each([
    ['one character', '库', ['数据库连接异常处理', '數據庫備份手冊', '周报']], ['two characters', '缺纸', ['打印机缺纸']], ['simplified finds traditional', '数据库备份', ['數據庫備份手冊']], ['traditional finds simplified', '打印機缺紙', ['打印机缺纸']],
    ['traditional word', '系統登錄', ['系统登录异常']], ['a code', 'HY-2000X', ['周报']], ['a code without its dash', 'hy2000x', ['周报']], ['a full-width code', 'Ｅ－１０４２', ['周报']], ['a number', 'kh-0042', ['周报']],
    ['word forms', 'connections failing', ['Printer connection failed']], ['the beginning of a word', 'conn', ['Printer connection failed']], ['a whole question', '怎么处理数据库连接异常？', ['数据库连接异常处理']],
    ['something that is nowhere', '量子纠缠', []], ['punctuation alone', '？！', []],
  ])('%s', async (_name, q, expected) => { expect(new Set(await titles('boss', q))).toEqual(new Set(expected)) })
  test('a mistyped word is corrected and said so', async () => {
    const { body } = await find('boss', 'pritner conection')
    expect(body).toMatchObject({ corrected: 'printer connection', items: [{ title: 'Printer connection failed' }] })
    expect((await find('boss', 'printer')).body.corrected).toBeNull()
  })
  test('when no record holds all words, those that hold most of them are shown', async () => { expect((await titles('boss', '打印机缺纸 连接 打印机'))[0]).toBe('打印机缺纸') })
  test('matches are marked in title and excerpt, also far behind the beginning', async () => {
    const [hit] = (await find('boss', '连接超时 HY-2000X')).body.items
    expect(hit.highlights.excerpt.map(([s, e]: [number, number]) => hit.excerpt.slice(s, e))).toEqual(['连接超时', 'HY-2000X'])
    expect(hit.excerpt.startsWith('…')).toBe(true)
    const [titled] = (await find('boss', '异常处理')).body.items
    expect(titled.highlights.title.map(([s, e]: [number, number]) => titled.title.slice(s, e))).toEqual(['异常处理'])
  })
  test('pages follow each other without repeats', async () => {
    for (let i = 0; i < 25; i++) await write(`分页测试 ${i}`)
    await settle(product.host, product.services)
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await find('boss', '分页测试', `&limit=10${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...body.items.map((i: { id: string }) => i.id))
      cursor = body.nextCursor
    }
    expect(seen).toHaveLength(25)
    expect(new Set(seen).size).toBe(25)
  })
  test('hostile and odd input is answered, never with a 500', async () => {
    for (const q of ["'; drop table x; --", "o'brien & | ! ( ) :*", '\\', '%%%', '<script>', '😀', '\u0000', 'a'.repeat(200), '库'.repeat(200)]) expect([200, 400]).toContain((await find('boss', q)).status)
    expect((await find('boss', ' ')).status).toBe(400)
    expect((await find('boss', '库', '&cursor=zzz')).status).toBe(400)
    expect((await find('boss', 'a'.repeat(201))).status).toBe(400)
  })
})

describe('RX-8 only what the reader may see', () => {
  test('by unit, by own part, by permission, by audience', async () => {
    const secret = { permission: 'notes.secret' as const }
    await write('范围甲 东区', '', { row: { unitId: F1 } })
    await write('范围乙 西区', '', { row: { unitId: WEST } })
    await write('范围丙 参与', '', { row: { unitId: EAST, people: [null, people.get('guest')!, people.get('west')!] } })
    await write('范围丁 内部', '', { row: { people: [people.get('guest')!] }, audience: 'staff' })
    await write('范围戊 密', '', secret)
    await settle(product.host, product.services)
    const seen = async (as: string) => (await titles(as, '范围')).map((t) => t[2]).sort().join('')
    expect(await seen('boss')).toBe([...'甲乙丙丁'].sort().join(''))
    expect(await seen('east')).toBe([...'甲丙'].sort().join(''))
    expect(await seen('west')).toBe([...'乙丙'].sort().join(''))
    expect(await seen('guest')).toBe('丙')
    expect(await seen('none')).toBe('')
    expect((await find('nobody', '范围')).status).toBe(401)
  })
})

describe('§3.1-3 records that need a clearance', () => {
  test('are found by their words by whoever has it and by whose own they are; by others by their number alone, without a word of theirs', async () => {
    const id = await write('泄露事件 客户名单', '名单外发给第三方', { number: 'HY-9001', row: { unitId: F1, people: [people.get('west')!, people.get('east')!] }, clearance: 'notes.cleared', owner: people.get('west')! })
    await say(id, '已封存邮箱并通知合规')
    await settle(product.host, product.services)
    for (const who of ['cleared', 'west']) expect([await titles(who, '客户名单'), await titles(who, '封存邮箱')], who).toEqual([['泄露事件 客户名单'], ['泄露事件 客户名单']])
    for (const who of ['boss', 'east']) {
      expect([await titles(who, '客户名单'), await titles(who, '外发给第三方'), await titles(who, '封存邮箱')], who).toEqual([[], [], []])
      const { body } = await find(who, 'hy9001')
      expect(body.items).toMatchObject([{ number: 'HY-9001', title: 'HY-9001', excerpt: '' }])
      expect(JSON.stringify(body)).not.toMatch(/泄露|名单|外发/)
    }
    expect((await find('cleared', 'hy9001')).body.items[0].title).toBe('泄露事件 客户名单')
  })
})

describe('what is said about records', () => {
  test('is found with the record it belongs to, each record once, or message by message when asked for', async () => {
    const id = await write('交换机告警', '核心机房')
    await say(id, '更换光模块后恢复，光模块批次 LX-77')
    await say(id, '光模块寄回厂家检测')
    await settle(product.host, product.services)
    const { body } = await find('boss', '光模块')
    expect(body.items).toMatchObject([{ kind: 'remark', title: '交换机告警', number: null, url: expect.stringContaining(`/notes/${id}?message=`) }])
    const [hit] = body.items
    expect(hit.highlights.excerpt.length).toBeGreaterThan(0)
    expect(new Set(hit.highlights.excerpt.map(([s, e]: [number, number]) => hit.excerpt.slice(s, e)))).toEqual(new Set(['光模块']))
    expect((await find('boss', '光模块', '&kind=remark')).body.items).toHaveLength(2)
    expect((await find('boss', '光模块', '&kind=note')).body.items).toHaveLength(0)
    expect(body.kinds).toEqual([{ kind: 'remark', count: 2, more: false }])
    expect(await titles('boss', 'lx77')).toEqual(['交换机告警'])
    expect(await titles('boss', '块')).toEqual(['交换机告警'])
  })
  test('RX-8 only by whoever may read the record; notes among staff not by its owner; nothing by requesters', async () => {
    const id = await write('范围 谈话', '', { row: { unitId: F1, people: [people.get('guest')!, people.get('west')!] }, owner: people.get('west')! })
    await say(id, '公开的话：量子路由')
    await say(id, '内部的话：量子密钥', true)
    await settle(product.host, product.services)
    const seen = async (as: string) => [(await titles(as, '量子路由')).length, (await titles(as, '量子密钥')).length]
    expect(await seen('boss')).toEqual([1, 1])
    expect(await seen('east')).toEqual([1, 1])
    expect(await seen('west')).toEqual([1, 0])
    expect(await seen('guest')).toEqual([0, 0])
    expect(await seen('none')).toEqual([0, 0])
    store.get(id)!.row = { unitId: WEST }
    await write('范围 谈话', '', store.get(id)!)
    await settle(product.host, product.services)
    expect(await seen('east')).toEqual([0, 0])
  })
  test('goes with a removed part', async () => {
    const id = await write('机柜'), part = await say(id, '机柜门锁损坏')
    await settle(product.host, product.services)
    expect(await titles('boss', '门锁损坏')).toEqual(['机柜'])
    said.delete(part)
    await product.host.transaction(SYSTEM, (ctx) => ctx.emit(Said, { id: part, of: id }))
    await settle(product.host, product.services)
    expect(await titles('boss', '门锁损坏')).toEqual([])
  })
})

describe('the index', () => {
  test('follows changes and removals', async () => {
    const id = await write('将要改名的记录')
    await settle(product.host, product.services)
    expect(await titles('boss', '将要改名')).toHaveLength(1)
    await write('已经改好的记录', '', { id })
    await settle(product.host, product.services)
    expect([await titles('boss', '将要改名'), await titles('boss', '已经改好')]).toEqual([[], ['已经改好的记录']])
    store.delete(id)
    await product.host.transaction(SYSTEM, (ctx) => ctx.emit(Written, { id }))
    await settle(product.host, product.services)
    expect(await titles('boss', '已经改好')).toEqual([])
  })
  test('is built anew from the records, without what no record stands behind', async () => {
    const before = (await sql<{ n: string }>`select count(*) as n from search_documents`.execute(product.host.db)).rows[0]!.n
    await sql`update search_documents set title = 'damaged', tokens = ''`.execute(product.host.db)
    await sql`insert into search_documents select kind, 'ghost', number, number_key, title, body, at, url, permission, audience, unit_id, customer_id, people, tokens, title_tokens, length, '2020-01-01' from search_documents limit 1`.execute(product.host.db)
    await sql`update search_passages set body = 'damaged', tokens = ''`.execute(product.host.db)
    const [result] = await reindex(product.host)
    expect(result).toMatchObject({ kind: 'note', indexed: Number(before) + 1, removed: 1 })
    expect(await titles('boss', 'lx77')).toEqual(['交换机告警'])
    expect((await titles('boss', '数据库异常'))[0]).toBe('数据库连接异常处理')
  })
  test('texts with NUL, broken characters and of any length are taken', async () => {
    await write('怪文本\u0000\ud800', `x\u0000\udc00 ${'很长的文本'.repeat(60_000)}结尾`)
    await settle(product.host, product.services)
    expect(await titles('boss', '怪文本')).toHaveLength(1)
  })
})
