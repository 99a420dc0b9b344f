// The pure rules of cases, and the algebra of the state machine.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CaseState } from '../contract/case.ts'
import { changesOf } from './changes.ts'
import type { CaseFacts } from './case-facts.ts'
import { changedFields, isComplete, isGraded, levelsOf, needsReason, type Classified } from './classification.ts'
import { closingTimes, followUpAt } from './closing/confirmation-schedule.ts'
import { isRatingFixed } from './closing/rate-case.ts'
import { effectsOf } from './flow/effects.ts'
import { findMoves, movesFrom, whyNoMove } from './flow/find-moves.ts'
import { MOVES } from './flow/moves.ts'
import { MAIN_LINE, missingStages } from './flow/stages.ts'
import { deriveServiceLine } from './opening/derive-service-line.ts'
import { dayOf } from './opening/insert-opened-case.ts'
import { missingFactsOf } from './opening/missing-facts.ts'

const at = (text: string) => new Date(`2025-${text}:00+08:00`)
const hours = { reminder: 12, followUp: 24, close: 48 }
const blank: Classified = { serviceLine: 'technical-support', problemClass: null, subClass: null, urgency: null, complexity: null, impact: null, effects: [], severity: null, requesterType: 'customer' }

describe('service line (B-1)', () => {
  const line = (title: string, more: object = {}) => deriveServiceLine({ title, description: '', ...more }, 'customer')
  test.each([
    ['采购合同怎么续签？', {}, 'enquiry'], ['How do I export the list?', {}, 'enquiry'], ['系统报错怎么办？', {}, 'technical-support'], ['Why does login fail?', {}, 'technical-support'],
    ['打印机在保修期内，请上门维修', { assetId: 'a' }, 'after-sales'], ['打印机在保修期内，请上门维修', {}, 'technical-support'], ['设备很慢', { assetId: 'a' }, 'technical-support'],
    ['请问如何导出？', { urgency: 'high' }, 'technical-support'], ['随便什么', { severity: 'major' }, 'after-sales'], ['请问如何导出？', { serviceLine: 'after-sales' }, 'after-sales'],
  ] as const)('%s %j is %s', (title, more, expected) => { expect(line(title, more)).toBe(expected) })
  test('an internal question is a problem of our own', () => { expect(deriveServiceLine({ title: '请问怎么导出？', description: '' }, 'internal')).toBe('technical-support') })
})

test('which of the five facts an internal report lacks (R3.2-3)', () => {
  expect(missingFactsOf({})).toEqual(['attachments', 'systemVersion', 'occurredAt', 'expectedResult'])
  expect(missingFactsOf({ attachments: ['x'], systemVersion: '1', occurredAt: new Date(), expectedResult: 'y' })).toEqual([])
})

describe('classification', () => {
  test('a certain level: internal by class or effects, external by what decides the table', () => {
    expect(isGraded({ ...blank, requesterType: 'internal' })).toBe(false)
    expect(isGraded({ ...blank, requesterType: 'internal', effects: ['data-loss'] })).toBe(true)
    expect(isGraded(blank)).toBe(false)
    expect(isGraded({ ...blank, urgency: 'high' })).toBe(true)
    expect(isGraded({ ...blank, urgency: 'medium', complexity: 'high' })).toBe(false)
    expect(isGraded({ ...blank, urgency: 'low', complexity: 'high' })).toBe(true)
    expect(isGraded({ ...blank, serviceLine: 'enquiry' })).toBe(true)
  })

  test('filling in needs no reason, overriding does', () => {
    const fresh = { ...blank, classifiedAt: null }, graded = { ...blank, urgency: 'high' as const, classifiedAt: null }
    expect(needsReason(fresh, changedFields(fresh, { urgency: 'low', problemClass: 'system-fault' }))).toBe(false)
    expect(needsReason(graded, changedFields(graded, { problemClass: 'system-fault' }))).toBe(false)
    expect(needsReason(graded, changedFields(graded, { urgency: 'low' }))).toBe(true)
    expect(needsReason(graded, changedFields(graded, { effects: ['data-loss'] }))).toBe(true)
    expect(changedFields({ ...blank, effects: ['data-loss', 'display-problem'] }, { effects: ['display-problem', 'data-loss'] })).toEqual([])
  })

  test('levels belong to one scale each (B-45, CL-13)', () => {
    expect(levelsOf({ requesterType: 'internal', serviceLine: 'technical-support' })).toEqual(['A', 'B', 'C'])
    expect(levelsOf({ requesterType: 'customer', serviceLine: 'technical-support' })).toEqual(['URGENT', 'GENERAL', 'COMPLEX'])
    expect(levelsOf({ requesterType: 'customer', serviceLine: 'after-sales' })).toEqual([])
  })
})

describe('the silent user (B-18)', () => {
  test('12, 24 and 48 hours count from resolution', () => {
    const times = closingTimes(at('03-03T10:00'), at('03-03T10:05'), hours)
    expect(times).toEqual({ remindAt: at('03-03T22:00'), closeAt: at('03-05T10:00') })
    expect(followUpAt(at('03-03T10:00'), hours)).toEqual(at('03-04T10:00'))
  })

  test('whoever gets the result late still has a day before the case closes', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 71 }), fc.integer({ min: 1, max: 71 }), (lateHours, reminder, close) => {
      const resolved = at('03-03T10:00'), sent = new Date(resolved.getTime() + lateHours * 3_600_000)
      const { remindAt, closeAt } = closingTimes(resolved, sent, { reminder, followUp: 24, close })
      expect(closeAt.getTime() - sent.getTime()).toBeGreaterThanOrEqual(24 * 3_600_000)
      expect(closeAt.getTime() - resolved.getTime()).toBeGreaterThanOrEqual(close * 3_600_000)
      expect(remindAt.getTime()).toBeGreaterThan(sent.getTime())
    }))
  })

  test('a rating is fixed after 24 h, exactly', () => {
    expect(isRatingFixed(at('03-03T10:00'), at('03-04T09:59'))).toBe(false)
    expect(isRatingFixed(at('03-03T10:00'), at('03-04T10:00'))).toBe(true)
  })
})

test('the day of a number is the day in Shanghai', () => {
  expect(dayOf(new Date('2025-03-02T15:59:59Z'))).toBe('250302')
  expect(dayOf(new Date('2025-03-02T16:00:00Z'))).toBe('250303')
})

describe('the state machine', () => {
  const facts = (state: CaseState, more: Partial<CaseFacts> = {}) => ({ state, resumeState: null, stages: [], round: 1, effects: [], missingFacts: [], ...more }) as unknown as CaseFacts

  test('every state is reached by some move, and every move leaves from a state that is reached', () => {
    const reached = new Set<CaseState>(['new', ...MOVES.map((m) => m.to)])
    expect([...CaseState.options].filter((s) => !reached.has(s))).toEqual([])
    for (const move of MOVES) for (const from of move.from) expect(reached.has(from), `${from} -> ${move.to}`).toBe(true)
  })

  test('S-178 no path reaches the archive without every stage, whatever moves are made', () => {
    const needed = MAIN_LINE.filter((s) => s !== 'confirmed')
    fc.assert(fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 80 }), (choices) => {
      let now = facts('new')
      const visited = new Set<CaseState>(['new']), skipped: CaseState[] = []
      for (const choice of choices) {
        const moves = movesFrom(now)
        if (moves.length === 0) break
        const { to } = moves[choice % moves.length]!
        now = { ...now, ...effectsOf(now, to, {}, at('03-03T09:00')) } as CaseFacts
        visited.add(to)
        if (to === 'archived') skipped.push(...needed.filter((s) => !visited.has(s)))
      }
      expect(skipped).toEqual([])
    }), { numRuns: 2000 })
  })

  test('a forbidden move names exactly the stages between, or that it does not exist', () => {
    fc.assert(fc.property(fc.constantFrom(...MAIN_LINE), fc.constantFrom(...MAIN_LINE), (from, to) => {
      if (findMoves(facts(from), to).length > 0) return
      const missing = missingStages({ state: from, resumeState: null }, to), why = whyNoMove(facts(from), to)
      const between = MAIN_LINE.slice(MAIN_LINE.indexOf(from) + 1, Math.max(MAIN_LINE.indexOf(from) + 1, MAIN_LINE.indexOf(to)))
      expect(missing).toEqual(between)
      expect(why.map((w) => w.code)).toEqual(between.length > 0 ? between.map((s) => `case.stage.${s}`) : ['case.move'])
    }))
  })

  test('waiting in any order comes back to the state that was interrupted', () => {
    fc.assert(fc.property(fc.constantFrom<CaseState>('responded', 'diagnosing', 'solving', 'verifying'), fc.array(fc.constantFrom<CaseState>('waiting-requester', 'waiting-vendor', 'on-site-scheduled'), { minLength: 1, maxLength: 6 }), (start, waits) => {
      let now = facts(start)
      for (const wait of waits) if (findMoves(now, wait).length > 0) now = { ...now, ...effectsOf(now, wait, {}, at('03-03T09:00')) } as CaseFacts
      expect(now.resumeState).toBe(start)
      const back = { ...now, ...effectsOf(now, now.resumeState!, {}, at('03-03T10:00')) } as CaseFacts
      expect(back).toMatchObject({ state: start, resumeState: null })
      expect(back.stages.filter((s) => s.leftAt === null)).toHaveLength(1)
    }))
  })

  test('reopening clears what a new round must bring again and counts the round', () => {
    const closed = facts('confirmed', { retest: 'pass', stability: 'pass', resolvedAt: new Date(), review: { cause: 'a', handling: 'b', measures: 'c' }, confirmationOverdue: true })
    expect(effectsOf(closed, 'reopened', {}, at('03-03T09:00'))).toMatchObject({ round: 2, retest: null, stability: null, resolvedAt: null, review: null, confirmationOverdue: false, state: 'reopened' })
  })
})

test('changes name what differs, dates as text, bookkeeping left out', () => {
  const before = { title: 'a', urgency: 'low', occurredAt: null, stages: [], effects: ['data-loss'] } as unknown as CaseFacts
  expect(changesOf(before, { title: 'b', urgency: 'low', occurredAt: at('03-03T09:00'), stages: [{ stage: 'new', enteredAt: '', leftAt: null }], effects: ['data-loss'] }))
    .toEqual({ title: { from: 'a', to: 'b' }, occurredAt: { from: null, to: '2025-03-03T01:00:00.000Z' } })
  expect(changesOf(before, { title: 'a' })).toBeUndefined()
})

test('completeness is class and all three factors', () => {
  expect(isComplete({ ...blank, problemClass: 'system-fault', urgency: 'low', impact: 'one-person', complexity: 'low' })).toBe(true)
  expect(isComplete({ ...blank, problemClass: 'system-fault', urgency: 'low', impact: 'one-person' })).toBe(false)
})
