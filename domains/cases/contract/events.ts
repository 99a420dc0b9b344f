// Facts about cases. Small: ids and what changed; readers load the rest through public.ts.
import { z } from 'zod'
import { defineEvent } from '../../../platform/contract/event.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { CaseState, Channel } from './case.ts'
import { TransferKind } from './transfer.ts'

const about = { subject: (e: { caseId: string }) => `case:${e.caseId}` }
const seen = { ...about, audience: 'public' as const }
/** Where the case belongs and who takes part, so that live updates and notices can be scoped without a query. */
const Where = { caseId: Id, unitId: Id.nullable(), customerId: Id.nullable(), requesterId: Id, handlerId: Id.nullable().default(null), firstOwnerId: Id.nullable().default(null) }

export const CaseOpened = defineEvent('cases.case-opened@1', z.object({ ...Where, channel: Channel }), seen)
/**
 * A public message has to reach the requester; the conversation of the case carries it (same transaction).
 * `response`: the first response that a transition carried; `result`: the result message or confirmation letter (§5.1-2, B-42);
 * `facts-needed`: what is missing in an internal report (§3.2-1). `author` system = an automatic message, which never stops a clock.
 */
export const CaseMessageNeeded = defineEvent('cases.message-needed@1', z.object({
  ...Where, kind: z.enum(['response', 'result', 'facts-needed']), author: z.enum(['actor', 'system']), text: z.string(), initialSolution: z.boolean().default(false),
}), about)
/** First complete classification (CL-02). */
export const CaseClassified = defineEvent('cases.case-classified@1', z.object(Where), seen)
/** Class, factors, service line, requester type or level changed afterwards (B-1 step 6, CL-01). */
export const CaseReclassified = defineEvent('cases.case-reclassified@1', z.object(Where), about)
/** The decision table gave another level than before, after a change of what it looks at (§1.2, §3.2; R1.2-3). A level set by hand is part of CaseReclassified. */
export const LevelChanged = defineEvent('cases.level-changed@1', z.object({ ...Where, levelRule: z.string().nullable() }), about)
export const OutsideMarkSet = defineEvent('cases.outside-mark-set@1', z.object(Where), about)
export const OutsideMarkCleared = defineEvent('cases.outside-mark-cleared@1', z.object(Where), about)
export const VendorContacted = defineEvent('cases.vendor-contacted@1', z.object({ ...Where, contactId: Id, vendor: z.string(), result: z.string() }), about)
export const CaseAssigned = defineEvent('cases.case-assigned@1', z.object({ ...Where, handlerId: Id, fromHandlerId: Id.nullable() }), seen)
export const FirstOwnerSet = defineEvent('cases.first-owner-set@1', z.object({ ...Where, firstOwnerId: Id }), seen)
export const TransferOffered = defineEvent('cases.transfer-offered@1', z.object({ ...Where, transferId: Id, kind: TransferKind, toId: Id, fromId: Id }), about)
export const TransferAnswered = defineEvent('cases.transfer-answered@1', z.object({ ...Where, transferId: Id, kind: TransferKind, toId: Id, fromId: Id, accepted: z.boolean(), /** A consultation was answered in words. */ answered: z.boolean().default(false) }), about)
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
/** Belongs to another case: same class and asset or customer again (§3.2-5), follow-up, related. */
export const CaseLinked = defineEvent('cases.case-linked@1', z.object({ ...Where, otherId: Id, otherNumber: z.string(), kind: z.string() }), about)
/** Nobody answered the result within 24 h: somebody calls (B-18, J-02). */
export const FollowUpOpened = defineEvent('cases.follow-up-opened@1', z.object({ ...Where, followUpId: Id, round: z.number().int() }), about)
export const FollowUpDone = defineEvent('cases.follow-up-done@1', z.object({ ...Where, followUpId: Id }), about)
/** The requester was reminded to answer the result (B-18, 12 h). */
export const ConfirmationReminded = defineEvent('cases.confirmation-reminded@1', z.object({ ...Where, round: z.number().int() }), seen)
export const CaseMerged = defineEvent('cases.case-merged@1', z.object({ ...Where, intoId: Id, mergeId: Id.nullable().default(null) }), about)
/** The merge was undone: both cases go on by themselves again, as if it had never been (CL-19). */
export const CaseUnmerged = defineEvent('cases.case-unmerged@1', z.object({ ...Where, fromId: Id, mergeId: Id }), about)
/** The same two facts as the surviving case sees them. */
export const CaseAbsorbed = defineEvent('cases.case-absorbed@1', z.object({ ...Where, absorbedId: Id, absorbedNumber: z.string() }), about)
export const CaseReleased = defineEvent('cases.case-released@1', z.object({ ...Where, absorbedId: Id, absorbedNumber: z.string() }), about)
export const CaseUnlinked = defineEvent('cases.case-unlinked@1', z.object({ ...Where, otherId: Id, otherNumber: z.string(), kind: z.string() }), about)
export const CaseCancelled = defineEvent('cases.case-cancelled@1', z.object(Where), seen)
/** Anything else on the record changed (title, facts, unread mark). */
export const CaseEdited = defineEvent('cases.case-edited@1', z.object(Where), about)
/** A cleared reader opened what a data-security case says; for the audit trail only (§3.1-3, R7.4-7). */
export const RestrictedCaseRead = defineEvent('cases.restricted-case-read@1', z.object(Where), about)
/** The next due time on the case row changed (written by the clocks). */
export const CaseDueChanged = defineEvent('cases.due-changed@1', z.object(Where))

/** A view was kept, changed or shared. */
export const ViewKept = defineEvent('cases.view-kept@1', z.object({ viewId: Id, name: z.string(), audience: z.string(), filter: z.string() }), { subject: (e) => `case-view:${e.viewId}` })
export const ViewRemoved = defineEvent('cases.view-removed@1', z.object({ viewId: Id, name: z.string() }), { subject: (e) => `case-view:${e.viewId}` })
/** One act on many cases; each case has its own facts beside. */
export const BulkStarted = defineEvent('cases.bulk-started@1', z.object({ bulkId: Id, kind: z.string(), count: z.number().int(), actorId: Id }), { subject: (e) => `case-bulk:${e.bulkId}` })
export const BulkFinished = defineEvent('cases.bulk-finished@1', z.object({ bulkId: Id, kind: z.string(), count: z.number().int(), refused: z.number().int(), undone: z.boolean(), actorId: Id }), { subject: (e) => `case-bulk:${e.bulkId}` })
/** Somebody took cases out of the product (R7.4-6): what was asked for, and how many it were. */
export const CasesExported = defineEvent('cases.exported@1', z.object({ exportId: Id, format: z.string(), view: z.string(), filter: z.string(), count: z.number().int() }), { subject: (e) => `case-export:${e.exportId}` })

export const deskEvents = [ViewKept, ViewRemoved, BulkStarted, BulkFinished, CasesExported] as const

export const casesEvents = [CaseOpened, CaseMessageNeeded, CaseClassified, CaseReclassified, LevelChanged, OutsideMarkSet, OutsideMarkCleared, VendorContacted, CaseAssigned, FirstOwnerSet, TransferOffered,
  TransferAnswered, CaseResponded, InitialSolutionSent, ContainmentDone, CaseStateChanged, CaseResolved, ResultSent, UserAnswered, CaseReopened, CaseClosedUnconfirmed, CaseRated, CaseArchived,
  CaseLinked, FollowUpOpened, FollowUpDone, ConfirmationReminded, CaseMerged, CaseUnmerged, CaseAbsorbed, CaseReleased, CaseUnlinked, CaseCancelled, CaseEdited, CaseDueChanged, RestrictedCaseRead] as const
