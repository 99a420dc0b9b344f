import { expect, test } from 'vitest'
import { NewMessage } from '../contract/message.ts'
import { emptyDraft, messageOf, nameBeingTyped, statesAfterReply } from './composer-draft.ts'

const draft = { ...emptyDraft('陈安'), body: '已接手', nextStep: ' 核对日志 ', expectedAt: '2025-03-03T02:30:00.000Z', followUp: '明天再打', feedback: '' }
const allowed = (...actions: string[]) => actions.map((action) => ({ action, ok: true, needs: [], reasons: [] }))

test('a first reply carries owner, next step and time; later ones do not', () => {
  expect(messageOf(draft, 'reply', true)).toEqual({ visibility: 'public', body: '已接手', owner: '陈安', nextStep: '核对日志', expectedAt: '2025-03-03T02:30:00.000Z' })
  expect(messageOf(draft, 'reply', false)).toEqual({ visibility: 'public', body: '已接手' })
})

test('a note promises nothing and is no solution', () => {
  expect(messageOf({ ...draft, solution: true }, 'note', false)).toEqual({ visibility: 'internal', body: '已接手' })
})

test('a record of a call names channel and follow-up', () => {
  expect(messageOf(draft, 'record', false)).toMatchObject({ channel: 'phone', followUp: '明天再打' })
})

test('what is sent is what the contract takes', () => {
  for (const tab of ['reply', 'record', 'note'] as const) expect(NewMessage.safeParse(messageOf({ ...draft, severity: 'major', solution: true }, tab, tab !== 'note')).error).toBeUndefined()
})

test('a reply may set the case to waiting, also when it is the first one', () => {
  expect(statesAfterReply({ state: 'assigned', response: null, allowed: allowed('responded', 'cancelled') })).toEqual(['waiting-requester', 'diagnosing'])
  expect(statesAfterReply({ state: 'solving', response: { at: '', owner: '', nextStep: '', expectedAt: null }, allowed: allowed('diagnosing', 'verifying', 'waiting-requester') })).toEqual(['waiting-requester'])
})

test('a note tells those whose name still stands in it; a reply tells nobody', () => {
  const named = { ...draft, body: '@李岚 看一下', mentions: [{ id: 'a', name: '李岚' }, { id: 'b', name: '周工' }] }
  expect(messageOf(named, 'note', false)).toEqual({ visibility: 'internal', body: '@李岚 看一下', mentions: ['a'] })
  expect(messageOf(named, 'reply', false)).not.toHaveProperty('mentions')
})

test.each([['@李', 2, '李'], ['请 @', 3, ''], ['看一下，@zhou', 9, 'zhou'], ['a@example', 9, null], ['@李岚 好', 5, null], ['没有', 2, null]])('the name being typed in %s', (text, caret, expected) => { expect(nameBeingTyped(text, caret)).toBe(expected) })
