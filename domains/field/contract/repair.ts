// Repair orders with the check of the warranty, and warm referral to specialists and authorised points (R2.2-7, R2.2-8, B-22).
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { Line, LongText, Phone } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { Person } from './order.ts'

export const RepairState = z.enum(['received', 'diagnosed', 'repairing', 'tested', 'returned', 'cancelled'])
export type RepairState = z.infer<typeof RepairState>
export const Warranty = z.enum(['in', 'out', 'unknown'])
export type Warranty = z.infer<typeof Warranty>
export const RepairPart = z.strictObject({ partNo: Line(80), name: Line(120), quantity: z.number().int().min(1).max(1_000) })
export const Repair = z.object({
  id: Id, number: z.string(), caseId: Id, state: RepairState, product: z.string(), serial: z.string(), fault: z.string(), warranty: Warranty, warrantyUntil: Moment.nullable(), warrantySource: z.string().nullable(), point: Person.nullable(),
  parts: z.array(RepairPart), costMinor: z.number().int().nullable(), currency: z.string().nullable(), finding: z.string().nullable(), testResult: z.string().nullable(), log: z.array(z.object({ state: RepairState, at: Moment, by: z.string(), note: z.string().nullable() })), createdAt: Moment, endedAt: Moment.nullable(), version: z.number().int(),
})
export type Repair = z.infer<typeof Repair>
/** Without an entry of the serial register, the date of purchase and the months of the warranty decide, with what proves them. */
export const OpenRepair = z.strictObject({ product: Line(120), serial: Line(120), fault: LongText(5_000), pointId: Id.optional(), purchasedAt: Moment.optional(), warrantyMonths: z.number().int().min(0).max(240).optional(), proof: Line(200).optional() })
  .refine((r) => (r.purchasedAt === undefined) === (r.warrantyMonths === undefined), { message: 'field.warranty-both', path: ['warrantyMonths'] })
export type OpenRepair = z.infer<typeof OpenRepair>
export const AdvanceRepair = z.strictObject({ to: RepairState.exclude(['received']), note: LongText(2_000).optional(), finding: LongText(5_000).optional(), parts: z.array(RepairPart).max(50).optional(), costMinor: z.number().int().min(0).max(1_000_000_000_00).optional(), currency: z.string().regex(/^[A-Z]{3}$/).optional(), testResult: LongText(2_000).optional() })
export type AdvanceRepair = z.infer<typeof AdvanceRepair>

export const ServicePoint = z.object({ id: Id, kind: z.enum(['specialist', 'authorised-point']), name: z.string(), products: z.array(z.string()), area: z.string(), address: z.string(), phone: z.string(), active: z.boolean(), version: z.number().int() })
export type ServicePoint = z.infer<typeof ServicePoint>
export const NewPoint = z.strictObject({ kind: z.enum(['specialist', 'authorised-point']), name: Line(120), products: z.array(Line(120)).max(50).default([]), area: Line(120), address: LongText(500), phone: Phone })
export type NewPoint = z.infer<typeof NewPoint>
export const EditPoint = NewPoint.partial().extend({ active: z.boolean().optional() })
export type EditPoint = z.infer<typeof EditPoint>

export const Referral = z.object({
  id: Id, caseId: Id, state: z.enum(['offered', 'accepted', 'declined', 'result-recorded', 'withdrawn']), point: z.object({ id: Id, name: z.string(), phone: z.string() }), reason: z.string(), handover: z.string(), accountable: Person.nullable(), contactName: z.string().nullable(),
  answerNote: z.string().nullable(), answeredAt: Moment.nullable(), result: z.string().nullable(), solved: z.boolean().nullable(), resultAt: Moment.nullable(), by: Person, createdAt: Moment,
})
export type Referral = z.infer<typeof Referral>
/** `handover`: what the specialist is told, so that the customer need not tell it again (B-22). */
export const OfferReferral = z.strictObject({ pointId: Id, reason: LongText(2_000), handover: LongText(10_000) })
export type OfferReferral = z.infer<typeof OfferReferral>
export const AnswerReferral = z.strictObject({ accepted: z.boolean(), contactName: Line(120).optional(), note: LongText(2_000).optional() })
export type AnswerReferral = z.infer<typeof AnswerReferral>
export const RecordResult = z.strictObject({ result: LongText(5_000), solved: z.boolean() })
export type RecordResult = z.infer<typeof RecordResult>

export const SerialEntry = z.strictObject({ serial: Line(120), product: Line(120), customerId: Id.optional(), soldAt: Moment.optional(), warrantyUntil: Moment.optional() })
export type SerialEntry = z.infer<typeof SerialEntry>
