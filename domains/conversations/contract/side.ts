// Side conversations: staff ask a partner department or a vendor about a case, in a thread of its own that the requester never sees.
import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { Email, Line, LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { Person } from '../../cases/contract/case.ts'
import { Attachment } from './message.ts'

export const SideParty = z.enum(['department', 'vendor', 'other'])
export const SideMessage = z.object({
  id: Id, at: Moment, direction: z.enum(['in', 'out']), automatic: z.boolean(), from: z.object({ id: Id.nullable(), name: z.string(), address: z.string().nullable() }),
  /** false: it came from an address that was not written to. */
  knownSender: z.boolean(), text: z.string(), quotedText: z.string().nullable(), html: z.string().nullable(), attachments: z.array(Attachment), delivery: z.object({ state: z.string(), error: z.string().nullable() }).nullable(),
})
export type SideMessage = z.infer<typeof SideMessage>
export const SideConversation = z.object({
  id: Id, caseId: Id, party: SideParty, partyName: z.string(), addresses: z.array(z.string()), subject: z.string(), state: z.enum(['open', 'closed']), openedBy: Person, openedAt: Moment, lastAt: Moment,
  /** The last word was ours. */
  waitsForThem: z.boolean(), messages: z.array(SideMessage), version: z.number().int(),
})
export type SideConversation = z.infer<typeof SideConversation>
export const NewSide = z.strictObject({ party: SideParty, partyName: Line(120), addresses: z.array(Email).min(1).max(10), subject: Line(200), body: LongText(50_000), attachments: z.array(Id).max(20).optional() })
export type NewSide = z.infer<typeof NewSide>
export const NewSideMessage = z.strictObject({ body: LongText(50_000), attachments: z.array(Id).max(20).optional() })
export type NewSideMessage = z.infer<typeof NewSideMessage>

const ById = z.object({ id: Id }), read = 'conversations.note', write = 'conversations.reply'
export const sideApi = {
  list: endpoint({ method: 'GET', path: '/cases/:id/side-conversations', permission: read, summary: 'Talks with partner departments and vendors about a case', params: ById, reply: z.object({ items: z.array(SideConversation) }), errors: ['case-restricted'] }),
  open: endpoint({ method: 'POST', path: '/cases/:id/side-conversations', permission: write, status: 201, summary: 'Write to a partner department or a vendor about a case; answers come back into this thread and never into that of the requester', params: ById, body: NewSide, reply: SideConversation, errors: ['case-restricted', 'case-archived', 'side-requester'],
    example: { party: 'vendor', partyName: '云存储服务商', addresses: ['support@vendor.example'], subject: '对象存储写入超时', body: '请协助确认 09:00 起的写入超时。' } }),
  say: endpoint({ method: 'POST', path: '/side-conversations/:id/messages', permission: write, status: 201, summary: 'Write on in a side conversation', params: ById, body: NewSideMessage, reply: SideConversation, errors: ['case-restricted', 'case-archived', 'side-closed'] }),
  close: endpoint({ method: 'POST', path: '/side-conversations/:id/closing', permission: write, summary: 'End a side conversation; an answer opens it again', params: ById, reply: SideConversation, errors: ['case-restricted', 'side-closed'] }),
}
