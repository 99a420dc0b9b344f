import { expect, test } from 'vitest'
import type { TimelineEntry } from '../../cases/contract/list.ts'
import type { Message } from '../contract/message.ts'
import { fold, iconOf, threadOf } from './thread-events.ts'

const event = (name: string, at: string, data: Record<string, unknown> = {}): TimelineEntry => ({ caseId: 'c', caseNumber: 'HY-1', id: at, at, by: { id: 'x', name: '陈安' }, name, title: name, audience: 'staff', changes: [], reason: null, data })
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

test('a long run of events folds into one line, keeps its last two, and never crosses a day or a message', () => {
  const run = (day: string, count: number) => Array.from({ length: count }, (_, i) => event('sla.escalated@1', `${day}T0${i}:00:00Z`))
  const items = threadOf([message('2025-03-03T12:00:00Z')], [...run('2025-03-02', 3), ...run('2025-03-03', 6), event('cases.case-assigned@1', '2025-03-03T13:00:00Z')], true)
  expect(fold(items, (at) => at.slice(0, 10)).map((part) => ('folded' in part ? part.folded.length : 'message' in part ? 'message' : 'event'))).toEqual(['event', 'event', 'event', 4, 'event', 'event', 'message', 'event'])
})
