// What must hold for any life of any record: ledgers only grow, due times follow from them, verdicts never change by themselves.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apply, openRecord, type SlaEvent, type SlaEventType } from './apply-event.ts'
import { NATURAL, type Calendar } from './calendar/calendar.ts'
import { compileCalendar } from './calendar/compile-calendar.ts'
import { observed, stateOf, stretchesOf } from './clock-state.ts'
import { makeRulebook, type Rulebook } from './policy.ts'
import type { Clock, RecordState } from './record-state.ts'
import { seededPolicies, seededVersions } from './seeded-policies.ts'
import { seededTables } from './seeded-tables.ts'
import { at, handbook } from '../../testing.ts'

const MINUTE = 60_000, HOUR = 60 * MINUTE
const START = at('03-03 09:00')
const office = compileCalendar('office@1', { zone: 'Asia/Shanghai', week: Object.fromEntries((['mon', 'tue', 'wed', 'thu', 'fri'] as const).map((d) => [d, [['09:00', '12:00'], ['13:00', '18:00']]])), exceptions: [{ date: '2025-03-04', kind: 'closed' }] })
const working: Rulebook = makeRulebook(seededPolicies, seededVersions.map((v) => ({ ...v, calendar: 'office@1' })), seededTables, (key) => (key === 'office@1' ? office : NATURAL))

const attributesArb = fc.record({
  requesterType: fc.constantFrom('customer', 'internal'), serviceLine: fc.constantFrom('technical-support', 'after-sales', 'enquiry', undefined),
  problemClass: fc.constantFrom('system-fault', 'application-configuration', 'data-security', 'user-operation', 'third-party-service', undefined),
  urgency: fc.constantFrom('low', 'medium', 'high', undefined), complexity: fc.constantFrom('low', 'high', undefined), impact: fc.constantFrom('one-person', 'many-customers', undefined),
  effects: fc.subarray(['business-interrupted', 'permission-problem', 'display-problem']), outsideService: fc.constantFrom(true, false, undefined),
})
const TYPES: SlaEventType[] = ['classified', 'reclassified', 'level-changed', 'outside-mark-set', 'outside-mark-cleared', 'response-incomplete', 'response-complete', 'first-solution-sent', 'containment-done',
  'waiting-requester-start', 'waiting-requester-end', 'waiting-vendor-start', 'vendor-contacted', 'resolved', 'reopened', 'result-message-sent', 'user-answered', 'closed-unconfirmed', 'archived', 'public-update']
const eventArb = fc.record({ gap: fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 4, arbitrary: fc.integer({ min: 1, max: 600 }) }), type: fc.constantFrom(...TYPES), set: attributesArb, level: fc.constantFrom('A', 'B', 'C', 'URGENT', null) })
const lifeArb = fc.record({ attributes: attributesArb, mode: fc.constantFrom('governing' as const, 'strictest' as const), office: fc.boolean(), events: fc.array(eventArb, { maxLength: 14 }) })

interface Life { rules: Rulebook; states: RecordState[]; events: SlaEvent[]; end: number }
function lived({ attributes, mode, office: byOffice, events }: typeof lifeArb extends fc.Arbitrary<infer T> ? T : never): Life {
  const rules = byOffice ? working : handbook
  let state = openRecord(rules, { kind: 'case', start: START, attributes, mode }), now = START
  const states = [state], done: SlaEvent[] = []
  for (const e of events) {
    now += e.gap * MINUTE
    const event: SlaEvent = { at: now, type: e.type, ...(e.type === 'reclassified' || e.type === 'classified' ? { set: e.set } : {}), ...(e.type === 'level-changed' ? { level: e.level } : {}) }
    state = apply(rules, state, event)
    states.push(state)
    done.push(event)
  }
  return { rules, states, events: done, end: now + 200 * HOUR }
}
const calendarOf = (rules: Rulebook, c: Clock): Calendar => rules.calendarOf(c.calendar)

describe('any life of a case', () => {
  it('ledgers are append-only and in time order', () => {
    fc.assert(fc.property(lifeArb, (life) => {
      const { states } = lived(life)
      for (const [i, state] of states.entries()) for (const c of state.clocks) {
        for (const [k, row] of c.rows!.entries()) if (k > 0) expect(row.at).toBeGreaterThanOrEqual(c.rows![k - 1]!.at)
        const before = states[i - 1]?.clocks.find((b) => b.no === c.no)
        if (before) expect(c.rows!.slice(0, before.rows!.length)).toEqual(before.rows)
      }
    }), { numRuns: 400 })
  })

  it('the due time follows from the running segments alone, minute by minute', () => {
    fc.assert(fc.property(lifeArb, (life) => {
      const { rules, states } = lived(life)
      for (const c of states.at(-1)!.clocks) {
        const last = c.rows!.at(-1)!
        if (last.state !== 'running' || c.due === null) continue
        const calendar = calendarOf(rules, c)
        const segments = stretchesOf(c.rows!)
        // Independent count: walk through the running stretches and take open time off the target.
        let left = c.target, due: number | null = null
        for (const s of segments.filter((x) => x.state === 'running')) {
          const open = s.to === null ? Infinity : calendar.elapsed(s.from, s.to)
          if (open >= left) { due = calendar.add(s.from, left); break }
          left -= open
        }
        expect(due).toBe(c.due)
      }
    }), { numRuns: 400 })
  })

  it('a verdict never changes by the passing of time, and no clock of a kind governs twice', () => {
    fc.assert(fc.property(lifeArb, (life) => {
      const { rules, states, end } = lived(life)
      for (const state of states) {
        const governing = state.clocks.filter((c) => !c.reference && c.supersededAt === null).map((c) => `${c.kind}/${c.round}`)
        expect(new Set(governing).size).toBe(governing.length)
        for (const c of state.clocks) {
          const now = stateOf(c), later = stateOf(observed(c, calendarOf(rules, c), end))
          if (now === 'running') expect(['running', 'breached', 'missed']).toContain(later)
          else expect(later).toBe(now)
        }
      }
    }), { numRuns: 300 })
  })

  it('a breach that happened stays in the list', () => {
    fc.assert(fc.property(lifeArb, (life) => {
      const { states } = lived(life)
      for (const [i, state] of states.entries()) for (const c of state.clocks) {
        if (stateOf(c) !== 'breached' || c.provisional) continue
        for (const next of states.slice(i + 1)) expect(stateOf(next.clocks.find((n) => n.no === c.no)!)).toBe('breached')
      }
    }), { numRuns: 300 })
  })

  it('strictest is never later than governing', () => {
    fc.assert(fc.property(attributesArb, (attributes) => {
      const a = openRecord(handbook, { kind: 'case', start: START, attributes, mode: 'governing' }), b = openRecord(handbook, { kind: 'case', start: START, attributes, mode: 'strictest' })
      for (const c of a.clocks.filter((x) => !x.reference)) expect(b.clocks.find((x) => !x.reference && x.kind === c.kind)!.due!).toBeLessThanOrEqual(c.due!)
    }))
  })

  it('reclassifying to what already holds changes nothing', () => {
    fc.assert(fc.property(attributesArb, fc.integer({ min: 0, max: 3000 }), (attributes, gap) => {
      const state = openRecord(handbook, { kind: 'case', start: START, attributes: { ...attributes, outsideService: false }, mode: 'governing' })
      const again = apply(handbook, state, { at: START + gap * MINUTE, type: 'reclassified', set: { ...attributes, outsideService: false } })
      expect(again.clocks.map((c) => [c.no, c.supersededAt])).toEqual(state.clocks.map((c) => [c.no, null]))
    }))
  })
})
