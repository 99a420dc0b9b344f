// The demo company: it lives by the rules, shows every state, and can be taken out again without a trace in the domains (RX-17).
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CaseState } from '../../domains/cases/contract/case.ts'
import { casesApi } from '../../domains/cases/contract/api.ts'
import { customersApi } from '../../domains/customers/contract/api.ts'
import { verifyClocks } from '../../domains/sla/public.ts'
import { createAccount, actorOf, grantRole } from '../../platform/server/access/public.ts'
import { verifyAudit } from '../../platform/server/audit/verify-audit.ts'
import { wallClock } from '../../platform/server/clock.ts'
import { SYSTEM } from '../../platform/server/ctx.ts'
import { purgeBytes } from '../../platform/server/files/purge-files.ts'
import { startTestProduct, type TestProduct } from '../../platform/server/testing.ts'
import { settle } from '../../platform/server/time-travel.ts'
import { httpParts } from '../http-parts.ts'
import { modules } from '../modules.ts'
import { CUSTOMERS } from './demo-customers.ts'
import { noteDemo } from './demo-state-store.ts'
import { openDesk } from './desk.ts'
import { openDemo } from './open-demo.ts'
import { playDemo, type Played } from './play-demo.ts'
import { removeDemo } from './remove-demo.ts'

const HOUR = 3_600_000
const start = (seed: 'demo' | 'handbook') => startTestProduct({ modules, http: httpParts, env: { HOUYUAN_SEED: seed, HOUYUAN_TEST_CLOCK: '0' } })
const rows = async <T>(p: TestProduct, text: string): Promise<T[]> => (await sql.raw<T>(text).execute(p.host.db)).rows

/** Rows of every table but those that tell what happened (they keep it) and the clockwork of the platform. */
async function rowCounts(p: TestProduct): Promise<Record<string, number>> {
  const kept = new Set(['event_log', 'audit_chain', 'event_relay', 'reaction_done', 'platform_state', 'platform_workers', 'platform_schedules', 'platform_schedule_runs', 'idempotency_keys', 'schema_migrations'])
  const tables = await rows<{ name: string }>(p, `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`)
  const counts: Record<string, number> = {}
  for (const { name } of tables) if (!kept.has(name)) counts[name] = (await rows<{ n: number }>(p, `select count(*)::int as n from ${name}`))[0]!.n
  return counts
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

  test('removal leaves what a new installation begins with, and a trail that is whole', async () => {
    expect(await removeDemo(p.host)).toEqual({ ties: [] })
    await settle(p.host, p.services)
    await p.host.transaction(SYSTEM, (ctx) => purgeBytes(ctx, new Date(Date.now() + HOUR)))
    const fresh = await start('handbook')
    try { expect(await rowCounts(p)).toEqual(await rowCounts(fresh)) } finally { await fresh.stop() }
    expect(await verifyAudit(p.host)).toMatchObject({ ok: true, unsealed: 0, broken: null })
    expect(await verifyClocks(p.host)).toEqual({ records: 0, clocks: 0, differences: [] })
    expect(await removeDemo(p.host), 'a second time there is nothing to do').toEqual({ ties: [] })
  }, 60_000)
})

describe('own work beside the demo company', () => {
  let p: TestProduct
  beforeAll(async () => { p = await start('demo') })
  afterAll(() => p.stop())

  test('a start that was cut off is cleared away and played again; people can sign in', async () => {
    await p.host.transaction(SYSTEM, (ctx) => noteDemo(ctx, 'started'))
    await playDemo(p.host, p.services, { factor: 0.01 })
    const signIns = await openDemo(p, { factor: 0.01 })
    expect(signIns.map((s) => s.email)).toEqual(['chen@xinglan.invalid', 'zhou@xinglan.invalid', 'wu@xinglan.invalid', 'sun.jie@lanyu-bank.invalid'])
    expect(await rows(p, 'select count(*)::int as n from customers')).toEqual([{ n: CUSTOMERS.length }])
    for (const { email, password } of signIns) {
      const reply = await p.http!.inject({ method: 'POST', url: '/api/v1/session', payload: { email, password } })
      expect([email, reply.statusCode]).toEqual([email, 200])
    }
    expect(await openDemo(p), 'played once').toEqual([])
  }, 180_000)

  test('an open case of real people in demo hands stops the removal, by its number; finished, it stays and the rest goes', async () => {
    const desk = openDesk(p.host)
    const manager = await p.host.transaction(SYSTEM, async (ctx) => {
      const { id } = await createAccount(ctx, { kind: 'staff', name: '真经理', email: 'boss@example.com' })
      await grantRole(ctx, { accountId: id, role: 'hq-manager' })
      return actorOf(ctx, id)
    })
    const contact = await desk.as(manager, customersApi.createContact, { body: { name: '真客户', email: 'real@customer.example' } })
    const own = await desk.as(manager, casesApi.open, { body: { title: '真的打不开', description: '真的', channel: 'portal', requesterId: contact.id } })
    const before = await rowCounts(p)
    const { ties } = await removeDemo(p.host)
    expect(ties).toHaveLength(1)
    expect(ties[0]).toContain(own.number)
    expect(await rowCounts(p)).toEqual(before)

    await desk.as(manager, casesApi.transition, { params: { id: own.id }, body: { to: 'cancelled', reason: '已解决' } })
    expect(await removeDemo(p.host)).toEqual({ ties: [] })
    expect(await rows(p, 'select number, requester_name as who, unit_name is not null as named from cases')).toEqual([{ number: own.number, who: '真客户', named: true }])
    expect(await rows(p, 'select name from access_accounts order by name')).toEqual([{ name: '真客户' }, { name: '真经理' }])
    expect((await desk.as(manager, casesApi.get, { params: { id: own.id } })).state).toBe('cancelled')
  }, 60_000)
})
