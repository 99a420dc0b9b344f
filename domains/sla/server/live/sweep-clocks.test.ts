// Sweeps of several processes at once: every warning, breach and missed reference is told exactly once.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestClock } from '../../../../platform/server/clock.ts'
import { SYSTEM } from '../../../../platform/server/ctx.ts'
import { runSweep } from '../../../../platform/server/sweeps.ts'
import { startCaseProduct, type CaseProduct } from '../../../cases/testing.ts'
import { conversations } from '../../../conversations/module.ts'
import { sla } from '../../module.ts'
import { clockSweep } from './sweep-clocks.ts'
import { referenceSweep } from './sweep-references.ts'

const CASES = 30
let product: CaseProduct
beforeAll(async () => { product = await startCaseProduct([conversations, sla]) })
afterAll(async () => { await product.stop() })

const told = async (name: string) => (await sql<{ n: number; at: string[] }>`select count(*)::int as n, array_agg(distinct at::text) as at from event_log where name = ${name}`.execute(product.host.db)).rows[0]!

async function sweepAllAt(moment: string): Promise<void> {
  ;(product.host.clock as TestClock).moveTo(new Date(moment))
  await Promise.all([clockSweep, referenceSweep, clockSweep, referenceSweep, clockSweep].map((s) => runSweep(product.host, s)))
}

it('each step once, dated at its moment, however late it is noticed', async () => {
  for (let i = 0; i < CASES; i++) await product.send('c1', 'POST', '/cases', { title: `第 ${i} 件`, description: '同时到期', channel: 'portal', serviceLine: 'technical-support', urgency: 'high' })
  await sweepAllAt('2025-03-03T10:30:07+08:00')
  expect(await told('sla.clock-warned@1')).toEqual({ n: CASES, at: ['2025-03-03 02:30:00+00'] })
  await sweepAllAt('2025-03-03T11:00:00+08:00')
  expect((await told('sla.clock-breached@1')).n).toBe(0)
  await sweepAllAt('2025-03-03T11:00:02+08:00')
  expect(await told('sla.clock-breached@1')).toEqual({ n: CASES, at: ['2025-03-03 03:00:00+00'] })
  expect(await told('sla.escalated@1')).toEqual({ n: CASES, at: ['2025-03-03 03:00:00+00'] })
  await sweepAllAt('2025-03-04T09:00:01+08:00')
  expect((await told('sla.clock-missed@1')).n).toBe(2 * CASES)
  expect((await sql<{ n: number }>`select count(*)::int as n from cases where breached and next_due_breached`.execute(product.host.db)).rows[0]!.n).toBe(CASES)
})

it('an act that comes in while the sweep runs is not lost', async () => {
  const c = (await product.send('c1', 'POST', '/cases', { title: '抢在到期前', description: '同时', channel: 'portal', serviceLine: 'technical-support', urgency: 'high' })).body
  await product.send('l1', 'POST', `/cases/${c.id}/transitions`, { to: 'classified', problemClass: 'system-fault', urgency: 'high', complexity: 'low', impact: 'one-person' })
  await product.send('l1', 'POST', `/cases/${c.id}/transitions`, { to: 'assigned', handlerId: product.people.get('a1') })
  ;(product.host.clock as TestClock).moveTo(new Date(Date.parse(c.createdAt) + 7_200_001))
  const respond = product.send('a1', 'POST', `/cases/${c.id}/transitions`, { to: 'responded', reply: '已收到', owner: '陈安', nextStep: '查日志', expectedAt: '2025-03-04T12:00:00+08:00' })
  const [answered] = await Promise.all([respond, runSweep(product.host, clockSweep), runSweep(product.host, clockSweep)])
  expect(answered.status).toBe(200)
  const response = (await product.send('l1', 'GET', `/cases/${c.id}/clocks`)).body.items.find((k: any) => k.kind === 'response' && !k.reference)
  expect(response).toMatchObject({ state: 'breached', overdueBy: 'PT0.001S' })
  expect(response.stoppedAt).not.toBeNull()
  const events = await sql<{ n: number }>`select count(*)::int as n from event_log where name = 'sla.clock-breached@1' and data->>'recordId' = ${c.id} and data->>'kind' = 'response'`.execute(product.host.db)
  expect(events.rows[0]!.n).toBe(1)
})

it('a worker that dies between warning and breach, in the middle of its sweep, leaves nothing half done: each is told once', async () => {
  const c = (await product.send('c1', 'POST', '/cases', { title: '中途断电', description: '扫描一半', channel: 'portal', serviceLine: 'technical-support', urgency: 'high' })).body, opened = Date.parse(c.createdAt)
  const toldOf = async (name: string) => (await sql<{ n: number }>`select count(*)::int as n from event_log where name = ${name} and data->>'recordId' = ${c.id} and data->>'kind' in ('first-contact', 'response')`.execute(product.host.db)).rows[0]!.n
  const dieAfter = (sweep: typeof clockSweep) => product.host.transaction(SYSTEM, async (ctx) => {
    expect(await sweep.run(ctx)).toBeGreaterThan(0)
    // What the database sees of a process that was killed: its connection is gone before the commit.
    await sql`select pg_terminate_backend(pg_backend_pid())`.execute(ctx.sql<unknown>())
  })
  ;(product.host.clock as TestClock).moveTo(new Date(opened + 0.8 * 7_200_000))
  await runSweep(product.host, clockSweep)
  const warned = await toldOf('sla.clock-warned@1')
  expect(warned).toBeGreaterThan(0)
  ;(product.host.clock as TestClock).moveTo(new Date(opened + 7_200_002))
  await expect(dieAfter(clockSweep)).rejects.toBeInstanceOf(Error)
  expect(await toldOf('sla.clock-breached@1')).toBe(0)
  await Promise.all([runSweep(product.host, clockSweep), runSweep(product.host, clockSweep)])
  expect([await toldOf('sla.clock-warned@1') >= warned, await toldOf('sla.clock-breached@1')]).toEqual([true, 1])
  const [{ n: twice }] = (await sql<{ n: number }>`select count(*)::int as n from (select 1 from event_log where name like 'sla.clock-%' and data->>'recordId' = ${c.id} group by name, data->>'clock', data->>'percent' having count(*) > 1) d`.execute(product.host.db)).rows as [{ n: number }]
  expect(twice).toBe(0)
})
