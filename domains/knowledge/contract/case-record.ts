// The record of a solved case: five parts (§3.4-1, §3.4-3). Internal; customers never see it (B-17).
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'

const Text = LongText(20_000, 0)

export const RecordHandler = z.strictObject({ id: Id.nullable(), name: LongText(120), role: z.enum(['first-owner', 'handler', 'helper']), from: Moment.nullable(), until: Moment.nullable() })
export const RecordParts = z.strictObject({
  description: z.strictObject({ symptom: Text, occurredAt: Moment.nullable(), impact: Text }),
  process: z.strictObject({ diagnosis: Text, solution: Text, verification: Text }),
  result: z.strictObject({ solved: z.boolean().nullable(), userFeedback: Text }),
  handling: z.strictObject({ handlers: z.array(RecordHandler).max(50), startedAt: Moment.nullable(), endedAt: Moment.nullable() }),
  classification: z.strictObject({ problemClass: Text, priority: Text }),
})
export type RecordParts = z.infer<typeof RecordParts>

/** Names of the five parts, and of what each must hold. */
export const RecordItem = z.enum(['description', 'process', 'result', 'handling', 'classification'])
export type RecordItem = z.infer<typeof RecordItem>

export const CaseRecord = z.object({
  caseId: Id, number: z.string(), title: z.string(), state: z.enum(['draft', 'complete', 'archived']), parts: RecordParts, missing: z.array(z.string()), version: z.number().int(),
  /** How often it was archived; each archiving keeps its own copy. */ edition: z.number().int(), createdAt: Moment, updatedAt: Moment, archivedAt: Moment.nullable(),
})
export type CaseRecord = z.infer<typeof CaseRecord>

export const EditCaseRecord = RecordParts.partial()
export type EditCaseRecord = z.infer<typeof EditCaseRecord>
