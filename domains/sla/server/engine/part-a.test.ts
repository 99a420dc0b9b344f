// Every row of Part A: the printed limits and their clauses, from the seeded policies.
import { describe, expect, it } from 'vitest'
import { dues, live, look, references, type Life } from '../../testing.ts'

const customer = { requesterType: 'customer', serviceLine: 'technical-support' }
const internal = { requesterType: 'internal' }
const A = { ...internal, effects: ['business-interrupted'] }, B = { ...internal, effects: ['permission-problem'] }, C = { ...internal, effects: ['display-problem'] }
const resolvedAtTen: Parameters<typeof live>[1][] = [['03-03 09:30', 'response-complete'], ['03-03 10:00', 'resolved']]

const rows: [row: string, life: Life, kind: string, due: string, policy: string, clause: string][] = [
  ['A1', { ...customer, urgency: 'high' }, 'response', '03-03 11:00', 'POL-1.2', '§1.2'],
  ['A1', { ...customer, urgency: 'high' }, 'resolution', '03-03 13:00', 'POL-1.2', '§1.2'],
  ['A2', { ...customer, urgency: 'low', complexity: 'low', impact: 'one-person' }, 'response', '03-04 09:00', 'POL-1.2', '§1.2'],
  ['A2', { ...customer, urgency: 'low', complexity: 'low', impact: 'one-person' }, 'resolution', '03-05 09:00', 'POL-1.2', '§1.2'],
  ['A3', { ...customer, urgency: 'low', complexity: 'high' }, 'response', '03-06 09:00', 'POL-1.2', '§1.2'],
  ['A3', { ...customer, urgency: 'low', complexity: 'high' }, 'resolution', '03-08 09:00', 'POL-1.2', '§1.2'],
  ['A4', { requesterType: 'customer', serviceLine: 'after-sales' }, 'response', '03-04 09:00', 'POL-2.2', '§2.2'],
  ['A5', { requesterType: 'customer', serviceLine: 'after-sales', severity: 'major' }, 'resolution', '03-05 09:00', 'POL-2.2', '§2.2'],
  ['A6', { requesterType: 'customer', serviceLine: 'after-sales', severity: 'normal' }, 'resolution', '03-05 09:00', 'POL-2.2', '§2.3'],
  ['A11', { ...internal, problemClass: 'third-party-service' }, 'resolution', '03-10 09:00', 'POL-3.1-TP', '§3.1-5'],
  ['A12', C, 'response', '03-03 10:00', 'POL-3.3', '§3.3-1'],
  ['A13', { ...internal, problemClass: 'third-party-service' }, 'vendor-contact', '03-03 11:00', 'POL-3.2-VENDOR', '§3.2-3'],
  ['A14', A, 'response', '03-03 10:00', 'POL-3.3', '§3.3-1'], ['A14', A, 'initial-solution', '03-03 11:00', 'POL-3.3', '§3.3-1'],
  ['A14', A, 'initial-handling', '03-04 09:00', 'POL-3.3', '§3.3-2'], ['A14', A, 'resolution', '03-05 09:00', 'POL-3.3', '§3.3-2'],
  ['A15', B, 'response', '03-03 10:00', 'POL-3.3', '§3.3-1'], ['A15', B, 'initial-solution', '03-03 13:00', 'POL-3.3', '§3.3-1'],
  ['A15', B, 'initial-handling', '03-04 09:00', 'POL-3.3', '§3.3-2'], ['A15', B, 'resolution', '03-06 09:00', 'POL-3.3', '§3.3-2'],
  ['A16', C, 'response', '03-03 10:00', 'POL-3.3', '§3.3-1'], ['A16', C, 'initial-solution', '03-03 11:00', 'POL-3.3', '§3.3-1'],
  ['A16', C, 'initial-handling', '03-03 21:00', 'POL-3.3', '§3.3-2'], ['A16', C, 'resolution', '03-04 09:00', 'POL-3.3', '§3.3-2'],
  ['A20', { requesterType: 'customer', serviceLine: 'enquiry' }, 'response', '03-04 09:00', 'POL-5.1', '§5.1-5'],
  ['A20', { requesterType: 'customer', serviceLine: 'enquiry' }, 'initial-solution', '03-04 09:00', 'POL-5.1', '§5.1-5'],
  ['A21', { kind: 'feedback' }, 'feedback-forward', '03-04 09:00', 'POL-5.3', '§5.3-2'], ['A21', { kind: 'feedback' }, 'feedback-result', '03-05 09:00', 'POL-5.3', '§5.3-2'],
  ['A22', { kind: 'incident', level: '1' }, 'response', '03-03 11:00', 'POL-6.2', '§6.2-1'], ['A22', { kind: 'incident', level: '1' }, 'removal', '03-03 13:00', 'POL-6.2', '§6.2-1'],
  ['A22', { kind: 'incident', level: '1' }, 'incident-record', '03-03 11:00', 'POL-6.2-REC', '§6.2-2'],
  ['A23', { kind: 'incident', level: '2' }, 'response', '03-03 13:00', 'POL-6.2', '§6.2-1'], ['A23', { kind: 'incident', level: '2' }, 'removal', '03-03 17:00', 'POL-6.2', '§6.2-1'],
  ['A24', { kind: 'incident', level: '3' }, 'response', '03-03 17:00', 'POL-6.2', '§6.2-1'], ['A24', { kind: 'incident', level: '3' }, 'removal', '03-03 21:00', 'POL-6.2', '§6.2-1'],
  ['A25', { kind: 'incident', level: '4' }, 'response', '03-03 21:00', 'POL-6.2', '§6.2-1'], ['A25', { kind: 'incident', level: '4' }, 'removal', '03-04 09:00', 'POL-6.2', '§6.2-1'],
  ['A26', { kind: 'fault' }, 'response', '03-03 13:00', 'POL-7.1', '§7.1-2'],
  ['A28', { kind: 'fault', level: 'Critical' }, 'response', '03-03 13:00', 'POL-7.2', '§7.2-1'], ['A28', { kind: 'fault', level: 'Critical' }, 'repair', '03-03 13:00', 'POL-7.2', '§7.2-3'],
  ['A29', { kind: 'fault', level: 'Severe' }, 'response', '03-04 09:00', 'POL-7.2', '§7.2-1'],
  ['A30', { kind: 'fault', level: 'Minor' }, 'response', '03-05 09:00', 'POL-7.2', '§7.2-1'],
]

describe('A.1 governing limits', () => {
  it.each(rows)('%s %j %s due %s', (_row, life, kind, due, policy, clause) => {
    const state = live(life)
    expect(look(state, kind, '03-03 09:00')).toMatchObject({ due, policy, clause, state: 'running' })
    expect(look(state, kind, '03-03 09:00').clock).toMatchObject({ reference: false, calendar: '24x7', version: 1 })
  })

  it.each([['A17', 'user-feedback', '03-04 10:00'], ['A18', 'result-feedback', '03-04 10:00'], ['A19', 'kb-archive', '03-06 10:00']])('%s %s due %s after solving, inside and outside', (_row, kind, due) => {
    for (const life of [A, { ...customer, urgency: 'high' }]) expect(look(live(life, ...resolvedAtTen), kind, '03-03 10:00')).toMatchObject({ due, policy: 'POL-3.3-POST', clause: '§3.3-3' })
  })
})

describe('A7 to A11 class targets are references (B-2, CL-07)', () => {
  it.each([
    ['A7', 'system-fault', { '§3.1-1 response': '03-04 09:00', '§3.1-1 resolution': '03-05 09:00' }],
    ['A8', 'application-configuration', { '§3.1-2 resolution': '03-03 13:00' }],
    ['A9', 'data-security', {}],
    ['A10', 'user-operation', { '§3.1-4 resolution': '03-06 09:00' }],
  ])('%s %s', (_row, problemClass, expected) => {
    expect(references(live({ ...internal, problemClass }))).toEqual(expected)
    const outside = references(live({ ...customer, urgency: 'high', problemClass }))
    expect(outside).toMatchObject(expected)
  })
  it('A11 shown for customers and for class A, not beside its governing twin', () => {
    expect(references(live({ ...customer, urgency: 'high', problemClass: 'third-party-service' }))).toHaveProperty('§3.1-5 resolution', '03-10 09:00')
    expect(references(live({ ...internal, problemClass: 'third-party-service', effects: ['business-interrupted'] }))).toEqual({ '§3.1-5 resolution': '03-10 09:00' })
    expect(references(live({ ...internal, problemClass: 'third-party-service' }))).toEqual({ '§3.3-2 resolution': '03-06 09:00' })
  })
  it('is missed, never breached', () => {
    const state = live({ ...internal, problemClass: 'application-configuration' })
    expect(look(state, 'resolution', '03-03 13:00', { reference: true })).toMatchObject({ state: 'running' })
    expect(look(state, 'resolution', '03-03 13:01', { reference: true })).toMatchObject({ state: 'missed', due: '03-03 13:00' })
  })
})

describe('exactly these clocks and no others', () => {
  it.each([
    [{ ...customer, urgency: 'high' }, { response: '03-03 11:00', resolution: '03-03 13:00' }],
    [{ requesterType: 'customer', serviceLine: 'after-sales' }, { response: '03-04 09:00', resolution: '03-05 09:00' }],
    [{ requesterType: 'customer', serviceLine: 'enquiry' }, { response: '03-04 09:00', 'initial-solution': '03-04 09:00' }],
    [B, { response: '03-03 10:00', 'initial-solution': '03-03 13:00', 'initial-handling': '03-04 09:00', resolution: '03-06 09:00' }],
    [{ kind: 'feedback' as const }, { 'feedback-forward': '03-04 09:00', 'feedback-result': '03-05 09:00' }],
    [{ kind: 'incident' as const }, { 'incident-record': '03-03 11:00' }],
    [{ kind: 'fault' as const, level: 'Minor' }, { response: '03-05 09:00' }],
  ])('%j', (life, expected) => { expect(dues(live(life))).toEqual(expected) })
  it('B-6: the 24 h of §7.1 for major faults is printed, not enforced', () => { expect(dues(live({ kind: 'fault' }))).toEqual({ response: '03-03 13:00' }) })
  it('B-7: the first responder target of a Critical fault is an internal reference', () => { expect(references(live({ kind: 'fault', level: 'Critical' }))).toEqual({ '§7.2-1 response': '03-03 09:15' }) })
})
