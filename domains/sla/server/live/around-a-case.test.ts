// Escalations that somebody takes up, whom the time is owed to, and what a draft would change.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCaseProduct, type CaseProduct } from '../../../cases/testing.ts'
import { conversations } from '../../../conversations/module.ts'
import { sla } from '../../module.ts'

let product: CaseProduct
beforeAll(async () => { product = await startCaseProduct([conversations, sla]) })
afterAll(async () => { await product.stop() })

const send = (who: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => product.send(who, method as 'POST', path, body)
const open = async (who: string, body: object) => (await send(who, 'POST', '/cases', { title: '试', description: '试', channel: 'portal', ...body })).body
const period = 'from=2025-03-01T00:00:00Z&to=2025-04-01T00:00:00Z'

describe('change preview', () => {
  it('RX-1 says which due times and breaches would change on open cases, and writes nothing', async () => {
    const urgent = await open('c1', { serviceLine: 'technical-support', urgency: 'high' }), general = await open('c1', { serviceLine: 'technical-support', urgency: 'low', complexity: 'low', impact: 'one-person' })
    await product.at('2025-03-03T10:15:00+08:00')
    const before = await product.host.pool.query('select count(*)::int as n from event_log')
    const draft = { effectiveFrom: '2025-03-10T00:00:00+08:00', limits: [{ kind: 'response', level: 'URGENT', target: 'PT1H' }, { kind: 'resolution', level: 'GENERAL', target: 'PT40H' }] }
    const preview = await send('h1', 'POST', '/sla/previews', { policy: 'POL-1.2', draft })
    expect(preview.status).toBe(200)
    expect(preview.body).toMatchObject({ records: { evaluated: 2, changed: 2 }, breaches: { before: 0, after: 1, gained: 1, lost: 0 }, clocks: { earlier: 1 } })
    expect(preview.body.items.filter((i: any) => i.effect !== 'renamed').map((i: any) => [i.number, i.kind, i.level, i.effect, i.before.dueAt, i.after.dueAt])).toEqual([
      [urgent.number, 'response', 'URGENT', 'breach-gained', '2025-03-03T03:00:00.000Z', '2025-03-03T02:00:00.000Z'], [general.number, 'resolution', 'GENERAL', 'earlier', '2025-03-05T01:00:00.000Z', '2025-03-04T17:00:00.000Z']])
    expect((await send('h1', 'POST', '/sla/previews', { policy: 'POL-1.2', draft, assume: 'as-effective' })).body.records).toEqual({ evaluated: 2, changed: 0 })
    expect((await send('h1', 'POST', '/sla/previews', { policy: 'POL-1.2', draft, records: 'recent', days: 30 })).body).toMatchObject({ records: { evaluated: 2 }, breaches: { gained: 1 } })
    expect((await send('a1', 'POST', '/sla/previews', { policy: 'POL-1.2', draft })).status).toBe(403)
    expect((await send('h1', 'POST', '/sla/previews', { policy: 'POL-1.2' })).body.errors[0].code).toBe('sla.version-or-draft')
    expect((await product.host.pool.query('select count(*)::int as n from event_log')).rows).toEqual(before.rows)
  })
})

describe('escalation', () => {
  it('S-146 escalated at 10:20, acknowledged at 10:32: 12 minutes for that hop', async () => {
    const c = await open('u1', { effects: ['permission-problem'] })
    await product.at('2025-03-03T10:20:00+08:00')
    const up = await send('l1', 'POST', `/cases/${c.id}/escalations`, { reason: '需要区域协调' })
    expect(up).toMatchObject({ status: 201, body: { step: 1, acknowledgedAt: null, reason: '需要区域协调', clock: null, mayAcknowledge: false } })
    expect((await send('l1', 'POST', `/sla/escalations/${up.body.id}/acknowledgements`)).body.code).toBe('sla.not-asked')
    await product.at('2025-03-03T10:32:00+08:00')
    expect((await send('r1', 'GET', '/sla/escalations?state=open')).body.items).toEqual([expect.objectContaining({ id: up.body.id, mayAcknowledge: true, number: c.number })])
    expect((await send('r2', 'GET', '/sla/escalations')).body.items).toEqual([])
    expect((await send('r1', 'POST', `/sla/escalations/${up.body.id}/acknowledgements`)).body).toMatchObject({ took: 'PT12M' })
    expect((await send('h1', 'GET', `/sla/escalation-figures?${period}`)).body.items).toEqual([{ from: 'frontline', to: 'region', escalated: 1, acknowledged: 1, open: 0, medianMinutes: 12, meanMinutes: 12, p90Minutes: 12 }])
    expect((await send('h1', 'GET', '/sla/escalations?cursor=nonsense')).status).toBe(400)
  })
})

describe('time lost', () => {
  it('is attributed to us, the requester, the vendor or force majeure, by case and in total, and moves no due time', async () => {
    const c = await open('u1', { effects: ['permission-problem'] }), due = c.nextDue.dueAt
    const minutes = async (n: number) => product.at(new Date(Date.parse('2025-03-03T10:32:00+08:00') + n * 60_000).toISOString())
    expect((await send('l1', 'PUT', `/cases/${c.id}/force-majeure`, { on: true, reason: '停电' })).body.forceMajeure).toBe(true)
    await minutes(10)
    await send('l1', 'PUT', `/cases/${c.id}/force-majeure`, { on: false, reason: '来电' })
    expect((await send('a1', 'PUT', `/cases/${c.id}/force-majeure`, { on: true, reason: '停电' })).status).toBe(403)
    await minutes(30)
    const seen = (await send('l1', 'GET', `/cases/${c.id}/time`)).body
    expect(seen).toMatchObject({ ended: false, forceMajeure: false, total: 'PT30M', shares: { us: 'PT20M', forceMajeure: 'PT10M', requester: 'PT0S', vendor: 'PT0S' } })
    expect(seen.stretches.map((s: any) => s.party)).toEqual(['force-majeure', 'us'])
    expect((await send('l1', 'GET', `/cases/${c.id}`)).body.nextDue.dueAt).toBe(due)
    expect((await send('h1', 'GET', `/sla/time-lost?${period}`)).body).toMatchObject({ records: 0, total: 'PT0S' })
    const told = await product.host.pool.query("select reason from event_log where name = 'sla.force-majeure-marked@1' order by seq")
    expect(told.rows.map((r) => r.reason)).toEqual(['停电', '来电'])
  })
})
