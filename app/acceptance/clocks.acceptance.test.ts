import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, moment, startAcceptance, type AcceptanceProduct } from './product.ts'

let p: AcceptanceProduct
beforeAll(async () => { p = await startAcceptance() })
afterAll(() => p?.stop())

const open = (who: string, more: object) => p.must(who, 'POST', '/cases', { title: '无法登录', description: '上午九点起无法登录', channel: 'portal', ...more })
const due = async (id: string, kind: string) => local((await p.clock(id, kind))?.dueAt ?? null)

test('S-001 urgent support: 2 h and 4 h by POL-1.2, citing §1.2', async () => {
  const c = await open('C1', { serviceLine: 'technical-support', urgency: 'high' })
  expect(c.level).toBe('URGENT')
  expect(await p.clock(c.id, 'response')).toMatchObject({ policy: 'POL-1.2', clause: '§1.2', target: 'PT2H', state: 'running' })
  expect([await due(c.id, 'response'), await due(c.id, 'resolution')]).toEqual(['03-03 11:00', '03-03 13:00'])
})

test('S-002 general support: 24 h and 48 h', async () => {
  const c = await open('C1', { serviceLine: 'technical-support', urgency: 'low', impact: 'one-person', complexity: 'low' })
  expect(c.level).toBe('GENERAL')
  expect([await due(c.id, 'response'), await due(c.id, 'resolution')]).toEqual(['03-04 09:00', '03-05 09:00'])
})

test('S-007 internal A: 1 h, 2 h, 24 h, 48 h', async () => {
  const c = await open('U1', { effects: ['business-interrupted'], problemClass: 'system-fault', urgency: 'high', impact: 'whole-enterprise', complexity: 'medium' })
  expect(c.level).toBe('A')
  expect([await due(c.id, 'response'), await due(c.id, 'initial-solution'), await due(c.id, 'initial-handling'), await due(c.id, 'resolution')]).toEqual(['03-03 10:00', '03-03 11:00', '03-04 09:00', '03-05 09:00'])
})

test('S-008 internal B: 1 h, 4 h, 24 h, 72 h', async () => {
  const c = await open('U1', { effects: ['permission-problem'] })
  expect(c.level).toBe('B')
  expect([await due(c.id, 'response'), await due(c.id, 'initial-solution'), await due(c.id, 'initial-handling'), await due(c.id, 'resolution')]).toEqual(['03-03 10:00', '03-03 13:00', '03-04 09:00', '03-06 09:00'])
})

test('S-005 after-sales: 24 h and 48 h by POL-2.2, without a level', async () => {
  const c = await open('C1', { serviceLine: 'after-sales', severity: 'normal' })
  expect(c.level).toBeNull()
  expect((await p.clock(c.id, 'response')).policy).toBe('POL-2.2')
  expect([await due(c.id, 'response'), await due(c.id, 'resolution')]).toEqual(['03-04 09:00', '03-05 09:00'])
})

test('S-010 third-party: vendor contact 2 h, resolution 7 days citing §3.1-5; S-013 enquiry by POL-5.1', async () => {
  const c = await open('U1', { problemClass: 'third-party-service', outsideService: true, urgency: 'medium', impact: 'several-users', complexity: 'medium' })
  expect([await due(c.id, 'response'), await due(c.id, 'vendor-contact'), await due(c.id, 'resolution')]).toEqual(['03-03 10:00', '03-03 11:00', '03-10 09:00'])
  expect((await p.clock(c.id, 'resolution')).clause).toBe('§3.1-5')
  const e = await open('C1', { serviceLine: 'enquiry' })
  expect((await p.clock(e.id, 'response')).policy).toBe('POL-5.1')
  expect([await due(e.id, 'response'), await due(e.id, 'initial-solution')]).toEqual(['03-04 09:00', '03-04 09:00'])
})

test('S-139 every running clock tells policy, version, clause, start, calendar, target, due and the arithmetic in words', async () => {
  const c = await open('C1', { serviceLine: 'technical-support', urgency: 'high' })
  for (const clock of (await p.clocks(c.id, 'A1')).filter((x) => x.state === 'running')) {
    expect(clock).toMatchObject({ policy: expect.stringMatching(/^POL-/), version: expect.any(Number), clause: expect.stringMatching(/^§/), calendar: '24x7', startedAt: expect.any(String), target: expect.stringMatching(/^P/) })
    expect(clock.why.length).toBeGreaterThan(20)
    expect(clock.why).not.toMatch(/sla\.[a-z]/)
  }
})

test('S-026 reclassify keeps the response clock, moves the resolution, and needs a reason', async () => {
  const c = await open('U1', { problemClass: 'user-operation', urgency: 'low', impact: 'one-person', complexity: 'low' })
  expect(c.level).toBe('C')
  await p.at('03-03 09:30')
  const refused = await p.send('A1', 'PATCH', `/cases/${c.id}`, { effects: ['business-interrupted'] })
  expect([400, 409]).toContain(refused.status)
  expect(refused.body.errors.map((e: { pointer: string }) => e.pointer)).toContain('/reason')
  await p.must('A1', 'PATCH', `/cases/${c.id}`, { effects: ['business-interrupted'], reason: '业务已中断' })
  expect((await p.must('A1', 'GET', `/cases/${c.id}`)).level).toBe('A')
  expect([await due(c.id, 'response'), await due(c.id, 'initial-solution'), await due(c.id, 'resolution')]).toEqual(['03-03 10:00', '03-03 11:00', '03-05 09:00'])
  expect((await p.clocks(c.id)).some((x) => x.kind === 'resolution' && x.state === 'superseded')).toBe(true)
  const trail = await p.must('U9', 'GET', `/audit?subject=case:${c.id}&limit=50`)
  expect(JSON.stringify(trail.items.map((e: { changes: unknown }) => e.changes))).toContain('business-interrupted')
})

test('S-022 an automatic reply stops no clock; S-023 an incomplete reply neither, and says why; a complete one does', async () => {
  const c = await open('C1', { serviceLine: 'technical-support', urgency: 'high' })
  const first = await p.must('A1', 'POST', `/cases/${c.id}/messages`, { visibility: 'public', body: '我们在看', owner: '陈安', expectedAt: moment('03-03 12:00') })
  expect(first.response).toMatchObject({ complete: false })
  expect(first.response.missing.map((m: { field: string }) => m.field)).toContain('nextStep')
  expect((await p.clock(c.id, 'response')).state).toBe('running')
  await p.at('03-03 09:40')
  const second = await p.must('A1', 'POST', `/cases/${c.id}/messages`, { visibility: 'public', body: '已定位', owner: '陈安', nextStep: '回滚', expectedAt: moment('03-03 12:00') })
  expect(second.response).toMatchObject({ complete: true })
  expect(await p.clock(c.id, 'response')).toMatchObject({ state: 'met' })
})

test('S-011 a vendor contact that is missed is breached at its due time and logged late', async () => {
  const c = await open('U1', { problemClass: 'third-party-service', urgency: 'medium', impact: 'several-users', complexity: 'medium' })
  const dueAt = (await p.clock(c.id, 'vendor-contact')).dueAt as string
  await p.must(null, 'PUT', '/test/clock', { now: new Date(Date.parse(dueAt) + 1000).toISOString() })
  expect(await p.clock(c.id, 'vendor-contact')).toMatchObject({ state: 'breached', breachedAt: dueAt })
  await p.must(null, 'PUT', '/test/clock', { now: new Date(Date.parse(dueAt) + 30 * 60_000).toISOString() })
  await p.must('L1', 'POST', `/cases/${c.id}/transitions`, { to: 'assigned', handlerId: await p.idOf('A1') })
  await p.must('A1', 'POST', `/cases/${c.id}/vendor-contacts`, { vendor: '云平台', result: '已受理' })
  expect((await p.clock(c.id, 'vendor-contact')).overdueBy).toBe('PT30M')
  const told = await p.must('L1', 'GET', '/notifications?limit=100')
  expect(JSON.stringify(told.items)).toContain(c.id)
})
