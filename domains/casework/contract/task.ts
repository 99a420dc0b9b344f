// Work that others do for a case: departments by sub-task (R2.1-10), outside providers by a page of their own (D24, R3.1-15).
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { PageQuery } from '../../../platform/contract/paging.ts'
import { Email, Line, LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { Person } from './diagnosis.ts'

export const SubTask = z.object({
  id: Id, caseId: Id, caseNumber: z.string(), caseTitle: z.string(), state: z.enum(['open', 'doing', 'done', 'cancelled']), unit: Person, title: z.string(), text: z.string(), dueAt: Moment, blocking: z.boolean(), overdue: z.boolean(),
  askedBy: Person, createdAt: Moment, takenBy: Person.nullable(), takenAt: Moment.nullable(), answer: z.string().nullable(), answeredBy: Person.nullable(), endedAt: Moment.nullable(), cancelReason: z.string().nullable(),
  files: z.array(z.object({ id: Id, name: z.string() })), mayAnswer: z.boolean(),
})
export type SubTask = z.infer<typeof SubTask>
export const OpenSubTask = z.strictObject({ unitId: Id, title: Line(200), text: LongText(10_000), dueAt: Moment, blocking: z.boolean().default(true) })
export type OpenSubTask = z.infer<typeof OpenSubTask>
export const AnswerSubTask = z.strictObject({ answer: LongText(10_000), fileIds: z.array(Id).max(20).optional() })
export type AnswerSubTask = z.infer<typeof AnswerSubTask>
export const CancelSubTask = z.strictObject({ reason: LongText(1_000) })
export const SubTaskQuery = PageQuery.extend({ view: z.enum(['open', 'ended']).default('open') })

/** What of the case a vendor sees; everything else stays inside. */
export const Released = z.enum(['title', 'description', 'occurredAt', 'systemVersion', 'nature', 'evidence'])
export type Released = z.infer<typeof Released>
const File = z.object({ id: Id, name: z.string() })
export const VendorAnswer = z.object({ id: Id, by: z.string(), text: z.string(), ticket: z.string().nullable(), expectedAt: Moment.nullable(), files: z.array(File), at: Moment })
export type VendorAnswer = z.infer<typeof VendorAnswer>
export const VendorTask = z.object({
  id: Id, state: z.enum(['open', 'answered', 'closed']), vendor: z.string(), email: z.string().nullable(), question: z.string(), released: z.array(Released), files: z.array(File), expiresAt: Moment, expired: z.boolean(), askedBy: Person, createdAt: Moment,
  answers: z.array(VendorAnswer), url: z.string().nullable(),
})
export type VendorTask = z.infer<typeof VendorTask>
/** `days`: how long the link works, two weeks unless said otherwise. `fileIds`: own uploads or files of the case's conversation that are handed over. */
export const OpenVendorTask = z.strictObject({ vendor: Line(200), email: Email.optional(), question: LongText(10_000), released: z.array(Released).max(6).default(['title']), fileIds: z.array(Id).max(20).default([]), days: z.number().int().min(1).max(60).default(14) })
export type OpenVendorTask = z.infer<typeof OpenVendorTask>

/** The page of the vendor: what was released, and the own answers. */
export const VendorPage = z.object({
  caseNumber: z.string(), vendor: z.string(), question: z.string(), facts: z.array(z.object({ name: Released, value: z.string() })), files: z.array(File), askedBy: z.string(), expiresAt: Moment, open: z.boolean(), answers: z.array(VendorAnswer), uploads: z.array(File),
})
export type VendorPage = z.infer<typeof VendorPage>
export const AnswerVendorTask = z.strictObject({ by: Line(120), text: LongText(10_000), ticket: Line(120).optional(), expectedAt: Moment.optional(), fileIds: z.array(Id).max(10).default([]) })
export type AnswerVendorTask = z.infer<typeof AnswerVendorTask>
