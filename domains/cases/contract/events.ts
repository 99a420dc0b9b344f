// Facts about cases. Small: ids and what changed; readers load the rest through public.ts.
import { z } from 'zod'
import { defineEvent } from '../../../platform/contract/event.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { CaseState, Channel } from './case.ts'

const about = { subject: (e: { caseId: string }) => `case:${e.caseId}` }
const seen = { ...about, audience: 'public' as const }
/** Where the case belongs, so that live updates can be scoped without a query. */
const Where = { caseId: Id, unitId: Id.nullable(), customerId: Id.nullable(), requesterId: Id }

export const CaseOpened = defineEvent('cases.case-opened@1', z.object({ ...Where, number: z.string(), channel: Channel }), seen)
/** First complete classification (CL-02). */
export const CaseClassified = defineEvent('cases.case-classified@1', z.object(Where), seen)
/** Class, factors, service line, requester type or level changed afterwards (B-1 step 6, CL-01). */
export const CaseReclassified = defineEvent('cases.case-reclassified@1', z.object(Where), about)
export const OutsideMarkSet = defineEvent('cases.outside-mark-set@1', z.object(Where), about)
export const OutsideMarkCleared = defineEvent('cases.outside-mark-cleared@1', z.object(Where), about)
export const VendorContacted = defineEvent('cases.vendor-contacted@1', z.object({ ...Where, vendor: z.string(), result: z.string() }), about)
export const CaseAssigned = defineEvent('cases.case-assigned@1', z.object({ ...Where, handlerId: Id, fromHandlerId: Id.nullable() }), seen)
export const FirstOwnerSet = defineEvent('cases.first-owner-set@1', z.object({ ...Where, firstOwnerId: Id }), seen)
export const TransferOffered = defineEvent('cases.transfer-offered@1', z.object({ ...Where, transferId: Id, toId: Id, fromId: Id }), about)
export const TransferAnswered = defineEvent('cases.transfer-answered@1', z.object({ ...Where, transferId: Id, accepted: z.boolean() }), about)
/** A valid first response with owner, next step and expected time (§1.4). */
export const CaseResponded = defineEvent('cases.case-responded@1', z.object(Where), seen)
export const InitialSolutionSent = defineEvent('cases.initial-solution-sent@1', z.object(Where), seen)
export const ContainmentDone = defineEvent('cases.containment-done@1', z.object(Where), seen)
export const CaseStateChanged = defineEvent('cases.state-changed@1', z.object({ ...Where, from: CaseState, to: CaseState }), seen)
export const CaseResolved = defineEvent('cases.case-resolved@1', z.object({ ...Where, round: z.number().int() }), seen)
/** The result message or confirmation letter went out (B-42). */
export const ResultSent = defineEvent('cases.result-sent@1', z.object(Where), seen)
export const UserAnswered = defineEvent('cases.user-answered@1', z.object({ ...Where, solved: z.boolean() }), seen)
export const CaseReopened = defineEvent('cases.case-reopened@1', z.object({ ...Where, round: z.number().int() }), seen)
export const CaseClosedUnconfirmed = defineEvent('cases.case-closed-unconfirmed@1', z.object(Where), seen)
export const CaseRated = defineEvent('cases.case-rated@1', z.object({ ...Where, score: z.number().int() }), seen)
export const CaseArchived = defineEvent('cases.case-archived@1', z.object(Where), about)
export const CaseMerged = defineEvent('cases.case-merged@1', z.object({ ...Where, intoId: Id }), about)
export const CaseCancelled = defineEvent('cases.case-cancelled@1', z.object(Where), seen)
/** Anything else on the record changed (title, facts, unread mark). */
export const CaseEdited = defineEvent('cases.case-edited@1', z.object(Where), about)
/** The next due time on the case row changed (written by the clocks). */
export const CaseDueChanged = defineEvent('cases.due-changed@1', z.object(Where))
