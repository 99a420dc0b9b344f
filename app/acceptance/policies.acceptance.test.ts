// Which policy decides: effective dates, publishing by headquarters, strictest mode, contracts, and a simulator that is the live engine (B-1, RX-1 to RX-3).
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Effect, Factor, Impact, ProblemClass, ServiceLine, Severity } from '../../domains/cases/contract/case.ts'
import { later, local, moment, startAcceptance, type AcceptanceProduct } from './product.ts'

let p: AcceptanceProduct
beforeAll(async () => { p = await startAcceptance() })
afterAll(() => p?.stop())

const URGENT = { serviceLine: 'technical-support', urgency: 'high' }
const COMPLEX = { serviceLine: 'technical-support', urgency: 'low', impact: 'one-person', complexity: 'high' }
const counting = async (id: string) => Object.fromEntries((await p.clocks(id)).filter((c) => !c.reference && c.state !== 'superseded').map((c) => [c.kind, `${c.policy} v${c.version} ${c.clause} ${c.target}`]))
const setCombine = (mode: string) => p.must('M1', 'PUT', '/settings/sla.combine', { value: mode, reason: '按手册 B-1' })

/** Publishes with every warning named. */
async function publish(code: string, version: object): Promise<any> {
  const first = await p.send('H1', 'POST', `/sla/policies/${code}/versions`, version)
  if (first.status === 201) return first.body
  return p.must('H1', 'POST', `/sla/policies/${code}/versions`, { ...version, acknowledged: first.body.errors.map((e: { pointer: string }) => e.pointer.replace('/acknowledged/', '')) })
}

const seed = Number(process.env.HOUYUAN_TEST_SEED ?? 20_250_303)
const maybe = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
const attributes = fc.record({
  who: fc.constantFrom('C1', 'U1'), serviceLine: maybe(ServiceLine.options), problemClass: maybe(ProblemClass.options.filter((c) => c !== 'data-security')), urgency: maybe(Factor.options),
  complexity: maybe(Factor.options), impact: maybe(Impact.options), effects: fc.option(fc.uniqueArray(fc.constantFrom(...Effect.options), { maxLength: 3 }), { nil: undefined }), severity: maybe(Severity.options), outsideService: fc.option(fc.boolean(), { nil: undefined }),
})
interface Shown { kind: string; policy: string; version: number; clause: string; target: string; dueAt: string | null; state: string; reference: boolean; provisional: boolean; level: string | null }
const essence = (clocks: Shown[]) => clocks.map(({ kind, policy, version, clause, target, dueAt, state, reference, provisional, level }) => ({ kind, policy, version, clause, target, dueAt, state, reference, provisional, level }))

async function expectSimulatorEqualsLive(sets: number): Promise<void> {
  for (const { who, ...facts } of fc.sample(attributes, { numRuns: sets, seed })) {
    const given = Object.fromEntries(Object.entries(facts).filter(([, v]) => v !== undefined))
    const c = await p.open(who, given), live = await p.must('H1', 'GET', `/cases/${c.id}/clocks`)
    const requesterType = who === 'U1' ? 'internal' : 'customer'
    const tried = await p.must('A1', 'POST', '/sla/simulations', { record: { kind: 'case', createdAt: c.createdAt, requesterType, serviceLine: c.serviceLine, ...given } })
    expect({ level: tried.level, policy: tried.policy, clocks: essence(tried.clocks) }, JSON.stringify({ who, ...given })).toEqual({ level: live.level, policy: live.policy, clocks: essence(live.items) })
  }
}

test('S-032 the simulator equals live: level, policy, clauses and due times of 20 random attribute sets', () => expectSimulatorEqualsLive(20))

test('S-032 the same after a life with pauses: reclassified, waiting, solved, rejected', async () => {
  const c = await p.open('U1', { problemClass: 'user-operation', urgency: 'low', impact: 'one-person', complexity: 'low' })
  const happened: { at: string; type: string; set?: object; reason?: string }[] = []
  const note = async (type: string, more: object = {}) => { happened.push({ at: await p.now(), type, ...more }) }
  await p.advance('PT10M'); await p.respond(c.id, 'A1', { initialSolution: true }); await note('response-complete'); await note('first-solution-sent')
  await p.advance('PT20M'); await p.must('A1', 'PATCH', `/cases/${c.id}`, { effects: ['permission-problem'], reason: '其实是权限' }); await note('reclassified', { set: { effects: ['permission-problem'] }, reason: '其实是权限' })
  await p.advance('PT5M'); await p.move('A1', c.id, { to: 'diagnosing' }); await p.move('A1', c.id, { to: 'waiting-requester', reason: '等截图' }); await note('waiting-requester-start')
  await p.advance('PT3H'); await p.move('A1', c.id, { to: 'diagnosing' }); await note('waiting-requester-end')
  await p.advance('PT1H'); await p.move('A1', c.id, { to: 'solving', nature: 'software', cause: '角色缺失' }); await p.move('A1', c.id, { to: 'verifying', planExecuted: true }); await p.move('A1', c.id, { to: 'resolved', retest: 'pass', stability: 'pass' }); await note('resolved')
  await p.advance('PT2H'); await p.must('U1', 'POST', `/cases/${c.id}/answer`, { solved: false, reason: '还缺一个' }); await note('reopened')
  const live = await p.must('H1', 'GET', `/cases/${c.id}/clocks`)
  const tried = await p.must('A1', 'POST', '/sla/simulations', { record: { kind: 'case', createdAt: c.createdAt, requesterType: 'internal', problemClass: 'user-operation', urgency: 'low', impact: 'one-person', complexity: 'low' }, events: happened, at: await p.now() })
  const byName = (clocks: Shown[]) => essence(clocks).map((k) => JSON.stringify(k)).sort()
  expect(byName(tried.clocks)).toEqual(byName(live.items))
})

test('S-029 strictest: the 24 h of §5.1-5 win over 72 h, which is listed as the looser rule; ties name the higher rank (CL-05)', async () => {
  const before = await p.open('C1', COMPLEX)
  await setCombine('strictest')
  const c = await p.open('C1', COMPLEX)
  expect(await counting(c.id)).toEqual({ response: 'POL-5.1 v1 §5.1-5 PT24H', 'initial-solution': 'POL-5.1 v1 §5.1-5 PT24H', resolution: 'POL-1.2 v1 §1.2 PT120H' })
  const response = await p.clock(c.id, 'response', 'A1')
  expect(response.others).toMatchObject([{ policy: 'POL-1.2', clause: '§1.2', target: 'PT72H' }])
  expect(response.why).toContain('§5.1-5')
  expect((await p.clocks(c.id)).filter((k) => k.reference).map((k) => `${k.kind} ${k.policy} ${k.target}`)).toEqual(['response POL-1.2 PT72H'])
  const sold = await p.open('C1', { serviceLine: 'after-sales', severity: 'normal' })
  expect(await counting(sold.id)).toMatchObject({ response: 'POL-2.2 v1 §2.2 PT24H', 'initial-solution': 'POL-5.1 v1 §5.1-5 PT24H' })
  expect(await counting(before.id), 'what runs keeps its rule').toMatchObject({ response: 'POL-1.2 v1 §1.2 PT72H' })
})

test('CL-05 the third-party rule replaces the 72 h in both modes; the class target stays a reference', async () => {
  const c = await p.open('U1', { problemClass: 'third-party-service' })
  expect(await counting(c.id)).toMatchObject({ resolution: 'POL-3.1-TP v1 §3.1-5 PT168H' })
  const config = await p.open('C1', { ...COMPLEX, complexity: 'low', problemClass: 'application-configuration' })
  expect((await p.clocks(config.id)).find((k) => k.policy === 'POL-3.1-CAT')).toMatchObject({ reference: true, target: 'PT4H' })
})

test('S-032 holds in strictest mode too', () => expectSimulatorEqualsLive(8))

test('S-031 only headquarters publishes, and acknowledges the lint first', async () => {
  const version = { effectiveFrom: later(await p.now(), 'P1D'), limits: [{ kind: 'response', level: 'URGENT', target: 'PT1H' }] }
  for (const who of ['R1', 'L1', 'A1', 'Q1', 'M1', 'C1']) expect((await p.send(who, 'POST', '/sla/policies/POL-1.2/versions', version)).status, who).toBe(403)
  const refused = await p.send('H1', 'POST', '/sla/policies/POL-1.2/versions', version)
  expect([refused.status, refused.body.code]).toEqual([409, 'sla.lint-open'])
  expect(refused.body.errors.length).toBeGreaterThan(0)
  expect(refused.body.errors[0].detail).toMatch(/72/)
  expect((await p.must('H1', 'GET', '/sla/policies/POL-1.2')).versions).toBe(1)
})

test('S-028 RX-1 effective-dated: a minute before midnight by version 1, at midnight by version 2; running clocks keep theirs', async () => {
  await setCombine('governing')
  const today = (await p.now()).slice(0, 10), midnight = `${today}T16:00:00.000Z`
  await publish('POL-1.2', { effectiveFrom: midnight, limits: [{ kind: 'response', level: 'URGENT', target: 'PT1H' }], reason: '紧急问题更快' })
  await p.until(new Date(Date.parse(midnight) - 60_000).toISOString())
  const early = await p.open('C1', URGENT)
  await p.until(midnight)
  const late = await p.open('C1', URGENT)
  expect([await p.clock(early.id, 'response'), await p.clock(late.id, 'response')]).toMatchObject([{ version: 1, target: 'PT2H' }, { version: 2, target: 'PT1H' }])
  expect(local((await p.clock(early.id, 'response')).dueAt)).toMatch(/01:59$/)
  expect(local((await p.clock(late.id, 'response')).dueAt)).toMatch(/01:00$/)
})

test('S-030 a re-evaluation is asked for by headquarters, logged, and measures running clocks by the rules in force at their start', async () => {
  await setCombine('governing')
  const c = await p.open('C1', COMPLEX)
  await setCombine('strictest')
  expect(await counting(c.id)).toMatchObject({ response: expect.stringContaining('PT72H') })
  expect((await p.send('R1', 'POST', '/sla/re-evaluations', { reason: '模式已改' })).status).toBe(403)
  expect((await p.send('H1', 'POST', '/sla/re-evaluations', {})).status).toBe(400)
  await p.must('H1', 'POST', '/sla/re-evaluations', { reason: '模式已改' })
  await p.advance('PT1M')
  expect(await counting(c.id)).toMatchObject({ response: 'POL-5.1 v1 §5.1-5 PT24H' })
  expect((await p.clocks(c.id)).filter((k) => k.state === 'superseded').map((k) => [k.kind, k.policy, k.supersededBecause])).toEqual(expect.arrayContaining([['response', 'POL-1.2', expect.stringContaining('模式已改')]]))
  expect(JSON.stringify((await p.must('U9', 'GET', '/audit?limit=100')).items)).toContain('模式已改')
  await setCombine('governing')
})

test('CL-15 a contract governs what it names; everything else comes from the next rank', async () => {
  const { customerId } = (await p.must('V1', 'GET', '/session'))
  await publish('POL-CONTRACT-KH-0002', { effectiveFrom: await p.now(), nameZh: '江南银行合同', nameEn: 'Contract of V1', condition: [{ field: 'customerId', is: [customerId] }], limits: [{ kind: 'response', target: 'PT30M', clause: '§5.4-3' }] })
  const theirs = await p.open('V1', URGENT), others = await p.open('C1', URGENT)
  expect(await counting(theirs.id)).toEqual({ response: 'POL-CONTRACT-KH-0002 v1 §5.4-3 PT30M', resolution: 'POL-1.2 v2 §1.2 PT4H' })
  expect((await p.clocks(theirs.id)).filter((k) => k.reference && k.kind === 'response').map((k) => k.policy)).toEqual(expect.arrayContaining(['POL-1.2', 'POL-5.1']))
  expect(await counting(others.id)).toMatchObject({ response: 'POL-1.2 v2 §1.2 PT1H' })
})

test('RX-3 the lint shows the contradictions that the handbook is known for', async () => {
  const { items } = await p.must('H1', 'GET', '/sla/lint')
  expect(items.map((l: { decision: string | null }) => l.decision)).toEqual(expect.arrayContaining(['B-3', 'B-5', 'B-6', 'B-7', 'B-24']))
  for (const l of items as { text: string }[]) expect(l.text).toMatch(/[\u4e00-\u9fff]/)
})

test('CL-23 calendars: half-open intervals, closing time, night shifts, exceptions, zero, to the second', async () => {
  const week = { mon: [['08:00', '12:00'], ['13:00', '17:00']], tue: [['08:00', '12:00']], fri: [['22:00', '06:00']] }
  const calendar = { zone: 'Asia/Shanghai', week, exceptions: [{ date: '2025-03-10', kind: 'closed' }, { date: '2025-03-14', kind: 'special', hours: [['20:00', '21:00']] }] }
  const add = async (start: string, duration: string, more: object = {}) => local((await p.must('A1', 'POST', '/calendars/calculations', { calendar, op: 'add', start: moment(start), duration, ...more })).result)
  const elapsed = async (start: string, end: string) => (await p.must('A1', 'POST', '/calendars/calculations', { calendar, op: 'elapsed', start: moment(start), end: moment(end) })).result
  expect(await add('03-03 09:00', 'PT3H')).toBe('03-03 12:00')
  expect(await add('03-03 09:00', 'PT3H1M')).toBe('03-03 13:01')
  expect(await add('03-03 12:00', 'PT1H')).toBe('03-03 14:00')
  expect(await add('03-03 12:30', 'PT0S')).toBe('03-03 12:30')
  expect(await add('03-07 21:00', 'PT8H')).toBe('03-08 06:00')
  expect(await add('03-07 21:00', 'PT9H')).toBe('03-11 09:00')
  expect(await elapsed('03-14 00:00', '03-15 12:00')).toBe('PT1H')
  expect(await elapsed('03-07 23:59:59', '03-08 00:00:01')).toBe('PT2S')
  expect(await add('03-03 09:00', 'PT2H', { pauses: [[moment('03-03 09:30'), moment('03-03 10:30')], [moment('03-03 10:00'), moment('03-03 11:00')]] })).toBe('03-03 13:30')
})
