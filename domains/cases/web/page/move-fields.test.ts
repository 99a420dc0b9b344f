import { expect, test } from 'vitest'
import { Transition } from '../../contract/transitions.ts'
import { bodyOf, moveFields, type FieldValue } from './move-fields.ts'

const SAMPLE: Record<string, FieldValue> = { line: '云信', text: '写明', moment: '2025-03-03T10:30:00.000Z', yes: true }
const value = { requesterType: 'internal', serviceLine: 'technical-support', problemClass: 'application-configuration', state: 'solving' } as const

test('every move sends what the contract takes', () => {
  for (const to of ['classified', 'diagnosing', 'solving', 'verifying', 'resolved', 'awaiting-confirmation', 'waiting-requester', 'waiting-vendor', 'on-site-scheduled', 'reviewed', 'reopened', 'cancelled'] as const) {
    const filled = Object.fromEntries(moveFields(value, to, false).map((f) => [f.name, f.kind === 'choice' ? f.choices![0]! : f.kind === 'many' ? [f.choices![0]!] : SAMPLE[f.kind]!]))
    expect(Transition.safeParse({ ...bodyOf(filled), to }).error, to).toBeUndefined()
  }
})

test('a waiting case goes on without questions', () => expect(moveFields(value, 'solving', true)).toEqual([]))

test('empty fields stay out, dotted names nest', () => {
  expect(bodyOf({ 'result.nature': 'x', 'result.impact': '', reason: '', planExecuted: false })).toEqual({ result: { nature: 'x' }, planExecuted: false })
})
