// Tries the rules on a record that does not exist: the same code as for live records, nothing stored (RX-2).
import { z } from 'zod'
import { Moment } from '../../../platform/contract/time.ts'
import { Effect, Factor, Impact, ProblemClass, RequesterType, ServiceLine, Severity } from '../../cases/contract/case.ts'
import { Clock, CombineMode, type RecordKind } from './clock.ts'

export const CaseEvent = z.enum(['classified', 'reclassified', 'level-changed', 'outside-mark-set', 'outside-mark-cleared', 'auto-reply', 'internal-note', 'response-incomplete', 'response-complete',
  'first-solution-sent', 'containment-done', 'waiting-requester-start', 'waiting-requester-end', 'waiting-vendor-start', 'waiting-vendor-end', 'vendor-contacted', 'resolved', 'reopened',
  'result-message-sent', 'user-answered', 'closed-unconfirmed', 'archived', 'public-update', 'merged', 'cancelled'])
export const IncidentEvent = z.enum(['recorded-incomplete', 'recorded', 'graded', 'level-changed', 'response-started', 'restored', 'public-update'])
export const FaultEvent = z.enum(['graded', 'level-changed', 'first-responder-action', 'restored'])
export const FeedbackEvent = z.enum(['forwarded', 'result-given'])
export const SimulationEventType = z.enum([...new Set([...CaseEvent.options, ...IncidentEvent.options, ...FaultEvent.options, ...FeedbackEvent.options])])
export type SimulationEventType = z.infer<typeof SimulationEventType>
export const eventsOf: Readonly<Record<RecordKind, readonly string[]>> = { case: CaseEvent.options, incident: IncidentEvent.options, fault: FaultEvent.options, feedback: FeedbackEvent.options }

/** URGENT, GENERAL, COMPLEX, A, B, C for cases; 1 to 4 for incidents; Critical, Severe, Minor for faults. Different scales, never equated (B-45). */
export const AnyLevel = z.union([z.number().int().min(1).max(4), z.string().trim().min(1).max(20)])

const optional = <S extends z.ZodType>(shape: S) => shape.nullish()
/** Attributes that decide; a reader that sends more (a title, a channel) is told which ones play no part. */
export const CaseAttributes = z.object({
  requesterType: optional(RequesterType), serviceLine: optional(ServiceLine), problemClass: optional(ProblemClass), urgency: optional(Factor), complexity: optional(Factor), impact: optional(Impact),
  effects: optional(z.array(Effect).max(7)), severity: optional(Severity), outsideService: optional(z.boolean()), customerId: optional(z.string().max(60)),
})
export const IncidentAttributes = z.object({
  class: optional(z.enum(['system-failure', 'service-interruption', 'customer-complaint', 'security-event', 'other'])), effects: optional(z.array(z.enum(['core-business-down', 'data-loss'])).max(2)),
  impact: optional(z.enum(['many-customers', 'several-systems', 'one-region', 'one-system', 'several-users', 'one-user'])),
})
export const FaultAttributes = z.object({
  system: optional(z.enum(['core-business', 'other'])), effects: optional(z.array(z.enum(['possible-interruption', 'data-loss'])).max(2)), impact: optional(z.enum(['part-of-systems', 'small'])),
})
export const FeedbackAttributes = z.object({ type: optional(z.enum(['complaint', 'suggestion', 'praise', 'other'])) })

const base = { createdAt: Moment, level: AnyLevel.nullish() }
export const SimulatedRecord = z.discriminatedUnion('kind', [
  CaseAttributes.extend({ kind: z.literal('case'), ...base }).catchall(z.unknown()),
  IncidentAttributes.extend({ kind: z.literal('incident'), ...base }).catchall(z.unknown()),
  FaultAttributes.extend({ kind: z.literal('fault'), ...base }).catchall(z.unknown()),
  FeedbackAttributes.extend({ kind: z.literal('feedback'), ...base }).catchall(z.unknown()),
])

export const SimulatedEvent = z.strictObject({
  at: Moment, type: SimulationEventType, set: z.record(z.string().max(60), z.unknown()).optional(), level: AnyLevel.nullable().optional(), complete: z.boolean().optional(), reason: z.string().max(1000).optional(),
})

export const Simulation = z.strictObject({
  record: SimulatedRecord, events: z.array(SimulatedEvent).max(500).default([]),
  /** The moment to look at; default: the last event, or the creation. */ at: Moment.optional(),
  /** Default: the setting `sla.combine`. */ mode: CombineMode.optional(),
  /** Also answers what it looked like right after each event. */ steps: z.boolean().default(false),
})
export type Simulation = z.infer<typeof Simulation>

const Looks = z.object({
  at: Moment, level: z.union([z.string(), z.number()]).nullable(), levelRule: z.string().nullable(), tableLevel: z.union([z.string(), z.number()]).nullable(),
  /** The highest-ranked policy that fits; each clock names its own. */ policy: z.string().nullable(), provisional: z.boolean(), clocks: z.array(Clock),
})
export const SimulationResult = Looks.extend({
  mode: CombineMode,
  /** Attributes that were sent but decide nothing. */ ignored: z.array(z.string()),
  steps: z.array(Looks.extend({ type: SimulationEventType })).optional(),
})
export type SimulationResult = z.infer<typeof SimulationResult>
