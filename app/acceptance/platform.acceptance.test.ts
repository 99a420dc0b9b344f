// The conventions of the API and what the product owes its operator: problems, keys, versions, languages, health, clock, trail, records (contract; RX-5 to RX-20).
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestProduct } from '../../platform/server/testing.ts'
import { httpParts } from '../http-parts.ts'
import { modules } from '../modules.ts'
import { startAcceptance, type AcceptanceProduct } from './product.ts'

let p: AcceptanceProduct
beforeAll(async () => { p = await startAcceptance() })
afterAll(() => p?.stop())

const URGENT = { title: '打不开', description: '上午起打不开', channel: 'portal', serviceLine: 'technical-support', urgency: 'high' }
const raw = (method: 'GET' | 'POST' | 'DELETE', url: string, headers: Record<string, string> = {}, payload?: string) => p.product.http!.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })
const asC1 = { authorization: 'Bearer acceptance-c1' }

describe('problems (RFC 9457)', () => {
  test.each([
    ['a missing field', 'POST', '/cases', { title: '无描述' }, 400, 'validation', '/description'], ['a value that does not exist', 'POST', '/cases', { ...URGENT, urgency: 'very' }, 400, 'validation', '/urgency'],
    ['an unknown field', 'POST', '/cases', { ...URGENT, colour: 'red' }, 400, 'validation', '/colour'], ['a nested field', 'POST', '/cases', { ...URGENT, effects: ['sad'] }, 400, 'validation', '/effects/0'],
    ['an unknown parameter', 'GET', '/cases?page=2', undefined, 400, 'validation', '/query/page'], ['a record that is not there', 'GET', '/cases/01926f3a-7c4e-7b1a-9d2f-3a5c8e0b6d41', undefined, 404, 'not-found', null],
    ['an address that is not there', 'GET', '/no-such-thing', undefined, 404, 'not-found', null], ['no right', 'GET', '/audit', undefined, 403, 'forbidden', null], ['another method', 'DELETE', '/cases', undefined, 405, 'method-not-allowed', null],
  ] as const)('%s', async (_what, method, path, body, status, code, pointer) => {
    for (const language of ['zh-CN', 'en']) {
      const reply = await p.send('C1', method, path, body, { 'accept-language': language })
      expect([reply.status, reply.headers['content-type']]).toEqual([status, 'application/problem+json; charset=utf-8'])
      expect(reply.body).toMatchObject({ type: expect.any(String), title: expect.any(String), status, detail: expect.any(String), code, errors: expect.any(Array), requestId: expect.any(String) })
      if (pointer) expect(reply.body.errors.map((e: { pointer: string }) => e.pointer)).toContain(pointer)
      expect(/[\u4e00-\u9fff]/.test(reply.body.title + reply.body.detail)).toBe(language === 'zh-CN')
    }
  })

  test('no token, a wrong one, no JSON, another media type', async () => {
    expect([(await raw('GET', '/api/v1/cases')).statusCode, (await raw('GET', '/api/v1/cases', { authorization: 'Bearer nonsense' })).statusCode]).toEqual([401, 401])
    expect((await raw('POST', '/api/v1/cases', { ...asC1, 'content-type': 'application/json' }, '{"a":')).json()).toMatchObject({ status: 400, code: 'malformed' })
    expect((await raw('POST', '/api/v1/cases', { ...asC1, 'content-type': 'text/plain' }, 'hello')).statusCode).toBe(415)
  })
})

describe('keys, versions, limits', () => {
  test('RX-9 the same key: one record, the same reply; another request with it is refused; keys belong to their account', async () => {
    const key = { 'idempotency-key': randomBytes(8).toString('hex') }
    const together = await Promise.all([1, 2, 3].map(() => p.send('C1', 'POST', '/cases', URGENT, key)))
    const ids = new Set(together.filter((r) => r.status === 201).map((r) => r.body.id))
    expect([ids.size, together.every((r) => r.status === 201 || r.status === 409)]).toEqual([1, true])
    const again = await p.send('C1', 'POST', '/cases', URGENT, key)
    expect([again.status, ids.has(again.body.id), again.headers['idempotency-replayed']]).toEqual([201, true, 'true'])
    expect((await p.send('C1', 'POST', '/cases', { ...URGENT, title: '另一件' }, key)).status).toBe(409)
    expect(ids.has((await p.send('V1', 'POST', '/cases', URGENT, key)).body.id)).toBe(false)
    const refused = await p.send('C1', 'POST', '/cases', { title: '缺描述' }, { 'idempotency-key': `${key['idempotency-key']}b` })
    expect([refused.status, (await p.send('C1', 'POST', '/cases', URGENT, { 'idempotency-key': `${key['idempotency-key']}b` })).status], 'a refusal does not use up the key').toEqual([400, 201])
  })

  test('ETag and If-Match: a stale version is 412 and nothing is written', async () => {
    const c = await p.open('C1', URGENT), tag = String((await p.send('A1', 'GET', `/cases/${c.id}`)).headers['etag'])
    expect((await p.send('A1', 'PATCH', `/cases/${c.id}`, { title: '甲' }, { 'if-match': tag })).status).toBe(200)
    const stale = await p.send('A2', 'PATCH', `/cases/${c.id}`, { title: '乙' }, { 'if-match': tag })
    expect([stale.status, stale.body.code]).toEqual([412, 'stale'])
    expect((await p.send('A2', 'POST', `/cases/${c.id}/transitions`, { to: 'cancelled', reason: '乙' }, { 'if-match': tag })).status).toBe(412)
    expect((await p.must('A1', 'GET', `/cases/${c.id}`)).title).toBe('甲')
  })

  test('lists come in pages that neither repeat nor leave out; every reply tells the rate limit', async () => {
    const made = new Set<string>()
    for (let i = 0; i < 5; i++) made.add((await p.open('V1', URGENT)).id)
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { id: string }[]; nextCursor: string | null } = await p.must('V1', 'GET', `/cases?limit=2${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
      seen.push(...page.items.map((i) => i.id))
      cursor = page.nextCursor
    }
    expect(seen.length).toBe(new Set(seen).size)
    for (const id of made) expect(seen).toContain(id)
    const { headers } = await p.send('V1', 'GET', '/cases')
    for (const name of ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset']) expect(Number(headers[name]), name).toBeGreaterThanOrEqual(0)
  })
})

describe('addresses outside the API', () => {
  test('health, readiness with reasons, figures, description, page', async () => {
    expect((await raw('GET', '/healthz')).statusCode).toBe(200)
    expect((await raw('GET', '/readyz')).json()).toMatchObject({ status: 'ready', checks: expect.arrayContaining([expect.objectContaining({ name: 'database', ok: true })]) })
    expect((await raw('GET', '/metrics')).body).toMatch(/^# HELP [\s\S]*houyuan_http_request_seconds_bucket/)
    const described = (await raw('GET', '/api/openapi.json')).json()
    expect(described.openapi).toMatch(/^3\.1\./)
    for (const path of ['/cases', '/cases/{id}', '/cases/{id}/transitions', '/cases/{id}/clocks', '/cases/{id}/messages', '/cases/{id}/timeline', '/intake/messages', '/intake/messages/{id}/raw', '/attachments/{id}', '/sla/simulations', '/calendars/calculations', '/sla/policies', '/sla/policies/{code}/versions', '/sla/lint', '/calendars', '/handbook/clauses', '/handbook/standards', '/handbook/benchmarks', '/customers', '/contacts', '/org/units', '/org/people', '/org/roles', '/articles', '/search', '/audit', '/test/clock', '/test/people']) expect(described.paths, path).toHaveProperty([`/api/v1${path}`])
    expect((await raw('GET', '/api/docs')).headers['content-type']).toContain('text/html')
  })
})

describe('the test clock (RX-5)', () => {
  test('takes any offset or a span, refuses to go back, and says what is wrong', async () => {
    const now = await p.now()
    await p.must(null, 'PUT', '/test/clock', { now: new Date(Date.parse(now) + 60_000).toISOString().replace('Z', '+00:00') })
    await p.must(null, 'PUT', '/test/clock', { advance: 'P0DT0H1M0.5S' })
    expect(await p.now()).toBe(new Date(Date.parse(now) + 120_500).toISOString())
    expect((await p.send(null, 'PUT', '/test/clock', { now })).status).toBe(409)
    for (const [body, pointer] of [[{ now: '2025-03-09T09:00:00' }, '/now'], [{ now: '2025-02-30T09:00:00Z' }, '/now'], [{ advance: '2h' }, '/advance'], [{ advance: '-PT1H' }, '/advance'], [{}, ''], [{ now, advance: 'PT1H' }, '']] as const) {
      const refused = await p.send(null, 'PUT', '/test/clock', body)
      expect([refused.status, refused.body.errors[0].pointer], JSON.stringify(body)).toEqual([400, pointer])
    }
  })

  test('what falls due on the way runs in time order, each at its own moment', async () => {
    const start = await p.now(), late = await p.open('C1', { ...URGENT, urgency: 'low', impact: 'one-person', complexity: 'low' }), early = await p.open('C1', URGENT)
    await p.advance('P2DT1H')
    const happened: { at: string; text: string }[] = []
    for (const c of [late, early]) for (const e of (await p.must('H1', 'GET', `/cases/${c.id}/timeline?limit=100`)).items as { name: string; at: string; data: any }[]) if (/^sla\.clock-(warned|breached)@1$/.test(e.name)) happened.push({ at: e.data.at, text: `${e.name.slice(10, -2)} ${e.data.kind} ${c === early ? 'urgent' : 'general'}` })
    expect(happened.sort((a, b) => a.at.localeCompare(b.at)).map((e) => [e.text, (Date.parse(e.at) - Date.parse(start)) / 60_000])).toEqual([
      ['warned response urgent', 90], ['breached response urgent', 120], ['warned resolution urgent', 180], ['breached resolution urgent', 240],
      ['warned response general', 1080], ['breached response general', 1440], ['warned resolution general', 2160], ['breached resolution general', 2880],
    ])
    const trail = ((await p.must('U9', 'GET', '/audit?name=sla.&limit=100')).items as { at: string; data: { recordId?: string; at?: string }; name: string }[]).filter((e) => e.data.recordId === early.id && e.name === 'sla.clock-warned@1')
    expect(trail.every((e) => e.at === e.data.at), 'written at the moment itself').toBe(true)
  })

  test('S-239 does not exist without its switch, and is refused where it must not be', async () => {
    const plain = await startTestProduct({ modules, http: httpParts, env: { HOUYUAN_TEST_CLOCK: '0', HOUYUAN_SEED: 'handbook' } })
    try {
      for (const method of ['GET', 'PUT'] as const) expect((await plain.http!.inject({ method, url: '/api/v1/test/clock', ...(method === 'PUT' ? { payload: { advance: 'PT1H' } } : {}) })).statusCode).toBe(404)
      expect((await plain.http!.inject({ method: 'GET', url: '/api/v1/test/people' })).statusCode).toBe(404)
      expect((await plain.http!.inject({ method: 'GET', url: '/api/v1/cases', headers: { authorization: 'Bearer acceptance-m1' } })).statusCode).toBe(401)
    } finally { await plain.stop() }
  })
})

describe('trail, search, knowledge', () => {
  test('S-121 RX-6 数据库异常 finds 数据库连接异常处理, in pages of staff and in either language', async () => {
    const article = await p.must('A1', 'POST', '/articles', { title: '数据库连接异常处理', type: 'fault-guide', body: '核对连接池上限，重启应用。', audience: 'staff' })
    expect((await p.send('A1', 'POST', `/articles/${article.id}/publish`, {})).status).toBe(403)
    await p.must('K1', 'POST', `/articles/${article.id}/publish`, {})
    await p.advance('PT1M')
    expect((await p.must('A2', 'GET', `/search?q=${encodeURIComponent('数据库异常')}`)).items[0]).toMatchObject({ kind: 'article', id: article.id })
    expect((await p.must('C1', 'GET', `/search?q=${encodeURIComponent('数据库异常')}`)).items).toEqual([])
  })

  test('S-119 a new version is found, the old one opens by its number', async () => {
    const article = await p.must('A1', 'POST', '/articles', { title: '网关证书轮换', type: 'fault-guide', body: '旧步骤', audience: 'staff' })
    const first = await p.must('K1', 'POST', `/articles/${article.id}/publish`, {})
    await p.must('A1', 'PATCH', `/articles/${article.id}`, { body: '新步骤' })
    const second = await p.must('K1', 'POST', `/articles/${article.id}/publish`, { changeNote: '换新' })
    expect([first.versionLabel, second.versionLabel]).toEqual(['1.0', '1.1'])
    expect([(await p.must('A2', 'GET', `/articles/${article.id}`)).body, (await p.must('A2', 'GET', `/articles/${article.id}?v=1.0`)).body]).toEqual(['新步骤', '旧步骤'])
  })

  test('RX-7 S-116 the trail says who, when, what, before and after; a changed row is named', async () => {
    const c = await p.open('C1', URGENT)
    await p.must('A1', 'PATCH', `/cases/${c.id}`, { urgency: 'low', reason: '客户改口' })
    const at = await p.now()
    await p.advance('PT1M')
    const entry = (await p.must('U9', 'GET', `/audit?subject=case:${c.id}&limit=50`)).items.find((e: { name: string }) => e.name === 'cases.case-reclassified@1')
    expect(entry).toMatchObject({ actor: { id: await p.idOf('A1') }, at, changes: { urgency: { from: 'high', to: 'low' } }, reason: '客户改口', hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    await p.advance('PT2H')
    expect(await p.must('U9', 'GET', '/audit/verification')).toMatchObject({ broken: null })
    await sql`alter table event_log disable trigger user`.execute(p.product.host.db)
    await sql`update event_log set reason = '改过的' where id = ${entry.id}`.execute(p.product.host.db)
    await sql`alter table event_log enable trigger user`.execute(p.product.host.db)
    expect((await p.must('U9', 'GET', '/audit/verification')).broken).toMatchObject({ seq: expect.anything() })
  })

  test('S-118 marked financial data is nowhere in the database in plain text', async () => {
    const plain = '6222020200119988776'
    const customer = await p.must('H1', 'POST', '/customers', { name: '机密客户', financial: { bankAccount: plain } })
    expect((await p.must('A1', 'GET', `/customers/${customer.id}`)).financial).toBeNull()
    const tables = (await sql<{ t: string }>`select format('%I.%I', schemaname, tablename) as t from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`.execute(p.product.host.db)).rows
    for (const { t } of tables) expect((await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(t)} x where x::text like ${`%${plain}%`}`.execute(p.product.host.db)).rows[0]!.n, t).toBe(0)
  })
})

describe('what the operator decides', () => {
  test('RX-4 RX-19 settings within their bounds, schedules with last and next run, run now', async () => {
    expect((await p.send('M1', 'PUT', '/settings/cases.confirmation-close-hours', { value: 80 })).status).toBe(400)
    expect((await p.send('M1', 'PUT', '/settings/sla.combine', { value: 'loosest' })).status).toBe(400)
    const schedules = (await p.must('S1', 'GET', '/console/schedules')).items as { name: string; nextAt: string | null }[]
    expect(schedules.length).toBeGreaterThan(3)
    expect((await p.send('S1', 'POST', '/console/schedules/retention.purge/runs')).status).toBe(202)
    await p.advance('PT1M')
    expect((await p.must('S1', 'GET', '/console/schedules/retention.purge/runs')).items[0]).toMatchObject({ error: null, finishedAt: expect.any(String) })
    expect((await p.send('A1', 'GET', '/console/schedules')).status).toBe(403)
  })

  test('RX-18 no period goes below its floor: three years for what was said to customers', async () => {
    const classes = (await p.must('M1', 'GET', '/retention/classes')).items as { name: string; floorDays: number; clause: string }[]
    const spoken = classes.filter((c) => c.clause.startsWith('§5.1'))
    expect(spoken.length).toBeGreaterThan(0)
    for (const c of spoken) {
      expect(c.floorDays, c.name).toBeGreaterThanOrEqual(1095)
      expect((await p.send('M1', 'PUT', `/retention/classes/${c.name}`, { days: 30, reason: '省空间' })).status, c.name).toBe(400)
    }
  })

  test('RX-10 customers by CSV: bad rows are named, good rows saved, a second time nothing doubles', async () => {
    const csv = '名称,客户级别,电话\n临港重工,normal,+86 21 5555 7001\n,normal,12\n'
    const boundary = 'x', payload = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="customers.csv"\r\nContent-Type: text/csv\r\n\r\n${csv}\r\n--${boundary}--\r\n`
    const reply = await raw('POST', '/api/v1/customers/imports', { authorization: 'Bearer acceptance-m1', 'content-type': `multipart/form-data; boundary=${boundary}` }, payload)
    expect(reply.statusCode, reply.body).toBeLessThan(300)
    const preview = reply.json()
    const applied = await p.must('M1', 'POST', `/customers/imports/${preview.id}/apply`)
    expect(applied).toMatchObject({ good: 1, bad: 1, created: { customers: 1 }, errors: [{ line: 3, field: 'name' }, { line: 3, field: 'phone' }] })
    expect((await p.must('M1', 'GET', `/customers?q=${encodeURIComponent('临港重工')}`)).items).toHaveLength(1)
    expect((await p.send('M1', 'GET', `/customers/imports/${preview.id}/errors`)).status).toBe(200)
  })

  test('RX-16 notices: own only, read once; quiet hours are kept by the person', async () => {
    const c = await p.open('C1', { ...URGENT, problemClass: 'system-fault', impact: 'one-person', complexity: 'low' })
    await p.move('L1', c.id, { to: 'assigned', handlerId: await p.idOf('A2') })
    await p.advance('PT1M')
    const mine = async () => (await p.must('A2', 'GET', '/notifications?unread=true&limit=100')).items as { id: string; url: string }[]
    const notice = (await mine()).find((n) => n.url.includes(c.id))!
    await p.must('A2', 'POST', '/notifications/read', { ids: [notice.id] })
    expect((await mine()).some((n) => n.id === notice.id)).toBe(false)
    expect((await p.must('A2', 'PUT', '/me/notification-preferences', { quietHours: { from: '22:00', to: '07:00' } })).quietHours).toMatchObject({ from: '22:00', timeZone: 'Asia/Shanghai' })
  })
})
