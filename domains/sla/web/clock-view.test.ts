import { expect, test } from 'vitest'
import type { Clock } from '../contract/clock.ts'
import { governing, nextPromise, references, stripOf } from './clock-view.ts'

const clock = (kind: Clock['kind'], over: Partial<Clock> = {}): Clock => ({
  kind, policy: 'POL-3.3', version: 1, clause: '§3.3-1', calendar: '24x7', startedAt: '2025-03-03T09:00:00+08:00', target: 'PT1H', dueAt: '2025-03-03T10:00:00+08:00', remaining: 'PT1H', state: 'running', reference: false,
  provisional: false, round: 1, pausedTotal: 'PT0S', stoppedAt: null, segments: [], why: '', level: null, breachedAt: null, overdueBy: null, warnedAt: null, supersededAt: null, supersededBecause: null, printed: null, others: [], ...over,
})

test('the strip shows one governing clock per kind, of the last round, in the order of the case', () => {
  const shown = governing([clock('result-feedback', { round: 1 }), clock('resolution'), clock('result-feedback', { round: 2 }), clock('response', { state: 'superseded' }), clock('response'), clock('resolution', { reference: true })])
  expect(shown.map((c) => `${c.kind}/${c.round}`)).toEqual(['response/1', 'resolution/1', 'result-feedback/2'])
})

test('references stand apart and never promise anything', () => {
  const all = [clock('resolution', { reference: true, dueAt: '2025-03-03T09:30:00+08:00' }), clock('response')]
  expect(references(all)).toHaveLength(1)
  expect(nextPromise(all)?.kind).toBe('response')
})

test('a paused or ended clock is no next promise', () => {
  expect(nextPromise([clock('response', { state: 'met', stoppedAt: '2025-03-03T09:30:00+08:00' }), clock('resolution', { state: 'paused', dueAt: null })])).toBeNull()
})

test('the strip has five cells: what is done or far ahead gives way, what runs never does', () => {
  const customer = stripOf([clock('response', { state: 'met' }), clock('resolution')])
  expect(customer.map((c) => c.kind)).toEqual(['response', 'resolution', 'result-feedback', 'user-feedback', 'kb-archive'])
  const internal = stripOf([clock('response', { state: 'met' }), clock('initial-solution'), clock('initial-handling'), clock('resolution')])
  expect(internal.map((c) => c.kind)).toEqual(['response', 'initial-solution', 'initial-handling', 'resolution', 'kb-archive'])
  const vendor = stripOf([clock('response', { state: 'met' }), clock('vendor-contact'), clock('initial-solution'), clock('initial-handling'), clock('resolution')])
  expect(vendor.map((c) => c.kind)).toEqual(['vendor-contact', 'initial-solution', 'initial-handling', 'resolution', 'kb-archive'])
})

test('a case without clocks has no strip', () => { expect(stripOf([])).toEqual([]) })
