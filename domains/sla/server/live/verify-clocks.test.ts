// `houyuan verify` recomputes every clock page by page, names what differs, and asks the database a few questions per thousand records.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sql } from 'kysely'
import { startCaseProduct, type CaseProduct } from '../../../cases/testing.ts'
import { conversations } from '../../../conversations/module.ts'
import { sla } from '../../module.ts'
import { verifyClocks } from './verify-clocks.ts'

const COPIES = Number(process.env['HOUYUAN_VERIFY_RECORDS'] ?? 2_500)
let product: CaseProduct
beforeAll(async () => {
  product = await startCaseProduct([conversations, sla])
  const made: string[] = []
  for (const body of [{ serviceLine: 'technical-support', urgency: 'high' }, { serviceLine: 'after-sales' }, { serviceLine: 'technical-support', problemClass: 'system-fault', urgency: 'medium', impact: 'several-users', complexity: 'low' }]) made.push((await product.send('c1', 'POST', '/cases', { title: '试', description: '试', channel: 'portal', ...body })).body.id)
  const id = made[2]!
  await product.send('a1', 'POST', `/cases/${id}/transitions`, { to: 'assigned', handlerId: product.people.get('a1') })
  await product.send('a1', 'POST', `/cases/${id}/messages`, { visibility: 'public', body: '已接手', owner: '陈安', nextStep: '核对', expectedAt: '2025-03-03T11:00:00+08:00' })
  await product.send('a1', 'POST', `/cases/${id}/transitions`, { to: 'diagnosing' })
  await product.send('a1', 'POST', `/cases/${id}/transitions`, { to: 'waiting-requester', reason: '需要日志' })
  await product.at('2025-03-03T12:00:00+08:00')
  await copyRecords(COPIES)
}, 600_000)
afterAll(async () => { await product.stop() })

/** The same lives many times over, as rows. */
async function copyRecords(count: number): Promise<void> {
  const db = product.host.db
  await sql`create table copied as select r.id as old, gen_random_uuid() as id from sla_records r cross join generate_series(1, ${Math.ceil(count / 3)})`.execute(db)
  await sql`insert into sla_records select (jsonb_populate_record(r, jsonb_build_object('id', x.id))).* from sla_records r join copied x on x.old = r.id`.execute(db)
  for (const table of ['sla_clocks', 'sla_segments']) await sql`insert into ${sql.table(table)} select (jsonb_populate_record(c, jsonb_build_object('record_id', x.id))).* from ${sql.table(table)} c join copied x on x.old = c.record_id`.execute(db)
  await sql`analyze sla_records, sla_clocks, sla_segments`.execute(db)
}

it('checks every record and every clock, without a difference', async () => {
  const before = Date.now(), check = await verifyClocks(product.host), seconds = (Date.now() - before) / 1000
  expect(check.records).toBe(3 + 3 * Math.ceil(COPIES / 3))
  expect(check.clocks).toBeGreaterThan(check.records * 2)
  expect(check.differences).toEqual([])
  if (process.env['HOUYUAN_VERIFY_RECORDS']) process.stdout.write(`${check.records} records, ${check.clocks} clocks: ${seconds} s\n`)
}, 600_000)

it('names a clock whose due time, ledger or breach was changed behind its back', async () => {
  const [due, ledger, late] = (await sql<{ record_id: string; no: number }>`select record_id, no from sla_clocks where kind = 'resolution' and not reference and due_at is not null and record_id in (select id from copied) order by record_id limit 3`.execute(product.host.db)).rows
  await sql`update sla_clocks set due_at = due_at + interval '1 hour' where record_id = ${due!.record_id} and no = ${due!.no}`.execute(product.host.db)
  await sql`insert into sla_segments (record_id, clock_no, seq, at, state, cause, actor_id, written_at) select ${ledger!.record_id}, ${ledger!.no}, 90, now(), 'paused', 'waiting', '00000000-0000-7000-8000-000000000001', now()`.execute(product.host.db)
  await sql`update sla_clocks set breached_at = due_at - interval '1 minute' where record_id = ${late!.record_id} and no = ${late!.no}`.execute(product.host.db)
  const { differences } = await verifyClocks(product.host), of = (record: string) => differences.filter((d) => d.recordId === record).map((d) => d.field)
  expect(of(due!.record_id)).toContain('due')
  expect(of(ledger!.record_id)).toContain('ledger')
  expect(of(late!.record_id)).toContain('breached')
  expect(new Set(differences.map((d) => d.recordId)).size).toBe(3)
})

it('asks a handful of questions per thousand records', async () => {
  const pages = (await sql<{ calls: number }>`select count(*)::int as calls from sla_records`.execute(product.host.db)).rows[0]!.calls / 1000
  const statements: string[] = [], pool = product.host.pool, connect = pool.connect.bind(pool)
  pool.connect = (async (...args: []) => { const client = await connect(...args), query = client.query.bind(client) as (...a: unknown[]) => unknown; client.query = ((...a: unknown[]) => { statements.push(typeof a[0] === 'string' ? a[0] : String((a[0] as { text?: string }).text)); return query(...a) }) as never; return client }) as never
  try { await verifyClocks(product.host) } finally { pool.connect = connect as never }
  const asked = statements.filter((s) => s.includes('sla_segments')).length
  expect(asked).toBeGreaterThan(0)
  expect(asked).toBeLessThanOrEqual(Math.ceil(pages) + 1)
})
