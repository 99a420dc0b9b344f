import { expect, test } from 'vitest'
import { ladderOf } from './ladder-view.ts'

test('RX-4 warnings, breach, escalation and repeats in the order in which they come', () => {
  expect(ladderOf([75, 90], ['PT0S', 'PT2H'], { every: 'PT4H', times: 3 })?.map((r) => [r.what, r.percent ?? r.after ?? null, r.level ?? r.times ?? null])).toEqual([
    ['warn', 75, null], ['warn', 90, null], ['breach', null, null], ['escalate', 'PT0S', 1], ['escalate', 'PT2H', 2], ['repeat', 'PT4H', 3]])
  expect(ladderOf([], [], { every: 'PT4H', times: 0 })?.map((r) => r.what)).toEqual(['breach'])
})

test('a value of another shape gives no ladder', () => {
  expect([ladderOf(undefined, [], { every: 'PT4H', times: 0 }), ladderOf([75], ['PT0S'], null), ladderOf(['75'], [], { every: 'PT4H', times: 0 })]).toEqual([null, null, null])
})
