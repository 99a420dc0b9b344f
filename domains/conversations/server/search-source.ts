// What the search finds of conversations: every message and note, as a part of its case. Automatic letters say nothing new.
import { searchable, type Indexable } from '../../../platform/server/module.ts'
import { MessageAdded, MessageMoved, NoteAdded } from '../contract/events.ts'
import { textsOfMessages } from './message-queries.ts'

/** `any`: the events share `messageId`, and no more is used. */
export const messageSearch = searchable<any>({
  kind: 'message', on: [MessageAdded, NoteAdded, MessageMoved], concerns: (event) => event.data.automatic !== true, part: { of: 'case', permission: 'cases.read', id: (event): string => event.data.messageId },
  document: async (ctx, event) => (await documentsOf(ctx, [event.data.messageId]))[0] ?? null,
  documents: (ctx, events) => documentsOf(ctx, events.map((e): string => e.data.messageId)),
})

async function documentsOf(ctx: Parameters<typeof textsOfMessages>[0], ids: readonly string[]): Promise<Indexable[]> {
  const found = new Map((await textsOfMessages(ctx, ids)).map((m) => [m.id, m]))
  return ids.map((id) => {
    const m = found.get(id)
    if (!m) return { kind: 'message', id, gone: true }
    return { kind: 'message', id, of: { kind: 'case', id: m.case_id }, at: m.at, permission: 'conversations.read', internal: m.visibility === 'internal', text: [m.from_name, m.subject, m.body, m.customer_feedback, m.next_step].filter(Boolean).join('\n') }
  })
}
