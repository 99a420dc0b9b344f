// The limits of Part A by the rules of B-1, as the API gives them: live for cases, by the simulator for records that have no desk yet.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { local, moment, startAcceptance, type AcceptanceProduct } from './product.ts'

let p: AcceptanceProduct
beforeAll(async () => { p = await startAcceptance() })
afterAll(() => p?.stop())

const SUPPORT = { serviceLine: 'technical-support' }
const GENERAL = { ...SUPPORT, urgency: 'low', impact: 'one-person', complexity: 'low' }

/** `kind policy target due` of every clock that counts. */
async function governing(caseId: string): Promise<string[]> {
  return (await p.clocks(caseId)).filter((c) => !c.reference && c.state !== 'superseded').map((c) => `${c.kind} ${c.policy} ${c.clause} ${local(c.dueAt)}`).sort()
}
const references = async (caseId: string): Promise<string[]> => (await p.clocks(caseId)).filter((c) => c.reference && c.state !== 'superseded').map((c) => `${c.kind} ${c.policy} ${c.clause} ${local(c.dueAt)}`).sort()

describe('customers (§1.2, §2.2, §5.1)', () => {
  test.each([
    ['S-001 urgency high', { urgency: 'high' }, 'URGENT', '03-03 11:00', '03-03 13:00'],
    ['S-002 all low', { urgency: 'low', impact: 'one-person', complexity: 'low' }, 'GENERAL', '03-04 09:00', '03-05 09:00'],
    ['S-003 complexity high is 72 h and 120 h', { urgency: 'low', impact: 'one-person', complexity: 'high' }, 'COMPLEX', '03-06 09:00', '03-08 09:00'],
    ['S-003 medium urgency of few people stays complex', { urgency: 'medium', impact: 'several-users', complexity: 'high' }, 'COMPLEX', '03-06 09:00', '03-08 09:00'],
    ['S-004 urgent beats complex', { urgency: 'high', complexity: 'high' }, 'URGENT', '03-03 11:00', '03-03 13:00'],
    ['medium urgency of the whole enterprise', { urgency: 'medium', impact: 'whole-enterprise', complexity: 'high' }, 'URGENT', '03-03 11:00', '03-03 13:00'],
    ['medium urgency of many customers', { urgency: 'medium', impact: 'many-customers', complexity: 'low' }, 'URGENT', '03-03 11:00', '03-03 13:00'],
    ['low urgency of many customers', { urgency: 'low', impact: 'many-customers', complexity: 'medium' }, 'GENERAL', '03-04 09:00', '03-05 09:00'],
  ] as const)('%s', async (_what, facts, level, response, resolution) => {
    const c = await p.open('C1', { ...SUPPORT, ...facts })
    expect(c.level).toBe(level)
    expect(await governing(c.id)).toEqual([`resolution POL-1.2 §1.2 ${resolution}`, `response POL-1.2 §1.2 ${response}`])
    expect(await references(c.id)).toEqual(['initial-solution POL-5.1 §5.1-5 03-04 09:00', 'response POL-5.1 §5.1-5 03-04 09:00'])
  })

  test('S-004 the panel names the row of the table that decided', async () => {
    const c = await p.open('C1', { ...SUPPORT, urgency: 'high', complexity: 'high' })
    expect((await p.clock(c.id, 'response', 'A1')).why).toContain('紧急')
    expect(await p.must('A1', 'GET', `/cases/${c.id}/clocks`)).toMatchObject({ level: 'URGENT', policy: 'POL-1.2', levelRule: expect.stringMatching(/\S/) })
    expect((await p.must('A1', 'GET', `/cases/${c.id}`)).levelRule).toMatch(/#1$/)
  })

  test.each([['S-005 normal', 'normal', '§2.3'], ['S-006 major', 'major', '§2.2']])('%s after-sales: 24 h and 48 h, no level', async (_what, severity, clause) => {
    const c = await p.open('C1', { serviceLine: 'after-sales', severity })
    expect([c.level, c.severity]).toEqual([null, severity])
    expect(await governing(c.id)).toEqual([`resolution POL-2.2 ${clause} 03-05 09:00`, 'response POL-2.2 §2.2 03-04 09:00'])
  })

  test('S-006 a major one stands before a normal one with the same due time', async () => {
    const titles = async () => ((await p.must('L1', 'GET', '/cases?view=open&serviceLine=after-sales&limit=100')).items as { id: string }[]).map((c) => c.id)
    const normal = await p.open('C1', { serviceLine: 'after-sales', severity: 'normal' }), major = await p.open('C1', { serviceLine: 'after-sales', severity: 'major' })
    const order = await titles()
    expect(order.indexOf(major.id)).toBeLessThan(order.indexOf(normal.id))
  })

  test('S-013 an enquiry: both due in 24 h, printed 48 h and 24 h with the reason', async () => {
    const c = await p.open('C1', { serviceLine: 'enquiry' })
    expect(c.level).toBeNull()
    expect(await governing(c.id)).toEqual(['initial-solution POL-5.1 §5.1-5 03-04 09:00', 'response POL-5.1 §5.1-5 03-04 09:00'])
    const [response, solution] = [await p.clock(c.id, 'response', 'A1'), await p.clock(c.id, 'initial-solution', 'A1')]
    expect(response.printed).toMatchObject({ to: 'PT48H', note: expect.stringMatching(/\S/) })
    expect(response.why).toMatch(/48/)
    expect((solution.printed?.to ?? solution.target)).toBe('PT24H')
  })

  test('CL-07 the class target is a reference on a customer case too, and not shown where it governs', async () => {
    const c = await p.open('C1', { ...GENERAL, problemClass: 'application-configuration' })
    expect(await references(c.id)).toContain('resolution POL-3.1-CAT §3.1-2 03-03 13:00')
    const third = await p.open('U1', { problemClass: 'third-party-service' })
    expect((await p.clocks(third.id)).some((k) => k.policy === 'POL-3.1-CAT')).toBe(false)
  })
})

describe('internal (§3.2, §3.3)', () => {
  const A = ['03-03 10:00', '03-03 11:00', '03-04 09:00', '03-05 09:00'], B = ['03-03 10:00', '03-03 13:00', '03-04 09:00', '03-06 09:00'], C = ['03-03 10:00', '03-03 11:00', '03-03 21:00', '03-04 09:00']
  test.each([
    ['S-007 business interrupted', { effects: ['business-interrupted'] }, 'A', A], ['data loss', { effects: ['data-loss'] }, 'A', A], ['core function abnormal', { effects: ['core-function-abnormal', 'display-problem'] }, 'A', A],
    ['data security by class', { problemClass: 'data-security' }, 'A', A], ['S-008 permission problem', { effects: ['permission-problem'] }, 'B', B], ['configuration error', { effects: ['configuration-error'] }, 'B', B],
    ['performance drop', { effects: ['performance-drop'] }, 'B', B], ['system fault without effects', { problemClass: 'system-fault' }, 'B', B], ['S-009 user operation', { problemClass: 'user-operation' }, 'C', C],
    ['S-009 display problem', { effects: ['display-problem'] }, 'C', C], ['configuration class (B-2)', { problemClass: 'application-configuration' }, 'B', B],
  ] as const)('%s is %s', async (_what, facts, level, due) => {
    const c = await p.open('U1', facts)
    expect((await p.must('X1', 'GET', `/cases/${c.id}`)).level).toBe(level)
    const clocks = (await p.clocks(c.id, 'X1')).filter((k) => !k.reference)
    expect(['response', 'initial-solution', 'initial-handling', 'resolution'].map((kind) => local(clocks.find((k) => k.kind === kind).dueAt))).toEqual(due)
    expect(Object.fromEntries(clocks.map((k) => [k.kind, k.clause]))).toEqual({ response: '§3.3-1', 'initial-solution': '§3.3-1', 'initial-handling': '§3.3-2', resolution: '§3.3-2' })
  })

  test('S-010 third-party: B, provider in 2 h, resolution 168 h citing §3.1-5, the 72 h it replaces as a reference', async () => {
    const c = await p.open('U1', { problemClass: 'third-party-service' })
    expect([c.level, c.outsideService]).toEqual(['B', true])
    expect(await governing(c.id)).toEqual(['initial-handling POL-3.3 §3.3-2 03-04 09:00', 'initial-solution POL-3.3 §3.3-1 03-03 13:00', 'resolution POL-3.1-TP §3.1-5 03-10 09:00', 'response POL-3.3 §3.3-1 03-03 10:00', 'vendor-contact POL-3.2-VENDOR §3.2-3 03-03 11:00'])
    expect(await references(c.id)).toEqual(['resolution POL-3.3 §3.3-2 03-06 09:00'])
  })

  test('S-245 a third-party outage that stops business is A: 48 h govern, 7 days are a reference', async () => {
    const c = await p.open('U1', { problemClass: 'third-party-service', effects: ['business-interrupted'] })
    expect(c.level).toBe('A')
    expect(local((await p.clock(c.id, 'response')).dueAt)).toBe('03-03 10:00')
    expect(local((await p.clock(c.id, 'vendor-contact')).dueAt)).toBe('03-03 11:00')
    expect(await p.clock(c.id, 'resolution')).toMatchObject({ policy: 'POL-3.3', dueAt: expect.stringContaining('2025-03-05T01:00') })
    expect(await references(c.id)).toEqual(['resolution POL-3.1-CAT §3.1-5 03-10 09:00'])
  })

  test.each([['data-loss'], ['core-function-abnormal']])('CL-18 third-party with %s is A', async (effect) => {
    expect((await p.open('U1', { problemClass: 'third-party-service', effects: [effect] })).level).toBe('A')
  })

  test('CL-06 the mark counts for customers too', async () => {
    const c = await p.open('C1', { ...GENERAL, outsideService: true })
    expect(await governing(c.id)).toContain('vendor-contact POL-3.2-VENDOR §3.2-3 03-03 11:00')
  })
})

describe('before the first classification (CL-02)', () => {
  test('CL-02 one provisional response clock by the lowest level', async () => {
    const mine = await p.open('U1'), theirs = await p.open('C1', SUPPORT)
    expect((await p.clocks(mine.id)).map((k) => [k.kind, k.provisional, k.target])).toEqual([['response', true, 'PT1H']])
    expect((await p.clocks(theirs.id)).map((k) => [k.kind, k.provisional, k.target])).toEqual([['response', true, 'PT24H']])
    expect([mine.level, theirs.level]).toEqual(['C', 'GENERAL'])
  })
})

describe('records of other kinds', () => {
  const simulate = (record: object, events: object[] = [], more: object = {}) => p.must('A1', 'POST', '/sla/simulations', { record: { createdAt: moment('03-03 09:00'), ...record }, events, ...more })
  const dues = (result: { clocks: { kind: string; reference: boolean; state: string; dueAt: string | null }[] }) => Object.fromEntries(result.clocks.filter((c) => !c.reference && c.state !== 'superseded').map((c) => [c.kind, local(c.dueAt)]))

  test.each([[1, '03-03 11:00', '03-03 13:00'], [2, '03-03 13:00', '03-03 17:00'], [3, '03-03 17:00', '03-03 21:00'], [4, '03-03 21:00', '03-04 09:00']])('S-015 S-016 S-017 S-018 incident level %i', async (level, response, removal) => {
    expect(dues(await simulate({ kind: 'incident', level }))).toEqual({ response, removal, 'incident-record': '03-03 11:00' })
  })

  test('CL-17 without a level only the record has a limit; grading may come before it', async () => {
    expect(dues(await simulate({ kind: 'incident' }))).toEqual({ 'incident-record': '03-03 11:00' })
    const graded = await simulate({ kind: 'incident' }, [{ at: moment('03-03 09:30'), type: 'graded', level: 3 }, { at: moment('03-03 10:00'), type: 'recorded-incomplete' }])
    expect(dues(graded)).toEqual({ response: '03-03 17:00', removal: '03-03 21:00', 'incident-record': '03-03 11:00' })
    expect(graded.clocks.find((c: { kind: string }) => c.kind === 'incident-record').state).toBe('running')
  })

  test('S-019 faults by level: 4 h, 24 h, 48 h; critical ones are repaired in 4 h', async () => {
    expect(dues(await simulate({ kind: 'fault', level: 'Critical' }))).toEqual({ response: '03-03 13:00', repair: '03-03 13:00' })
    expect(dues(await simulate({ kind: 'fault', level: 'Severe' }))).toEqual({ response: '03-04 09:00' })
    expect(dues(await simulate({ kind: 'fault', level: 'Minor' }))).toEqual({ response: '03-05 09:00' })
  })

  test.each([
    [{ system: 'core-business', effects: ['possible-interruption'] }, 'Critical'], [{ system: 'core-business', effects: ['data-loss'] }, 'Critical'], [{ system: 'core-business' }, 'Minor'], [{ effects: ['data-loss'] }, 'Minor'],
    [{ impact: 'part-of-systems' }, 'Severe'], [{ system: 'core-business', impact: 'part-of-systems' }, 'Severe'],
  ])('CL-16 fault %j is %s', async (facts, level) => { expect((await simulate({ kind: 'fault', ...facts }, [{ at: moment('03-03 09:20'), type: 'graded' }])).level).toBe(level) })

  test('S-020 an ungraded fault: 4 h by POL-7.1, then Severe: 24 h by POL-7.2, the old clock in the history', async () => {
    const before = await simulate({ kind: 'fault' })
    expect(before.clocks).toMatchObject([{ kind: 'response', policy: 'POL-7.1', state: 'running' }])
    expect(local(before.clocks[0].dueAt)).toBe('03-03 13:00')
    const after = await simulate({ kind: 'fault' }, [{ at: moment('03-03 09:20'), type: 'graded', level: 'Severe' }])
    expect(after.clocks.filter((c: { reference: boolean }) => !c.reference).map((c: { policy: string; state: string; dueAt: string }) => [c.policy, c.state, local(c.dueAt)])).toEqual([['POL-7.2', 'running', '03-04 09:00'], ['POL-7.1', 'superseded', '03-03 13:00']])
  })

  test('S-014 feedback: forwarded in 24 h, result in 48 h from receipt whenever it was forwarded', async () => {
    expect(dues(await simulate({ kind: 'feedback', type: 'suggestion' }))).toEqual({ 'feedback-forward': '03-04 09:00', 'feedback-result': '03-05 09:00' })
    const forwarded = await simulate({ kind: 'feedback', type: 'suggestion' }, [{ at: moment('03-03 20:00'), type: 'forwarded' }])
    expect(dues(forwarded)['feedback-result']).toBe('03-05 09:00')
    expect(forwarded.clocks.find((c: { kind: string }) => c.kind === 'feedback-forward').state).toBe('met')
  })
})
