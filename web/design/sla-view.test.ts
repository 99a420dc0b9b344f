import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runningState, slaView, type ClockFacts } from './sla-view.ts'

const MINUTE = 60_000, HOUR = 60 * MINUTE
const now = Date.parse('2024-05-15T15:41:12+08:00')
const running = (left: number, target: number): ClockFacts => ({ state: 'running', target, dueAt: new Date(now + left).toISOString() })

describe('a running clock', () => {
  it.each([
    [2 * HOUR, 31 * MINUTE, 'track'], [2 * HOUR, 30 * MINUTE, 'soon'], [2 * HOUR, 12 * MINUTE + 1, 'soon'], [2 * HOUR, 12 * MINUTE, 'critical'], [2 * HOUR, 0, 'critical'], [2 * HOUR, -1, 'breach'],
    [72 * HOUR, 4 * HOUR + 1, 'track'], [72 * HOUR, 4 * HOUR, 'soon'], [72 * HOUR, 30 * MINUTE + 1, 'soon'], [72 * HOUR, 30 * MINUTE, 'critical'],
  ])('of %s ms with %s ms left is %s', (target, left, state) => {
    expect(slaView(running(left, target), now).state).toBe(state)
  })

  it('is in time exactly at the due time and late one millisecond after (CL-11)', () => {
    expect(slaView(running(0, HOUR), now).state).toBe('critical')
    expect(slaView(running(-1, HOUR), now)).toMatchObject({ state: 'breach', left: -1, used: 1 })
  })

  it('only ever grows more urgent as time passes', () => {
    const rank = ['track', 'soon', 'critical', 'breach']
    fc.assert(fc.property(fc.integer({ min: 1, max: 500 * HOUR }), fc.integer({ min: -HOUR, max: 500 * HOUR }), fc.integer({ min: 0, max: 500 * HOUR }), (target, left, passed) => {
      expect(rank.indexOf(runningState(left - passed, target))).toBeGreaterThanOrEqual(rank.indexOf(runningState(left, target)))
    }))
  })

  it('follows other thresholds when the policy sets them', () => {
    const early = { soonShare: 0.5, soonAtMost: 100 * HOUR, criticalShare: 0.2, criticalAtMost: 100 * HOUR }
    expect(slaView(running(50 * MINUTE, 2 * HOUR), now, early).state).toBe('soon')
    expect(slaView(running(20 * MINUTE, 2 * HOUR), now, early).state).toBe('critical')
  })
})

describe('other clocks', () => {
  it('takes targets as ISO 8601 durations', () => {
    expect(slaView({ ...running(90 * MINUTE, 0), target: 'PT2H' }, now).used).toBeCloseTo(0.25)
  })

  it('stands still while paused', () => {
    const paused: ClockFacts = { state: 'paused', target: 'PT48H', dueAt: null, remaining: 'PT46H28M' }
    expect(slaView(paused, now)).toEqual(slaView(paused, now + 5 * HOUR))
    expect(slaView(paused, now)).toMatchObject({ state: 'paused', left: 46 * HOUR + 28 * MINUTE })
  })

  it('tells a clock that is late from one that ended late', () => {
    const due = new Date(now - HOUR).toISOString()
    expect(slaView({ state: 'breached', target: HOUR, dueAt: due }, now)).toMatchObject({ state: 'breach', left: -HOUR })
    const ended = slaView({ state: 'breached', target: HOUR, dueAt: due, startedAt: new Date(now - 2 * HOUR).toISOString(), stoppedAt: new Date(now - 30 * MINUTE).toISOString() }, now)
    expect(ended).toMatchObject({ state: 'missed', left: -30 * MINUTE, took: 90 * MINUTE })
  })

  it('never shows a breached clock with time left, even when the device runs behind', () => {
    expect(slaView({ state: 'breached', target: HOUR, dueAt: new Date(now + 2000).toISOString() }, now).left).toBe(0)
  })

  it('says how long a met clock took, and nothing of one that has not begun', () => {
    expect(slaView({ state: 'met', target: HOUR, startedAt: new Date(now - HOUR).toISOString(), stoppedAt: new Date(now - 54 * MINUTE).toISOString() }, now)).toMatchObject({ state: 'met', took: 6 * MINUTE })
    expect(slaView({ state: 'pending', target: HOUR }, now)).toEqual({ state: 'pending', left: null, used: 0, took: null })
    expect(slaView({ state: 'superseded', target: HOUR, dueAt: new Date(now).toISOString() }, now).left).toBeNull()
  })
})

it('a clock that was met after a pause and a second round shows the time it ran, not the time on the wall', () => {
  const at = (time: string) => `2025-03-03T${time}:00+08:00`
  const segments = [{ from: at('09:00'), to: at('10:00'), state: 'running' }, { from: at('10:00'), to: at('11:00'), state: 'paused' }, { from: at('11:00'), to: at('11:30'), state: 'running' }, { from: at('11:30'), to: at('16:00'), state: 'excluded' }, { from: at('16:00'), to: at('16:30'), state: 'running' }]
  expect(slaView({ state: 'met', target: 'PT4H', startedAt: at('09:00'), stoppedAt: at('16:30'), segments }, Date.parse(at('18:00'))).took).toBe(2 * 3_600_000)
})
