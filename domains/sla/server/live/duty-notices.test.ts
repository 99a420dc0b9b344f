// Warnings, breaches and escalations go to whoever is on duty; nobody on shift: the next shift, or the lead (RX-4, RX-16).
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startCaseProduct, type CaseProduct } from '../../../cases/testing.ts'
import { conversations } from '../../../conversations/module.ts'
import { placeRecord, openRecordClocks, followRecord } from '../../public.ts'
import { sla } from '../../module.ts'
import { SYSTEM } from '../../../../platform/server/ctx.ts'

let product: CaseProduct
beforeAll(async () => { product = await startCaseProduct([conversations, sla]) })
afterAll(async () => { await product.stop() })

const send = (who: string, method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, body?: object) => product.send(who, method as 'POST', path, body)
const id = (who: string): string => product.people.get(who)!
/** `notice -> who`, by code, of one record; with the moment on request. */
async function told(record: string, name: string): Promise<[who: string, at: string][]> {
  const rows = await product.host.pool.query<{ account_id: string; at: Date }>('select account_id, created_at as at from notify_notifications where subject = $1 and name = $2 order by created_at, account_id', [record, name])
  const codes = new Map([...product.people].map(([code, account]) => [account, code]))
  return rows.rows.map((r): [string, string] => [codes.get(r.account_id) ?? '?', r.at.toISOString()]).sort((a, b) => a[1].localeCompare(b[1]) || a[0].localeCompare(b[0]))
}
const urgentCase = async () => (await send('c1', 'POST', '/cases', { title: '断网', description: '断网', channel: 'portal', serviceLine: 'technical-support', urgency: 'high' })).body

it('RX-4 who is on shift is told, the next shift hears what came in the break, the region without a roster hears as before', async () => {
  const unitOf = async (code: string) => (await send('h1', 'GET', '/org/units')).body.items.find((u: { code: string }) => u.code === code).id as string
  const f1 = await unitOf('F1'), roster = (await send('l1', 'POST', '/org/rosters', { unitId: f1, name: '值班' })).body.id
  // Monday: A2 until 12:00, then nobody, A1 from 13:00; nobody after 18:00 until Tuesday 09:00.
  const week = [{ weekday: 1, from: '09:00', to: '12:00', people: [id('a2')] }, { weekday: 1, from: '13:00', to: '18:00', people: [id('a1')] }, { weekday: 2, from: '09:00', to: '18:00', people: [id('a2')] }]
  expect((await send('l1', 'PUT', `/org/rosters/${roster}/week`, { shifts: week })).status).toBe(200)
  const morning = await urgentCase()
  await product.at('2025-03-03T10:30:01+08:00')
  expect((await told(`case:${morning.id}`, 'sla.warning')).map(([who]) => who)).toEqual(['a2'])
  await product.at('2025-03-03T10:40:00+08:00')
  const noon = await urgentCase()
  // Due 12:40, warned 12:10 in the break; the next shift at 13:00 comes too late for a warning, so the lead hears at once; the breach at 12:40 waits for it.
  await product.at('2025-03-03T12:59:00+08:00')
  expect((await told(`case:${noon.id}`, 'sla.warning')).map(([who]) => who)).toEqual(['l1'])
  expect(await told(`case:${noon.id}`, 'sla.breach')).toEqual([])
  expect((await told(`case:${noon.id}`, 'sla.escalation')).map(([who]) => who)).toEqual(['r1'])
  await product.at('2025-03-03T13:00:01+08:00')
  expect((await told(`case:${noon.id}`, 'sla.breach')).map(([who]) => who)).toEqual(['a1'])
}, 60_000)

it('beyond the patience the lead hears at once; what waits is not said when the clock ended meanwhile', async () => {
  await product.at('2025-03-03T17:59:00+08:00')
  const late = await urgentCase()
  await product.at('2025-03-03T20:00:00+08:00')
  // Breached 19:59; Tuesday 09:00 is 13 h 1 min away, the patience 12 h.
  expect((await told(`case:${late.id}`, 'sla.breach')).map(([who]) => who)).toEqual(['l1'])
  expect((await send('m1', 'PUT', '/settings/sla.wait-for-shift', { value: 'PT24H' })).status).toBe(200)
  const [answered, silent] = [await urgentCase(), await urgentCase()]
  await product.at('2025-03-03T22:00:01+08:00')
  await send('l1', 'POST', `/cases/${answered.id}/transitions`, { to: 'classified', problemClass: 'system-fault', urgency: 'high', complexity: 'low', impact: 'one-person' })
  await send('l1', 'POST', `/cases/${answered.id}/transitions`, { to: 'assigned', handlerId: id('a1') })
  expect((await send('a1', 'POST', `/cases/${answered.id}/transitions`, { to: 'responded', reply: '已收到', owner: '陈安', nextStep: '查日志', expectedAt: '2025-03-05T12:00:00+08:00' })).status).toBe(200)
  await product.at('2025-03-04T09:00:01+08:00')
  const responses = async (record: string) => (await product.host.pool.query("select account_id from notify_notifications where subject = $1 and name = 'sla.breach' and params->>'kind' = 'response'", [`case:${record}`])).rows
  expect(await responses(answered.id)).toEqual([])
  expect(await responses(silent.id)).toEqual([{ account_id: id('a2') }])
}, 60_000)

it('RX-16 level 1 wakes those concerned at night, and waits for no shift', async () => {
  await product.at('2025-03-04T21:00:00+08:00')
  const f1 = (await send('h1', 'GET', '/org/units')).body.items.find((u: { code: string }) => u.code === 'F1').id as string
  const incident = '01950000-0000-7000-8000-00000000d001'
  await product.host.transaction(SYSTEM, async (ctx) => {
    await openRecordClocks(ctx, { id: incident, kind: 'incident', start: ctx.now(), attributes: { class: 'security-event' }, place: { number: 'EM-1', title: '外泄', unitId: f1, customerId: null, people: [id('a1')], responsible: id('a1'), permission: 'cases.read', url: null } })
    await followRecord(ctx, incident, { type: 'graded', level: '1', reason: '安全事件' })
    await placeRecord(ctx, incident, { unitId: f1, responsible: id('a1') })
  })
  await product.at('2025-03-04T22:31:00+08:00')
  expect(new Set((await told(`incident:${incident}`, 'sla.warning')).map(([who]) => who))).toEqual(new Set(['a1', 'l1']))
}, 60_000)
