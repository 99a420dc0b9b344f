// Webhooks out, against a receiver that verifies, fails and redirects like those of other people (RX-9).
import { sql } from 'kysely'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startCaseProduct, type CaseProduct } from '../domains/cases/testing.ts'
import { SYSTEM } from '../platform/server/ctx.ts'
import { consoleModule } from '../platform/server/console/module.ts'
import { settle } from '../platform/server/time-travel.ts'
import { webhooks } from '../platform/server/webhooks/module.ts'
import { verify } from '../platform/server/webhooks/sending/signature.ts'

interface Heard { path: string; headers: IncomingHttpHeaders; body: string }
let product: CaseProduct, server: Server, url: string
const heard: Heard[] = [], answers: { status: number; headers?: Record<string, string> }[] = []
beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (c: Buffer) => chunks.push(c))
    request.on('end', () => { heard.push({ path: request.url!, headers: request.headers, body: Buffer.concat(chunks).toString() }); const a = answers.shift() ?? { status: 204 }; response.writeHead(a.status, a.headers).end(a.status === 500 ? 'no' : '') })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  product = await startCaseProduct([consoleModule, webhooks])
})
afterAll(async () => { await product.stop(); server.close() })
beforeEach(() => { heard.length = 0; answers.length = 0 })

const quiet = () => settle(product.host, product.services)
const api = (method: 'GET' | 'POST' | 'PATCH' | 'PUT', path: string, body?: object, headers?: Record<string, string>) => product.send('m1', method, path, body, headers)
const allow = async (value: string[]) => { const { body } = await api('GET', '/settings/webhooks.private-addresses'); expect((await api('PUT', '/settings/webhooks.private-addresses', { value }, { 'if-match': `"${body.version}"` })).status).toBe(200) }
const open = (title = '机密标题 打印机坏了') => product.send('c1', 'POST', '/cases', { title, description: '机密内容 不外传', channel: 'portal' })
const make = async (events = ['cases.case-opened'], path = '/in') => { const made = await api('POST', '/webhooks/endpoints', { name: 'ERP', url: `${url}${path}`, events }); expect(made.body).toHaveProperty('secret'); return made.body }
const deliveries = async (endpointId: string) => { const got = await api('GET', `/webhooks/deliveries?endpointId=${endpointId}`); return got.body.items as any[] }
const off = (id: string) => api('PATCH', `/webhooks/endpoints/${id}`, { active: false })

test('RX-9 private addresses and plain http are refused until an administrator allows them, at creation and at delivery', async () => {
  for (const bad of [`${url}/in`, 'http://localhost:9/x', 'https://[::1]/x', 'https://169.254.169.254/latest', 'https://2130706433/x', 'https://0x7f.1/x', 'https://user:pw@8.8.8.8/x', 'http://8.8.8.8/x']) expect((await api('POST', '/webhooks/endpoints', { name: 'x', url: bad, events: ['*'] })).body.code, bad).toBe('webhook-address')
  expect((await api('POST', '/webhooks/endpoints', { name: 'x', url: 'ftp://8.8.8.8/x', events: ['*'] })).status).toBe(400)
  expect((await product.send('a1', 'POST', '/webhooks/endpoints', { name: 'x', url: 'https://8.8.8.8', events: ['*'] })).status).toBe(403)
  await allow(['127.0.0.1'])
  const made = await make()
  await allow([])
  await open()
  await quiet()
  expect(heard).toEqual([])
  expect((await deliveries(made.id))[0]).toMatchObject({ state: 'queued', attempts: 1, lastError: '127.0.0.1 is 127.0.0.1, an address of a private network' })
  await off(made.id)
  await allow(['127.0.0.1'])
})

test('RX-9 RX-8 a fact is told once, signed, without words of people; the secret is shown once and lies sealed', async () => {
  const made = await make()
  expect(made.secret).toMatch(/^whsec_/)
  expect(JSON.stringify((await api('GET', '/webhooks/endpoints')).body)).not.toContain('whsec_')
  const rows = await sql<{ secret: string }>`select secret from webhook_endpoints`.execute(product.host.db)
  expect(rows.rows.every((r) => r.secret.startsWith('v') && !r.secret.includes(made.secret))).toBe(true)
  const opened = await open()
  await quiet()
  expect(heard).toHaveLength(1)
  const [one] = heard
  expect(verify(made.secret, { id: String(one!.headers['webhook-id']), timestamp: String(one!.headers['webhook-timestamp']), signature: String(one!.headers['webhook-signature']) }, Buffer.from(one!.body), [new Date()])).toBe(true)
  expect(JSON.parse(one!.body)).toMatchObject({ type: 'cases.case-opened', subject: `case:${opened.body.id}`, data: { caseId: opened.body.id } })
  expect(one!.body).not.toContain('机密')
  const [log] = await deliveries(made.id), detail = (await api('GET', `/webhooks/deliveries/${log.id}`)).body
  expect(detail).toMatchObject({ state: 'delivered', lastStatus: 204, webhookId: one!.headers['webhook-id'], body: one!.body, tries: [{ status: 204, error: null }] })
  await api('POST', `/webhooks/deliveries/${log.id}/replay`)
  await quiet()
  expect(heard.map((h) => [h.headers['webhook-id'], h.body])).toEqual([[one!.headers['webhook-id'], one!.body], [one!.headers['webhook-id'], one!.body]])
  await off(made.id)
})

test('RX-9 a failure is tried again later from the outbox; a new secret signs beside the old one; 410 ends it', async () => {
  const made = await make()
  answers.push({ status: 500 })
  await open()
  await quiet()
  const [failed] = await deliveries(made.id)
  expect(failed).toMatchObject({ state: 'queued', attempts: 1, lastStatus: 500, lastError: 'HTTP 500' })
  const fresh = (await api('POST', `/webhooks/endpoints/${made.id}/secret`)).body
  expect(fresh.secret).not.toBe(made.secret)
  await sql`update webhook_deliveries set next_at = now() - interval '1 second' where id = ${failed.id}`.execute(product.host.db)
  await quiet()
  const again = heard.at(-1)!, given = { id: String(again.headers['webhook-id']), timestamp: String(again.headers['webhook-timestamp']), signature: String(again.headers['webhook-signature']) }
  for (const secret of [made.secret, fresh.secret]) expect(verify(secret, given, Buffer.from(again.body), [new Date()])).toBe(true)
  expect((await deliveries(made.id))[0]).toMatchObject({ state: 'delivered', attempts: 2 })
  answers.push({ status: 410 })
  await open()
  await quiet()
  const now = (await api('GET', '/webhooks/endpoints')).body.items.find((e: any) => e.id === made.id)
  expect(now).toMatchObject({ active: false, disabledReason: 'gone' })
  expect((await product.host.db.selectFrom('event_log' as never).select(sql<string>`name`.as('name')).where(sql<boolean>`subject = ${`webhook:${made.id}`}`).orderBy(sql`seq`).execute()).map((e) => e.name)).toEqual(['webhooks.endpoint-created@1', 'webhooks.secret-changed@1', 'webhooks.endpoint-disabled@1'])
})

test('RX-9 redirects are judged anew: the same POST goes on, other networks and other methods do not', async () => {
  const made = await make(['cases.case-opened'], '/old')
  answers.push({ status: 308, headers: { location: '/new' } })
  await open()
  await quiet()
  expect(heard.map((h) => h.path)).toEqual(['/old', '/new'])
  answers.push({ status: 307, headers: { location: 'http://10.255.255.1/x' } })
  await api('POST', `/webhooks/endpoints/${made.id}/tests`)
  await quiet()
  expect((await deliveries(made.id))[0]).toMatchObject({ event: 'webhooks.test', state: 'queued', lastError: '10.255.255.1 is 10.255.255.1, an address of a private network' })
  answers.push({ status: 302, headers: { location: '/elsewhere' } })
  await api('POST', `/webhooks/endpoints/${made.id}/tests`)
  await quiet()
  expect(heard.map((h) => h.path)).not.toContain('/elsewhere')
  await off(made.id)
})

test('RX-9 one that stands still holds nobody up; what failed can be sent again from a moment on', async () => {
  const bad = await make(['cases.case-opened'], '/bad'), good = await make(['cases.*'], '/good')
  answers.push({ status: 500 }, { status: 500 })
  await open()
  await quiet()
  const states = await Promise.all([bad, good].map((e) => deliveries(e.id)))
  expect(states.flat().filter((d) => d.event === 'cases.case-opened@1').map((d) => d.attempts)).toEqual([1, 1])
  await sql`update webhook_deliveries set state = 'failed' where state = 'queued' and endpoint_id = ${bad.id}`.execute(product.host.db)
  expect((await api('POST', `/webhooks/endpoints/${bad.id}/replays`, { since: '2025-03-03T00:00:00+08:00' })).body).toEqual({ deliveries: 1 })
  await quiet()
  expect((await deliveries(bad.id))[0]).toMatchObject({ state: 'delivered' })
})

test('RX-18 RX-7 old deliveries go, waiting ones stay; every change of an endpoint is in the trail with its old and new value', async () => {
  const kept = await make(['cases.case-opened'], '/kept'), rule = webhooks.retention![0]!
  await sql`update webhook_deliveries set created_at = created_at - interval '200 days'`.execute(product.host.db)
  await api('POST', `/webhooks/endpoints/${kept.id}/tests`)
  await sql`update webhook_deliveries set state = 'queued', next_at = now() + interval '1 hour', created_at = created_at - interval '200 days' where endpoint_id = ${kept.id}`.execute(product.host.db)
  const gone = await product.host.transaction(SYSTEM, (ctx) => rule.purge(ctx, new Date(ctx.now().getTime() - rule.defaultDays * 86_400_000), 1000))
  expect(gone.length).toBeGreaterThan(0)
  expect(await deliveries(kept.id)).toHaveLength(1)
  await api('PATCH', `/webhooks/endpoints/${kept.id}`, { events: ['sla.*'], active: false })
  const trail = await sql<{ changes: object; actor_name: string }>`select changes, actor_name from event_log where name = 'webhooks.endpoint-changed@1' and subject = ${`webhook:${kept.id}`}`.execute(product.host.db)
  expect(trail.rows).toMatchObject([{ changes: { events: { from: ['cases.case-opened'], to: ['sla.*'] }, active: { from: true, to: false } } }])
  expect((await api('PATCH', `/webhooks/endpoints/${kept.id}`, { name: 'x' }, { 'if-match': '"1"' })).status).toBe(412)
})
