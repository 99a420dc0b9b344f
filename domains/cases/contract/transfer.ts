// Handing a case to somebody else, asking a colleague, going up one level (§1.2, §5.2-1); contact with providers (§3.2-3).
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { Line, LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'

/** transfer: a new handler after acceptance. consult: the handler stays. escalate: to the unit above. */
export const TransferKind = z.enum(['transfer', 'consult', 'escalate'])
export type TransferKind = z.infer<typeof TransferKind>

const Person = z.object({ id: Id, name: z.string() })
export const Transfer = z.object({
  id: Id, kind: TransferKind, from: Person, to: Person, reason: z.string(), state: z.enum(['offered', 'accepted', 'declined', 'withdrawn']),
  answerReason: z.string().nullable(), offeredAt: Moment, answeredAt: Moment.nullable(),
  /** Of a consultation: what was said, and the unit that was asked. */
  answer: z.string().nullable(), toUnit: Id.nullable(), /** What whoever takes over must know: done, next, promised. */ note: z.string().nullable(),
})
export type Transfer = z.infer<typeof Transfer>

/** `toId` may be left out only when escalating: then the lead of the unit above is asked. */
/** `reason` is the question of a consultation, which may go to a unit; `note` tells whoever takes over what was done, what comes next and what was promised. */
export const OfferTransfer = z.strictObject({ toId: Id.optional(), toUnitId: Id.optional(), kind: TransferKind, reason: LongText(1_000), note: LongText(5_000).optional() })
export type OfferTransfer = z.infer<typeof OfferTransfer>
export const AnswerTransfer = z.strictObject({ accepted: z.boolean(), reason: LongText(1_000).optional(), /** Of a consultation: kept on the case; may follow later. */ answer: LongText(10_000).optional() })
export type AnswerTransfer = z.infer<typeof AnswerTransfer>

export const VendorContact = z.object({
  id: Id, vendor: z.string(), ticket: z.string().nullable(), way: z.string().nullable(), result: z.string(), contactedAt: Moment, by: Person,
})
export type VendorContact = z.infer<typeof VendorContact>
export const LogVendorContact = z.strictObject({ vendor: Line(200), result: LongText(2_000), ticket: Line(120).optional(), way: Line(60).optional(), contactedAt: Moment.optional() })
export type LogVendorContact = z.infer<typeof LogVendorContact>

export const MarkContainment = z.strictObject({ description: LongText(5_000) })
export type MarkContainment = z.infer<typeof MarkContainment>

export const FollowUp = z.object({ id: Id, caseId: Id, number: z.string(), title: z.string(), round: z.number().int(), openedAt: Moment, doneAt: Moment.nullable(), note: z.string().nullable() })
export type FollowUp = z.infer<typeof FollowUp>
export const FinishFollowUp = z.strictObject({ note: LongText(2_000) })
export type FinishFollowUp = z.infer<typeof FinishFollowUp>
