// The clarifications CL-01 to CL-22 and the selection steps of B-1, one by one.
import { describe, expect, it } from 'vitest'
import { NATURAL } from './calendar/calendar.ts'
import { makeRulebook, type PolicyVersion } from './policy.ts'
import { CONTRACT_POLICY, seededPolicies, seededVersions } from './seeded-policies.ts'
import { seededTables } from './seeded-tables.ts'
import { at, dues, handbook, live, look, references, shown, type Step } from '../../testing.ts'

const HOUR = 3_600_000
const support = { requesterType: 'customer', serviceLine: 'technical-support' }
const general = { ...support, urgency: 'low', complexity: 'low' }
const A = { requesterType: 'internal', effects: ['business-interrupted'] }, B = { requesterType: 'internal', effects: ['permission-problem'] }, C = { requesterType: 'internal', effects: ['display-problem'] }
const history = (state: ReturnType<typeof live>) => state.clocks.filter((c) => c.supersededAt !== null)

describe('B-1 table 2', () => {
  it.each([
    [{ urgency: 'high' }, 'URGENT', 1], [{ urgency: 'medium', impact: 'whole-enterprise' }, 'URGENT', 1], [{ urgency: 'medium', impact: 'many-customers', complexity: 'high' }, 'URGENT', 1],
    [{ urgency: 'medium', impact: 'several-users', complexity: 'high' }, 'COMPLEX', 2], [{ urgency: 'low', impact: 'many-customers', complexity: 'high' }, 'COMPLEX', 2],
    [{ urgency: 'low', impact: 'many-customers', complexity: 'medium' }, 'GENERAL', 3], [{ urgency: 'medium', impact: 'one-person', complexity: 'low' }, 'GENERAL', 3],
  ])('B-23 §1.2 %j -> %s by row %d', (factors, level, row) => { expect(live({ ...support, ...factors })).toMatchObject({ level, levelRule: { table: 'LEVEL-1.2', row } }) })
  it.each([
    [{ effects: ['core-function-abnormal'] }, 'A', 1], [{ effects: ['business-interrupted'] }, 'A', 1], [{ effects: ['data-loss'] }, 'A', 1], [{ problemClass: 'data-security' }, 'A', 1],
    [{ problemClass: 'third-party-service', effects: ['data-loss'] }, 'A', 1], [{ problemClass: 'third-party-service', effects: ['core-function-abnormal'] }, 'A', 1],
    [{ problemClass: 'system-fault' }, 'B', 3], [{ problemClass: 'application-configuration' }, 'B', 3], [{ effects: ['configuration-error'] }, 'B', 3], [{ effects: ['permission-problem'] }, 'B', 3],
    [{ effects: ['performance-drop'] }, 'B', 3], [{ problemClass: 'third-party-service' }, 'B', 3], [{ problemClass: 'user-operation', effects: ['performance-drop', 'display-problem'] }, 'B', 3],
    [{ problemClass: 'user-operation' }, 'C', 4], [{ effects: ['display-problem'] }, 'C', 4],
  ])('CL-18 B-7b ABC %j -> %s by row %d', (facts, level, row) => { expect(live({ requesterType: 'internal', ...facts })).toMatchObject({ level, levelRule: { table: 'LEVEL-ABC', row } }) })
  it.each([
    [{ class: 'security-event' }, '1'], [{ effects: ['core-business-down'] }, '1'], [{ effects: ['data-loss'] }, '1'], [{ impact: 'many-customers' }, '1'], [{ impact: 'several-systems' }, '2'],
    [{ impact: 'one-region' }, '2'], [{ impact: 'one-system' }, '3'], [{ impact: 'several-users' }, '3'], [{ impact: 'one-user' }, '4'], [{}, '4'],
  ])('B-8 B-45 incident %j -> %s', (facts, level) => { expect(live({ kind: 'incident' }, ['03-03 09:01', 'graded', { set: facts }]).level).toBe(level) })
  it.each([
    [{ system: 'core-business', effects: ['possible-interruption'] }, 'Critical'], [{ system: 'core-business', effects: ['data-loss'] }, 'Critical'], [{ system: 'core-business' }, 'Minor'],
    [{ effects: ['data-loss'], impact: 'part-of-systems' }, 'Severe'], [{ system: 'core-business', impact: 'part-of-systems' }, 'Severe'], [{}, 'Minor'],
  ])('CL-16 fault %j -> %s', (facts, level) => { expect(live({ kind: 'fault' }, ['03-03 09:01', 'graded', { set: facts }]).level).toBe(level) })
})

describe('selection', () => {
  it('step 1: no version in force, no clock', () => { expect(live({ ...general, start: '2024-12-31T23:59:59+08:00' }).clocks).toEqual([]) })
  it('step 2: effectiveTo is exclusive, a later effectiveFrom wins, then the higher number', () => {
    const v1 = seededVersions.find((v) => v.code === 'POL-5.1')!
    const to = (version: number, hours: number, from: string, until: string | null): PolicyVersion =>
      ({ ...v1, version, effectiveFrom: at(from), effectiveTo: until === null ? null : at(until), limits: v1.limits.map((l) => ({ ...l, target: hours * HOUR })) })
    const rules = makeRulebook(seededPolicies, [...seededVersions, to(2, 5, '03-02 00:00', '03-04 00:00'), to(3, 6, '03-02 00:00', '03-03 00:00')], seededTables, () => NATURAL)
    const due = (start: string) => look(live({ requesterType: 'customer', serviceLine: 'enquiry', start, rules }), 'response', start).clock.target / HOUR
    expect([due('03-01 23:59'), due('03-02 00:00'), due('03-02 23:59:59'), due('03-03 00:00'), due('03-03 23:59:59'), due('03-04 00:00')]).toEqual([24, 6, 6, 5, 5, 24])
  })
  it('step 4: what the governing policy lacks stays a reference', () => { expect(references(live({ ...support, urgency: 'high' }))).toEqual({ '§5.1-5 response': '03-04 09:00', '§5.1-5 initial-solution': '03-04 09:00' }) })
  it('CL-05 strictest: kinds that the highest rank lacks are governed too; equal limits name the higher rank', () => {
    expect(dues(live({ ...support, urgency: 'high', mode: 'strictest' }))).toEqual({ response: '03-03 11:00', resolution: '03-03 13:00', 'initial-solution': '03-04 09:00' })
    const afterSales = live({ requesterType: 'customer', serviceLine: 'after-sales', mode: 'strictest' })
    expect(look(afterSales, 'response', '03-03 09:00').policy).toBe('POL-2.2')
    expect(look(afterSales, 'initial-solution', '03-03 09:00').policy).toBe('POL-5.1')
  })
  it('CL-05 strictest: the third-party 168 h replaces the resolution of §3.3, which does not compete', () => {
    const state = live({ requesterType: 'internal', problemClass: 'third-party-service', mode: 'strictest' })
    expect(look(state, 'resolution', '03-03 09:00')).toMatchObject({ due: '03-10 09:00', clause: '§3.1-5' })
    expect(references(state)).toEqual({ '§3.3-2 resolution': '03-06 09:00' })
  })
  it('strictest leaves the class target a reference', () => {
    const state = live({ requesterType: 'internal', problemClass: 'application-configuration', mode: 'strictest' })
    expect(look(state, 'resolution', '03-03 09:00').due).toBe('03-06 09:00')
    expect(references(state)).toEqual({ '§3.1-2 resolution': '03-03 13:00' })
  })
  it('CL-15 a contract governs the kinds that it names', () => {
    const contract: PolicyVersion = { code: 'POL-CONTRACT', version: 1, effectiveFrom: at('01-01 00:00'), effectiveTo: null, calendar: '24x7', condition: [{ field: 'customerId', is: ['v1'] }],
      limits: [{ kind: 'response', when: [], target: HOUR / 2, clause: '§5.4-3' }, { kind: 'initial-handling', when: [], target: 3 * HOUR, clause: '§5.4-3' }] }
    const rules = makeRulebook([CONTRACT_POLICY, ...seededPolicies.filter((p) => p.code !== 'POL-CONTRACT')], [...seededVersions, contract], seededTables, () => NATURAL)
    const state = live({ ...support, urgency: 'high', customerId: 'v1', rules })
    expect(dues(state)).toEqual({ response: '03-03 09:30', 'initial-handling': '03-03 12:00', resolution: '03-03 13:00' })
    expect(look(state, 'resolution', '03-03 09:00').policy).toBe('POL-1.2')
    expect(references(state)).toEqual({ '§1.2 response': '03-03 11:00', '§5.1-5 response': '03-04 09:00', '§5.1-5 initial-solution': '03-04 09:00' })
    expect(dues(live({ ...support, urgency: 'high', customerId: 'c1', rules }))).toEqual({ response: '03-03 11:00', resolution: '03-03 13:00' })
  })
})

describe('CL-01 reclassification', () => {
  it('a stopped clock keeps its verdict; a running one is superseded; equal limits are left alone', () => {
    const state = live(C, ['03-03 09:20', 'response-complete'], ['03-03 09:40', 'first-solution-sent'], ['03-03 10:00', 'reclassified', { set: { effects: ['permission-problem'] }, reason: '权限' }])
    expect(history(state).map((c) => c.kind)).toEqual(['initial-handling', 'resolution'])
    expect(look(state, 'initial-solution', '03-03 10:00')).toMatchObject({ state: 'met', due: '03-03 11:00' })
    expect(look(state, 'resolution', '03-03 10:00').due).toBe('03-06 09:00')
  })
  it('a breach that happened stays one, and the successor starts at the original start', () => {
    const state = live(C, ['03-03 09:20', 'response-complete'], ['03-03 22:00', 'reclassified', { set: { effects: ['permission-problem'] }, reason: '权限' }])
    expect(look(state, 'initial-handling', '03-03 22:00', { history: true })).toMatchObject({ state: 'breached', due: '03-03 21:00' })
    expect(look(state, 'initial-handling', '03-03 22:00')).toMatchObject({ state: 'running', due: '03-04 09:00' })
    expect(look(state, 'initial-solution', '03-03 22:00', { history: true })).toMatchObject({ state: 'breached' })
    expect(look(state, 'initial-solution', '03-03 22:00')).toMatchObject({ state: 'breached', due: '03-03 13:00' })
  })
  it('a successor that is already past its due time is breached at that time, pauses counted as they were', () => {
    const waits: Step[] = [['03-03 09:30', 'response-complete'], ['03-03 09:40', 'waiting-requester-start'], ['03-03 10:40', 'waiting-requester-end']]
    const early = live(B, ...waits, ['03-03 11:30', 'reclassified', { set: { effects: ['display-problem'] }, reason: '显示' }])
    expect(look(early, 'initial-solution', '03-03 11:30')).toMatchObject({ state: 'running', due: '03-03 12:00', clock: { pausedTotal: HOUR } })
    const late = live(B, ...waits, ['03-03 12:30', 'reclassified', { set: { effects: ['display-problem'] }, reason: '显示' }])
    expect(look(late, 'initial-solution', '03-03 12:30')).toMatchObject({ state: 'breached', due: '03-03 12:00' })
  })
  it('requester type and service line re-select from the original start', () => {
    const state = live(general, ['03-03 10:00', 'reclassified', { set: { serviceLine: 'enquiry' }, reason: '只是咨询' }])
    expect(state).toMatchObject({ level: null, policy: 'POL-5.1' })
    expect(dues(state)).toEqual({ response: '03-04 09:00', 'initial-solution': '03-04 09:00' })
    expect(look(state, 'response', '03-03 10:00').clock.start).toBe(at('03-03 09:00'))
    expect(history(state).map((c) => `${c.policy} ${c.kind} ${c.reference}`)).toEqual(['POL-1.2 response false', 'POL-1.2 resolution false', 'POL-5.1 response true', 'POL-5.1 initial-solution true'])
  })
})

describe('CL-02 before the first classification', () => {
  it('one provisional response clock by what is known, unknown factors lowest', () => {
    const outside = live(support)
    expect(outside).toMatchObject({ level: 'GENERAL', classified: false })
    expect(outside.clocks).toHaveLength(1)
    expect(look(outside, 'response', '03-03 09:00')).toMatchObject({ due: '03-04 09:00', clock: { provisional: true } })
    expect(live({ requesterType: 'internal' })).toMatchObject({ level: 'C', clocks: [{ kind: 'response', provisional: true, target: HOUR }] })
    expect(live({ ...support, urgency: 'medium' }).classified).toBe(false)
  })
  it('is certain as soon as nothing unknown could change the level', () => {
    for (const known of [{ urgency: 'high' }, { urgency: 'low', complexity: 'medium' }, { urgency: 'medium', impact: 'many-customers' }, { urgency: 'medium', impact: 'one-person', complexity: 'low' }]) expect(live({ ...support, ...known }).classified).toBe(true)
    for (const open of [{ urgency: 'low' }, { complexity: 'high' }, { urgency: 'medium', complexity: 'high' }, { impact: 'many-customers', complexity: 'low' }]) expect(live({ ...support, ...open }).classified).toBe(false)
  })
  it('replaces the provisional clock and judges the given response against the right target', () => {
    const early = live(support, ['03-03 10:30', 'response-complete'], ['03-03 12:00', 'classified', { set: { urgency: 'high' } }])
    expect(look(early, 'response', '03-03 12:00')).toMatchObject({ state: 'met', due: '03-03 11:00', clock: { provisional: false } })
    const late = live(support, ['03-03 11:30', 'response-complete'], ['03-03 12:00', 'classified', { set: { urgency: 'high' } }])
    expect(look(late, 'response', '03-03 12:00')).toMatchObject({ state: 'breached', due: '03-03 11:00' })
    expect(look(late, 'response', '03-03 12:00', { history: true })).toMatchObject({ state: 'superseded', clock: { provisional: true } })
    expect(dues(late)).toEqual({ response: '03-03 11:00', resolution: '03-03 13:00' })
  })
  it('a provisional promise that passed is no breach when the right target is longer', () => {
    const state = live(support, ['03-04 10:00', 'classified', { set: { urgency: 'low', complexity: 'high' } }])
    expect(look(state, 'response', '03-04 10:00')).toMatchObject({ state: 'running', due: '03-06 09:00' })
    expect(look(state, 'response', '03-04 10:00', { history: true }).state).toBe('superseded')
  })
  it('with the same target the clock itself becomes the real one', () => {
    const state = live({ requesterType: 'internal' }, ['03-03 09:30', 'classified', { set: { problemClass: 'system-fault' } }])
    expect(history(state)).toEqual([])
    expect(look(state, 'response', '03-03 09:30')).toMatchObject({ due: '03-03 10:00', clock: { provisional: false, no: 1 } })
  })
  it('advice and pauses given before the classification count', () => {
    const state = live({ requesterType: 'internal' }, ['03-03 09:10', 'response-complete'], ['03-03 09:20', 'first-solution-sent'], ['03-03 09:30', 'waiting-requester-start'], ['03-03 10:30', 'waiting-requester-end'],
      ['03-03 12:00', 'classified', { set: { effects: ['permission-problem'] } }])
    expect(look(state, 'initial-solution', '03-03 12:00')).toMatchObject({ state: 'met', clock: { stoppedAt: at('03-03 09:20') } })
    expect(look(state, 'resolution', '03-03 12:00')).toMatchObject({ due: '03-06 10:00', clock: { pausedTotal: HOUR } })
  })
})

describe('CL-03, CL-04 what stops advice and containment', () => {
  it('resolving stops both', () => {
    const met = live(A, ['03-03 09:10', 'response-complete'], ['03-03 10:00', 'resolved'])
    expect([look(met, 'initial-solution', '03-03 10:00').state, look(met, 'initial-handling', '03-03 10:00').state]).toEqual(['met', 'met'])
    const late = live(A, ['03-03 09:10', 'response-complete'], ['03-03 11:01', 'resolved'])
    expect([look(late, 'initial-solution', '03-03 11:01').state, look(late, 'initial-handling', '03-03 11:01').state]).toEqual(['breached', 'met'])
  })
  it('advice and containment stop their own clock only', () => {
    const state = live(A, ['03-03 09:10', 'response-complete'], ['03-03 09:20', 'first-solution-sent'], ['03-03 09:30', 'containment-done'])
    expect(['response', 'initial-solution', 'initial-handling', 'resolution'].map((k) => look(state, k, '03-03 09:30').state)).toEqual(['met', 'met', 'met', 'running'])
  })
})

describe('CL-06 outside-service mark', () => {
  it('the class sets it, inside and outside; an explicit no wins', () => {
    expect(dues(live({ ...general, problemClass: 'third-party-service' }))).toHaveProperty('vendor-contact', '03-03 11:00')
    expect(dues(live({ ...general, problemClass: 'third-party-service', outsideService: false }))).not.toHaveProperty('vendor-contact')
    expect(dues(live({ ...general, outsideService: true }))).toHaveProperty('vendor-contact', '03-03 11:00')
  })
  it('B-25 set later, it runs from then', () => { expect(look(live(B, ['03-03 09:45', 'outside-mark-set']), 'vendor-contact', '03-03 09:45')).toMatchObject({ due: '03-03 11:45', clock: { start: at('03-03 09:45') } }) })
  it('reclassified as third-party: from then', () => { expect(look(live(B, ['03-03 10:15', 'reclassified', { set: { problemClass: 'third-party-service' }, reason: '外部' }]), 'vendor-contact', '03-03 10:15').due).toBe('03-03 12:15') })
  it('clearing supersedes while no contact is logged, and does nothing afterwards; set again it counts from the first time', () => {
    const cleared = live(B, ['03-03 09:45', 'outside-mark-set'], ['03-03 10:00', 'outside-mark-cleared', { reason: '误标' }])
    expect(look(cleared, 'vendor-contact', '03-03 10:00', { history: true })).toMatchObject({ state: 'superseded', clock: { because: '误标' } })
    expect(dues(cleared)).not.toHaveProperty('vendor-contact')
    const again = live(B, ['03-03 09:45', 'outside-mark-set'], ['03-03 10:00', 'outside-mark-cleared'], ['03-03 11:00', 'outside-mark-set'])
    expect(look(again, 'vendor-contact', '03-03 11:00').due).toBe('03-03 11:45')
    const contacted = live(B, ['03-03 09:45', 'outside-mark-set'], ['03-03 09:50', 'vendor-contacted'], ['03-03 10:00', 'outside-mark-cleared'])
    expect(look(contacted, 'vendor-contact', '03-03 10:00').state).toBe('met')
  })
})

describe('CL-08, CL-09 rejection and reopening', () => {
  const solved: Step[] = [['03-03 09:30', 'response-complete'], ['03-03 19:00', 'resolved']]
  it('not solved is an answer; the other two are superseded; the next resolution starts round 2', () => {
    const state = live(B, ...solved, ['03-03 20:00', 'reopened'], ['03-04 10:00', 'resolved'])
    expect(look(state, 'user-feedback', '03-04 10:00', {}).clock.round).toBe(2)
    const first = state.clocks.filter((c) => c.round === 1 && ['result-feedback', 'user-feedback', 'kb-archive'].includes(c.kind))
    expect(first.map((c) => [c.kind, c.supersededAt === null ? 'kept' : 'superseded', shown(c.stoppedAt)])).toEqual([['result-feedback', 'superseded', null], ['user-feedback', 'kept', '03-03 20:00'], ['kb-archive', 'superseded', null]])
    expect(look(state, 'kb-archive', '03-04 10:00')).toMatchObject({ due: '03-07 10:00', clock: { round: 2 } })
  })
  it('a result message already sent keeps its verdict', () => {
    const state = live(B, ...solved, ['03-03 19:10', 'result-message-sent'], ['03-03 20:00', 'reopened'])
    expect(state.clocks.find((c) => c.kind === 'result-feedback')).toMatchObject({ supersededAt: null, stoppedAt: at('03-03 19:10') })
  })
  it('the resolution goes on with the time already used; the time between is a segment of its own and no pause', () => {
    const state = live(B, ...solved, ['03-04 07:00', 'reopened'])
    expect(look(state, 'resolution', '03-04 07:00')).toMatchObject({ state: 'running', due: '03-06 21:00', clock: { pausedTotal: 0, stoppedAt: null } })
    expect(look(state, 'resolution', '03-04 07:00').clock.rows!.map((r) => r.state)).toEqual(['running', 'stopped', 'running'])
    const again = live(B, ...solved, ['03-04 07:00', 'reopened'], ['03-06 21:00', 'resolved'])
    expect(look(again, 'resolution', '03-06 22:00')).toMatchObject({ state: 'met', due: '03-06 21:00' })
  })
  it('advice and containment that ended with the resolution keep their verdict', () => {
    const state = live(A, ...solved, ['03-04 07:00', 'reopened'])
    expect([look(state, 'initial-solution', '03-04 08:00').state, look(state, 'initial-handling', '03-04 08:00').state]).toEqual(['breached', 'met'])
  })
  it('CL-09 resolved late: breached with the old due time, for good', () => {
    const state = live(A, ['03-03 09:30', 'response-complete'], ['03-05 10:00', 'resolved'], ['03-05 11:00', 'reopened'], ['03-05 12:00', 'resolved'])
    expect(look(state, 'resolution', '03-05 13:00')).toMatchObject({ state: 'breached', due: '03-05 09:00', clock: { stoppedAt: at('03-05 10:00') } })
  })
  it('a reclassified case resumes under the limits of its class', () => {
    const state = live(B, ...solved, ['03-03 20:00', 'reclassified', { set: { effects: ['business-interrupted'] }, reason: '更严重' }], ['03-03 21:00', 'reopened'])
    expect(look(state, 'resolution', '03-03 21:00')).toMatchObject({ state: 'running', due: '03-05 11:00' })
  })
})

describe('CL-10, CL-11, CL-12 pauses and verdicts', () => {
  it('only after a valid response', () => {
    expect(look(live(B, ['03-03 09:10', 'waiting-requester-start']), 'resolution', '03-03 09:20').state).toBe('running')
    const state = live(B, ['03-03 09:10', 'waiting-requester-start'], ['03-03 09:30', 'response-complete'], ['03-03 10:00', 'waiting-requester-end'])
    expect(look(state, 'initial-solution', '03-03 10:00')).toMatchObject({ due: '03-03 13:30', clock: { pausedTotal: HOUR / 2 } })
  })
  it('initial solution, handling, resolution and references alike; never response, vendor contact or progress', () => {
    const state = live({ ...B, problemClass: 'application-configuration', outsideService: true }, ['03-03 09:30', 'response-complete'], ['03-03 10:00', 'waiting-requester-start'])
    for (const kind of ['initial-solution', 'initial-handling', 'resolution']) expect(look(state, kind, '03-03 10:30')).toMatchObject({ state: 'paused', due: null, clock: { pausedTotal: HOUR / 2 } })
    expect(look(state, 'resolution', '03-03 10:30', { reference: true })).toMatchObject({ state: 'paused', due: null })
    expect(look(state, 'vendor-contact', '03-03 10:30').state).toBe('running')
    expect(look(state, 'progress-update', '03-03 10:30', { reference: true }).state).toBe('running')
    expect(look(state, 'initial-solution', '03-03 10:30').clock).toMatchObject({ used: HOUR })
  })
  it('waiting after a breach moves nothing', () => {
    const state = live(A, ['03-03 09:30', 'response-complete'], ['03-03 11:30', 'waiting-requester-start'], ['03-03 12:30', 'waiting-requester-end'])
    expect(look(state, 'initial-solution', '03-03 13:00')).toMatchObject({ state: 'breached', due: '03-03 11:00', clock: { pausedTotal: 0 } })
    expect(look(state, 'resolution', '03-03 13:00').due).toBe('03-05 10:00')
  })
  it('stopped while paused is met', () => {
    const state = live(B, ['03-03 09:30', 'response-complete'], ['03-03 10:00', 'waiting-requester-start'], ['03-05 10:00', 'first-solution-sent'])
    expect(look(state, 'initial-solution', '03-05 11:00').state).toBe('met')
  })
  it('two waits add up', () => {
    const state = live(B, ['03-03 09:30', 'response-complete'], ['03-03 10:00', 'waiting-requester-start'], ['03-03 11:00', 'waiting-requester-end'], ['03-03 12:00', 'waiting-requester-start'], ['03-03 12:30', 'waiting-requester-end'])
    expect(look(state, 'initial-solution', '03-03 13:00')).toMatchObject({ due: '03-03 14:30', clock: { pausedTotal: 1.5 * HOUR } })
  })
  it('CL-11 exactly at the due time is met, one millisecond later is not', () => {
    expect(look(live(A, ['03-03 10:00', 'response-complete']), 'response', '03-03 10:00').state).toBe('met')
    expect(look(live(A, ['2025-03-03T10:00:00.001+08:00', 'response-complete']), 'response', '03-03 10:01').state).toBe('breached')
  })
})

describe('CL-14, CL-19, CL-20, CL-21', () => {
  it('CL-14 a level set by hand survives a change of class; the table still says its own', () => {
    const state = live(C, ['03-03 09:10', 'level-changed', { level: 'A', reason: '领导要求' }], ['03-03 09:20', 'reclassified', { set: { problemClass: 'system-fault' }, reason: '重判' }])
    expect(state).toMatchObject({ level: 'A', tableLevel: 'B', levelRule: null })
    expect(live(C, ['03-03 09:10', 'level-changed', { level: 'A', reason: 'x' }], ['03-03 09:20', 'level-changed', { level: null, reason: 'y' }])).toMatchObject({ level: 'C' })
  })
  it('a level of another scale has no effect', () => { expect(live({ ...C, level: 'A' }, ['03-03 09:10', 'reclassified', { set: { requesterType: 'customer', urgency: 'high' }, reason: 'x' }]).level).toBe('URGENT') })
  it('CL-19 merged and cancelled', () => {
    for (const type of ['merged', 'cancelled'] as const) {
      const state = live(A, ['03-03 10:30', type, { reason: '重复' }])
      expect(state.clocks.filter((c) => !c.reference).map((c) => [c.kind, look(state, c.kind, '03-03 12:00', { history: true }).state])).toEqual([
        ['response', 'breached'], ['initial-solution', 'superseded'], ['initial-handling', 'superseded'], ['resolution', 'superseded']])
    }
  })
  it('CL-19 the surviving case keeps the earlier start', () => {
    const state = live(A, ['03-03 09:30', 'start-moved', { start: at('03-03 08:15') }])
    expect(dues(state)).toMatchObject({ response: '03-03 09:15', 'initial-solution': '03-03 10:15', resolution: '03-05 08:15' })
    expect(look(state, 'response', '03-03 09:30').state).toBe('breached')
  })
  it('CL-20 progress: from the response, from each public update, until resolved', () => {
    const state = live(B, ['03-03 09:30', 'response-complete'], ['03-03 15:00', 'public-update'], ['03-05 10:00', 'public-update'], ['03-05 12:00', 'resolved'])
    const progress = state.clocks.filter((c) => c.kind === 'progress-update')
    expect(progress.map((c) => [shown(c.start), shown(c.stoppedAt), c.breachedAt === null ? 'met' : 'missed', c.reference])).toEqual([
      ['03-03 09:30', '03-03 15:00', 'met', true], ['03-03 15:00', '03-05 10:00', 'missed', true], ['03-05 10:00', '03-05 12:00', 'met', true]])
  })
  it('CL-20 progress of an incident by level, until restored', () => {
    const state = live({ kind: 'incident', level: '1' }, ['03-03 09:30', 'response-started'], ['03-03 10:00', 'level-changed', { level: '3' }], ['03-03 12:00', 'restored'])
    expect(state.clocks.filter((c) => c.kind === 'progress-update').map((c) => [c.target / HOUR, c.supersededAt !== null])).toEqual([[1, true], [4, false]])
    expect(look(state, 'removal', '03-03 12:00')).toMatchObject({ state: 'met', due: '03-03 21:00' })
  })
  it('CL-21 closed unconfirmed: breached at 24 h, a late answer changes nothing', () => {
    const state = live(B, ['03-03 09:30', 'response-complete'], ['03-03 10:00', 'resolved'], ['03-03 10:05', 'result-message-sent'], ['03-05 10:00', 'closed-unconfirmed'], ['03-05 12:00', 'user-answered'])
    expect(look(state, 'user-feedback', '03-05 13:00')).toMatchObject({ state: 'breached', due: '03-04 10:00' })
    expect(look(state, 'kb-archive', '03-05 13:00')).toMatchObject({ state: 'running', due: '03-06 10:00' })
  })
  it('an incomplete archive or record stops nothing', () => {
    const state = live(B, ['03-03 09:30', 'response-complete'], ['03-03 10:00', 'resolved'], ['03-03 11:00', 'archived', { complete: false }])
    expect(look(state, 'kb-archive', '03-03 12:00').state).toBe('running')
    expect(look(live({ kind: 'incident' }, ['03-03 09:30', 'recorded', { complete: false }]), 'incident-record', '03-03 10:00').state).toBe('running')
  })
})

describe('CL-22 clauses', () => {
  it('every enforced limit names a clause of the handbook', () => {
    for (const versions of handbook.versions.values()) for (const v of versions) for (const l of v.limits) expect(l.clause).toMatch(/^§[1-8]\.\d(-\d)?$/)
  })
})
