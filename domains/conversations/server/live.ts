// Open pages hear of messages: everybody who may read the conversation of public ones, staff alone of notes.
import { live } from '../../../platform/server/module.ts'
import { HeldMessageCancelled, HeldMessageChanged, HeldMessageFailed, MessageAdded, MessageHeld, MessageMoved, MessagesRead, NoteAdded, SideConversationClosed, SideConversationOpened, SideMessageAdded } from '../contract/events.ts'

interface Where { caseId: string; unitId: string | null; customerId: string | null; requesterId: string; handlerId: string | null; firstOwnerId: string | null }
const topics = ({ data }: { data: Where }) => ['cases', `case:${data.caseId}`]
const staffRow = (data: Where) => ({ unitId: data.unitId, people: [data.handlerId, data.firstOwnerId] })

export const conversationsLive = [
  live({ to: MessageAdded, permission: 'conversations.read', topics, row: (_ctx, { data }) => ({ unitId: data.unitId, customerId: data.customerId, people: [data.requesterId, data.handlerId, data.firstOwnerId] }) }),
  live({ to: NoteAdded, permission: 'conversations.read', topics, row: (_ctx, { data }) => staffRow(data) }),
  ...[MessagesRead, MessageHeld, HeldMessageChanged, HeldMessageCancelled, HeldMessageFailed, SideConversationOpened, SideMessageAdded, SideConversationClosed].map((to) => live<Where>({ to: to as never, permission: 'conversations.note', topics: ({ data }) => [`case:${data.caseId}`], row: (_ctx, { data }) => staffRow(data) })),
  live({ to: MessageMoved, permission: 'conversations.read', topics, row: (_ctx, { data }) => staffRow(data) }),
]
