// What the requester says about the result: solved or not, a rating, another problem (§2.2-4, §3.3-3, §5.2-4).
import { z } from 'zod'
import { LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { CaseState } from './case.ts'

export const Score = z.number().int().min(1).max(5)

/** `solved: false` needs a reason; `anotherProblem` opens a linked case (R5.2-10). */
export const AnswerCase = z.strictObject({
  solved: z.boolean(), reason: LongText(1_000).optional(), score: Score.optional(), comment: LongText(2_000).optional(), anotherProblem: LongText(5_000).optional(),
})
export type AnswerCase = z.infer<typeof AnswerCase>

/** One rating per closure; it may be changed for 24 h (R2.2-10). */
export const RateCase = z.strictObject({ score: Score, comment: LongText(2_000).optional() })
export type RateCase = z.infer<typeof RateCase>

/** What the page behind the link in the mail shows; reading it changes nothing. */
export const ConfirmationPage = z.object({
  number: z.string(), title: z.string(), state: CaseState, requesterName: z.string(), ownerName: z.string().nullable(), resolvedAt: Moment.nullable(), closesAt: Moment.nullable(),
  result: z.object({ nature: z.string(), impact: z.string(), solution: z.string(), prevention: z.string().nullable() }).nullable(),
  answered: z.boolean(), mayAnswer: z.boolean(), mayRate: z.boolean(), rating: z.object({ score: z.number().int(), comment: z.string().nullable(), at: Moment }).nullable(),
})
export type ConfirmationPage = z.infer<typeof ConfirmationPage>
export const Token = z.object({ token: z.string().min(20).max(300) })
