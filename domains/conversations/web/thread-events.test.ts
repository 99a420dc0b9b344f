import { expect, test } from 'vitest'
import type { TimelineEntry } from '../../cases/contract/list.ts'
import type { Message } from '../contract/message.ts'
import { iconOf, threadOf } from './thread-events.ts'

const event = (name: string, at: string, data: Record<string, unknown> = {}): TimelineEntry => ({ id: at, at, by: { id: 'x', name: '陈安' }, name, title: name, audience: 'staff', changes: [], reason: null, data })
const message = (at: string): Message => ({ id: at, at }) as Message
const moved = (from: string, to: string) => iconOf({ name: 'cases.state-changed@1', data: { from, to } })

test('a pause, a resumption and an end each have their own sign; what other entries say is left out', () => {
  expect([moved('diagnosing', 'waiting-requester'), moved('waiting-requester', 'diagnosing'), moved('verifying', 'resolved'), moved('diagnosing', 'solving'), moved('classified', 'assigned')]).toEqual(['pause', 'resume', 'done', 'move', null])
  expect(iconOf({ name: 'conversations.message-added@1', data: {} })).toBeNull()
})

test('messages and events stand in the order of time', () => {
  const items = threadOf([message('2025-03-03T09:06:00Z'), message('2025-03-03T09:30:00Z')], [event('cases.case-assigned@1', '2025-03-03T09:00:00Z'), event('cases.vendor-contacted@1', '2025-03-03T09:10:00Z')], true)
  expect(items.map((i) => ('event' in i ? i.icon : 'message'))).toEqual(['person', 'message', 'vendor', 'message'])
})

test('while older messages are not loaded, older events wait too', () => {
  expect(threadOf([message('2025-03-03T09:06:00Z')], [event('cases.case-assigned@1', '2025-03-03T09:00:00Z')], false)).toHaveLength(1)
})
