// Merging, splitting and linking cases (§1.2, CL-19): what a request says and what a preview answers.
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { LongText } from '../../../platform/contract/text.ts'
import { CaseSummary } from './case.ts'

export const MergeCase = z.strictObject({ into: Id, reason: LongText(1_000).optional() })
export type MergeCase = z.infer<typeof MergeCase>
export const UndoMerge = z.strictObject({ reason: LongText(1_000).optional() })

/** Both cases side by side, and everything that stands in the way; `keepsStart`: the earlier receipt, from which the clocks of the surviving case will count. */
export const MergePreview = z.object({
  ok: z.boolean(), reasons: z.array(z.object({ code: z.string(), detail: z.string(), clause: z.string().optional() })),
  absorbed: CaseSummary.extend({ description: z.string() }), survivor: CaseSummary.extend({ description: z.string() }).nullable(), keepsStart: z.string().nullable(), otherRequester: z.boolean(),
})
export type MergePreview = z.infer<typeof MergePreview>

/** What people may link by hand: what the other case is to this one. */
export const LinkKindByHand = z.enum(['related', 'parent', 'duplicate', 'caused-by'])
