// The acceptance scenarios about clocks, over HTTP, on a real database with the test clock.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCaseProduct, type CaseProduct } from '../../../cases/testing.ts'
import { conversations } from '../../../conversations/module.ts'
import { sla } from '../../module.ts'
import { verifyClocks } from './verify-clocks.ts'

let product: CaseProduct
beforeAll(async () => { product = await startCaseProduct([conversations, sla]) })
afterAll(async () => {
  expect((await verifyClocks(product.host)).differences).toEqual([])
  await product.stop()
})

const shanghai = (iso: string | null): string | null => (iso === null ? null : new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' '))
const open = async (who: string, body: object) => (await product.send(who, 'POST', '/cases', { title: '接口报错', description: '调用失败', channel: 'portal', ...body })).body
const clocksOf = async (id: string, who = 'l1') => (await product.send(who, 'GET', `/cases/${id}/clocks`)).body.items as any[]
const clock = async (id: string, kind: string, which: { reference?: boolean; state?: string } = {}) => (await clocksOf(id)).find((c) => c.kind === kind && c.reference === (which.reference ?? false) && (which.state ? c.state === which.state : c.state !== 'superseded'))

describe('opening at 09:00', () => {
  it('S-001 urgent support: level, policy, clause, both due times and the queue row', async () => {
    const opened = await open('c1', { serviceLine: 'technical-support', urgency: 'high' })
    expect((await product.send('l1', 'GET', `/cases/${opened.id}`)).body.levelRule).toBe('LEVEL-1.2@1#1')
    expect(opened).toMatchObject({ level: 'URGENT', nextDue: { kind: 'response', clause: '§1.2', breached: false } })
    expect(shanghai(opened.nextDue.dueAt)).toBe('03-03 11:00')
    expect(await clock(opened.id, 'response')).toMatchObject({ policy: 'POL-1.2', version: 1, clause: '§1.2', calendar: '24x7', target: 'PT2H', remaining: 'PT2H', state: 'running', reference: false, provisional: false, round: 1, pausedTotal: 'PT0S', stoppedAt: null })
    expect(shanghai((await clock(opened.id, 'resolution')).dueAt)).toBe('03-03 13:00')
  })
  it('S-005, S-013 after-sales and enquiry', async () => {
    const afterSales = await open('c1', { serviceLine: 'after-sales' })
    expect(afterSales.level).toBeNull()
    expect([shanghai((await clock(afterSales.id, 'response')).dueAt), shanghai((await clock(afterSales.id, 'resolution')).dueAt)]).toEqual(['03-04 09:00', '03-05 09:00'])
    const enquiry = await open('c1', { serviceLine: 'enquiry' })
    const response = await clock(enquiry.id, 'response')
    expect(response).toMatchObject({ policy: 'POL-5.1', clause: '§5.1-5', printed: { to: 'PT48H' } })
    expect(response.why).toContain('48 h')
    expect(response.why).toContain('B-5')
    expect(shanghai((await clock(enquiry.id, 'initial-solution')).dueAt)).toBe('03-04 09:00')
  })
  it('S-007, S-008 internal A and B', async () => {
    const a = await open('u1', { effects: ['business-interrupted'] })
    expect(a.level).toBe('A')
    expect(Object.fromEntries((await clocksOf(a.id)).filter((c) => !c.reference).map((c) => [c.kind, shanghai(c.dueAt)]))).toEqual({ response: '03-03 10:00', 'initial-solution': '03-03 11:00', 'initial-handling': '03-04 09:00', resolution: '03-05 09:00' })
    const b = await open('u1', { effects: ['permission-problem'] })
    expect(Object.fromEntries((await clocksOf(b.id)).filter((c) => !c.reference).map((c) => [c.kind, shanghai(c.dueAt)]))).toEqual({ response: '03-03 10:00', 'initial-solution': '03-03 13:00', 'initial-handling': '03-04 09:00', resolution: '03-06 09:00' })
  })
  it('S-245 third-party outage that stops business', async () => {
    const c = await open('u1', { problemClass: 'third-party-service', effects: ['business-interrupted'], outsideService: true })
    expect(c.level).toBe('A')
    expect([shanghai((await clock(c.id, 'response')).dueAt), shanghai((await clock(c.id, 'vendor-contact')).dueAt), shanghai((await clock(c.id, 'resolution')).dueAt)]).toEqual(['03-03 10:00', '03-03 11:00', '03-05 09:00'])
    expect(await clock(c.id, 'resolution', { reference: true })).toMatchObject({ clause: '§3.1-5', policy: 'POL-3.1-CAT' })
  })
  it('CL-02 unknown: one provisional response clock, replaced by the classification', async () => {
    const c = await open('c1', { serviceLine: 'technical-support' })
    expect((await clocksOf(c.id)).map((x) => [x.kind, x.provisional])).toEqual([['response', true]])
    const sorted = await product.send('a1', 'PATCH', `/cases/${c.id}`, { problemClass: 'system-fault', urgency: 'high', complexity: 'low', impact: 'one-person' })
    expect(sorted.status).toBe(200)
    expect((await clocksOf(c.id)).filter((x) => !x.reference).map((x) => [x.kind, x.state, x.provisional])).toEqual([['response', 'running', false], ['resolution', 'running', false], ['response', 'superseded', true]])
  })
  it('S-139 the panel names policy, version, clause, start, calendar, target, due and the row; in both languages', async () => {
    const c = await open('c1', { serviceLine: 'technical-support', urgency: 'high', complexity: 'high' })
    const { why } = await clock(c.id, 'response')
    for (const part of ['POL-1.2', 'version 1', '§1.2', '3 Mar 2025 09:00', 'natural hours', '2 h', '3 Mar 11:00', 'LEVEL-1.2', 'row 1', 'urgency is high']) expect(why).toContain(part)
    const zh = (await product.send('l1', 'GET', `/cases/${c.id}/clocks`, undefined, { 'accept-language': 'zh-CN' })).body.items[0].why
    for (const part of ['第 1 版', '7×24 自然时', '03-03 11:00 到期', '第 1 行', '紧急程度为高']) expect(zh).toContain(part)
    expect(zh + why).not.toMatch(/sla\.|\{\{|undefined/)
  })
  it('R0-2 requesters see every clock, their promises in plain words first; nobody else sees the case', async () => {
    const c = await open('c1', { serviceLine: 'technical-support', urgency: 'high', problemClass: 'system-fault' })
    const own = await clocksOf(c.id, 'c1')
    expect(own.filter((x) => !x.reference).map((x) => x.kind)).toEqual(['response', 'resolution'])
    expect(own[0].why).toMatch(/^We will answer you by 3 Mar 2025 11:00 \(handbook §1\.2\)\. .*POL-1\.2/)
    expect(own.filter((x) => x.reference).map((x) => x.policy)).toContain('POL-3.1-CAT')
    await product.send('l1', 'PATCH', `/cases/${c.id}`, { urgency: 'low', reason: '内部原因' })
    expect(JSON.stringify(await clocksOf(c.id, 'c1'))).not.toContain('内部原因')
    expect((await product.send('v1', 'GET', `/cases/${c.id}/clocks`)).status).toBe(404)
    expect((await product.send('r2', 'GET', `/cases/${c.id}/clocks`)).status).toBe(404)
  })
  it('S-026 a reason is demanded, the level moves, the response stays', async () => {
    const c = await open('u1', { problemClass: 'user-operation' })
    expect(c.level).toBe('C')
    expect((await product.send('l1', 'PATCH', `/cases/${c.id}`, { level: 'A' })).status).toBeGreaterThanOrEqual(400)
    expect((await product.send('l1', 'PATCH', `/cases/${c.id}`, { level: 'A', reason: '影响全员' })).body).toMatchObject({ level: 'A', levelByHand: true })
    expect([shanghai((await clock(c.id, 'response')).dueAt), shanghai((await clock(c.id, 'initial-solution')).dueAt), shanghai((await clock(c.id, 'resolution')).dueAt)]).toEqual(['03-03 10:00', '03-03 11:00', '03-05 09:00'])
    expect((await clocksOf(c.id)).find((x) => x.kind === 'resolution' && x.state === 'superseded')).toMatchObject({ target: 'PT24H', supersededBecause: '影响全员' })
  })
})

describe('time passes', () => {
  let internal: any, vendor: any, paused: any
  it('S-010, S-011 vendor contact: warned at 75 %, breached at 11:00, told to the lead, late by 30 min', async () => {
    vendor = await open('u1', { problemClass: 'third-party-service', outsideService: true })
    paused = await open('u1', { effects: ['permission-problem'], title: '等待资料' })
    internal = await open('u1', { effects: ['display-problem'], title: '界面错位' })
    await product.send('l1', 'POST', `/cases/${paused.id}/transitions`, { to: 'classified', problemClass: 'application-configuration', urgency: 'low', complexity: 'low', impact: 'one-person' })
    await product.send('l1', 'POST', `/cases/${paused.id}/transitions`, { to: 'assigned', handlerId: product.people.get('a1') })
    await product.at('2025-03-03T10:30:00+08:00')
    expect((await clock(vendor.id, 'vendor-contact')).warnedAt).toBe('2025-03-03T02:30:00.000Z')
    await product.at('2025-03-03T11:00:00+08:00')
    expect(await clock(vendor.id, 'vendor-contact')).toMatchObject({ state: 'running', remaining: 'PT0S' })
    await product.at('2025-03-03T11:30:00+08:00')
    expect(await clock(vendor.id, 'vendor-contact')).toMatchObject({ state: 'breached', overdueBy: 'PT30M', remaining: '-PT30M', dueAt: '2025-03-03T03:00:00.000Z' })
    const contact = await product.send('a1', 'POST', `/cases/${vendor.id}/vendor-contacts`, { vendor: '云平台', result: '已受理' })
    expect(contact.status).toBe(201)
    const after = await clock(vendor.id, 'vendor-contact')
    expect(after).toMatchObject({ state: 'breached', overdueBy: 'PT30M', stoppedAt: '2025-03-03T03:30:00.000Z', remaining: null })
    expect(after.why).toContain('breached by 30 min')
    expect(shanghai((await clock(vendor.id, 'resolution')).dueAt)).toBe('03-10 09:00')
    expect((await product.send('l1', 'GET', `/cases/${vendor.id}`)).body).toMatchObject({ breached: true })
  })
  it('events are dated exactly, each once, and reach handler, lead, region and HQ', async () => {
    const timeline = (await product.send('l1', 'GET', `/cases/${vendor.id}/timeline?limit=200`)).body.items as any[]
    const of = (name: string) => timeline.filter((e) => e.name === name && e.data.kind === 'vendor-contact').map((e) => e.at)
    expect(of('sla.clock-warned@1')).toEqual(['2025-03-03T02:30:00.000Z'])
    expect(of('sla.clock-breached@1')).toEqual(['2025-03-03T03:00:00.000Z'])
    expect(of('sla.escalated@1')).toEqual(['2025-03-03T03:00:00.000Z'])
    expect(timeline.find((e) => e.name === 'sla.clock-breached@1' && e.data.kind === 'vendor-contact').title).toBe('vendor contact breached (§3.2-3)')
    const notice = (await product.send('l1', 'GET', '/notifications?limit=100')).body.items.find((n: any) => n.name === 'sla.breach' && n.subject === `case:${vendor.id}` && JSON.stringify(n).includes('vendor contact'))
    expect(`${notice.title} ${notice.body}`).toMatch(/^HY-\d+-\d+ is late: vendor contact 接口报错. Was due 2025-03-03 11:00 \(§3.2-3\)\.$/)
    const told = async (who: string) => (await product.send(who, 'GET', '/notifications?limit=100')).body.items.filter((n: any) => n.subject === `case:${vendor.id}`).map((n: any) => n.name)
    expect(await told('l1')).toEqual(expect.arrayContaining(['sla.warning', 'sla.breach']))
    expect(await told('r1')).toContain('sla.escalation')
    expect(await told('r2')).toEqual([])
    // The response of the same case is still open two hours after its breach at 10:00: HQ hears of it.
    await product.at('2025-03-03T12:00:00+08:00')
    expect(await told('h1')).toContain('sla.escalation')
    expect((await told('l1')).filter((n: string) => n === 'sla.breach').length).toBe(2)
  })
  it('S-022, S-023, CL-10 a complete reply stops the response; waiting pauses; 75 % counts without the pause', async () => {
    const respond = (more: object) => product.send('a1', 'POST', `/cases/${paused.id}/transitions`, { to: 'responded', reply: '已收到', owner: '陈安', expectedAt: '2025-03-03T18:00:00+08:00', ...more })
    expect((await respond({})).status).toBe(409)
    expect((await clock(paused.id, 'response')).state).toBe('breached')
    expect((await clock(paused.id, 'response')).stoppedAt).toBeNull()
    expect((await respond({ nextStep: '查权限' })).status).toBe(200)
    expect((await clock(paused.id, 'response')).stoppedAt).toBe('2025-03-03T04:00:00.000Z')
    await product.send('a1', 'POST', `/cases/${paused.id}/transitions`, { to: 'diagnosing' })
    const waiting = await product.send('a1', 'POST', `/cases/${paused.id}/transitions`, { to: 'waiting-requester', reason: '等日志' })
    expect(waiting.status).toBe(200)
    await product.at('2025-03-03T14:00:00+08:00')
    expect(await clock(paused.id, 'initial-solution')).toMatchObject({ state: 'paused', dueAt: null, remaining: 'PT1H', pausedTotal: 'PT2H', warnedAt: '2025-03-03T04:00:00.000Z' })
    expect(await clock(paused.id, 'resolution')).toMatchObject({ state: 'paused', dueAt: null, remaining: 'PT69H', warnedAt: null })
    expect((await product.send('l1', 'GET', `/cases/${paused.id}`)).body.nextDue).toBeNull()
    expect((await product.send('a1', 'POST', `/cases/${paused.id}/transitions`, { to: 'diagnosing' })).status).toBe(200)
    expect(await clock(paused.id, 'initial-solution')).toMatchObject({ state: 'running', dueAt: '2025-03-03T07:00:00.000Z', pausedTotal: 'PT2H' })
    expect((await clock(paused.id, 'resolution')).segments).toEqual([
      { from: '2025-03-03T01:00:00.000Z', to: '2025-03-03T04:00:00.000Z', state: 'running', cause: 'opened' }, { from: '2025-03-03T04:00:00.000Z', to: '2025-03-03T06:00:00.000Z', state: 'paused', cause: 'waiting' },
      { from: '2025-03-03T06:00:00.000Z', to: null, state: 'running', cause: 'waiting-over' }])
    // 75 % of 72 h is 54 h of counted time: 03-05 15:00 without the pause, 17:00 with it.
    await product.at('2025-03-05T17:30:00+08:00')
    expect((await clock(paused.id, 'resolution')).warnedAt).toBe('2025-03-05T09:00:00.000Z')
  })
  it('CL-12 references are missed, with an event of their own and no notice', async () => {
    const timeline = (await product.send('l1', 'GET', `/cases/${paused.id}/timeline?limit=200`)).body.items as any[]
    expect(timeline.filter((e) => e.name === 'sla.clock-missed@1').map((e) => [e.data.kind, e.data.clause]).toSorted()).toEqual([['progress-update', '§5.2'], ['resolution', '§3.1-2']])
    expect((await clock(paused.id, 'resolution', { reference: true })).state).toBe('missed')
  })
  it('CL-19 cancelled: superseded with the reason; breaches stay', async () => {
    const cancelled = await product.send('l1', 'POST', `/cases/${internal.id}/transitions`, { to: 'cancelled', reason: '重复提交' })
    expect(cancelled.status).toBe(200)
    expect(cancelled.body.nextDue).toBeNull()
    const all = await clocksOf(internal.id)
    expect(all.filter((c) => !c.reference).every((c) => c.state === 'breached' && c.supersededBecause === '重复提交')).toBe(true)
  })
})
