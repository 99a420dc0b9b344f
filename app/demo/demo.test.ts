// The demo company: it lives by the rules, shows every state, and can be taken out again without a trace in the domains (RX-17).
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CaseState } from '../../domains/cases/contract/case.ts'
import { casesApi } from '../../domains/cases/contract/api.ts'
import { customersApi } from '../../domains/customers/contract/api.ts'
import { orgApi } from '../../domains/org/contract/api.ts'
import { verifyClocks } from '../../domains/sla/public.ts'
import { createAccount, actorOf, grantRole } from '../../platform/server/access/public.ts'
import { verifyAudit } from '../../platform/server/audit/verify-audit.ts'
import { wallClock } from '../../platform/server/clock.ts'
import { SYSTEM, type Actor } from '../../platform/server/ctx.ts'
import { notify } from '../../platform/server/notify/public.ts'
import { purgeBytes } from '../../platform/server/files/purge-files.ts'
import { startTestProduct, type TestProduct } from '../../platform/server/testing.ts'
import { settle } from '../../platform/server/time-travel.ts'
import { httpParts } from '../http-parts.ts'
import { modules } from '../modules.ts'
import { CUSTOMERS } from './demo-customers.ts'
import { whilePlaying } from './demo-state-store.ts'
import { openDesk } from './desk.ts'
import { openDemo } from './open-demo.ts'
import { playDemo, type Played } from './play-demo.ts'
import { removeDemo } from './remove-demo.ts'

const HOUR = 3_600_000
const start = (seed: 'demo' | 'handbook') => startTestProduct({ modules, http: httpParts, env: { HOUYUAN_SEED: seed, HOUYUAN_TEST_CLOCK: '0' } })
const rows = async <T>(p: TestProduct, text: string): Promise<T[]> => (await sql.raw<T>(text).execute(p.host.db)).rows

/** Tables that tell what happened (they keep the demo company), attempts to sign in, and the clockwork of the platform. */
const KEPT = new Set(['event_log', 'audit_chain', 'event_relay', 'reaction_done', 'platform_state', 'platform_workers', 'platform_schedules', 'platform_schedule_runs', 'idempotency_keys', 'schema_migrations', 'access_attempts', 'webhook_cursor'])

/** What every other table holds: how many rows, and with `not` a sum over all those that name none of these. */
async function contents(p: TestProduct, what: 'counts' | { not: readonly string[] }): Promise<Record<string, unknown>> {
  const tables = await rows<{ name: string }>(p, `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`)
  const value = what === 'counts' ? 'count(*)::int' : `md5(string_agg(r, ' ' order by r) filter (where r !~ '${what.not.join('|') || '^$'}'))`
  const found: Record<string, unknown> = {}
  for (const { name } of tables) {
    // Numbers are never given twice.
    if (KEPT.has(name) || (what !== 'counts' && name === 'customers_counter')) continue
    // When the index was written says nothing.
    const row = name === 'search_documents' ? `(to_jsonb(t) - 'indexed_at')::text` : 't::text'
    found[name] = (await rows<{ v: unknown }>(p, `select ${value} as v from (select ${row} as r from ${name} t) x`))[0]!.v
  }
  return found
}

describe('a tenth of the story', () => {
  let p: TestProduct, played: Played
  beforeAll(async () => {
    p = await start('demo')
    played = await playDemo(p.host, p.services, { factor: 0.1 })
  }, 180_000)
  afterAll(() => p.stop())

  test('nothing that the people wanted was refused', () => {
    expect(played.failures).toEqual([])
    expect(played.cases).toBeGreaterThan(45)
  })

  test('every state of a case is there, on many channels, and promises run out soon after the story', async () => {
    const states = await rows<{ state: string }>(p, 'select distinct state from cases')
    expect(states.map((s) => s.state).sort()).toEqual([...CaseState.options].sort())
    expect((await rows(p, 'select distinct channel from cases')).length).toBeGreaterThanOrEqual(5)
    const soon = await rows<{ due: Date }>(p, `select next_due_at as due from cases where open and next_due_at < 'infinity' order by 1`)
    const minutes = soon.map((r) => (r.due.getTime() - Date.now()) / 60_000)
    expect(minutes.some((m) => m > -30 && m < 180), String(minutes.map(Math.round))).toBe(true)
  })

  test('the clock is the real one again, and every clock of every case fits its ledger', async () => {
    expect(p.host.clock).toBe(wallClock)
    expect(await rows(p, `select 1 from platform_state where key = 'test-clock'`)).toEqual([])
    expect((await rows<{ at: Date }>(p, 'select max(at) as at from event_log'))[0]!.at.getTime()).toBeLessThanOrEqual(Date.now())
    const check = await verifyClocks(p.host)
    expect(check.differences).toEqual([])
    expect(check.clocks).toBeGreaterThan(200)
  }, 60_000)

  test('no mail waits to leave the house; the ledger knows where each mail went', async () => {
    expect(await rows(p, `select state from mail_outbox group by state`)).toEqual([{ state: 'suppressed' }])
    expect(await rows(p, `select 1 from mail_received where outcome is null or outcome in ('quarantined', 'rejected')`)).toEqual([])
    expect((await rows(p, `select 1 from mail_received where outcome = 'cased'`)).length).toBeGreaterThan(2)
  })

  test('RX-17 removal leaves what a new installation begins with, and a trail that is whole', async () => {
    expect(await removeDemo(p.host)).toEqual({ outcome: 'removed' })
    await settle(p.host, p.services)
    await p.host.transaction(SYSTEM, (ctx) => purgeBytes(ctx, new Date(Date.now() + HOUR)))
    const fresh = await start('handbook')
    try { expect(await contents(p, 'counts')).toEqual(await contents(fresh, 'counts')) } finally { await fresh.stop() }
    expect(await verifyAudit(p.host)).toMatchObject({ ok: true, unsealed: 0, broken: null })
    expect(await verifyClocks(p.host)).toEqual({ records: 0, clocks: 0, differences: [] })
    expect(await removeDemo(p.host), 'a second time there is nothing to do').toEqual({ outcome: 'nothing-there' })
  }, 60_000)
})

describe('on an installation that is in use', () => {
  let p: TestProduct, manager: Actor, requesterId: string, before: Record<string, unknown>
  const openOwn = () => openDesk(p.host).as(manager, casesApi.open, { body: { title: '真的打不开', description: '真的', channel: 'portal', requesterId } })

  beforeAll(async () => {
    p = await start('handbook')
    const desk = openDesk(p.host)
    manager = await p.host.transaction(SYSTEM, async (ctx) => {
      const { id } = await createAccount(ctx, { kind: 'staff', name: '真经理', email: 'boss@example.com' })
      await grantRole(ctx, { accountId: id, role: 'hq-manager' })
      return actorOf(ctx, id)
    })
    const [hq] = await rows<{ id: string }>(p, `select id from org_units where code = 'HQ'`)
    await desk.as(SYSTEM, orgApi.givePost, { body: { personId: manager.id, unitId: hq!.id, role: 'hq-manager' } })
    const [team] = await rows<{ id: string }>(p, `select id from org_units where code = 'F1'`)
    await desk.as(manager, orgApi.setRouting, { body: { rules: [{ serviceLine: 'enquiry', unitId: team!.id }, { unitId: team!.id }] } })
    requesterId = (await desk.as(manager, customersApi.createContact, { body: { name: '真客户', email: 'real@customer.example' } })).id
    await openOwn()
    await settle(p.host, p.services)
    before = await contents(p, { not: [] })
    Object.assign(p.host, { config: { ...p.host.config, seed: 'demo' } })
  })
  afterAll(() => p.stop())

  test('a start that was cut off is cleared away and played again; people can sign in', async () => {
    const cutOff = openDemo(p, { factor: 0.01, onProgress: () => { throw new Error('cut off') } })
    await expect(cutOff).rejects.toThrow('cut off')
    expect((await rows<{ n: number }>(p, 'select count(*)::int as n from cases'))[0]!.n).toBeGreaterThan(5)
    const signIns = await openDemo(p, { factor: 0.01 })
    expect(signIns.map((s) => s.email)).toEqual(['chen@xinglan.invalid', 'zhou@xinglan.invalid', 'wu@xinglan.invalid', 'okafor@xinglan.invalid', 'sun.jie@lanyu-bank.invalid'])
    expect(await rows(p, 'select count(*)::int as n from customers')).toEqual([{ n: CUSTOMERS.length }])
    for (const { email, password } of signIns) {
      const reply = await p.http!.inject({ method: 'POST', url: '/api/v1/session', payload: { email, password } })
      expect([email, reply.statusCode]).toEqual([email, 200])
    }
    expect(await openDemo(p), 'played once').toEqual([])
    expect(await rows(p, `select n.name from notify_notifications n join access_accounts a on a.id = n.account_id where a.email not like '%.invalid'`), 'nobody else hears of the story').toEqual([])
    await p.host.transaction(SYSTEM, async (ctx) => {
      const [some] = (await sql<{ id: string }>`select id from cases where requester_name <> '真客户' limit 1`.execute(ctx.sql<unknown>())).rows
      expect(await notify(ctx, { name: 'sla.breach', to: [manager.id], subject: `case:${some!.id}` }), 'afterwards they may').toBe(1)
    })
  }, 60_000)

  test('RX-17 while one process plays it, another does not remove it', async () => {
    await whilePlaying(p.host, async () => { expect(await removeDemo(p.host)).toEqual({ outcome: 'being-played' }) })
  })

  test('RX-17 an open case of real people in demo hands stops the removal, by its number; finished, it stays and all that was there stays as it was', async () => {
    const desk = openDesk(p.host), own = await openOwn()
    expect(own.unit?.name, 'the rules of the demo company come first').toBe('上海一线支持组')
    await settle(p.host, p.services)
    const all = await contents(p, 'counts')
    const refused = await removeDemo(p.host)
    expect(refused).toEqual({ outcome: 'tied', ties: [expect.stringContaining(own.number)] })
    expect(await contents(p, 'counts')).toEqual(all)

    await desk.as(manager, casesApi.transition, { params: { id: own.id }, body: { to: 'cancelled', reason: '已解决' } })
    await settle(p.host, p.services)
    expect(await removeDemo(p.host)).toEqual({ outcome: 'removed' })
    await settle(p.host, p.services)
    expect(await rows(p, `select number, requester_name as who, unit_name as unit, state from cases where id = '${own.id}'`)).toEqual([{ number: own.number, who: '真客户', unit: '上海一线支持组', state: 'cancelled' }])
    expect((await desk.as(manager, casesApi.get, { params: { id: own.id } })).state).toBe('cancelled')
    expect(await openDemo(p), 'it does not come again').toEqual([])
    await p.host.transaction(SYSTEM, (ctx) => purgeBytes(ctx, new Date(Date.now() + HOUR)))
    const messages = await rows<{ id: string }>(p, `select id from conversations_messages where case_id = '${own.id}'`)
    expect(await contents(p, { not: [own.id, ...messages.map((m) => m.id)] })).toEqual(before)
  }, 60_000)
})
