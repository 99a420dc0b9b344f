// What happens around a late clock: who was told, who took it up, how long that took (R1.1-11), and whom the time is owed to.
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { PageQuery, pageOf } from '../../../platform/contract/paging.ts'
import { LongText } from '../../../platform/contract/text.ts'
import { Moment, Span } from '../../../platform/contract/time.ts'
import { ClockKind, RecordKind } from './clock.ts'

/** A step up the organisation; `clock` is null for one that a person started. */
export const Escalation = z.object({
  id: Id, recordId: Id, recordKind: RecordKind, number: z.string().nullable(), title: z.string().nullable(), clock: z.number().int().nullable(), kind: ClockKind.nullable(), clause: z.string().nullable(), step: z.number().int(),
  fromUnit: z.object({ id: Id, name: z.string() }).nullable(), toUnit: z.object({ id: Id, name: z.string() }), at: Moment, reason: z.string().nullable(), escalatedBy: z.string().nullable(),
  acknowledgedAt: Moment.nullable(), acknowledgedBy: z.string().nullable(), /** Escalated to acknowledged. */ took: Span.nullable(),
  /** The reader is among those who are asked. */ mayAcknowledge: z.boolean(),
})
export type Escalation = z.infer<typeof Escalation>
export const EscalationQuery = PageQuery.extend({ state: z.enum(['open', 'acknowledged', 'all']).default('all'), recordId: Id.optional() })
export const EscalationPage = pageOf(Escalation)
export const NewEscalation = z.strictObject({ reason: LongText(1000) })

/** Minutes from escalation to acknowledgement, one row per hop (tier to tier). */
export const HopFigures = z.object({ from: z.string(), to: z.string(), escalated: z.number().int(), acknowledged: z.number().int(), open: z.number().int(), medianMinutes: z.number().nullable(), meanMinutes: z.number().nullable(), p90Minutes: z.number().nullable() })
export const Period = z.object({ from: Moment, to: Moment })

/** Whom a stretch of time is owed to. */
export const Party = z.enum(['us', 'requester', 'vendor', 'force-majeure'])
export type Party = z.infer<typeof Party>
const Shares = z.object({ us: Span, requester: Span, vendor: Span, forceMajeure: Span })
export const TimeOfRecord = z.object({
  from: Moment, /** Resolution, or now. */ to: Moment, ended: z.boolean(), calendar: z.string(), total: Span, shares: Shares,
  stretches: z.array(z.object({ from: Moment, to: Moment.nullable(), party: Party, cause: z.string(), open: Span })), forceMajeure: z.boolean(),
})
export type TimeOfRecord = z.infer<typeof TimeOfRecord>
export const TimeLost = z.object({
  from: Moment, to: Moment, /** Cases resolved in the period, within the reader's reach. */ records: z.number().int(), total: Span, shares: Shares, percent: z.object({ us: z.number(), requester: z.number(), vendor: z.number(), forceMajeure: z.number() }),
  byUnit: z.array(z.object({ unitId: Id.nullable(), unit: z.string(), records: z.number().int(), total: Span, shares: Shares })),
})
export type TimeLost = z.infer<typeof TimeLost>
export const MarkForceMajeure = z.strictObject({ on: z.boolean(), reason: LongText(1000) })
