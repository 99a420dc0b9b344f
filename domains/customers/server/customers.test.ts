// Customers and contacts by HTTP on a real database, as the people of the acceptance fixture.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessModule } from '../../../platform/server/access/module.ts'
import { authenticate, createAccount, createApiToken, grantRole, updateAccount } from '../../../platform/server/access/public.ts'
import { SYSTEM, type Ctx } from '../../../platform/server/ctx.ts'
import { startTestProduct, type TestProduct } from '../../../platform/server/testing.ts'
import { org } from '../../org/module.ts'
import { customers } from '../module.ts'
import { customerOf, findContact, findContactByEmail, findOrCreateContact } from '../public.ts'

let product: TestProduct
const people = new Map<string, { accountId: string; customerNumber: string | null }>(), units = new Map<string, string>()
const call = async (as: string, method: 'GET' | 'POST' | 'PATCH' | 'PUT', path: string, body?: object, headers: Record<string, string> = {}) => {
  const reply = await product.http!.inject({ method, url: `/api/v1${path}`, headers: { authorization: `Bearer acceptance-${as}`, ...headers }, payload: body })
  const json = String(reply.headers['content-type']).includes('json')
  return { status: reply.statusCode, headers: reply.headers, raw: reply.rawPayload, body: json ? reply.json() : null }
}
const inSystem = <T>(run: (ctx: Ctx) => Promise<T>): Promise<T> => product.host.transaction(SYSTEM, run)
const upload = async (as: string, content: string | Buffer, fields: Record<string, string> = {}) => {
  const boundary = 'houyuan-test'
  const parts = Object.entries(fields).map(([k, v]) => `--${boundary}\r\ncontent-disposition: form-data; name="${k}"\r\n\r\n${v}\r\n`).join('')
  const payload = Buffer.concat([Buffer.from(`${parts}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="客户.csv"\r\ncontent-type: text/csv\r\n\r\n`), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)])
  const reply = await product.http!.inject({ method: 'POST', url: '/api/v1/customers/imports', headers: { authorization: `Bearer acceptance-${as}`, 'content-type': `multipart/form-data; boundary=${boundary}` }, payload })
  return { status: reply.statusCode, body: reply.json() }
}

beforeAll(async () => {
  product = await startTestProduct({ modules: [accessModule, org, customers], http: { authenticate } })
  for (const p of (await call('m1', 'GET', '/test/people')).body.items) people.set(p.id, p)
  for (const u of (await call('m1', 'GET', '/org/units')).body.items) units.set(u.code, u.id)
})
afterAll(() => product?.stop())

describe('customers', () => {
  test('the fixture: C1 of KH-0001, normal; V1 of a VIP customer', async () => {
    expect(people.get('C1')!.customerNumber).toBe('KH-0001')
    expect(await inSystem((ctx) => findContact(ctx, people.get('C1')!.accountId))).toMatchObject({ email: 'c1@acceptance.test', customer: { number: 'KH-0001', tier: 'normal', regionId: units.get('East') } })
    expect(await inSystem((ctx) => findContactByEmail(ctx, 'V1@acceptance.test'))).toMatchObject({ customer: { tier: 'vip' } })
  })
  test('numbers ascend without gaps, also when some fail and many are made at once', async () => {
    const made = await Promise.all(Array.from({ length: 12 }, (_, i) => (i % 4 === 3
      ? call('a1', 'POST', '/customers', { name: `x${i}`, regionId: people.get('A1')!.accountId }) : call('a1', 'POST', '/customers', { name: `并发客户${i}` }))))
    await inSystem(async (ctx) => { await sql`update customers_counter set last = last + 1`.execute(ctx.sql()); throw new Error('taken back') }).catch(() => undefined)
    const numbers = made.filter((m) => m.status === 201).map((m) => m.body.number).sort()
    expect(numbers).toEqual(Array.from({ length: 9 }, (_, i) => `KH-${String(i + 3).padStart(4, '0')}`))
    expect(made.filter((m) => m.status === 400)).toHaveLength(3)
  })
  test('changes are kept with old and new value; the second editor is told', async () => {
    const { body: c } = await call('a1', 'POST', '/customers', { name: '改名前', phone: '021-5555 0200' })
    const changed = await call('a1', 'PATCH', `/customers/${c.id}`, { name: '改名后', tier: 'vip', reason: '升级' }, { 'if-match': '"1"' })
    expect(changed).toMatchObject({ status: 200, body: { name: '改名后', tier: 'vip', version: 2 } })
    expect((await call('a2', 'PATCH', `/customers/${c.id}`, { phone: null }, { 'if-match': '"1"' })).status).toBe(412)
    const log = await sql<{ changes: unknown; reason: string }>`select changes, reason from event_log where name = 'customers.customer-changed@1' and subject = ${`customer:${c.id}`}`.execute(product.host.db)
    expect(log.rows).toEqual([{ changes: { name: { from: '改名前', to: '改名后' }, tier: { from: 'normal', to: 'vip' } }, reason: '升级' }])
  })
  test('lists: pages without repeats, search by name, number and contact, filter by region', async () => {
    const first = await call('a1', 'GET', '/customers?limit=4'), second = await call('a1', 'GET', `/customers?limit=200&cursor=${first.body.nextCursor}`)
    const numbers = [...first.body.items, ...second.body.items].map((c: { number: string }) => c.number)
    expect(numbers).toEqual([...numbers].sort().reverse())
    expect(new Set(numbers).size).toBe(numbers.length)
    const found = async (query: string) => (await call('a1', 'GET', `/customers?${query}`)).body.items.map((c: { number: string }) => c.number)
    expect(await found(`q=${encodeURIComponent('精密')}`)).toEqual(['KH-0001'])
    expect(await found('q=kh-0001')).toEqual(['KH-0001'])
    expect(await found('q=V1@acceptance')).toEqual(['KH-0002'])
    expect(await found('q=%25')).toEqual([])
    expect(await found(`regionId=${units.get('HQ')}`)).toEqual(['KH-0002', 'KH-0001'])
    expect((await call('a1', 'GET', '/customers?cursor=abc')).status).toBe(400)
  })
  test('probable duplicates are shown with the reason', async () => {
    const { body } = await call('a1', 'POST', '/customers', { name: '东海精密机械 股份有限公司', phone: '02155550100', mailDomains: ['donghai.test'] })
    expect(body.possibleDuplicates).toEqual([expect.objectContaining({ number: 'KH-0001', reasons: ['name', 'phone', 'mail-domain'] })])
    expect((await call('a1', 'GET', `/customers/${body.id}/duplicates`)).body.items).toHaveLength(1)
  })
  test('S-115 without roles: empty lists, no writes; customers see nothing of the register', async () => {
    await inSystem(async (ctx) => { const { id } = await createAccount(ctx, { kind: 'staff', email: 'nobody@acceptance.test', name: 'N' }); await createApiToken(ctx, { accountId: id, name: 't', token: 'acceptance-nobody' }) })
    const any = (await inSystem((ctx) => findContact(ctx, people.get('C1')!.accountId)))!
    for (const who of ['nobody', 'c1', 'u1']) {
      for (const path of ['/customers', '/contacts']) expect(await call(who, 'GET', path)).toMatchObject({ status: 200, body: { items: [] } })
      expect((await call(who, 'GET', `/customers/${any.customer!.id}`)).status).toBe(404)
      expect((await call(who, 'POST', '/customers', { name: 'x' })).status).toBe(403)
      expect((await call(who, 'PATCH', `/contacts/${any.id}`, { name: 'x' })).status).toBe(403)
    }
    for (const who of ['q1', 'u9']) expect((await call(who, 'POST', '/customers', { name: 'x' })).status).toBe(403)
  })
  test('wrong input names the field and what to do', async () => {
    const { status, body } = await call('a1', 'POST', '/customers', { name: ' ', tier: 'gold', phone: 'call me', mailDomains: ['not a domain'], colour: 1 })
    expect(status).toBe(400)
    expect(body.errors.map((e: { pointer: string }) => e.pointer).sort()).toEqual(['/colour', '/mailDomains/0', '/name', '/phone', '/tier'])
  })
})

describe('S-118 marked fields', () => {
  const PLAIN = ['6222020200112233445', '91310115MA1H0SECRET', '招商银行秘密支行']
  test('shown only to who may, masked, and in plain text with an audit entry', async () => {
    const financial = { bankAccount: PLAIN[0], taxNumber: PLAIN[1], bankName: PLAIN[2] }
    expect((await call('a1', 'POST', '/customers', { name: '财务客户', financial })).status).toBe(403)
    const made = await call('h1', 'POST', '/customers', { name: '财务客户', financial }, { 'idempotency-key': 'f-1' })
    expect(made.body).toMatchObject({ hasFinancial: true, financial: { bankAccount: '••••3445', bankName: '••••' } })
    expect((await call('a1', 'GET', `/customers/${made.body.id}`)).body).toMatchObject({ hasFinancial: true, financial: null })
    expect((await call('a1', 'GET', `/customers/${made.body.id}/financial`)).status).toBe(403)
    expect((await call('a1', 'PATCH', `/customers/${made.body.id}`, { financial: { bankName: null } })).status).toBe(403)
    expect((await call('h1', 'GET', `/customers/${made.body.id}/financial`)).body).toEqual(financial)
    await call('h1', 'PATCH', `/customers/${made.body.id}`, { financial: { bankAccount: `${PLAIN[0]}9` } })
    const log = await sql<{ n: string }>`select name as n from event_log where subject = ${`customer:${made.body.id}`} order by seq`.execute(product.host.db)
    expect(log.rows.map((r) => r.n)).toEqual(['customers.customer-created@1', 'customers.financial-read@1', 'customers.customer-changed@1'])
    await upload('h1', `客户名称,银行账号,税号\n导入财务,${PLAIN[0]},${PLAIN[1]}\n坏行,${PLAIN[0]},${PLAIN[1]},\n`)
  })
  test('no table of the database holds the plain value', async () => {
    const tables = await sql<{ t: string }>`select format('%I.%I', n.nspname, c.relname) as t from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`.execute(product.host.db)
    expect(tables.rows.length).toBeGreaterThan(15)
    for (const { t } of tables.rows) for (const plain of PLAIN) {
      const hit = await sql<{ n: string }>`select count(*) as n from ${sql.raw(t)} x where position(${plain} in x::text) > 0`.execute(product.host.db)
      expect(hit.rows[0]!.n, t).toBe('0')
    }
  })
})

describe('contacts', () => {
  test('a contact gets a portal account; every address belongs to one person', async () => {
    const customer = (await call('a1', 'GET', '/customers?q=KH-0002')).body.items[0]
    const made = await call('a1', 'POST', '/contacts', { name: '王敏', email: 'Wang@jiangnan.test', otherEmails: ['wm@home.test'], customerId: customer.id })
    expect(made).toMatchObject({ status: 201, body: { email: 'wang@jiangnan.test', customer: { number: 'KH-0002' }, state: 'active' } })
    for (const email of ['WM@home.test', 'wang@jiangnan.test', 'a1@acceptance.test']) expect(await call('a1', 'POST', '/contacts', { name: 'x', email })).toMatchObject({ status: 409, body: { code: 'customers-email-taken' } })
    expect((await inSystem((ctx) => findContactByEmail(ctx, 'wm@home.test')))!.id).toBe(made.body.id)
    const patched = await call('a1', 'PATCH', `/contacts/${made.body.id}`, { email: 'wang2@jiangnan.test', otherEmails: ['wang@jiangnan.test'] }, { 'if-match': '"1"' })
    expect(patched.body).toMatchObject({ email: 'wang2@jiangnan.test', otherEmails: ['wang@jiangnan.test'], version: 2 })
    expect(await inSystem((ctx) => findContactByEmail(ctx, 'wm@home.test'))).toBeNull()
    expect((await call('a1', 'POST', '/contacts', { name: '无联系方式' })).body.errors[0].code).toBe('customers.reachable')
    expect((await call('a1', 'GET', '/contacts?email=WANG@jiangnan.test')).body.items).toHaveLength(1)
  })
  test('who has left can no longer sign in; a change of the account is followed', async () => {
    const made = await call('a1', 'POST', '/contacts', { name: '将离', email: 'leaver@x.test' })
    await inSystem((ctx) => createApiToken(ctx, { accountId: made.body.id, name: 't', token: 'acceptance-leaver' }))
    await inSystem((ctx) => updateAccount(ctx, made.body.id, { name: '新名', email: 'leaver2@x.test' }))
    expect((await call('a1', 'GET', `/contacts/${made.body.id}`)).body).toMatchObject({ name: '新名', email: 'leaver2@x.test' })
    expect((await call('leaver', 'GET', '/contacts')).status).toBe(200)
    expect((await call('a1', 'PATCH', `/contacts/${made.body.id}`, { state: 'left' })).body.state).toBe('left')
    expect((await call('leaver', 'GET', '/contacts')).status).toBe(401)
  })
  test('senders: known by any address, our own people, by domain when unambiguous, else without customer', async () => {
    const who = (email: string, name?: string) => inSystem((ctx) => findOrCreateContact(ctx, { email, name }))
    expect(await who('C1@Acceptance.test')).toMatchObject({ id: people.get('C1')!.accountId, created: false, requesterType: 'customer' })
    expect(await who('u1@acceptance.test')).toMatchObject({ id: people.get('U1')!.accountId, requesterType: 'internal', created: false })
    const byDomain = await who('new@jiangnan.test', '新\u0000同事\r\n')
    expect(byDomain).toMatchObject({ created: true, name: '新 同事' })
    expect((await inSystem((ctx) => customerOf(ctx, byDomain.customerId!)))!.number).toBe('KH-0002')
    expect(await who('both@donghai.test')).toMatchObject({ customerId: null })
    expect(await who('someone@qq.com')).toMatchObject({ customerId: null, created: true, name: 'someone' })
    expect((await who('someone@qq.com')).created).toBe(false)
    expect(await inSystem((ctx) => findOrCreateContact(ctx, { phone: '138 0000 9999', name: '来电' }))).toMatchObject({ created: true })
    expect(await inSystem((ctx) => findOrCreateContact(ctx, { phone: '+86 13800009999' }))).toMatchObject({ created: false, name: '来电' })
  })
  test('an account that is made elsewhere with the role of a customer becomes a contact', async () => {
    const id = await inSystem(async (ctx) => { const a = await createAccount(ctx, { kind: 'requester', email: 'portal@jiangnan.test', name: '首登' }); await grantRole(ctx, { accountId: a.id, role: 'customer' }); return a.id })
    expect((await call('a1', 'GET', `/contacts/${id}`)).body).toMatchObject({ name: '首登', email: 'portal@jiangnan.test', customer: { number: 'KH-0002' }, version: 1 })
  })
  test('a further address of a contact cannot become an account of its own', async () => {
    await call('a1', 'POST', '/contacts', { name: '双址', email: 'one@two.test', otherEmails: ['two@two.test'] })
    await expect(inSystem(async (ctx) => { const a = await createAccount(ctx, { kind: 'requester', email: 'two@two.test', name: '二' }); await grantRole(ctx, { accountId: a.id, role: 'customer' }) })).rejects.toThrow('customers-email-taken')
  })
  test('two first messages of one sender at the same moment make one contact', async () => {
    const found = await Promise.all(Array.from({ length: 6 }, () => inSystem((ctx) => findOrCreateContact(ctx, { email: 'storm@new.test' }))))
    expect(new Set(found.map((f) => f.id)).size).toBe(1)
    expect(found.filter((f) => f.created)).toHaveLength(1)
  })
})

describe('RX-10 import', () => {
  test('bad rows are reported, good rows saved; the error file can be corrected and cannot run formulas', async () => {
    const up = await upload('m1', '客户名称,等级,区域,联系人,邮箱,备注\n华北仪器有限公司,VIP客户,West,钱一,q1@huabei.test,\n华北仪器有限公司,,,钱二,q2@huabei.test,\n坏等级,黄金,,,,=cmd|calc\n东海精密机械,,,,,\n')
    expect(up).toMatchObject({ status: 201, body: { encoding: 'utf-8', state: 'previewed', rows: 4, good: 2, bad: 2, created: null } })
    expect(up.body.errors.map((e: { line: number; code: string }) => [e.line, e.code])).toEqual([[4, 'not-allowed'], [5, 'customers.import-exists']])
    expect(up.body.errors[0].detail).toContain('客户等级')
    const done = await call('m1', 'POST', `/customers/imports/${up.body.id}/apply`)
    expect(done.body).toMatchObject({ state: 'applied', created: { customers: 1, contacts: 2 }, good: 2, bad: 2 })
    const made = (await call('a1', 'GET', `/customers?q=${encodeURIComponent('华北')}`)).body.items
    expect(made).toMatchObject([{ tier: 'vip', region: { id: units.get('West') }, contactCount: 2 }])
    const file = await call('m1', 'GET', `/customers/imports/${up.body.id}/errors`)
    expect([...file.raw.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const text = file.raw.toString('utf8')
    expect(text).toContain("'=cmd|calc")
    expect(text).toContain('原因')
    expect((await call('m1', 'POST', `/customers/imports/${up.body.id}/apply`)).body.code).toBe('customers-import-applied')
    expect((await upload('m1', file.raw)).body).toMatchObject({ rows: 2, bad: 2 })
  })
  test('a file whose headers say nothing is mapped by hand', async () => {
    expect((await upload('m1', 'a,b\n一号客户,vip\n')).body.code).toBe('customers-import-unreadable')
    const up = await upload('m1', 'a,b\n一号客户,vip\n', { mapping: '["name",null]' })
    expect(up.body.columns).toEqual([{ index: 0, header: 'a', field: 'name' }, { index: 1, header: 'b', field: null }])
    expect((await call('m1', 'PUT', `/customers/imports/${up.body.id}/mapping`, { mapping: ['name', 'tier'] })).body.sample[0].values).toEqual({ name: '一号客户', tier: 'vip' })
    expect((await call('m1', 'PUT', `/customers/imports/${up.body.id}/mapping`, { mapping: ['name', 'name'] })).status).toBe(400)
  })
  test('only with the right, and marked columns only with theirs', async () => {
    expect((await upload('a1', 'name\nx\n')).status).toBe(403)
    expect((await upload('m1', 'name,银行账号\n财务导入,123456\n')).body.errors[0].code).toBe('customers.import-financial')
    expect((await upload('h1', 'name,银行账号\n财务导入,12345678901\n')).body.sample[0].values.bankAccount).toBe('••••8901')
    expect((await upload('m1', Buffer.from([0x6e, 0x0a, 0xff, 0xff]))).status).toBe(400)
  })
})
