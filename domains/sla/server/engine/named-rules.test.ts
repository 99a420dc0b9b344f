// One named row for every step of B-1 and every clarification CL-01 to CL-23, as a reader of the handbook would check them. What each of them means in
// all its corners is in rules.test.ts; this table is the list that nothing is missing from.
import { describe, expect, it } from 'vitest'
import { at, dues, handbook, live, look, references, shown, type Life, type Step } from '../../testing.ts'
import { NATURAL } from './calendar/calendar.ts'
import { compileCalendar } from './calendar/compile-calendar.ts'
import { makeRulebook, type Policy, type PolicyVersion } from './policy.ts'
import { CONTRACT_POLICY, seededPolicies, seededVersions } from './seeded-policies.ts'
import { seededTables } from './seeded-tables.ts'

const HOUR = 3_600_000
const urgent = { requesterType: 'customer', serviceLine: 'technical-support', urgency: 'high' }, general = { ...urgent, urgency: 'low', complexity: 'low', impact: 'one-person' }
const enquiry = { requesterType: 'customer', serviceLine: 'enquiry' }, afterSales = { requesterType: 'customer', serviceLine: 'after-sales' }
const A = { requesterType: 'internal', effects: ['business-interrupted'] }, B = { requesterType: 'internal', effects: ['permission-problem'] }, C = { requesterType: 'internal', effects: ['display-problem'] }
const respond: Step = ['03-03 09:30', 'response-complete'], solve: Step = ['03-03 10:00', 'resolved']

const limits = (hours: number): PolicyVersion['limits'] => [{ kind: 'response', when: [], target: hours * HOUR, clause: '§5.4-3' }]
const version = (code: string, n: number, hours: number, from = '01-01 00:00', to: string | null = null): PolicyVersion =>
  ({ code, version: n, effectiveFrom: at(from), effectiveTo: to === null ? null : at(to), calendar: '24x7', condition: [{ field: 'customerId', is: ['v1'] }], limits: limits(hours) })
const policies = (...codes: string[]): Policy[] => [...codes.map((code) => ({ ...CONTRACT_POLICY, code })), ...seededPolicies]
const rulesOf = (codes: string[], ...versions: PolicyVersion[]) => makeRulebook(policies(...codes), [...seededVersions, ...versions], seededTables, () => NATURAL)
const responseBy = (rules: ReturnType<typeof rulesOf>, start = '03-03 09:00') => { const { policy, clock } = look(live({ ...urgent, customerId: 'v1', start, rules }), 'response', start, { rules }); return `${policy}@${clock.version}` }
const due = (life: Life, kind: string, ...steps: Step[]) => look(live(life, ...steps), kind, '03-03 09:00').due
const state = (life: Life, kind: string, when: string, ...steps: Step[]) => look(live(life, ...steps), kind, when).state

type Row = [rule: string, seen: () => unknown, expected: unknown]

describe('B-1 selection, step by step', () => {
  it.each<Row>([
    ['step 1: only what is published and in force at the start, of this kind of record, with a true condition', () => [live({ ...general, start: '2024-12-31T23:59:59+08:00' }).clocks.length, live({ kind: 'incident', level: '1' }).clocks.some((c) => c.policy === 'POL-1.2'), live(enquiry).clocks.some((c) => c.policy === 'POL-2.2')], [0, false, false]],
    ['step 2: the highest rank governs', () => [due(urgent, 'response'), look(live(urgent), 'response', '03-03 09:00').policy], ['03-03 11:00', 'POL-1.2']],
    ['step 2, tie: the later effectiveFrom', () => responseBy(rulesOf(['X-A', 'X-B'], version('X-A', 1, 1, '02-01 00:00'), version('X-B', 1, 2, '01-01 00:00'))), 'X-A@1'],
    ['step 2, tie: then the higher version number', () => responseBy(rulesOf(['X-A', 'X-B'], version('X-A', 1, 1), version('X-B', 2, 2))), 'X-B@2'],
    ['step 2, tie: then the code by the alphabet', () => responseBy(rulesOf(['X-B', 'X-A'], version('X-A', 1, 1), version('X-B', 1, 2))), 'X-A@1'],
    ['step 2: effectiveTo is exclusive', () => ['03-03 09:59:59', '03-03 10:00'].map((start) => responseBy(rulesOf(['X-A'], version('X-A', 1, 1, '01-01 00:00', '03-03 10:00')), start)), ['X-A@1', 'POL-1.2@1']],
    ['step 3: policy, version, clause, calendar, start, target and due stand on the clock', () => { const { policy, clause, due: dueAt, clock } = look(live(urgent), 'resolution', '03-03 09:00'); return [policy, clock.version, clause, clock.calendar, shown(clock.start), clock.target / HOUR, dueAt] }, ['POL-1.2', 1, '§1.2', '24x7', '03-03 09:00', 4, '03-03 13:00']],
    ['step 4: other matching clauses are references, and a kind that the governing policy lacks stays one', () => references(live(urgent)), { '§5.1-5 response': '03-04 09:00', '§5.1-5 initial-solution': '03-04 09:00' }],
    ['step 4: a missed reference is never a breach; additive policies never compete', () => { const s = live({ ...urgent, outsideService: true }); return [look(s, 'initial-solution', '03-05 09:00', { reference: true }).state, dues(s)['vendor-contact']] }, ['missed', '03-03 11:00']],
    ['step 5: strictest takes the earliest due of every ranked policy, class targets stay references', () => [dues(live({ ...urgent, complexity: 'high', urgency: 'low', mode: 'strictest' })).response, references(live({ ...B, problemClass: 'application-configuration', mode: 'strictest' }))['§3.1-2 resolution']], ['03-04 09:00', '03-03 13:00']],
    ['step 6: a change of class selects again from the original start, the old clock stays with its reason', () => { const s = live(C, ['03-03 09:30', 'reclassified', { set: { effects: ['business-interrupted'] }, reason: '更严重' }]); return [look(s, 'resolution', '03-03 09:30').due, look(s, 'resolution', '03-03 09:30', { history: true }).clock.because] }, ['03-05 09:00', '更严重']],
    ['step 6: a breach that already happened stays a breach', () => look(live(B, ['03-03 12:00', 'reclassified', { set: { requesterType: 'customer', serviceLine: 'after-sales' }, reason: '转售后' }]), 'response', '03-03 12:00', { history: true }).state, 'breached'],
    ['step 7: a version published later leaves running clocks alone, until headquarters re-evaluates', () => { const later = rulesOf(['X-A'], version('X-A', 1, 1, '03-03 10:00')), s = live({ ...urgent, customerId: 'v1', rules: later }, ['03-03 10:30', 'public-update']); return look(s, 'response', '03-03 10:30', { rules: later }).policy }, 'POL-1.2'],
  ])('B-1 %s', (_rule, seen, expected) => { expect(seen()).toEqual(expected) })
})

describe('clarifications', () => {
  it.each<Row>([
    ['CL-01 a stopped clock keeps its verdict, a running one is superseded and its successor starts at the original start', () => { const s = live(C, respond, ['03-03 09:40', 'reclassified', { set: { effects: ['permission-problem'] }, reason: '权限' }]); return [look(s, 'response', '03-03 10:00').state, look(s, 'resolution', '03-03 10:00', { history: true }).state, look(s, 'resolution', '03-03 10:00').due] }, ['met', 'superseded', '03-06 09:00']],
    ['CL-01 the successor is breached at its own due time when that has passed', () => { const { state: s, due: d } = look(live(B, ['03-03 11:30', 'reclassified', { set: { effects: ['display-problem'] }, reason: '显示' }]), 'initial-solution', '03-03 11:30'); return [s, d] }, ['breached', '03-03 11:00']],
    ['CL-02 one provisional response before the first classification, judged afterwards from the creation', () => { const unknown = { requesterType: 'customer', serviceLine: 'technical-support' }; return [live(unknown).clocks.map((c) => [c.kind, c.provisional]), look(live(unknown, ['03-03 11:30', 'response-complete'], ['03-03 12:00', 'classified', { set: { urgency: 'high' } }]), 'response', '03-03 12:00').state] }, [[['response', true]], 'breached']],
    ['CL-03 resolving also stops advice and containment', () => ['initial-solution', 'initial-handling'].map((k) => state(A, k, '03-03 10:00', respond, solve)), ['met', 'met']],
    ['CL-04 advice stops the first solution, containment the first handling, each alone', () => { const s = live(A, respond, ['03-03 09:40', 'first-solution-sent']); return [look(s, 'initial-solution', '03-03 10:00').state, look(s, 'initial-handling', '03-03 10:00').state] }, ['met', 'running']],
    ['CL-05 strictest: the policy is a property of the clock; equal limits name the higher rank', () => { const s = live({ ...afterSales, mode: 'strictest' }); return ['response', 'initial-solution'].map((k) => look(s, k, '03-03 09:00').policy) }, ['POL-2.2', 'POL-5.1']],
    ['CL-06 third-party sets the outside mark; cleared before a contact the clock is superseded', () => { const s = live({ ...general, problemClass: 'third-party-service' }, ['03-03 10:00', 'outside-mark-cleared', { reason: '误标' }]); return look(s, 'vendor-contact', '03-03 10:00', { history: true }).state }, 'superseded'],
    ['CL-07 the class target is a reference on internal and external cases, and not shown where it governs', () => [references(live({ ...general, problemClass: 'system-fault' }))['§3.1-1 resolution'], references(live({ ...B, problemClass: 'system-fault' }))['§3.1-1 resolution'], references(live({ requesterType: 'internal', problemClass: 'third-party-service' }))['§3.1-5 resolution']], ['03-05 09:00', '03-05 09:00', undefined]],
    ['CL-08 rejection is an answer; the other two are superseded; round 2 begins with the next resolution', () => { const s = live(B, respond, solve, ['03-03 11:00', 'reopened'], ['03-03 12:00', 'resolved']); return s.clocks.filter((c) => ['result-feedback', 'user-feedback', 'kb-archive'].includes(c.kind)).map((c) => [c.kind, c.round, c.supersededAt !== null, c.stoppedAt !== null]) },
      [['result-feedback', 1, true, false], ['user-feedback', 1, false, true], ['kb-archive', 1, true, false], ['result-feedback', 2, false, false], ['user-feedback', 2, false, false], ['kb-archive', 2, false, false]]],
    ['CL-09 resolved late and reopened: breached for good, no new due time', () => { const { state: s, due: d } = look(live(A, respond, ['03-05 10:00', 'resolved'], ['03-05 11:00', 'reopened']), 'resolution', '03-06 09:00'); return [s, d] }, ['breached', '03-05 09:00']],
    ['CL-10 pauses only after a valid response; while paused there is no due time', () => [state(B, 'resolution', '03-03 09:20', ['03-03 09:10', 'waiting-requester-start']), look(live(B, respond, ['03-03 10:00', 'waiting-requester-start']), 'resolution', '03-03 11:00').due], ['running', null]],
    ['CL-11 exactly at the due time is met, later is breached', () => ['2025-03-03T10:00:00+08:00', '2025-03-03T10:00:00.001+08:00'].map((when) => state(A, 'response', '03-03 11:00', [when, 'response-complete'])), ['met', 'breached']],
    ['CL-12 a missed reference is missed, never breached', () => look(live({ ...B, problemClass: 'application-configuration' }), 'resolution', '03-03 13:00:01', { reference: true }).state, 'missed'],
    ['CL-13 after-sales and enquiry have no level; after-sales has a severity that changes no limit', () => [live(afterSales).level, live(enquiry).level, due({ ...afterSales, severity: 'major' }, 'resolution'), due({ ...afterSales, severity: 'normal' }, 'resolution')], [null, null, '03-05 09:00', '03-05 09:00']],
    ['CL-14 a level set by hand survives a change of class; the table still says its own', () => { const s = live(C, ['03-03 09:10', 'level-changed', { level: 'A', reason: '领导要求' }], ['03-03 09:20', 'reclassified', { set: { problemClass: 'system-fault' }, reason: '重判' }]); return [s.level, s.tableLevel] }, ['A', 'B']],
    ['CL-15 a contract governs the kinds that it names, all others come from the next rank', () => { const rules = rulesOf(['X-A'], version('X-A', 1, 0.5)), s = live({ ...urgent, customerId: 'v1', rules }); return [look(s, 'response', '03-03 09:00', { rules }).due, look(s, 'resolution', '03-03 09:00', { rules }).policy] }, ['03-03 09:30', 'POL-1.2']],
    ['CL-16 fault table: row 1 needs the core system and the effect', () => [{ system: 'core-business', effects: ['data-loss'] }, { system: 'core-business' }, { effects: ['data-loss'] }, { impact: 'part-of-systems' }].map((set) => live({ kind: 'fault' }, ['03-03 09:01', 'graded', { set }]).level), ['Critical', 'Minor', 'Minor', 'Severe']],
    ['CL-17 an incident without level only has its record clock; grading may come before the record is complete', () => [Object.keys(dues(live({ kind: 'incident' }))), Object.keys(dues(live({ kind: 'incident' }, ['03-03 09:05', 'graded', { set: { class: 'security-event' } }]))).sort()], [['incident-record'], ['incident-record', 'removal', 'response']]],
    ['CL-18 third-party with data loss or abnormal core function is A', () => [['data-loss'], ['core-function-abnormal'], []].map((effects) => live({ requesterType: 'internal', problemClass: 'third-party-service', effects }).level), ['A', 'A', 'B']],
    ['CL-19 merged and cancelled supersede; the surviving case keeps the earlier start', () => [...(['merged', 'cancelled'] as const).map((type) => look(live(A, ['03-03 09:30', type, { reason: '重复' }]), 'resolution', '03-03 10:00', { history: true }).state), look(live(A, ['03-03 09:30', 'start-moved', { start: at('03-03 08:15') }]), 'resolution', '03-03 09:30').due], ['superseded', 'superseded', '03-05 08:15']],
    ['CL-20 progress is a reference: from the response and from each public update, until resolved', () => live(B, respond, ['03-03 15:00', 'public-update'], ['03-03 16:00', 'resolved']).clocks.filter((c) => c.kind === 'progress-update').map((c) => [c.reference, shown(c.start), shown(c.stoppedAt)]), [[true, '03-03 09:30', '03-03 15:00'], [true, '03-03 15:00', '03-03 16:00']]],
    ['CL-21 closed unconfirmed: user_feedback stays breached at its due time, a late answer changes no verdict', () => { const { state: s, due: d } = look(live(B, respond, solve, ['03-03 10:05', 'result-message-sent'], ['03-05 10:00', 'closed-unconfirmed'], ['03-05 12:00', 'user-answered']), 'user-feedback', '03-05 13:00'); return [s, d] }, ['breached', '03-04 10:00']],
    ['CL-22 the clause of a clock is that of its own limit', () => ['response', 'initial-solution', 'initial-handling', 'resolution'].map((k) => look(live(B), k, '03-03 09:00').clause), ['§3.3-1', '§3.3-1', '§3.3-2', '§3.3-2']],
    ['CL-23 half-open, due at closing time, adding zero returns the start, a shift belongs to its first date, to the second', () => {
      const office = compileCalendar('c', { zone: 'Asia/Shanghai', week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((d) => [d, [['09:00', '18:00'], ['22:00', '02:00']]])), exceptions: [{ date: '2025-03-04', kind: 'closed' }] })
      return [shown(office.add(at('03-03 17:00'), HOUR)), shown(office.add(at('03-03 20:00'), 0)), shown(office.add(at('03-03 23:00'), 4 * HOUR)), shown(office.add(at('03-03 09:00:07'), HOUR))] }, ['03-03 18:00', '03-03 20:00', '03-05 10:00', '03-03 10:00:07']],
  ])('%s', (_rule, seen, expected) => { expect(seen()).toEqual(expected) })

  it('the table is complete: CL-01 to CL-23', async () => {
    const { readFileSync } = await import('node:fs'), text = readFileSync(new URL(import.meta.url), 'utf8')
    for (let n = 1; n <= 23; n++) expect(text).toContain(`['CL-${String(n).padStart(2, '0')} `)
    expect(handbook.policies.length).toBeGreaterThan(0)
  })
})
