// Clause compliance: each measurable clause with its target, what really happens, and the records behind every exception (R0-2).
import { z } from 'zod'
import { PageQuery, pageOf } from '../../../platform/contract/paging.ts'
import { Moment, Span } from '../../../platform/contract/time.ts'

/**
 * met · close: met, but within the margin of the setting · missed · small-sample: fewer than the setting asks for, and no verdict ·
 * not-due: the part is there and nothing has come to its end yet · not-measured: no part of this installation measures it.
 */
export const ComplianceState = z.enum(['met', 'close', 'missed', 'small-sample', 'not-due', 'not-measured'])
export type ComplianceState = z.infer<typeof ComplianceState>

export const Target = z.object({ op: z.enum(['>=', '<=']), value: z.number(), unit: z.enum(['percent', 'years', 'hours', 'per-year']),
  /** `printed` in the handbook; `default`: the handbook gives none, the setting does. */ basis: z.enum(['printed', 'default']) })

export const ComplianceWeek = z.object({ from: Moment, to: Moment, value: z.number().nullable(), n: z.number().int(), met: z.number().int() })
export const ComplianceRow = z.object({
  /** Names the row in addresses, e.g. `3.3-1.response.A`. */ key: z.string(), clause: z.string(), requirement: z.string(), target: Target,
  /** Over all the weeks. `value` in the unit of the target; `low`, `high`: Wilson interval at 95 % of a share. */
  current: z.object({ value: z.number().nullable(), n: z.number().int(), met: z.number().int(), low: z.number().nullable(), high: z.number().nullable(), smallSample: z.boolean() }),
  /** Current minus target, in points; negative is worse. */ gap: z.number().nullable(), weeks: z.array(ComplianceWeek), state: ComplianceState,
  exceptions: z.object({ count: z.number().int(), of: z.number().int(), explained: z.number().int() }),
  /** Where the handbook contradicts itself: what is taken, by which ruling. */ conflict: z.object({ decision: z.string(), text: z.string() }).nullable(),
  /** The part of the product that measures it, and where its records are. */ part: z.string(), evidence: z.string().nullable(), note: z.string().nullable(),
})
export type ComplianceRow = z.infer<typeof ComplianceRow>

export const ComplianceBoard = z.object({
  at: Moment, from: Moment, to: Moment,
  counts: z.object({ all: z.number().int(), met: z.number().int(), close: z.number().int(), missed: z.number().int(), smallSample: z.number().int(), notDue: z.number().int(), notMeasured: z.number().int(), conflicts: z.number().int() }),
  exceptions: z.object({ count: z.number().int(), explained: z.number().int() }),
  conflicts: z.array(z.object({ decision: z.string(), clauses: z.array(z.string()), text: z.string(), taken: z.string() })),
  chapters: z.array(z.object({ number: z.string(), title: z.string(), met: z.number().int(), total: z.number().int(), items: z.array(ComplianceRow) })),
})
export type ComplianceBoard = z.infer<typeof ComplianceBoard>
export const ComplianceQuery = z.object({ weeks: z.coerce.number().int().min(1).max(26).default(6), /** A unit with all below it. */ unitId: z.uuid().optional() })

/** One record that was late, within what the reader may see. */
export const ComplianceException = z.object({
  recordKind: z.string(), recordId: z.string(), number: z.string().nullable(), /** null where the content is restricted. */ title: z.string().nullable(), url: z.string().nullable(), unit: z.string().nullable(), level: z.string().nullable(),
  dueAt: Moment.nullable(), endedAt: Moment.nullable(), overdueBy: Span.nullable(), explained: z.boolean(), explanation: z.string().nullable(),
})
export type ComplianceException = z.infer<typeof ComplianceException>
export const ComplianceExceptions = pageOf(ComplianceException)
export const ExceptionQuery = PageQuery.extend(ComplianceQuery.shape)
export const ByMeasure = z.object({ key: z.string().max(80).regex(/^[1-8]\.[1-4](-\d+)?(\.[A-Za-z0-9-]+)*$/) })
export const PackMonth = z.object({ month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'handbook.month') })
