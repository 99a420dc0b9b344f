// Why a person has a case: who came into question, who was ruled out and by what, which version of which rule (§1.2, §8.1-3).
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { Method, Mode } from './rule.ts'

const Named = z.object({ id: Id, name: z.string() })
/** A reason with its words in the reader's language; `hard` reasons cannot be overruled by a person. */
export const Reason = z.object({ code: z.string(), text: z.string(), hard: z.boolean(), clause: z.string().nullable() })
export type Reason = z.infer<typeof Reason>

export const Candidate = z.object({
  id: Id, name: z.string(), unit: z.string().nullable(), chosen: z.boolean(), out: z.array(Reason), /** Wishes of the rule that the person does not meet. */ lacks: z.array(Reason),
  cases: z.number().int(), weight: z.number(), lastAssignedAt: Moment.nullable(), standsInFor: Named.nullable(),
})
export type Candidate = z.infer<typeof Candidate>

/** Why it is this one: the customer's own agent or a deputy of theirs, the least loaded, the next in turn, the only one left, or the lead because nobody was left. */
export const Because = z.enum(['dedicated', 'dedicated-deputy', 'least-load', 'round-robin', 'only-one', 'lead', 'nobody'])
export type Because = z.infer<typeof Because>

export const Explanation = z.object({
  rule: z.object({ id: Id.nullable(), version: z.number().int(), unit: z.string().nullable(), serviceLine: z.string().nullable(), mode: Mode, method: Method }),
  because: Because, chosen: Named.nullable(), candidates: z.array(Candidate), language: z.string(), skills: z.array(z.string()),
})
export type Explanation = z.infer<typeof Explanation>

/** rule: by the rule itself. board, hand: somebody assigned it. taken: took it. transfer: accepted an offer. handover: took over from somebody who left. */
export const Way = z.enum(['rule', 'board', 'hand', 'taken', 'transfer', 'handover'])
export type Way = z.infer<typeof Way>

export const Assignment = z.object({
  id: Id, at: Moment, way: Way, handler: Named, from: Named.nullable(), by: Named, reason: z.string().nullable(), explanation: Explanation.nullable(),
})
export type Assignment = z.infer<typeof Assignment>

/** Without `handlerId` the rule decides. `reason` is required when the rule had ruled the person out. */
export const AssignCase = z.strictObject({ handlerId: Id.optional(), reason: LongText(1_000).optional() })
export type AssignCase = z.infer<typeof AssignCase>
export const Assigned = z.object({ caseId: Id, number: z.string(), handler: Named, assignment: Assignment })
export type Assigned = z.infer<typeof Assigned>

export const HandOverWork = z.strictObject({ toId: Id.optional(), reason: LongText(1_000) })
export type HandOverWork = z.infer<typeof HandOverWork>
export const HandedOver = z.object({ items: z.array(z.object({ caseId: Id, number: z.string(), to: Named.nullable(), refused: z.string().nullable() })), moved: z.number().int() })
