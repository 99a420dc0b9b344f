import { expect, test } from 'vitest'
import { timeInSteps } from './CaseSteps.tsx'

test('time in steps sums the stays of a step and counts the current one until now', () => {
  const at = (minute: number) => new Date(Date.parse('2025-03-03T09:00:00+08:00') + minute * 60_000).toISOString()
  const stages = [
    { stage: 'new', enteredAt: at(0), leftAt: at(2) }, { stage: 'classified', enteredAt: at(2), leftAt: at(5) }, { stage: 'diagnosing', enteredAt: at(5), leftAt: at(15) },
    { stage: 'waiting-requester', enteredAt: at(15), leftAt: at(45) }, { stage: 'solving', enteredAt: at(45), leftAt: null },
  ]
  const minutes = timeInSteps(stages, Date.parse(at(60))).map((ms) => (ms === null ? null : ms / 60_000))
  expect(minutes).toEqual([null, 2, 13, 45, null, null, null])
})
