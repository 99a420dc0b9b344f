// Records of other domains: a made-up owner of incidents, faults and feedback items uses public.ts and nothing else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM } from '../../../../platform/server/ctx.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { defineModule, reaction, type DomainModule } from '../../../../platform/server/module.ts'
import { startCaseProduct, type CaseProduct } from '../../../cases/testing.ts'
import { conversations } from '../../../conversations/module.ts'
import { sla } from '../../module.ts'
import { followRecord, openRecordClocks, placeRecord, RecordDueChanged, recordClocks, removeRecordClocks, verifyClocks, type NewRecord, type RecordStep } from '../../public.ts'

/** What the owner keeps on its own row, as it is told. */
const kept = new Map<string, { level: string | null; due: string | null; breached: boolean }>()
const owner: DomainModule = defineModule({
  id: 'watch', needs: [sla], permissions: [], migrations: null, messages: new URL('../../messages/', import.meta.url),
  reactions: [reaction({ name: 'watch.keep-due', to: RecordDueChanged, when: 'in-transaction', run: async (_ctx, e) => { kept.set(e.data.recordId, { level: e.data.level, due: e.data.nextDue?.dueAt ?? null, breached: e.data.breached }) } })],
})

let product: CaseProduct
let unit: string, agent: string
beforeAll(async () => {
  product = await startCaseProduct([conversations, sla, owner])
  const found = await product.host.pool.query<{ id: string; unit: string }>("select id, unit_id as unit from access_accounts where email = 'a1@acceptance.test'")
  agent = found.rows[0]!.id
  unit = found.rows[0]!.unit
})
afterAll(async () => { await product.stop() })

const open = (record: Omit<NewRecord, 'id' | 'start' | 'place'> & Partial<NewRecord>) => {
  const id = newId(), place = { number: `IN-${id.slice(-4)}`, title: '机房断电', unitId: unit, customerId: null, people: [agent], responsible: agent, permission: 'cases.read', url: `/incidents/${id}` }
  return product.host.transaction(SYSTEM, async (ctx) => ({ id, ...await openRecordClocks(ctx, { id, start: ctx.now(), place, ...record }) }))
}
const follow = (id: string, step: RecordStep) => product.host.transaction(SYSTEM, (ctx) => followRecord(ctx, id, step))
const clocks = async (id: string) => (await product.host.transaction(SYSTEM, (ctx) => recordClocks(ctx, id)))!
const shown = (list: { kind: string; dueAt: string | null; state: string; reference: boolean }[]) => list.filter((c) => !c.reference).map((c) => [c.kind, c.dueAt && new Date(Date.parse(c.dueAt) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' '), c.state])
const told = async (id: string) => (await product.host.pool.query<{ name: string; at: Date }>("select name, at from event_log where data ->> 'recordId' = $1 and name not in ('sla.record-due-changed@1') order by seq", [id])).rows.map((r) => [r.name, r.at.toISOString().slice(11, 16)])

describe('records of other domains', () => {
  it('S-016 CL-17 an incident: recorded, graded level 2, response 13:00, removal 17:00; the owner hears of every due time', async () => {
    const incident = await open({ kind: 'incident', attributes: {} })
    expect(incident).toMatchObject({ level: null, nextDue: { kind: 'incident-record' } })
    const graded = await follow(incident.id, { type: 'graded', level: '2', reason: '两个系统' })
    expect(graded).toMatchObject({ level: '2', policy: 'POL-6.2' })
    expect(shown((await clocks(incident.id)).clocks).toSorted()).toEqual([['incident-record', '03-03 11:00', 'running'], ['removal', '03-03 17:00', 'running'], ['response', '03-03 13:00', 'running']])
    await follow(incident.id, { type: 'recorded' })
    expect(kept.get(incident.id)).toMatchObject({ level: '2', due: '2025-03-03T05:00:00.000Z', breached: false })
    await follow(incident.id, { type: 'response-started' })
    await follow(incident.id, { type: 'restored' })
    expect(kept.get(incident.id)).toMatchObject({ due: null })
    expect((await clocks(incident.id)).clocks[0]!.why).toContain('§6.2')
  })

  it('S-020 a fault: ungraded by §7.1, graded by §7.2, the old clock stays in history', async () => {
    const fault = await open({ kind: 'fault', attributes: {} })
    expect(fault.policy).toBe('POL-7.1')
    await follow(fault.id, { type: 'graded', level: 'Severe' })
    const all = (await clocks(fault.id)).clocks
    expect(all.filter((c) => !c.reference).map((c) => [c.policy, c.state])).toEqual(expect.arrayContaining([['POL-7.2', 'running'], ['POL-7.1', 'superseded']]))
    await expect(follow(fault.id, { type: 'graded', level: 'A' })).rejects.toMatchObject({ status: 400 })
    await expect(follow(fault.id, { type: 'vendor-contacted' })).rejects.toMatchObject({ status: 400 })
    await expect(product.host.transaction(SYSTEM, (ctx) => openRecordClocks(ctx, { id: fault.id, kind: 'fault', start: ctx.now(), attributes: {}, place: { number: null, title: null, unitId: unit, customerId: null, people: [], responsible: null, permission: 'cases.read', url: null } }))).rejects.toMatchObject({ code: 'sla.record-known' })
  })

  it('RX-4 S-014 warned at 75 %, breached at the due time, escalated, by the same sweep; the ledger verifies', async () => {
    const item = await open({ kind: 'feedback', attributes: { type: 'suggestion' } })
    const level1 = await open({ kind: 'incident', attributes: { class: 'security-event' } })
    expect(level1.level).toBe('1')
    await product.at('2025-03-03T11:30:00+08:00')
    expect(await told(level1.id)).toEqual([['sla.clock-warned@1', '02:30'], ['sla.clock-warned@1', '02:30'], ['sla.clock-breached@1', '03:00'], ['sla.clock-breached@1', '03:00'], ['sla.escalated@1', '03:00'], ['sla.escalated@1', '03:00']].sort((a, b) => (a[1]! < b[1]! ? -1 : 0)))
    // Level 1 passes quiet hours.
    const notices = await product.host.pool.query<{ urgent: boolean }>('select distinct urgent from notify_notifications where subject = $1', [`incident:${level1.id}`])
    expect(notices.rows).toEqual([{ urgent: true }])
    await product.at('2025-03-04T09:00:00+08:00')
    expect(kept.get(item.id)).toMatchObject({ breached: false })
    await product.at('2025-03-04T10:00:00+08:00')
    expect(kept.get(item.id)).toMatchObject({ breached: true })
    expect((await told(item.id)).map(([name]) => name)).toEqual(['sla.clock-warned@1', 'sla.clock-breached@1', 'sla.escalated@1'])
    await product.host.transaction(SYSTEM, (ctx) => placeRecord(ctx, item.id, { title: '新标题', responsible: null }))
    expect(await verifyClocks(product.host)).toMatchObject({ differences: [] })
    await product.host.transaction(SYSTEM, (ctx) => removeRecordClocks(ctx, [item.id]))
    expect(await product.host.transaction(SYSTEM, (ctx) => recordClocks(ctx, item.id))).toBeNull()
  })
})
