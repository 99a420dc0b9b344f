// Publishing by HQ, warnings acknowledged one by one, effective dates, strictest mode, simulator equals live, calendars.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCaseProduct, type CaseProduct } from '../../../cases/testing.ts'
import { conversations } from '../../../conversations/module.ts'
import { sla } from '../../module.ts'

let product: CaseProduct
beforeAll(async () => { product = await startCaseProduct([conversations, sla]) })
afterAll(async () => { await product.stop() })

const shanghai = (iso: string): string => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ')
const simulate = (record: object, more: object = {}, who = 'a1') => product.send(who, 'POST', '/sla/simulations', { record: { kind: 'case', createdAt: '2025-03-03T09:00:00+08:00', ...record }, ...more })
const live = async (who: string, body: object) => (await product.send(who, 'POST', '/cases', { title: '试', description: '试', channel: 'portal', ...body })).body
const clocksOf = async (id: string) => (await product.send('l1', 'GET', `/cases/${id}/clocks`)).body

describe('the register', () => {
  it('lists every seeded policy with clause, rank and limits', async () => {
    const { items } = (await product.send('h1', 'GET', '/sla/policies')).body
    expect(items.filter((p: any) => p.role === 'ranked' && p.recordKind === 'case').map((p: any) => [p.code, p.rank, p.clauses[0]])).toEqual([
      ['POL-CONTRACT', 90, '§5.4-3'], ['POL-3.1-TP', 80, '§3.1-5'], ['POL-3.3', 70, '§3.2'], ['POL-2.2', 60, '§2.2'], ['POL-1.2', 50, '§1.2'], ['POL-5.1', 40, '§5.1-5']])
    const faults = (await product.send('h1', 'GET', '/sla/policies/POL-7.1')).body
    expect(faults.current.limits).toContainEqual(expect.objectContaining({ level: 'Critical', target: null, printed: expect.objectContaining({ to: 'PT24H' }) }))
    expect((await product.send('h1', 'GET', '/sla/policies/POL-NONE')).status).toBe(404)
    expect((await product.send('a1', 'GET', '/sla/policies')).status).toBe(403)
  })
  it('RX-3 the lint shows the known contradictions in words', async () => {
    const { items } = (await product.send('h1', 'GET', '/sla/lint')).body
    expect(items.map((l: any) => l.decision).toSorted()).toEqual(['B-24', 'B-3', 'B-3', 'B-3', 'B-5', 'B-6', 'B-7'])
    for (const l of items) expect(l.text).not.toMatch(/sla\.|\{\{|undefined|NaN/)
    expect(items.find((l: any) => l.decision === 'B-24').text).toBe('POL-1.2 (complex): response in 72 h is looser than POL-5.1 §5.1-5 with 24 h, which ranks lower and also fits.')
    expect(items.find((l: any) => l.decision === 'B-3' && l.kind === 'resolution').text).toContain('class A or class B with 72 h')
  })
  it('names the rows of the decision tables', async () => {
    const { items } = (await product.send('h1', 'GET', '/sla/decision-tables')).body
    expect(items.map((t: any) => t.code).toSorted()).toEqual(['LEVEL-1.2', 'LEVEL-6.2', 'LEVEL-7.2', 'LEVEL-ABC'])
    expect(items.find((t: any) => t.code === 'LEVEL-1.2').rows.map((r: any) => r.text)).toEqual(['urgency is high; or urgency is medium and impact is whole enterprise or many customers', 'complexity is high', 'everything else'])
  })
})

describe('publishing', () => {
  const v2 = { effectiveFrom: '2025-03-04T00:00:00+08:00', limits: [{ kind: 'response', level: 'URGENT', target: 'PT1H' }] }
  it('S-031 only HQ, and only with every warning acknowledged', async () => {
    expect((await product.send('r1', 'POST', '/sla/policies/POL-1.2/versions', v2)).status).toBe(403)
    expect((await product.send('m1', 'POST', '/sla/policies/POL-1.2/versions', v2)).status).toBe(403)
    const refused = await product.send('h1', 'POST', '/sla/policies/POL-1.2/versions', v2)
    expect(refused).toMatchObject({ status: 409, body: { code: 'sla.lint-open', errors: [{ pointer: '/acknowledged/looser-than-lower-rank/POL-1.2/COMPLEX/response', code: 'sla.lint.looser-than-lower-rank', clause: '§1.2' }] } })
    expect(refused.body.errors[0].detail).toContain('72 h')
    expect((await product.send('h1', 'POST', '/sla/policies/POL-1.2/versions', { ...v2, acknowledged: ['something-else'] })).status).toBe(409)
    const published = await product.send('h1', 'POST', '/sla/policies/POL-1.2/versions', { ...v2, acknowledged: ['looser-than-lower-rank/POL-1.2/COMPLEX/response'], reason: '紧急问题更快' })
    expect(published).toMatchObject({ status: 201, body: { version: 2, state: 'scheduled', acknowledged: ['looser-than-lower-rank/POL-1.2/COMPLEX/response'] } })
    expect(published.body.limits.find((l: any) => l.level === 'URGENT' && l.kind === 'response')).toMatchObject({ target: 'PT1H', clause: '§1.2' })
    expect(published.body.limits).toHaveLength(6)
  })
  it('S-028 effective-dated: 23:59 by version 1, midnight by version 2; simulator and live alike', async () => {
    const urgent = { requesterType: 'customer', serviceLine: 'technical-support', urgency: 'high' }
    const due = async (createdAt: string) => { const c = (await simulate({ ...urgent, createdAt })).body.clocks[0]; return [c.version, shanghai(c.dueAt)] }
    expect(await due('2025-03-03T23:59:00+08:00')).toEqual([1, '03-04 01:59'])
    expect(await due('2025-03-04T00:00:00+08:00')).toEqual([2, '03-04 01:00'])
    await product.at('2025-03-03T23:59:00+08:00')
    const before = await live('c1', { serviceLine: 'technical-support', urgency: 'high' })
    await product.at('2025-03-04T00:00:00+08:00')
    const after = await live('c1', { serviceLine: 'technical-support', urgency: 'high' })
    expect([shanghai(before.nextDue.dueAt), shanghai(after.nextDue.dueAt)]).toEqual(['03-04 01:59', '03-04 01:00'])
    const versions = (await product.send('h1', 'GET', '/sla/policies/POL-1.2/versions')).body.items
    expect(versions.map((v: any) => [v.version, v.state])).toEqual([[2, 'in-force'], [1, 'superseded']])
  })
  it('drafts are kept apart; contracts need their customer; impossible limits are refused', async () => {
    const draft = await product.send('h1', 'POST', '/sla/policies/POL-5.3/versions', { effectiveFrom: '2025-03-05T00:00:00+08:00', limits: [{ kind: 'feedback-forward', target: 'PT12H' }], draft: true })
    expect(draft).toMatchObject({ status: 201, body: { state: 'draft', version: 2 } })
    expect((await product.send('a1', 'POST', '/sla/simulations', { record: { kind: 'feedback', createdAt: '2025-03-06T09:00:00+08:00' } })).body.clocks[0].target).toBe('PT24H')
    const contract = (body: object) => product.send('h1', 'POST', '/sla/policies/POL-CONTRACT-V1/versions', { effectiveFrom: '2025-03-05T00:00:00+08:00', nameZh: 'V1 合同', nameEn: 'Contract of V1', limits: [{ kind: 'response', target: 'PT30M', clause: '§5.4-3' }], ...body })
    expect((await contract({})).body.errors).toEqual([expect.objectContaining({ pointer: '/condition', code: 'sla.contract-customer' })])
    expect((await contract({ condition: [{ field: 'customerId', is: ['v1'] }] })).status).toBe(201)
    const seen = (await simulate({ createdAt: '2025-03-05T09:00:00+08:00', requesterType: 'customer', serviceLine: 'technical-support', urgency: 'high', customerId: 'v1' })).body
    expect(seen).toMatchObject({ policy: 'POL-CONTRACT-V1' })
    expect(seen.clocks.filter((c: any) => !c.reference).map((c: any) => [c.kind, c.policy, c.target])).toEqual([['response', 'POL-CONTRACT-V1', 'PT30M'], ['resolution', 'POL-1.2', 'PT4H']])
    const bad = await product.send('h1', 'POST', '/sla/policies/POL-1.2/versions', { effectiveFrom: '2025-03-05T00:00:00+08:00', limits: [{ kind: 'removal', level: 'URGENT', target: 'PT0S' }] })
    expect(bad.body.errors.map((e: any) => e.code).toSorted()).toEqual(['not-allowed', 'sla.target-range'])
    expect((await product.send('h1', 'POST', '/sla/policies/POL-7.2/versions', { effectiveFrom: '2025-03-05T00:00:00+08:00', calendar: 'cn-office' })).body.errors[0].code).toBe('sla.calendar-natural-only')
  })
  it('R3.1-17 decision tables are versioned; a later table grades later records', async () => {
    const rows = [{ level: 'URGENT', when: [[{ field: 'urgency', is: ['high', 'medium'] }]] }, { level: 'GENERAL', when: [[]] }]
    expect((await product.send('r1', 'POST', '/sla/decision-tables/LEVEL-1.2/versions', { effectiveFrom: '2025-03-06T00:00:00+08:00', rows })).status).toBe(403)
    const bad = await product.send('h1', 'POST', '/sla/decision-tables/LEVEL-1.2/versions', { effectiveFrom: '2025-03-06T00:00:00+08:00', rows: [{ level: 'A', when: [[{ field: 'weather', is: ['rain'] }]] }] })
    expect(bad.body.errors.map((e: any) => [e.pointer, e.code])).toEqual([['/rows/0/level', 'not-allowed'], ['/rows/0/when/0/0/field', 'not-allowed'], ['/rows/0/when', 'sla.table-else']])
    expect(await product.send('h1', 'POST', '/sla/decision-tables/LEVEL-1.2/versions', { effectiveFrom: '2025-03-06T00:00:00+08:00', rows })).toMatchObject({ status: 201, body: { version: 2 } })
    const medium = { requesterType: 'customer', serviceLine: 'technical-support', urgency: 'medium', impact: 'one-person', complexity: 'low' }
    const graded = async (createdAt: string) => { const r = (await simulate({ ...medium, createdAt })).body; return [r.level, r.levelRule] }
    expect([await graded('2025-03-05T23:59:00+08:00'), await graded('2025-03-06T00:00:00+08:00')]).toEqual([['GENERAL', 'LEVEL-1.2@1#3'], ['URGENT', 'LEVEL-1.2@2#1']])
  })
  it('step 7: a re-evaluation by HQ measures open clocks again, with its reason', async () => {
    const c = await live('c1', { serviceLine: 'technical-support', urgency: 'low', complexity: 'high' })
    expect((await product.send('m1', 'PUT', '/settings/sla.combine', { value: 'strictest' })).status).toBe(200)
    expect((await clocksOf(c.id)).items[0]).toMatchObject({ kind: 'response', policy: 'POL-1.2' })
    expect((await product.send('l1', 'POST', '/sla/re-evaluations', { reason: 'x' })).status).toBe(403)
    expect((await product.send('h1', 'POST', '/sla/re-evaluations', { reason: '改用取严' })).status).toBe(202)
    await product.at('2025-03-04T00:30:00+08:00')
    const clocks = await clocksOf(c.id)
    expect(clocks.mode).toBe('strictest')
    expect(clocks.items.find((x: any) => x.kind === 'response' && x.state === 'running' && !x.reference)).toMatchObject({ policy: 'POL-5.1', clause: '§5.1-5' })
    expect(clocks.items.find((x: any) => x.kind === 'response' && x.state === 'superseded' && !x.reference)).toMatchObject({ policy: 'POL-1.2', supersededBecause: '改用取严' })
  })
  it('S-029 strictest, live: §5.1-5 governs and the panel lists the 72 h of §1.2', async () => {
    const c = await live('c1', { serviceLine: 'technical-support', urgency: 'low', impact: 'one-person', complexity: 'high' })
    const response = (await clocksOf(c.id)).items.find((x: any) => x.kind === 'response' && !x.reference)
    expect(response).toMatchObject({ clause: '§5.1-5', others: [{ clause: '§1.2', target: 'PT72H' }] })
    expect(response.why).toContain('Looser rule: §1.2 (POL-1.2) 72 h')
    await product.send('m1', 'PUT', '/settings/sla.combine', { value: 'governing' })
  })
})

describe('S-032 the simulator equals live', () => {
  const SETS: [string, object][] = [
    ['c1', { serviceLine: 'technical-support', urgency: 'high' }], ['c1', { serviceLine: 'technical-support', urgency: 'medium', impact: 'many-customers', problemClass: 'system-fault' }],
    ['c1', { serviceLine: 'technical-support', urgency: 'low', impact: 'one-person', complexity: 'high', problemClass: 'third-party-service' }], ['c1', { serviceLine: 'technical-support' }],
    ['c1', { serviceLine: 'after-sales', severity: 'major' }], ['c1', { serviceLine: 'enquiry', problemClass: 'user-operation' }], ['u1', { problemClass: 'third-party-service' }],
    ['u1', { effects: ['data-loss'] }], ['u1', { problemClass: 'application-configuration', effects: ['permission-problem'] }], ['u1', { problemClass: 'data-security' }], ['u1', {}],
    ['u1', { problemClass: 'user-operation', outsideService: true, urgency: 'high', complexity: 'low', impact: 'one-person' }],
  ]
  it.each(SETS)('%s %j', async (who, attributes) => {
    const opened = await live(who, attributes)
    const simulated = (await simulate({ createdAt: opened.createdAt, requesterType: who === 'c1' ? 'customer' : 'internal', ...attributes }, { at: opened.createdAt })).body
    const stored = (await product.send('x1', 'GET', `/cases/${opened.id}/clocks`)).body
    expect([stored.level, stored.policy]).toEqual([simulated.level, simulated.policy])
    expect(stored.items).toEqual(simulated.clocks)
    expect(stored.items.length).toBeGreaterThan(0)
  })
})

describe('the simulator', () => {
  it('answers after each event, for every kind of record', async () => {
    const incident = (await product.send('h1', 'POST', '/sla/simulations', { record: { kind: 'incident', createdAt: '2025-03-03T09:00:00+08:00' }, events: [{ at: '2025-03-03T09:30:00+08:00', type: 'graded', level: 2 }, { at: '2025-03-03T10:00:00+08:00', type: 'recorded' }], steps: true })).body
    expect(incident.steps.map((s: any) => [s.type, s.level, s.clocks.filter((c: any) => !c.reference).map((c: any) => `${c.kind} ${c.state}`)])).toEqual([
      ['graded', 2, ['incident-record running', 'response running', 'removal running']], ['recorded', 2, ['incident-record met', 'response running', 'removal running']]])
    const fault = (await product.send('h1', 'POST', '/sla/simulations', { record: { kind: 'fault', createdAt: '2025-03-03T09:00:00+08:00', level: 'critical' } })).body
    expect(fault).toMatchObject({ level: 'Critical', policy: 'POL-7.2' })
  })
  it('names what does not fit, and attributes that decide nothing', async () => {
    expect((await simulate({ requesterType: 'internal', title: '试', problemClass: 'system-fault' })).body.ignored).toEqual(['title'])
    const bad = await simulate({ requesterType: 'internal' }, { events: [{ at: '2025-03-03T08:00:00+08:00', type: 'restored' }, { at: '2025-03-03T10:00:00+08:00', type: 'reclassified', set: { urgency: 'huge' } }] })
    expect(bad.status).toBe(400)
    expect(bad.body.errors.map((e: any) => [e.pointer, e.code])).toEqual([['/events/0/type', 'not-allowed'], ['/events/0/at', 'sla.before-start'], ['/events/1/set/urgency', 'not-allowed']])
    expect((await simulate({ requesterType: 'internal', level: 'URGENT' })).body.errors[0]).toMatchObject({ pointer: '/record/level', code: 'not-allowed' })
    expect((await simulate({ serviceLine: 'enquiry', level: 'A' })).body.errors[0].code).toBe('sla.no-level')
    expect((await simulate({ urgency: 'huge' })).status).toBe(400)
    expect((await product.send('c1', 'POST', '/sla/simulations', { record: { kind: 'case', createdAt: '2025-03-03T09:00:00+08:00' } })).status).toBe(403)
  })
})

describe('calendars', () => {
  const office = { zone: 'Asia/Shanghai', week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((d) => [d, [['08:00', '12:00'], ['13:00', '17:00']]])), exceptions: [{ date: '2025-03-04', kind: 'closed' }] }
  const calculate = (body: object) => product.send('a1', 'POST', '/calendars/calculations', body)
  it('adds and counts, by natural hours, a plan, a stored calendar, with pauses', async () => {
    expect((await calculate({ calendar: '24x7', op: 'add', start: '2025-03-03T09:00:00+08:00', duration: 'PT26H' })).body.result).toBe('2025-03-04T11:00:00+08:00')
    expect((await calculate({ calendar: office, op: 'add', start: '2025-03-03T16:00:00+08:00', duration: 'PT2H' })).body.result).toBe('2025-03-05T09:00:00+08:00')
    expect((await calculate({ calendar: office, op: 'add', start: '2025-03-03T16:00:00+08:00', duration: 'PT1H' })).body.result).toBe('2025-03-03T17:00:00+08:00')
    expect((await calculate({ calendar: office, op: 'elapsed', start: '2025-03-03T08:00:00Z', end: '2025-03-05T01:00:00Z' })).body.result).toBe('PT2H')
    expect((await calculate({ calendar: office, op: 'add', start: '2025-03-03T08:00:00+08:00', duration: 'PT4H', pauses: [['2025-03-03T09:00:00+08:00', '2025-03-03T10:30:30+08:00']] })).body.result).toBe('2025-03-03T14:30:30+08:00')
    expect((await calculate({ calendar: 'cn-office', op: 'elapsed', start: '2025-01-25T00:00:00+08:00', end: '2025-02-09T00:00:00+08:00' })).body.result).toBe('PT48H')
  })
  it('refuses with words, never with a 500', async () => {
    const code = async (body: object) => { const r = await calculate(body); return [r.status, r.body.errors?.[0]?.code ?? r.body.code, r.body.errors?.[0]?.pointer ?? ''] }
    const start = '2025-03-03T09:00:00+08:00'
    expect(await code({ calendar: 'nowhere', op: 'add', start, duration: 'PT1H' })).toEqual([400, 'sla.calendar-unknown', '/calendar'])
    expect(await code({ calendar: '24x7', op: 'add', start })).toEqual([400, 'missing', '/duration'])
    expect(await code({ calendar: '24x7', op: 'elapsed', start, end: '2025-03-03T08:00:00+08:00' })).toEqual([400, 'sla.end-before-start', '/end'])
    expect(await code({ calendar: { zone: 'Mars/Base', week: {} }, op: 'add', start, duration: 'PT1H' })).toEqual([400, 'sla.plan.zone', '/calendar/zone'])
    expect(await code({ calendar: { zone: 'UTC', week: {} }, op: 'add', start, duration: 'PT1H' })).toEqual([400, 'sla.never-open', ''])
    expect(await code({ calendar: '24x7', op: 'add', start, duration: 'P99999999999999999999W' })).toEqual([400, 'sla.out-of-range', '/duration'])
    expect(await code({ calendar: '24x7', op: 'add', start: '0001-01-01T00:00:00Z', duration: 'PT1H' })).toEqual([400, 'sla.out-of-range', '/start'])
    expect((await product.send('', 'POST', '/calendars/calculations', { calendar: '24x7', op: 'add', start, duration: 'PT1H' })).status).toBe(401)
  })
  it('stored calendars are versioned; a policy names the version that it was published with', async () => {
    const saved = await product.send('h1', 'POST', '/calendars', { code: 'night-desk', nameZh: '夜班', nameEn: 'Night desk', zone: 'Asia/Shanghai', week: { mon: [['22:00', '06:00']] } })
    expect(saved).toMatchObject({ status: 201, body: { id: 'night-desk@1' } })
    expect((await product.send('h1', 'POST', '/calendars', { code: 'night-desk', nameZh: '夜班', nameEn: 'Night desk', zone: 'Asia/Shanghai', week: {} })).status).toBe(409)
    expect((await product.send('a1', 'POST', '/calendars', { code: 'other', nameZh: '他', nameEn: 'Other', zone: 'UTC', week: {} })).status).toBe(403)
    expect((await product.send('h1', 'POST', '/calendars/night-desk/versions', { nameZh: '夜班', nameEn: 'Night desk', zone: 'Asia/Shanghai', week: { mon: [['21:00', '05:00']] } })).body.id).toBe('night-desk@2')
    const day = (calendar: string) => calculate({ calendar, op: 'add', start: '2025-03-03T12:00:00+08:00', duration: 'PT1H' }).then((r) => r.body.result)
    expect([await day('night-desk@1'), await day('night-desk')]).toEqual(['2025-03-03T23:00:00+08:00', '2025-03-03T22:00:00+08:00'])
    expect((await product.send('a1', 'GET', '/calendars')).body.items.map((c: any) => c.id)).toEqual(['24x7', 'cn-office@1', 'night-desk@2'])
  })
  it('a policy bound to a calendar shows it on its clocks', async () => {
    const published = await product.send('h1', 'POST', '/sla/policies/POL-2.2/versions', { effectiveFrom: '2025-03-05T00:00:00+08:00', calendar: 'cn-office' })
    expect(published).toMatchObject({ status: 201, body: { calendar: 'cn-office@1' } })
    const clock = (await simulate({ createdAt: '2025-03-07T17:00:00+08:00', requesterType: 'customer', serviceLine: 'after-sales' })).body.clocks[0]
    expect(clock).toMatchObject({ calendar: 'cn-office@1', target: 'PT24H' })
    expect(shanghai(clock.dueAt)).toBe('03-12 17:00')
  })
})
