// What each move of the state machine may carry (Part C.6). The guards themselves are data in server/guards.ts.
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { LongText, Line } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { CaseState, Classification, Level, Nature } from './case.ts'

/** `true` and `false` are read as pass and fail. */
export const Check = z.union([z.enum(['pass', 'fail']), z.boolean().transform((passed): 'pass' | 'fail' => (passed ? 'pass' : 'fail'))])
/** §1.2 says 系统, 软件, 硬件, 网络: `system` is another word for `system-fault`. */
const NatureWord = z.union([Nature, z.literal('system').transform(() => 'system-fault' as const)])

/**
 * Which members a move needs depends on where the case stands, and every one that lacks is named by its guard. So members that the move
 * does not know are passed over: a caller may send all that it knows with every move.
 */
export const Transition = Classification.partial().strip().extend({
  to: CaseState, reason: LongText(1_000).optional(), level: Level.optional(),
  /** assigned */ handlerId: Id.optional(), unitId: Id.optional(),
  /** responded: the reply that counts as first response */ reply: LongText(50_000).optional(), owner: Line(120).optional(), nextStep: LongText(2_000).optional(), expectedAt: Moment.optional(), initialSolution: z.boolean().optional(),
  /** diagnosing, solving */ nature: NatureWord.optional(), cause: LongText(5_000).optional(), evidence: LongText(20_000).optional(),
  /** verifying */ solution: LongText(20_000).optional(), planExecuted: z.boolean().optional(), configurationChecks: z.strictObject({ stability: Check, security: Check }).optional(), containment: z.boolean().optional(),
  /** resolved */ retest: Check.optional(), stability: Check.optional(), verificationEvidence: LongText(20_000).optional(),
  /** the same in the shape in which a case is read */ verification: z.object({ retest: Check.nullish(), stability: Check.nullish(), evidence: LongText(20_000).nullish() }).optional(),
  /** awaiting-confirmation: the result message (§5.1-2) */ result: z.strictObject({ nature: LongText(5_000), impact: LongText(5_000), solution: LongText(10_000), prevention: LongText(5_000).optional() }).optional(),
  /** confirmed, reopened */ solved: z.boolean().optional(), score: z.number().int().min(1).max(5).optional(), comment: LongText(2_000).optional(), anotherProblem: LongText(5_000).optional(),
  /** waiting-vendor */ vendor: Line(200).optional(), vendorTicket: Line(120).optional(),
  /** on-site-scheduled */ scheduledAt: Moment.optional(), address: LongText(500).optional(),
  /** reviewed */ review: z.strictObject({ cause: LongText(5_000), handling: LongText(10_000), measures: LongText(10_000) }).optional(),
  /** merged */ into: Id.optional(),
  /** resolved: the children of this case that are still open are merged into it first, by choice */ mergeChildren: z.boolean().optional(),
})
export type Transition = z.infer<typeof Transition>
