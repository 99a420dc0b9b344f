// The drawing under the hand.
import { expect, test } from 'vitest'
import type { Definition } from '../contract/definition.ts'
import { addStep, changeEdge, changeStep, dropStep, limitChoices } from './edit-definition.ts'

const none = { department: null, handler: null, limit: null, result: null, clause: null, five: null, six: null, steps: null, four: null }
const drawing: Definition = {
  lanes: [{ id: 'l', name: { zh: '道', en: 'lane' } }],
  steps: [{ id: 'a', kind: 'start', lane: 'l', column: 0, row: 0, name: { zh: '甲', en: 'A' }, states: [], ...none }, { id: 'b', kind: 'step', lane: 'l', column: 1, row: 0, name: { zh: '乙', en: 'B' }, states: ['new'], ...none, limit: { policy: 'POL-3.3', kind: 'response' } }],
  edges: [{ from: 'a', to: 'b', kind: 'main', label: null }],
}

test('a new step stands on a free place beside the chosen one and has a name of its own', () => {
  const first = addStep(drawing, drawing.steps[1]!), second = addStep(first.definition, drawing.steps[1]!)
  expect(first.definition.steps.at(-1)).toMatchObject({ id: 'step-1', lane: 'l', column: 2, row: 0 })
  expect(second.id).toBe('step-2')
  expect(new Set(second.definition.steps.map((s) => `${s.column}/${s.row}`)).size).toBe(4)
})
test('a step goes with its connections', () => { expect(dropStep(drawing, 'b')).toMatchObject({ steps: [{ id: 'a' }], edges: [] }) })
test('steps and connections change alone', () => {
  expect(changeStep(drawing, 'b', { clause: '§1.2' }).steps[1]).toMatchObject({ clause: '§1.2', name: { zh: '乙' } })
  expect(changeEdge(drawing, 0, { ...drawing.edges[0]!, kind: 'side' }).edges).toMatchObject([{ kind: 'side' }])
  expect(changeEdge(drawing, 0, null).edges).toEqual([])
})
test('limits that may be chosen are named once', () => { expect(limitChoices({ definition: drawing }, (p, k) => `${p} ${k}`)).toEqual([{ policy: 'POL-3.3', kind: 'response', label: 'POL-3.3 response' }]) })
