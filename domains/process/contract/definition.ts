// The support process as data: lanes, steps with what §8.1 asks of each, and the connections between them (R8.1-1 to R8.1-4).
import { z } from 'zod'
import { Line, LongText } from '../../../platform/contract/text.ts'
import { CaseState } from '../../cases/contract/case.ts'

/** Both languages stand in the definition: the drawing is handbook text. */
export const Names = z.strictObject({ zh: Line(60), en: Line(80) })
const Texts = z.strictObject({ zh: LongText(500), en: LongText(500) })
const Key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'process.key')

/** §8.1: 开始/结束框, 过程框, 判断框; the fourth symbol, 连接线, is an edge. */
export const NodeKind = z.enum(['start', 'step', 'decision', 'end'])
export type NodeKind = z.infer<typeof NodeKind>

/** A limit is what a policy in force says of a clock, or words where no clock runs. */
export const StepLimit = z.union([z.strictObject({ policy: z.string().max(40), kind: z.string().max(40) }), Texts])

export const Lane = z.strictObject({ id: Key, name: Names })
export const Step = z.strictObject({
  id: Key, kind: NodeKind, lane: Key, column: z.number().int().min(0).max(15), row: z.number().int().min(0).max(3).default(0), name: Names,
  /** Where a case stands while it is here; empty for what passes in no time. */
  states: z.array(CaseState).max(8),
  department: Names.nullable(), handler: Names.nullable(), limit: StepLimit.nullable(), result: Texts.nullable(), clause: z.string().regex(/^§\d\.\d(-\d{1,2})?$/, 'process.clause').nullable(),
  /** Places in the other lists of the handbook (B-40): five stages §8.1, six stages §1.2, six steps §3.2, four parts §3.2. */
  five: z.number().int().min(1).max(5).nullable(), six: z.number().int().min(1).max(6).nullable(), steps: z.number().int().min(1).max(6).nullable(), four: z.number().int().min(1).max(4).nullable(),
})
export type Step = z.infer<typeof Step>
/** `main` goes on, `side` leaves and comes back, `back` repeats, `pass` passes several steps at once with all their data. */
export const EdgeKind = z.enum(['main', 'side', 'back', 'pass'])
export const Edge = z.strictObject({ from: Key, to: Key, kind: EdgeKind, label: Names.nullable() })
export type Edge = z.infer<typeof Edge>

export const Definition = z.strictObject({ lanes: z.array(Lane).min(1).max(8), steps: z.array(Step).min(2).max(60), edges: z.array(Edge).max(200) })
export type Definition = z.infer<typeof Definition>
