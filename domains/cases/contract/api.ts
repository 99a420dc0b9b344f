// The HTTP surface of cases.
import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { PageQuery, pageOf } from '../../../platform/contract/paging.ts'
import { CaseRecord, EditCaseRecord } from '../../knowledge/contract/case-record.ts'
import { AnswerCase, ConfirmationPage, RateCase, Token } from './answer.ts'
import { Case, CaseSummary, EditCase, OpenCase } from './case.ts'
import { Bulk, BulkOrder, BulkPreview } from './bulk.ts'
import { CaseCounts, CaseQuery, ExportQuery, TimelineEntry } from './list.ts'
import { ChangeView, KeepView, KeptView } from './views.ts'
import { LinkKindByHand, MergeCase, MergePreview, UndoMerge } from './merge.ts'
import { AnswerTransfer, FinishFollowUp, FollowUp, LogVendorContact, MarkContainment, OfferTransfer, Transfer, VendorContact } from './transfer.ts'
import { Transition } from './transitions.ts'

const ById = z.object({ id: Id })
const read = 'cases.read', work = 'cases.work'
const guarded = ['case-guard', 'case-restricted', 'stale'] as const

export const casesApi = {
  open: endpoint({ method: 'POST', path: '/cases', permission: 'cases.open', summary: 'Open a case', status: 201, body: OpenCase, reply: Case, etag: true, errors: ['case-restricted'],
    description: 'The requester is the sender, `requesterId` (a contact or an internal user) or `requester` (name with e-mail or phone). What staff classify later may be left out.',
    example: { title: '报表页面打不开', description: '上午 9 点起，打开月报时一直转圈。', channel: 'portal', serviceLine: 'technical-support', problemClass: 'system-fault', urgency: 'high', impact: 'several-users', complexity: 'low' } }),
  list: endpoint({ method: 'GET', path: '/cases', permission: read, summary: 'Cases in reach, by view and filter', query: CaseQuery, reply: pageOf(CaseSummary),
    description: '`filter` is written in the language of the desk, in Chinese or English: `state:in-progress level:1,2 due-soon handler:me`, `-channel:mail`, `created:<2d`, `customer:"East Sea"`. A mistake is a 400 that names its place.' }),
  counts: endpoint({ method: 'GET', path: '/cases/counts', permission: read, summary: 'How many cases each view holds, up to a limit', reply: CaseCounts }),
  get: endpoint({ method: 'GET', path: '/cases/:id', permission: read, summary: 'One case with what the reader may do now', params: ById, reply: Case, etag: true }),
  byNumber: endpoint({ method: 'GET', path: '/cases/by-number/:number', permission: read, summary: 'One case by its number', params: z.object({ number: z.string().trim().toUpperCase().max(40) }), reply: Case, etag: true }),
  edit: endpoint({ method: 'PATCH', path: '/cases/:id', permission: read, summary: 'Change facts, classification, level, unit or outside mark of a case', params: ById, body: EditCase, reply: Case, etag: true, errors: ['case-guard', 'case-restricted', 'stale', 'case-archived'] }),
  transition: endpoint({ method: 'POST', path: '/cases/:id/transitions', permission: read, summary: 'Move a case to another state; every unmet condition is named', params: ById, body: Transition, reply: Case, etag: true, errors: guarded,
    description: 'Guards are those of the handbook (Part C.6). An illegal move names the stages that are missing.', example: { to: 'diagnosing' } }),
  views: endpoint({ method: 'GET', path: '/cases/views', permission: read, summary: 'Views that were kept: own, of the unit, and everybody\'s', reply: z.object({ items: z.array(KeptView) }) }),
  viewCounts: endpoint({ method: 'GET', path: '/cases/views/counts', permission: read, summary: 'How many cases each kept view holds, up to a limit', reply: CaseCounts }),
  keepView: endpoint({ method: 'POST', path: '/cases/views', permission: read, summary: 'Keep a view, for oneself or shared', status: 201, body: KeepView, reply: KeptView, errors: ['case-view-share', 'case-views-full'] }),
  changeView: endpoint({ method: 'PATCH', path: '/cases/views/:id', permission: read, summary: 'Rename, narrow or share a kept view', params: ById, body: ChangeView, reply: KeptView, errors: ['case-view-share'] }),
  removeView: endpoint({ method: 'DELETE', path: '/cases/views/:id', permission: read, summary: 'Remove a kept view', params: ById }),
  previewBulk: endpoint({ method: 'POST', path: '/cases/bulk/preview', permission: 'cases.work', summary: 'What an act on many cases would do, tried and not kept', body: BulkOrder, reply: BulkPreview }),
  startBulk: endpoint({ method: 'POST', path: '/cases/bulk', permission: 'cases.work', summary: 'Act on many cases in the background; what is refused is named per case', status: 202, body: BulkOrder, reply: Bulk }),
  bulk: endpoint({ method: 'GET', path: '/cases/bulk/:id', permission: 'cases.work', summary: 'How far an act on many cases has come', params: ById, reply: Bulk }),
  undoBulk: endpoint({ method: 'POST', path: '/cases/bulk/:id/undo', permission: 'cases.work', summary: 'Take an act on many cases back, where nobody changed the case since', status: 202, params: ById, reply: Bulk, errors: ['case-bulk-running', 'case-bulk-final'] }),
  exportCases: endpoint({ method: 'GET', path: '/cases/export', permission: 'cases.export', kind: 'download', summary: 'The cases of a view as CSV or XLSX, as far as one may see them; noted in the audit trail', query: ExportQuery }),
  markUnread: endpoint({ method: 'PUT', path: '/cases/:id/unread', permission: work, summary: 'Set or clear the mark that the requester wrote something new', params: ById, body: z.strictObject({ unread: z.boolean() }), reply: CaseSummary, errors: ['case-restricted'] }),
  timeline: endpoint({ method: 'GET', path: '/cases/:id/timeline', permission: read, summary: 'Everything that happened, in order, by whom', params: ById, query: PageQuery, reply: pageOf(TimelineEntry), errors: ['case-restricted'] }),

  offerTransfer: endpoint({ method: 'POST', path: '/cases/:id/transfers', permission: work, summary: 'Offer the case to somebody, ask a colleague, or escalate', status: 201, params: ById, body: OfferTransfer, reply: Transfer, errors: guarded }),
  answerTransfer: endpoint({ method: 'POST', path: '/cases/:id/transfers/:transferId/answer', permission: work, summary: 'Accept or decline an offer; the handler changes on acceptance only', params: z.object({ id: Id, transferId: Id }), body: AnswerTransfer, reply: Transfer, errors: guarded }),
  transfers: endpoint({ method: 'GET', path: '/cases/:id/transfers', permission: work, summary: 'Offers of a case, oldest first', params: ById, reply: z.object({ items: z.array(Transfer) }), errors: ['case-restricted'] }),
  logVendorContact: endpoint({ method: 'POST', path: '/cases/:id/vendor-contacts', permission: work, summary: 'Log a contact with an outside provider (§3.2-3)', status: 201, params: ById, body: LogVendorContact, reply: VendorContact, errors: guarded }),
  vendorContacts: endpoint({ method: 'GET', path: '/cases/:id/vendor-contacts', permission: work, summary: 'Contacts with outside providers, oldest first', params: ById, reply: z.object({ items: z.array(VendorContact) }), errors: ['case-restricted'] }),
  contain: endpoint({ method: 'POST', path: '/cases/:id/containment', permission: work, summary: 'Mark containment or a temporary fix as done (B-44)', params: ById, body: MarkContainment, reply: Case, etag: true, errors: guarded }),

  merge: endpoint({ method: 'POST', path: '/cases/:id/merge', permission: 'cases.merge', summary: 'Merge a case into another of the same party; its number goes on working', params: ById, body: MergeCase, reply: Case, etag: true, errors: [...guarded, 'case-role'],
    description: 'Reversible at any time: the absorbed case keeps its rows, the surviving one shows both histories and keeps the earlier start (CL-19). Every unmet condition is named at once.' }),
  previewMerge: endpoint({ method: 'GET', path: '/cases/:id/merge-preview', permission: 'cases.merge', summary: 'Both cases side by side, and what stands in the way of merging them', params: ById, query: z.object({ into: Id }), reply: MergePreview, errors: ['case-restricted'] }),
  unmerge: endpoint({ method: 'POST', path: '/cases/:id/unmerge', permission: 'cases.merge', summary: 'Undo a merge: both cases go on as if it had never been, with their clocks', params: ById, body: UndoMerge, reply: Case, etag: true, errors: [...guarded, 'case-role'] }),
  link: endpoint({ method: 'POST', path: '/cases/:id/links', permission: work, summary: 'Link with another case: its parent, related, the same matter, or its cause', status: 201, params: ById, body: z.strictObject({ otherId: Id, kind: LinkKindByHand.default('related') }), reply: Case, etag: true, errors: ['case-guard', 'case-restricted', 'case-role'] }),
  unlink: endpoint({ method: 'DELETE', path: '/cases/:id/links/:kind/:otherId', permission: work, summary: 'Take a link with another case away', params: z.object({ id: Id, otherId: Id, kind: LinkKindByHand }), reply: Case, etag: true, errors: ['case-restricted', 'case-role'] }),

  answer: endpoint({ method: 'POST', path: '/cases/:id/answer', permission: 'cases.answer', summary: 'The requester says whether it is solved, and may rate', params: ById, body: AnswerCase, reply: Case, etag: true, errors: guarded }),
  rate: endpoint({ method: 'POST', path: '/cases/:id/rating', permission: 'cases.answer', summary: 'Rate a closed case once; it may be changed for 24 h', params: ById, body: RateCase, reply: Case, etag: true, errors: guarded }),
  confirmation: endpoint({ method: 'GET', path: '/confirmations/:token', permission: 'anyone', summary: 'What the link in the result mail shows; reading changes nothing', params: Token, reply: ConfirmationPage }),
  confirm: endpoint({ method: 'POST', path: '/confirmations/:token', permission: 'anyone', summary: 'Answer the result from the link in the mail', params: Token, body: AnswerCase, reply: ConfirmationPage, errors: ['case-guard'] }),

  followUps: endpoint({ method: 'GET', path: '/cases/follow-ups', permission: work, summary: 'Follow-up tasks for results that nobody answered', query: PageQuery, reply: pageOf(FollowUp) }),
  finishFollowUp: endpoint({ method: 'POST', path: '/cases/:id/follow-ups/:followUpId/finish', permission: work, summary: 'Note what the call brought', params: z.object({ id: Id, followUpId: Id }), body: FinishFollowUp, reply: FollowUp, errors: ['conflict', 'case-restricted'] }),

  record: endpoint({ method: 'GET', path: '/cases/:id/record', permission: read, summary: 'The case record with its five parts (§3.4)', params: ById, reply: CaseRecord, etag: true, errors: ['case-restricted'] }),
  editRecord: endpoint({ method: 'PATCH', path: '/cases/:id/record', permission: work, summary: 'Complete the draft of the case record', params: ById, body: EditCaseRecord, reply: CaseRecord, etag: true, errors: ['stale', 'case-restricted', 'case-archived'] }),
}
