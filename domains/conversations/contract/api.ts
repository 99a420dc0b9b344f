// The HTTP surface of conversations and of the mail ledger.
import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { PageQuery, pageOf } from '../../../platform/contract/paging.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { IntakeMessage, IntakeOutcome, ProcessAgain, Rehome } from './intake.ts'
import { AddedMessage, Attachment, Message, NewMessage, Visibility } from './message.ts'
import { ChangeWaiting, HeldMessage, HoldMessage, Mentionable, WaitingMessage } from './writing.ts'

const ById = z.object({ id: Id })
const closed = ['file-blocked', 'file-infected', 'file-unscanned']

export const conversationsApi = {
  list: endpoint({
    method: 'GET', path: '/cases/:id/messages', permission: 'conversations.read', summary: 'The conversation of a case, oldest first; requesters see the public part',
    params: ById, query: PageQuery.extend({ order: z.enum(['asc', 'desc']).default('asc'), visibility: Visibility.optional() }), reply: pageOf(Message), errors: ['case-restricted'],
  }),
  add: endpoint({
    method: 'POST', path: '/cases/:id/messages', permission: 'conversations.read', status: 201, summary: 'Say something about a case: a reply, a note, or the record of a call or visit',
    description: 'A public message of staff goes to the requester by mail in the thread of the case. With owner, nextStep and expectedAt it counts as the first response (§1.4); otherwise `response.missing` says what it lacks and the clock runs on.',
    params: ById, body: NewMessage, reply: AddedMessage, errors: ['case-restricted', 'conversation-merged', 'case-archived'],
    example: { visibility: 'public', body: '已收到，正在检查日志。', owner: '陈安', nextStep: '检查日志', expectedAt: '2025-03-03T12:00:00+08:00' },
  }),
  attachments: endpoint({ method: 'GET', path: '/cases/:id/attachments', permission: 'conversations.read', summary: 'All files of a case that the reader may open', params: ById, reply: z.object({ items: z.array(Attachment.extend({ messageId: Id.nullable() })) }), errors: ['case-restricted'] }),
  download: endpoint({ method: 'GET', path: '/attachments/:id', permission: 'any-role', kind: 'download', summary: 'The bytes of an attachment, for who may read its case', params: ById, errors: ['attachment-forbidden', ...closed] }),
}

export const writingApi = {
  mentionable: endpoint({ method: 'GET', path: '/cases/:id/mentionable', permission: 'conversations.note', summary: 'Colleagues who may read the case and so be mentioned in a note, by a part of the name', params: ById, query: z.object({ q: z.string().trim().max(60).default('') }), reply: z.object({ items: z.array(Mentionable) }), errors: ['case-restricted'] }),
  hold: endpoint({
    method: 'POST', path: '/cases/:id/waiting-messages', permission: 'conversations.read', status: 201, summary: 'Say something with a way back: held for the undo seconds, or until its time',
    description: 'The message and what follows it happen in one transaction when the time has come. A message that would come too late for a running clock is sent at once (`state` = sent).',
    params: ById, body: HoldMessage, reply: HeldMessage, errors: ['case-restricted', 'conversation-merged', 'case-archived', 'case-guard'],
    example: { message: { visibility: 'public', body: '补丁已就绪，今晚 22:00 更新。' }, sendAt: '2025-03-03T18:00:00+08:00' },
  }),
  waiting: endpoint({ method: 'GET', path: '/cases/:id/waiting-messages', permission: 'conversations.read', summary: 'Messages of a case that wait to be sent, and those that could not be sent', params: ById, reply: z.object({ items: z.array(WaitingMessage) }), errors: ['case-restricted'] }),
  change: endpoint({ method: 'PATCH', path: '/waiting-messages/:id', permission: 'conversations.reply', summary: 'Change the words or the time of a message that waits', params: ById, body: ChangeWaiting, reply: WaitingMessage, etag: true, errors: ['waiting-gone', 'stale', 'case-restricted'] }),
  cancel: endpoint({ method: 'POST', path: '/waiting-messages/:id/cancel', permission: 'conversations.reply', summary: 'Take a message back that has not been sent; it answers with its words', params: ById, reply: WaitingMessage, errors: ['waiting-gone', 'case-restricted'] }),
  sendNow: endpoint({ method: 'POST', path: '/waiting-messages/:id/send', permission: 'conversations.reply', summary: 'Send a waiting message without waiting any longer', params: ById, reply: WaitingMessage, errors: ['waiting-gone', 'case-restricted', 'conversation-merged', 'case-archived', 'case-guard'] }),
}

export const intakeApi = {
  list: endpoint({
    method: 'GET', path: '/intake/messages', permission: 'intake.read', summary: 'The mail ledger, newest first',
    query: PageQuery.extend({
      outcome: z.enum([...IntakeOutcome.options, 'waiting']).optional(), source: z.enum(['smtp', 'imap', 'hook']).optional(), reason: z.string().regex(/^[a-z-]{1,60}$/).optional(), caseId: Id.optional(), q: z.string().trim().min(1).max(200).optional(),
      from: Moment.optional(), until: Moment.optional(),
    }), reply: pageOf(IntakeMessage),
  }),
  get: endpoint({ method: 'GET', path: '/intake/messages/:id', permission: 'intake.read', summary: 'One message of the ledger', params: ById, reply: IntakeMessage }),
  raw: endpoint({ method: 'GET', path: '/intake/messages/:id/raw', permission: 'intake.read', kind: 'download', summary: 'The message as it was received, byte by byte', params: ById, errors: ['403 case-restricted'] }),
  processAgain: endpoint({ method: 'POST', path: '/intake/messages/:id/process-again', permission: 'intake.manage', summary: 'Read and place a message again that found no place', params: ById, body: ProcessAgain, reply: IntakeMessage, errors: ['intake-placed'] }),
  rehome: endpoint({ method: 'POST', path: '/intake/messages/:id/rehome', permission: 'intake.manage', summary: 'Move a mail to the case where it belongs; without one it gets a case of its own', params: ById, body: Rehome, reply: IntakeMessage, errors: ['intake-no-message', 'intake-other-customer'] }),
}
