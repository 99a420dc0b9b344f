// Splitting a conversation: what was said of another matter becomes a case of its own.
import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { Line, LongText } from '../../../platform/contract/text.ts'

const ById = z.object({ id: Id })
const Split = z.object({ id: Id, number: z.string(), fromId: Id, moved: z.number().int() })

export const splitApi = {
  split: endpoint({ method: 'POST', path: '/cases/:id/split', permission: 'cases.merge', summary: 'Make selected messages a case of its own, linked with this one', status: 201, params: ById,
    body: z.strictObject({ messageIds: z.array(Id).min(1).max(100), title: Line(200), description: LongText(50_000).optional(), reason: LongText(1_000).optional() }), reply: Split, errors: ['case-restricted', 'case-role', 'case-archived'],
    description: 'Requester, customer, unit, first-contact owner and handler stay. The words of the messages stay as they are; both cases say what was moved.' }),
  undo: endpoint({ method: 'POST', path: '/cases/:id/undo-split', permission: 'cases.merge', summary: 'Put the messages of a case that was split off back, while nobody has worked on it', params: ById, body: z.strictObject({ reason: LongText(1_000).optional() }), reply: Split, errors: ['case-restricted', 'case-role', 'case-guard'] }),
}
