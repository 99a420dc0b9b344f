// Merge and undo as algebra (CL-19): whatever happened before, between and after, a record folded without a merge is the record that was never merged.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apply, openRecord, type SlaEventType } from './apply-event.ts'
import { broughtBy, foldWithout, replayed, type JournalStep } from './journal.ts'
import { handbook as handbookRules } from '../../testing.ts'

const START = Date.parse('2025-03-03T09:00:00+08:00'), MINUTE = 60_000
const types = ['response-complete', 'first-solution-sent', 'containment-done', 'waiting-requester-start', 'waiting-requester-end', 'vendor-contacted', 'outside-mark-set', 'resolved', 'result-message-sent', 'reopened', 'public-update'] as const satisfies readonly SlaEventType[]
const life = fc.array(fc.record({ after: fc.integer({ min: 0, max: 900 }), type: fc.constantFrom(...types) }), { maxLength: 12 })
const merges = fc.array(fc.record({ place: fc.integer({ min: 0, max: 12 }), earlier: fc.integer({ min: -600, max: 3000 }), responded: fc.boolean(), vendorContacted: fc.boolean(), ends: fc.boolean() }), { minLength: 1, maxLength: 3 })

function stepsOf(events: readonly { after: number; type: SlaEventType }[], merged: readonly { place: number; earlier: number; responded: boolean; vendorContacted: boolean; ends: boolean }[]): JournalStep[] {
  let at = START
  const steps: JournalStep[] = events.map(({ after, type }) => ({ at: (at += after * MINUTE), event: { type } }))
  for (const [i, m] of merged.entries()) {
    const place = Math.min(m.place, steps.length), when = steps[place - 1]?.at ?? START
    steps.splice(place, 0, m.ends ? { at: when, merge: `m${i}`, event: { type: 'merged' } } : { at: when, merge: `m${i}`, absorbed: { start: START - m.earlier * MINUTE, responded: m.responded, vendorContacted: m.vendorContacted } })
  }
  return steps
}

test('CL-19 merges undone in any order leave what was there without them', () => {
  fc.assert(fc.property(life, merges, fc.boolean(), fc.constantFrom('low', 'high'), (events, merged, backwards, urgency) => {
    const base = openRecord(handbookRules, { kind: 'case', start: START, attributes: { requesterType: 'customer', serviceLine: 'technical-support', urgency, complexity: 'low' }, mode: 'governing' })
    const steps = stepsOf(events, merged), never = steps.filter((s) => s.merge === undefined).reduce((state, s) => replayed(handbookRules, state, s), base)
    const names = merged.map((_, i) => `m${i}`), order = backwards ? names.toReversed() : names
    let left = steps, state = base
    for (const name of order) ({ state, steps: left } = foldWithout(handbookRules, base, left, name))
    expect(state).toEqual(never)
    expect(left.every((s) => s.merge === undefined)).toBe(true)
  }), { numRuns: 300, seed: 20261123 })
})

test('CL-19 what a record brings: its start, and what had been said on it', () => {
  const opened = openRecord(handbookRules, { kind: 'case', start: START, attributes: { requesterType: 'customer', serviceLine: 'technical-support', urgency: 'low', complexity: 'low' }, mode: 'governing' })
  expect(broughtBy(opened)).toEqual({ start: START, responded: false, vendorContacted: false })
  expect(broughtBy(apply(handbookRules, opened, { at: START + MINUTE, type: 'response-complete' }))).toMatchObject({ responded: true })
})
