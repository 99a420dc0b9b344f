// Rulings of Part B that the clocks carry out, one by one (those with a scenario or a clarification of their own are in the other tests).
import { describe, expect, it } from 'vitest'
import { at, dues, live, look, references } from '../../testing.ts'
import { hasBreach } from './next-steps.ts'
import { seededPolicies, seededVersions } from './seeded-policies.ts'
import { SCALES } from './decide-level.ts'

const A = { requesterType: 'internal', effects: ['data-loss'] }
const solved = live(A, ['03-03 09:30', 'response-complete'], ['03-03 10:00', 'resolved'])

describe('rulings of B-2', () => {
  it('B-4 after-sales: 48 h for both severities', () => { for (const severity of ['normal', 'major']) expect(dues(live({ requesterType: 'customer', serviceLine: 'after-sales', severity }))).toEqual({ response: '03-04 09:00', resolution: '03-05 09:00' }) })
  it('B-10 B-12 the result of feedback counts from its receipt, not from forwarding', () => { expect(dues(live({ kind: 'feedback' }, ['03-04 08:00', 'forwarded']))).toMatchObject({ 'feedback-result': '03-05 09:00' }) })
  it('B-17 the archive counts from the resolution, 72 h', () => { expect(look(solved, 'kb-archive', '03-03 10:00').due).toBe('03-06 10:00') })
  it('B-18 B-50 the user’s silence is a breach of the user, none of the team', () => {
    const silent = live(A, ['03-03 09:30', 'response-complete'], ['03-03 10:00', 'resolved'], ['03-03 10:05', 'result-message-sent'], ['03-05 10:00', 'closed-unconfirmed'])
    expect(look(silent, 'user-feedback', '03-05 10:00').state).toBe('breached')
    expect(hasBreach(silent)).toBe(false)
  })
  it('B-26 an incident is recorded within 2 h of being identified', () => { expect(look(live({ kind: 'incident', start: '03-03 12:00' }), 'incident-record', '03-03 12:00').due).toBe('03-03 14:00') })
  it('B-42 the result message stops the result clock, the answer does not', () => {
    expect(look(live(A, ['03-03 09:30', 'response-complete'], ['03-03 10:00', 'resolved'], ['03-03 11:00', 'user-answered']), 'result-feedback', '03-03 12:00').state).toBe('running')
    expect(look(live(A, ['03-03 09:30', 'response-complete'], ['03-03 10:00', 'resolved'], ['03-03 11:00', 'result-message-sent']), 'result-feedback', '03-03 12:00').state).toBe('met')
  })
  it('B-43 the resolution counts from the receipt, not from the response', () => { expect(look(live(A, ['03-03 09:50', 'response-complete']), 'resolution', '03-03 10:00').clock.start).toBe(at('03-03 09:00')) })
  it('B-44 advice and containment are two clocks', () => { const s = live(A, ['03-03 09:30', 'first-solution-sent']); expect([look(s, 'initial-solution', '03-03 10:00').state, look(s, 'initial-handling', '03-03 10:00').state]).toEqual(['met', 'running']) })
  it('B-45 no level is on two scales', () => { const all = Object.values(SCALES).flat(); expect(new Set(all).size).toBe(all.length) })
  it('B-47 progress targets are references: 1, 2, 4, 8 h by level of an incident, daily for cases', () => {
    expect(['1', '2', '3', '4'].map((level) => references(live({ kind: 'incident', level }, ['03-03 09:30', 'response-started']))['§6.2 progress-update'])).toEqual(['03-03 10:30', '03-03 11:30', '03-03 13:30', '03-03 17:30'])
    expect(references(live(A, ['03-03 09:30', 'response-complete']))['§5.2 progress-update']).toBe('03-04 09:30')
  })
  it('B-1 table 1: fourteen policies of the handbook, by rank, kind and role; no policy serves two kinds of records', () => {
    const printed = seededPolicies.filter((p) => !p.internal)
    expect(printed.map((p) => [p.code, p.recordKind, p.role === 'ranked' && p.rank !== 50 || ['POL-1.2', 'POL-7.1'].includes(p.code) ? p.rank : p.role]).toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))).toEqual([
      ['POL-1.2', 'case', 50], ['POL-2.2', 'case', 60], ['POL-3.1-CAT', 'case', 'reference'], ['POL-3.1-TP', 'case', 80], ['POL-3.2-VENDOR', 'case', 'additive'], ['POL-3.3', 'case', 70], ['POL-3.3-POST', 'case', 'additive'], ['POL-5.1', 'case', 40],
      ['POL-5.3', 'feedback', 'ranked'], ['POL-6.2', 'incident', 'ranked'], ['POL-6.2-REC', 'incident', 'additive'], ['POL-7.1', 'fault', 50], ['POL-7.2', 'fault', 70], ['POL-CONTRACT', 'case', 90]])
    expect(seededVersions.every((v) => v.effectiveFrom === Date.parse('2025-01-01T00:00:00+08:00') && v.calendar === '24x7')).toBe(true)
  })
})
