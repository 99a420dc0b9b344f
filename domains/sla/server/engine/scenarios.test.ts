// Acceptance scenarios about clocks, on the engine alone; the live ones are in ../live.
import { describe, expect, it } from 'vitest'
import { apply } from './apply-event.ts'
import { makeRulebook } from './policy.ts'
import { seededPolicies, seededVersions } from './seeded-policies.ts'
import { seededTables } from './seeded-tables.ts'
import { NATURAL } from './calendar/calendar.ts'
import { at, dues, handbook, live, look, references } from '../../testing.ts'

const support = { requesterType: 'customer', serviceLine: 'technical-support' }
const internal = { requesterType: 'internal' }
const thirdParty = { ...internal, problemClass: 'third-party-service', outsideService: true }

describe('levels and limits', () => {
  it('S-001 urgent support', () => {
    const state = live({ ...support, urgency: 'high' })
    expect(state).toMatchObject({ level: 'URGENT', policy: 'POL-1.2', levelRule: { table: 'LEVEL-1.2', row: 1 } })
    expect(dues(state)).toEqual({ response: '03-03 11:00', resolution: '03-03 13:00' })
  })
  it('S-002 general support', () => { expect(live({ ...support, urgency: 'low', impact: 'one-person', complexity: 'low' })).toMatchObject({ level: 'GENERAL', levelRule: { row: 3 } }) })
  it('S-004 urgent beats complex, and the row is named', () => {
    const state = live({ ...support, urgency: 'high', complexity: 'high' })
    expect(state).toMatchObject({ level: 'URGENT', levelRule: { table: 'LEVEL-1.2', version: 1, row: 1 } })
    expect(dues(state)).toEqual({ response: '03-03 11:00', resolution: '03-03 13:00' })
  })
  it('S-005 after-sales has no level (CL-13)', () => {
    const state = live({ requesterType: 'customer', serviceLine: 'after-sales' })
    expect(state).toMatchObject({ level: null, policy: 'POL-2.2' })
    expect(dues(state)).toEqual({ response: '03-04 09:00', resolution: '03-05 09:00' })
    expect(references(state)).toEqual({ '§5.1-5 response': '03-04 09:00', '§5.1-5 initial-solution': '03-04 09:00' })
  })
  it('S-007 internal A', () => {
    const state = live({ ...internal, effects: ['business-interrupted'] })
    expect(state).toMatchObject({ level: 'A', levelRule: { row: 1 }, policy: 'POL-3.3' })
    expect(dues(state)).toEqual({ response: '03-03 10:00', 'initial-solution': '03-03 11:00', 'initial-handling': '03-04 09:00', resolution: '03-05 09:00' })
  })
  it('S-008 internal B', () => {
    const state = live({ ...internal, effects: ['permission-problem'] })
    expect(state.level).toBe('B')
    expect(dues(state)).toEqual({ response: '03-03 10:00', 'initial-solution': '03-03 13:00', 'initial-handling': '03-04 09:00', resolution: '03-06 09:00' })
  })
  it('S-010 third party', () => {
    const state = live(thirdParty)
    expect(dues(state)).toMatchObject({ response: '03-03 10:00', 'vendor-contact': '03-03 11:00', resolution: '03-10 09:00' })
    expect(look(state, 'resolution', '03-03 09:00')).toMatchObject({ policy: 'POL-3.1-TP', clause: '§3.1-5' })
    expect(references(state)).toEqual({ '§3.3-2 resolution': '03-06 09:00' })
  })
  it('S-013 enquiry: printed values are kept beside the effective ones', () => {
    const state = live({ requesterType: 'customer', serviceLine: 'enquiry' })
    expect(dues(state)).toEqual({ response: '03-04 09:00', 'initial-solution': '03-04 09:00' })
    expect(look(state, 'response', '03-03 09:00').clock.basis).toMatchObject({ printed: { to: 48 * 3_600_000 }, note: 'b-5' })
  })
  it('S-245 third-party outage that stops business is A with 48 h; the 7 days are a reference', () => {
    const state = live({ ...thirdParty, effects: ['business-interrupted'] })
    expect(state.level).toBe('A')
    expect(dues(state)).toMatchObject({ response: '03-03 10:00', 'vendor-contact': '03-03 11:00', resolution: '03-05 09:00' })
    expect(references(state)).toEqual({ '§3.1-5 resolution': '03-10 09:00' })
  })
  it('S-029 strictest: §5.1-5 wins over the 72 h of §1.2, which is listed as the looser rule', () => {
    const state = live({ ...support, urgency: 'low', complexity: 'high', mode: 'strictest' })
    expect(look(state, 'response', '03-03 09:00')).toMatchObject({ due: '03-04 09:00', clause: '§5.1-5', policy: 'POL-5.1' })
    expect(look(state, 'response', '03-03 09:00').clock.basis.others).toEqual([expect.objectContaining({ clause: '§1.2', target: 72 * 3_600_000 })])
    expect(references(state)).toEqual({ '§1.2 response': '03-06 09:00' })
    expect(look(state, 'resolution', '03-03 09:00')).toMatchObject({ due: '03-08 09:00', clause: '§1.2' })
  })
  it('S-028 a version in force from tomorrow touches nothing that starts before', () => {
    const v2 = { ...seededVersions.find((v) => v.code === 'POL-1.2')!, version: 2, effectiveFrom: at('03-04 00:00') }
    const urgentOneHour = { ...v2, limits: v2.limits.map((l) => (l.kind === 'response' && l.target === 7_200_000 ? { ...l, target: 3_600_000 } : l)) }
    const rules = makeRulebook(seededPolicies, [...seededVersions, urgentOneHour], seededTables, () => NATURAL)
    expect(look(live({ ...support, urgency: 'high', start: '03-03 23:59', rules }), 'response', '03-03 23:59')).toMatchObject({ due: '03-04 01:59', clock: { version: 1 } })
    expect(look(live({ ...support, urgency: 'high', start: '03-04 00:00', rules }), 'response', '03-04 00:00')).toMatchObject({ due: '03-04 01:00', clock: { version: 2 } })
  })
})

describe('stops, pauses and breaches', () => {
  it('S-011 vendor contact missed: breached at 11:00, late by 30 min', () => {
    const open = live(thirdParty)
    expect(look(open, 'vendor-contact', '03-03 11:00').state).toBe('running')
    expect(look(open, 'vendor-contact', '03-03 11:00:01')).toMatchObject({ state: 'breached', due: '03-03 11:00' })
    const late = live(thirdParty, ['03-03 11:30', 'vendor-contacted'])
    const { clock, state } = look(late, 'vendor-contact', '03-03 12:00')
    expect(state).toBe('breached')
    expect(clock.stoppedAt! - clock.breachedAt!).toBe(30 * 60_000)
  })
  it('S-022, S-023 only a complete human reply stops the response', () => {
    const running = live({ ...support, urgency: 'high' }, ['03-03 09:00:30', 'auto-reply'], ['03-03 09:10', 'internal-note'], ['03-03 09:20', 'response-incomplete'])
    expect(look(running, 'response', '03-03 09:30').state).toBe('running')
    expect(look(live({ ...support, urgency: 'high' }, ['03-03 09:40', 'response-complete']), 'response', '03-03 09:41')).toMatchObject({ state: 'met', clock: { stoppedAt: at('03-03 09:40') } })
  })
  it('S-025 waiting for the vendor pauses nothing', () => {
    const state = live(thirdParty, ['03-03 09:30', 'response-complete'], ['03-03 10:00', 'waiting-vendor-start'], ['03-04 10:00', 'waiting-vendor-end'])
    expect(look(state, 'resolution', '03-04 10:00')).toMatchObject({ due: '03-10 09:00', state: 'running' })
  })
  it('S-026 C to A at 09:30', () => {
    const state = live({ ...internal, effects: ['display-problem'] }, ['03-03 09:30', 'level-changed', { level: 'A', reason: '影响全员' }])
    expect(dues(state)).toEqual({ response: '03-03 10:00', 'initial-solution': '03-03 11:00', 'initial-handling': '03-04 09:00', resolution: '03-05 09:00' })
    expect(look(state, 'resolution', '03-03 09:30', { history: true })).toMatchObject({ state: 'superseded', due: '03-04 09:00', clock: { because: '影响全员' } })
    expect(state.clocks.filter((c) => c.supersededAt !== null).map((c) => c.kind)).toEqual(['initial-handling', 'resolution'])
  })
  it('S-055 archived one minute before or after the 72 h', () => {
    const solved = [['03-03 09:30', 'response-complete'], ['03-03 10:00', 'resolved'], ['03-03 10:05', 'result-message-sent'], ['03-03 11:00', 'user-answered']] as const
    const early = live({ ...internal, effects: ['display-problem'] }, ...solved.map(([a, t]): [string, typeof t] => [a, t]), ['03-06 09:59', 'archived'])
    expect(look(early, 'kb-archive', '03-06 10:00')).toMatchObject({ state: 'met', due: '03-06 10:00' })
    const late = live({ ...internal, effects: ['display-problem'] }, ...solved.map(([a, t]): [string, typeof t] => [a, t]), ['03-06 10:01', 'archived'])
    expect(look(late, 'kb-archive', '03-06 10:02').state).toBe('breached')
  })
})

describe('other records', () => {
  it('S-014 forwarding late or early does not move the result', () => {
    const state = live({ kind: 'feedback' }, ['03-03 20:00', 'forwarded'])
    expect(dues(state)).toEqual({ 'feedback-forward': '03-04 09:00', 'feedback-result': '03-05 09:00' })
    expect(look(state, 'feedback-forward', '03-03 20:00').state).toBe('met')
  })
  it('S-016, S-017 incident levels 2 and 3', () => {
    expect(['2', '3'].map((level) => { const { response, removal } = dues(live({ kind: 'incident', level })); return [response, removal] })).toEqual([['03-03 13:00', '03-03 17:00'], ['03-03 17:00', '03-03 21:00']])
  })
  it('S-019 fault levels', () => {
    expect(['Critical', 'Severe', 'Minor'].map((level) => dues(live({ kind: 'fault', level })))).toEqual([
      { response: '03-03 13:00', repair: '03-03 13:00' }, { response: '03-04 09:00' }, { response: '03-05 09:00' }])
  })
  it('S-020 an ungraded fault is protected by §7.1 until it is graded', () => {
    const state = live({ kind: 'fault' }, ['03-03 09:20', 'graded', { level: 'Severe' }])
    expect(look(state, 'response', '03-03 09:20')).toMatchObject({ due: '03-04 09:00', policy: 'POL-7.2' })
    expect(look(state, 'response', '03-03 09:20', { history: true })).toMatchObject({ due: '03-03 13:00', policy: 'POL-7.1', state: 'superseded' })
  })
  it('S-089 a security event is level 1 at once', () => { expect(live({ kind: 'incident', class: 'security-event' }).level).toBe('1') })
  it('CL-17 an incident without level only has its record clock, and may be graded first', () => {
    expect(dues(live({ kind: 'incident' }))).toEqual({ 'incident-record': '03-03 11:00' })
    const state = live({ kind: 'incident' }, ['03-03 09:30', 'recorded-incomplete'], ['03-03 10:00', 'graded', { level: '2' }], ['03-03 10:30', 'recorded'])
    expect(dues(state)).toEqual({ 'incident-record': '03-03 11:00', response: '03-03 13:00', removal: '03-03 17:00' })
    expect(look(state, 'incident-record', '03-03 12:00').state).toBe('met')
  })
  it('S-032 a record may be folded in one go or event by event', () => {
    const start = live({ ...support, urgency: 'low', complexity: 'low' })
    const one = apply(handbook, apply(handbook, start, { at: at('03-03 10:00'), type: 'response-complete' }), { at: at('03-03 11:00'), type: 'resolved' })
    expect(one).toEqual(live({ ...support, urgency: 'low', complexity: 'low' }, ['03-03 10:00', 'response-complete'], ['03-03 11:00', 'resolved']))
  })
})
