import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineEvent } from '../../contract/event.ts'
import { SYSTEM, type Actor } from '../ctx.ts'
import { consoleModule } from '../console/module.ts'
import { newId } from '../ids.ts'
import { defineModule } from '../module.ts'
import { EVERYWHERE } from '../scope.ts'
import { settings } from '../settings/module.ts'
import { startTestProduct, type TestProduct } from '../testing.ts'
import { settle } from '../time-travel.ts'
import { audit } from './module.ts'
import { forgetAnchor } from './verify-audit.ts'

const Noted = defineEvent('probe.noted@1', z.object({ n: z.number(), text: z.string() }), { subject: (e) => `probe:${e.n}` })
const probe = defineModule({ id: 'probe', needs: [], permissions: [], migrations: null, messages: new URL('../../messages/', import.meta.url), events: [Noted] })
const person = (name: string, ...permissions: string[]): Actor => ({ ...SYSTEM, id: newId(), kind: 'staff', name, via: 'token', grants: new Map(permissions.map((p) => [p, EVERYWHERE])) })
const people: Record<string, Actor> = { auditor: person('于审', 'audit.read', 'console.manage'), agent: person('林工', 'cases.read') }

let product: TestProduct
beforeAll(async () => {
  product = await startTestProduct({ modules: [settings, consoleModule, audit, probe], logLevel: 'silent', http: { authenticate: async (_h, { bearer }) => (people[bearer ?? ''] ? { actor: people[bearer!]!, owes: null } : null) } })
  for (let n = 1; n <= 5; n++) {
    await product.host.transaction(n % 2 ? people['agent']! : SYSTEM, (ctx) => ctx.emit(Noted, { n, text: n === 3 ? '100%_sure' : '打印机' }, { reason: `因 ${n}`, changes: { level: { from: 'B', to: 'A' } } }), { requestId: newId(), ip: '10.0.0.7', userAgent: null })
    await call('PUT', '/test/clock', { advance: 'PT1H' })
  }
  await settle(product.host, product.services)
})
afterAll(() => product.stop())
const call = (method: 'GET' | 'POST' | 'PUT', path: string, payload?: object, as = 'auditor') =>
  product.http!.inject({ method, url: `/api/v1${path}`, headers: { authorization: `Bearer ${as}` }, ...(payload ? { payload } : {}) })
const listed = async (query: string) => (await call('GET', `/audit?${query}`)).json().items.map((e: { data: { n?: number } }) => e.data.n).filter(Boolean)

describe('the trail', () => {
  test('says who, when, what, before, after and from where, with its place in the chain', async () => {
    const [entry] = (await call('GET', '/audit?subject=probe:5')).json().items
    expect(entry).toMatchObject({ name: 'probe.noted@1', at: '2025-03-03T05:00:00.000Z', actor: { name: '林工' }, changes: { level: { from: 'B', to: 'A' } }, reason: '因 5', via: 'token', ip: '10.0.0.7', chainNo: expect.any(Number), hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })

  test.each<[string, string, number[]]>([
    ['newest first', 'name=probe.', [5, 4, 3, 2, 1]], ['by person', `actorId=${people['agent']!.id}`, [5, 3, 1]], ['by subject', 'subject=probe:2', [2]], ['by exact name', 'name=probe.noted@1', [5, 4, 3, 2, 1]],
    ['by another version', 'name=probe.noted@2', []], ['by time', 'name=probe.&from=2025-03-03T10:00:00%2B08:00&to=2025-03-03T12:00:00%2B08:00', [3, 2]],
    ['by text', 'text=%E6%89%93%E5%8D%B0%E6%9C%BA', [5, 4, 2, 1]], ['by text with signs of the database', 'text=100%25_s', [3]], ['by text that only a wildcard would find', 'text=1%25%25_s', []], ['by reason', 'text=%E5%9B%A0+4', [4]],
  ])('%s', async (_what, query, found) => { expect(await listed(query)).toEqual(found) })

  test('comes in pages that neither repeat nor leave out', async () => {
    const seen: number[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { data: { n: number } }[]; nextCursor: string | null } = (await call('GET', `/audit?name=probe.&limit=2${cursor ? `&cursor=${cursor}` : ''}`)).json()
      seen.push(...page.items.map((e) => e.data.n))
      cursor = page.nextCursor
    }
    expect(seen).toEqual([5, 4, 3, 2, 1])
    expect((await call('GET', `/audit?cursor=${Buffer.from('["x","y"]').toString('base64url')}`)).statusCode).toBe(400)
  })

  test('is closed to those without the right', async () => {
    for (const [method, path] of [['GET', '/audit'], ['GET', '/audit/verification'], ['POST', '/audit/exports']] as const) expect((await call(method, path, method === 'POST' ? { reason: 'x' } : undefined, 'agent')).statusCode).toBe(403)
  })

  test('is exported line by line, and that is a fact itself', async () => {
    expect((await call('POST', '/audit/exports', {})).statusCode).toBe(400)
    const reply = await call('POST', '/audit/exports', { name: 'probe.', reason: '年度审计' })
    expect(reply.headers['content-disposition']).toContain('houyuan-audit-2025-03-03.ndjson')
    expect(reply.body.trim().split('\n').map((line) => JSON.parse(line).data.n)).toEqual([1, 2, 3, 4, 5])
    const [fact] = (await call('GET', '/audit?name=audit.exported')).json().items
    expect(fact).toMatchObject({ actor: { name: '于审' }, reason: '年度审计', data: { filter: { name: 'probe.' } } })
  })
})

describe('verification', () => {
  const runDaily = async () => {
    await call('POST', '/console/schedules/audit.verify-chain/runs')
    await settle(product.host, product.services)
    return (await call('GET', '/console/schedules/audit.verify-chain')).json()
  }

  test('J-40 checks daily and keeps the end of the chain outside the database', async () => {
    expect(await runDaily()).toMatchObject({ code: 'J-40', clause: '§7.4', lastRun: { error: null, result: expect.stringMatching(/^\d+ checked$/) } })
    expect(existsSync(join(product.config.dataDir, 'audit-anchor.json'))).toBe(true)
    expect((await call('GET', '/audit/verification')).json()).toMatchObject({ ok: true, broken: null })
  })

  test('S-116 names the row that was changed in the database, and raises an event', async () => {
    const { seq } = (await sql<{ seq: string }>`update event_log set reason = 'other' where subject = 'probe:3' returning seq::text`.execute(product.host.db)).rows[0]!
    const report = (await call('GET', '/audit/verification')).json()
    expect(report).toMatchObject({ ok: false, broken: { seq, cause: 'changed', detail: `第 ${seq} 号记录在封存后被修改。` } })
    expect((await runDaily()).lastRun.result).toContain(`event ${seq}`)
    expect((await call('GET', '/audit?name=audit.chain-broken')).json().items[0].data).toMatchObject({ seq, cause: 'changed' })
    expect((await call('GET', '/console/health')).json()).toMatchObject({ status: 'degraded' })
    await sql`update event_log set reason = '因 3' where seq = ${seq}::bigint`.execute(product.host.db)
    expect((await call('GET', '/audit/verification')).json().ok).toBe(true)
  })

  test('after a restore the shorter trail counts as right again', async () => {
    await sql`truncate event_log, audit_chain`.execute(product.host.db)
    await sql`update event_relay set chain_no = 0, chain_hash = '\\x'`.execute(product.host.db)
    expect((await call('GET', '/audit/verification')).json()).toMatchObject({ ok: false, broken: { cause: 'cut' } })
    await forgetAnchor(product.config.dataDir)
    expect((await call('GET', '/audit/verification')).json().ok).toBe(true)
  })
})
