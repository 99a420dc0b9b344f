// What happens to a promise while it runs: exact limits, pauses, changes of class and level, late and repeated solutions (B-1 table 3, B-CL).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { later, RESULT, resolveCase, startAcceptance, type AcceptanceProduct } from './product.ts'

let p: AcceptanceProduct
beforeAll(async () => { p = await startAcceptance() })
afterAll(() => p?.stop())

const SUPPORT = { serviceLine: 'technical-support', problemClass: 'system-fault', impact: 'one-person', complexity: 'low' }
const urgent = () => p.open('C1', { ...SUPPORT, urgency: 'high' })
const general = () => p.open('C1', { ...SUPPORT, urgency: 'low' })
const inside = (facts: object) => p.open('U1', { urgency: 'low', impact: 'one-person', complexity: 'low', ...facts })
const reply = (id: string, more: object = {}, who = 'A1') => p.must(who, 'POST', `/cases/${id}/messages`, { visibility: 'public', body: '已接手，正在检查。', owner: '陈安', nextStep: '检查日志', expectedAt: '2026-01-01T12:00:00+08:00', ...more })
const history = async (id: string, kind: string) => (await p.clocks(id)).filter((c) => c.kind === kind && !c.reference && c.state === 'superseded')
const events = async (id: string, name: string) => ((await p.must('H1', 'GET', `/cases/${id}/timeline?limit=100`)).items as { name: string; at: string; data: any }[]).filter((e) => e.name === `sla.clock-${name}@1`)
const ms = (iso: string, millis: number) => new Date(Date.parse(iso) + millis).toISOString()

describe('the limit itself', () => {
  test('CL-11 a response exactly at the due time is met', async () => {
    const c = await urgent()
    await p.until((await p.clock(c.id, 'response')).dueAt)
    await reply(c.id)
    expect(await p.clock(c.id, 'response')).toMatchObject({ state: 'met', breachedAt: null })
    expect((await p.must('A1', 'GET', `/cases/${c.id}`)).breached).toBe(false)
  })

  test('CL-11 one millisecond later it is breached, dated at the due time', async () => {
    const c = await urgent(), { dueAt } = await p.clock(c.id, 'response')
    await p.until(ms(dueAt, 1))
    await reply(c.id)
    expect(await p.clock(c.id, 'response')).toMatchObject({ state: 'breached', breachedAt: dueAt, stoppedAt: ms(dueAt, 1), overdueBy: 'PT0.001S' })
  })

  test('S-021 RX-4 a warning at exactly 75 %, a breach at 100 %, each once and told to handler and lead', async () => {
    const start = await p.now(), c = await urgent()
    await p.move('L1', c.id, { to: 'assigned', handlerId: await p.idOf('A1') })
    await p.until(ms(start, 90 * 60_000 - 1))
    expect(await events(c.id, 'warned')).toEqual([])
    await p.until(later(start, 'PT90M'))
    expect((await events(c.id, 'warned')).map((e) => [e.data.kind, e.data.at])).toEqual([['response', later(start, 'PT90M')]])
    expect((await p.clock(c.id, 'response')).warnedAt).toBe(later(start, 'PT90M'))
    await p.until(later(start, 'PT2H'))
    expect(await events(c.id, 'breached')).toEqual([])
    await p.until(later(start, 'PT2H1M'))
    expect((await events(c.id, 'breached')).map((e) => [e.data.kind, e.data.at])).toEqual([['response', later(start, 'PT2H')]])
    expect(await events(c.id, 'warned')).toHaveLength(1)
    for (const who of ['A1', 'L1']) expect((await p.must(who, 'GET', '/notifications?limit=100')).items.filter((n: { url: string }) => n.url.endsWith(`/cases/${c.id}`)).length, who).toBeGreaterThanOrEqual(2)
  })

  test('RX-4 a breach goes up to the region, then to headquarters, each told', async () => {
    const c = await urgent()
    await p.advance('P3D')
    const steps = ((await p.must('H1', 'GET', `/cases/${c.id}/timeline?limit=100`)).items as { name: string; data: any }[]).filter((e) => e.name === 'sla.escalated@1' && e.data.kind === 'response').map((e) => e.data.step)
    expect(steps).toEqual([1, 2])
    for (const who of ['R1', 'H1']) expect(JSON.stringify((await p.must(who, 'GET', '/notifications?limit=100')).items), who).toContain(c.id)
    expect(JSON.stringify((await p.must('R2', 'GET', '/notifications?limit=100')).items)).not.toContain(c.id)
  })
})

describe('pauses', () => {
  test('S-024 waiting for the requester moves the due times; twice adds up; the response never pauses (CL-10)', async () => {
    const start = await p.now(), c = await inside({ problemClass: 'user-operation' })
    await p.respond(c.id)
    await p.move('A1', c.id, { to: 'diagnosing' })
    await p.move('A1', c.id, { to: 'waiting-requester', reason: '等待截图' })
    await p.advance('PT30M')
    expect(await p.clock(c.id, 'resolution')).toMatchObject({ state: 'paused', dueAt: null, remaining: 'PT24H', pausedTotal: 'PT30M' })
    expect(await p.clock(c.id, 'initial-solution')).toMatchObject({ state: 'paused', dueAt: null })
    expect((await p.clocks(c.id)).find((k) => k.policy === 'POL-3.1-CAT')).toMatchObject({ state: 'paused', dueAt: null })
    await p.move('A1', c.id, { to: 'diagnosing' })
    await p.advance('PT10M')
    await p.move('A1', c.id, { to: 'waiting-requester', reason: '等待日志' })
    await p.advance('PT20M')
    await p.must('U1', 'POST', `/cases/${c.id}/messages`, { body: '日志在附件里' })
    expect((await p.must('A1', 'GET', `/cases/${c.id}`)).state).toBe('diagnosing')
    const resolution = await p.clock(c.id, 'resolution')
    expect(resolution).toMatchObject({ state: 'running', dueAt: later(start, 'PT24H50M'), pausedTotal: 'PT50M' })
    expect(resolution.segments.filter((s: { state: string }) => s.state === 'paused')).toHaveLength(2)
    expect((await p.clock(c.id, 'initial-handling')).dueAt).toBe(later(start, 'PT12H50M'))
  })

  test('CL-10 before a valid response nobody may wait, so nothing pauses', async () => {
    const c = await inside({ problemClass: 'user-operation' })
    await p.move('L1', c.id, { to: 'assigned', handlerId: await p.idOf('A1') })
    expect((await p.send('A1', 'POST', `/cases/${c.id}/transitions`, { to: 'waiting-requester', reason: '等' })).status).toBe(409)
    expect((await p.clock(c.id, 'resolution')).state).toBe('running')
  })

  test('CL-10 waiting after a breach moves nothing', async () => {
    const start = await p.now(), c = await inside({ problemClass: 'user-operation' })
    await p.respond(c.id)
    await p.advance('PT25H')
    await p.move('A1', c.id, { to: 'waiting-requester', reason: '等待截图' })
    await p.advance('PT5H')
    expect(await p.clock(c.id, 'resolution')).toMatchObject({ state: 'breached', dueAt: later(start, 'PT24H'), breachedAt: later(start, 'PT24H'), pausedTotal: 'PT0S' })
    await p.move('A1', c.id, { to: 'responded' })
    expect((await p.clock(c.id, 'resolution')).dueAt).toBe(later(start, 'PT24H'))
  })

  test('S-025 waiting for a provider pauses nothing', async () => {
    const start = await p.now(), c = await inside({ problemClass: 'third-party-service' })
    await p.respond(c.id)
    await p.advance('PT1H')
    await p.move('A1', c.id, { to: 'waiting-vendor', vendor: '云平台' })
    await p.advance('PT24H')
    expect(await p.clock(c.id, 'resolution')).toMatchObject({ policy: 'POL-3.1-TP', state: 'running', dueAt: later(start, 'PT168H'), pausedTotal: 'PT0S' })
  })
})

describe('the outside-service mark (CL-06)', () => {
  test('S-012 a provider contacted in time: met, and the mark stays', async () => {
    const c = await inside({ problemClass: 'third-party-service' })
    await p.respond(c.id)
    await p.advance('PT2H')
    await p.must('A1', 'POST', `/cases/${c.id}/vendor-contacts`, { vendor: '云平台', result: '已受理' })
    expect((await p.clock(c.id, 'vendor-contact')).state).toBe('met')
    const refused = await p.send('A1', 'PATCH', `/cases/${c.id}`, { outsideService: false, reason: '其实是内部问题' })
    expect(refused.status).toBe(400)
    expect(refused.body.errors[0]).toMatchObject({ pointer: '/outsideService', clause: '§3.2-3' })
  })

  test('CL-06 cleared with a reason before any contact, the clock is superseded; set again it starts where it was first set', async () => {
    const c = await inside({ problemClass: 'third-party-service' }), { dueAt } = await p.clock(c.id, 'vendor-contact')
    expect((await p.send('A1', 'PATCH', `/cases/${c.id}`, { outsideService: false })).status).toBe(400)
    await p.must('A1', 'PATCH', `/cases/${c.id}`, { outsideService: false, reason: '网络是自己的' })
    expect(await p.clock(c.id, 'vendor-contact')).toBeNull()
    expect((await history(c.id, 'vendor-contact')).map((k) => k.dueAt)).toEqual([dueAt])
    await p.advance('PT30M')
    await p.must('A1', 'PATCH', `/cases/${c.id}`, { outsideService: true, reason: '还是云平台' })
    expect((await p.clock(c.id, 'vendor-contact')).dueAt).toBe(dueAt)
  })

  test('B-25 set later, it counts from the moment of the mark', async () => {
    const c = await inside({ problemClass: 'system-fault' })
    await p.advance('PT40M')
    const marked = await p.now()
    await p.must('A1', 'PATCH', `/cases/${c.id}`, { outsideService: true })
    expect(await p.clock(c.id, 'vendor-contact')).toMatchObject({ startedAt: marked, dueAt: later(marked, 'PT2H') })
  })
})

describe('another class or level', () => {
  test('S-027 CL-01 raised after a breach: the breach stays, the successor counts from the original start', async () => {
    const start = await p.now(), c = await inside({ problemClass: 'user-operation' })
    await p.advance('PT13H')
    await p.must('A1', 'PATCH', `/cases/${c.id}`, { effects: ['business-interrupted'], reason: '业务已中断' })
    const clocks = (await p.clocks(c.id)).filter((k) => !k.reference)
    // A and C share the limits of response and first solution: those are left alone, with their breach.
    for (const [kind, due] of [['response', 'PT1H'], ['initial-solution', 'PT2H']] as const) expect(clocks.filter((k) => k.kind === kind), kind).toMatchObject([{ state: 'breached', dueAt: later(start, due) }])
    expect(clocks.filter((k) => k.kind === 'initial-handling').map((k) => [k.state, k.target])).toEqual(expect.arrayContaining([['running', 'PT24H'], ['breached', 'PT12H']]))
    expect(clocks.filter((k) => k.kind === 'resolution').map((k) => [k.state, k.dueAt])).toEqual(expect.arrayContaining([['running', later(start, 'PT48H')], ['superseded', later(start, 'PT24H')]]))
  })

  test('CL-01 a successor whose due time is past is breached, dated at that time', async () => {
    const start = await p.now(), c = await general()
    await p.advance('PT5H')
    await p.must('A1', 'PATCH', `/cases/${c.id}`, { urgency: 'high', reason: '客户停产' })
    expect(await p.clock(c.id, 'response')).toMatchObject({ target: 'PT2H', state: 'breached', breachedAt: later(start, 'PT2H') })
    expect(await p.clock(c.id, 'resolution')).toMatchObject({ target: 'PT4H', state: 'breached', breachedAt: later(start, 'PT4H') })
    expect((await p.must('A1', 'GET', `/cases/${c.id}`)).breached).toBe(true)
  })

  test('CL-01 a stopped clock keeps its verdict', async () => {
    const c = await general()
    await p.advance('PT3H')
    await reply(c.id)
    await p.must('A1', 'PATCH', `/cases/${c.id}`, { urgency: 'high', reason: '客户停产' })
    expect(await p.clock(c.id, 'response')).toMatchObject({ state: 'met', target: 'PT24H' })
  })

  test('CL-02 the first classification judges a response that was already given against the right target', async () => {
    const start = await p.now(), c = await p.open('C1', { serviceLine: 'technical-support' })
    await p.advance('PT3H')
    await reply(c.id)
    expect(await p.clock(c.id, 'response')).toMatchObject({ provisional: true, state: 'met' })
    await p.move('A1', c.id, { to: 'classified', problemClass: 'system-fault', urgency: 'high', impact: 'one-person', complexity: 'low' })
    expect(await p.clock(c.id, 'response')).toMatchObject({ provisional: false, state: 'breached', breachedAt: later(start, 'PT2H'), stoppedAt: later(start, 'PT3H') })
    expect(await p.clock(c.id, 'resolution')).toMatchObject({ state: 'running', dueAt: later(start, 'PT4H') })
  })

  test('CL-14 a level set by hand survives a change of the factors, and the table is still shown', async () => {
    const start = await p.now(), c = await urgent()
    expect((await p.send('A1', 'PATCH', `/cases/${c.id}`, { level: 'COMPLEX' })).status).toBe(400)
    await p.must('A1', 'PATCH', `/cases/${c.id}`, { level: 'COMPLEX', reason: '需要厂商排期' })
    await p.must('A1', 'PATCH', `/cases/${c.id}`, { urgency: 'low', reason: '客户改口' })
    expect(await p.must('A1', 'GET', `/cases/${c.id}/clocks`)).toMatchObject({ level: 'COMPLEX', tableLevel: 'GENERAL' })
    expect(await p.must('A1', 'GET', `/cases/${c.id}`)).toMatchObject({ level: 'COMPLEX', levelByHand: true })
    expect((await p.clock(c.id, 'resolution')).dueAt).toBe(later(start, 'PT120H'))
    await p.must('A1', 'PATCH', `/cases/${c.id}`, { level: null, reason: '按表' })
    expect(await p.must('A1', 'GET', `/cases/${c.id}`)).toMatchObject({ level: 'GENERAL', levelByHand: false })
  })

  test('B-1 step 6 another service line selects again from the original start', async () => {
    const start = await p.now(), c = await general()
    await p.advance('PT1H')
    await p.must('A1', 'PATCH', `/cases/${c.id}`, { serviceLine: 'after-sales', severity: 'normal', reason: '保修维修' })
    expect(await p.must('A1', 'GET', `/cases/${c.id}`)).toMatchObject({ level: null, serviceLine: 'after-sales' })
    expect(await p.clock(c.id, 'response')).toMatchObject({ policy: 'POL-2.2', dueAt: later(start, 'PT24H') })
    expect((await history(c.id, 'response')).map((k) => k.policy)).toEqual(['POL-1.2'])
  })
})

describe('the solution', () => {
  test('CL-03 resolved stops advice and containment that nobody gave apart; CL-04 what stops them otherwise', async () => {
    const quiet = await inside({ problemClass: 'user-operation' })
    await p.respond(quiet.id)
    expect((await p.clock(quiet.id, 'initial-solution')).state).toBe('running')
    for (const step of [{ to: 'diagnosing' }, { to: 'solving', nature: 'software', cause: '操作' }, { to: 'verifying', planExecuted: true }]) await p.move('A1', quiet.id, step)
    await p.advance('PT3H')
    await p.move('A1', quiet.id, { to: 'resolved', retest: 'pass', stability: 'pass' })
    expect((await p.clock(quiet.id, 'initial-solution')).state).toBe('breached')
    expect([(await p.clock(quiet.id, 'initial-handling')).state, (await p.clock(quiet.id, 'resolution')).state]).toEqual(['met', 'met'])

    const told = await inside({ problemClass: 'user-operation' })
    await p.respond(told.id, 'A1', { initialSolution: true })
    expect((await p.clock(told.id, 'initial-solution')).state).toBe('met')
    await p.must('A1', 'POST', `/cases/${told.id}/containment`, { description: '先用备用入口' })
    expect((await p.clock(told.id, 'initial-handling')).state).toBe('met')
  })

  test('CL-08 "not solved" stops user feedback; result and archive are superseded; the next resolution is round 2', async () => {
    const start = await p.now(), c = await general()
    await p.advance('PT1H')
    await resolveCase(p, c.id)
    await p.advance('PT1H')
    await p.must('C1', 'POST', `/cases/${c.id}/answer`, { solved: false, reason: '还是不行' })
    const post = async (round: number) => Object.fromEntries((await p.clocks(c.id)).filter((k) => k.policy === 'POL-3.3-POST' && k.round === round).map((k) => [k.kind, k.state]))
    expect(await post(1)).toEqual({ 'user-feedback': 'met', 'result-feedback': 'superseded', 'kb-archive': 'superseded' })
    const resolution = await p.clock(c.id, 'resolution')
    expect(resolution).toMatchObject({ state: 'running', dueAt: later(start, 'PT49H'), pausedTotal: 'PT0S' })
    expect(resolution.segments.map((s: { state: string }) => s.state)).toEqual(['running', 'excluded', 'running'])
    await p.move('A1', c.id, { to: 'diagnosing' })
    await resolveFromDiagnosis(c.id)
    expect(await post(2)).toEqual({ 'user-feedback': 'running', 'result-feedback': 'running', 'kb-archive': 'running' })
  })

  test('CL-09 reopened after a late resolution: breached with the old due time, no new one', async () => {
    const start = await p.now(), c = await urgent()
    await p.advance('PT6H')
    await resolveCase(p, c.id)
    await p.must('A1', 'POST', `/cases/${c.id}/transitions`, { to: 'awaiting-confirmation', result: RESULT })
    await p.advance('PT2H')
    await p.must('C1', 'POST', `/cases/${c.id}/answer`, { solved: false, reason: '还是不行' })
    await p.advance('PT1H')
    expect(await p.clock(c.id, 'resolution')).toMatchObject({ state: 'breached', dueAt: later(start, 'PT4H'), breachedAt: later(start, 'PT4H') })
  })

  test('CL-12 a reference that is not kept is missed, never breached', async () => {
    const c = await p.open('C1', { ...SUPPORT, problemClass: 'application-configuration', urgency: 'low' })
    await reply(c.id)
    await p.advance('PT5H')
    const reference = (await p.clocks(c.id)).find((k) => k.policy === 'POL-3.1-CAT')
    expect(reference).toMatchObject({ reference: true, state: 'missed' })
    expect((await p.must('A1', 'GET', `/cases/${c.id}`)).breached).toBe(false)
    expect(await events(c.id, 'breached')).toEqual([])
  })

  test('CL-20 progress updates are references: from the response, again at each public update, over at the solution', async () => {
    const c = await general()
    await reply(c.id)
    const first = await p.now(), updates = async () => (await p.clocks(c.id)).filter((k) => k.kind === 'progress-update')
    expect(await updates()).toMatchObject([{ reference: true, state: 'running', startedAt: first, target: 'PT24H' }])
    await p.advance('PT3H')
    await p.must('A1', 'POST', `/cases/${c.id}/messages`, { visibility: 'internal', body: '内部备注' })
    expect((await updates()).at(-1)).toMatchObject({ startedAt: first })
    await p.must('A1', 'POST', `/cases/${c.id}/messages`, { visibility: 'public', body: '日志已收集，正在比对。' })
    const second = await p.now()
    expect((await updates()).map((k) => [k.state, k.startedAt])).toEqual(expect.arrayContaining([['met', first], ['running', second]]))
    await resolveCase(p, c.id)
    expect((await updates()).some((k) => k.state === 'running')).toBe(false)
  })
})

describe('cases that end otherwise (CL-19, CL-21)', () => {
  test('CL-19 merged: the clocks of the absorbed case are superseded, the surviving one keeps the earlier start', async () => {
    const start = await p.now(), earlier = await general()
    await p.advance('PT2H')
    const survivor = await general()
    await p.move('L1', earlier.id, { to: 'merged', into: survivor.id, reason: '同一问题' })
    expect((await p.clocks(earlier.id)).map((k) => k.state)).toEqual((await p.clocks(earlier.id)).map(() => 'superseded'))
    expect(await p.clock(survivor.id, 'resolution')).toMatchObject({ startedAt: start, dueAt: later(start, 'PT48H') })
  })

  test('CL-19 cancelled: superseded with the reason', async () => {
    const c = await general()
    expect((await p.send('L1', 'POST', `/cases/${c.id}/transitions`, { to: 'cancelled' })).status).toBe(409)
    await p.move('L1', c.id, { to: 'cancelled', reason: '重复提交' })
    expect((await p.clocks(c.id)).every((k) => k.state === 'superseded' && k.supersededBecause.includes('重复提交'))).toBe(true)
  })

  test('CL-21 closed unconfirmed: user feedback stays breached at its due time; a late answer is recorded and changes nothing', async () => {
    const c = await general()
    await resolveCase(p, c.id)
    const resolved = await p.now()
    await p.move('A1', c.id, { to: 'awaiting-confirmation', result: RESULT })
    await p.advance('PT49H')
    expect((await p.must('C1', 'GET', `/cases/${c.id}`)).state).toBe('closed-unconfirmed')
    await p.must('C1', 'POST', `/cases/${c.id}/answer`, { solved: true, score: 4 })
    expect((await p.must('C1', 'GET', `/cases/${c.id}`)).state).toBe('closed-unconfirmed')
    expect(await p.clock(c.id, 'user-feedback')).toMatchObject({ state: 'breached', breachedAt: later(resolved, 'PT24H'), dueAt: later(resolved, 'PT24H') })
  })
})

async function resolveFromDiagnosis(id: string): Promise<void> {
  for (const step of [{ to: 'solving', nature: 'software', cause: '配置' }, { to: 'verifying', planExecuted: true }, { to: 'resolved', retest: 'pass', stability: 'pass' }]) await p.move('A1', id, step)
}
