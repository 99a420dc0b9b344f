// One act on many cases: what it may be, what it would do, how far it has come, and taking it back.
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { Classification, Level } from './case.ts'
import { CaseView } from './list.ts'
import { LinkKindByHand } from './merge.ts'

export const MOST_BULK = 1000, MOST_PREVIEWED = 200

const reason = LongText(1_000).optional()
/** `classify` sets any of the level fields; `move` goes where the guards of each case allow. */
export const BulkAct = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('assign'), handlerId: Id, reason }), z.strictObject({ kind: z.literal('offer'), toId: Id, reason: LongText(1_000) }), z.strictObject({ kind: z.literal('unit'), unitId: Id, reason }),
  Classification.partial().extend({ kind: z.literal('classify'), level: Level.nullable().optional(), reason }), z.strictObject({ kind: z.literal('link'), otherId: Id, linkKind: LinkKindByHand.default('related') }),
  z.strictObject({ kind: z.literal('merge'), into: Id, reason }), z.strictObject({ kind: z.literal('move'), to: z.enum(['cancelled', 'archived']), reason }), z.strictObject({ kind: z.literal('unread'), unread: z.boolean() }),
])
export type BulkAct = z.infer<typeof BulkAct>
/** What can be taken back, case by case. */
export const REVERSIBLE: ReadonlySet<BulkAct['kind']> = new Set<BulkAct['kind']>(['assign', 'unit', 'classify', 'link', 'merge', 'unread'])

/** These cases, or all in a view as the filter narrows it. */
export const BulkCases = z.union([z.strictObject({ ids: z.array(Id).min(1).max(MOST_BULK) }), z.strictObject({ view: CaseView, filter: z.string().trim().max(1000).optional() })])
export const BulkOrder = z.strictObject({ cases: BulkCases, act: BulkAct })
export type BulkOrder = z.infer<typeof BulkOrder>

export const BulkItem = z.object({ no: z.number().int(), caseId: Id, number: z.string(), state: z.enum(['waiting', 'done', 'unchanged', 'refused', 'undone', 'kept']), code: z.string().nullable(), detail: z.string().nullable() })
/** `checked`: how many of them were tried, without keeping anything; the others count as not yet known. */
export const BulkPreview = z.object({ total: z.number().int(), checked: z.number().int(), would: z.number().int(), refused: z.array(BulkItem.pick({ caseId: true, number: true, code: true, detail: true })), reversible: z.boolean() })
export type BulkPreview = z.infer<typeof BulkPreview>

export const Bulk = z.object({
  id: Id, act: BulkAct, total: z.number().int(), done: z.number().int(), refused: z.number().int(), state: z.enum(['running', 'done', 'undoing', 'undone']), createdAt: Moment, finishedAt: Moment.nullable(), reversible: z.boolean(),
  /** What was refused, the first hundred. */ refusals: z.array(BulkItem),
})
export type Bulk = z.infer<typeof Bulk>
