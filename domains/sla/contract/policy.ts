// Policies on the wire: versioned, effective-dated, every limit with its clause (RX-1).
import { z } from 'zod'
import { Clause, Line, LongText } from '../../../platform/contract/text.ts'
import { Moment, Span } from '../../../platform/contract/time.ts'
import { ClockKind, RecordKind } from './clock.ts'

const Values = z.array(z.union([z.string().max(60), z.boolean()])).min(1).max(20)
export const Condition = z.strictObject({ field: z.string().regex(/^[a-zA-Z]{2,30}$/), is: Values.optional(), not: Values.optional(), has: z.array(z.string().max(60)).min(1).max(20).optional() })
  .refine((c) => [c.is, c.not, c.has].filter(Boolean).length === 1, 'sla.condition-one').meta({ examples: [{ field: 'problemClass', is: ['user-operation'] }] })

export const Limit = z.strictObject({
  kind: ClockKind,
  /** Level of the scale that the policy goes by; null: every level. */ level: z.string().max(20).nullable().default(null),
  /** What else tells the rows apart (class, severity). The first row that fits gives the clock. */ when: z.array(Condition).max(6).default([]),
  /** null: printed, not enforced; or given by `days`. */ target: Span.nullable(),
  /** A target in days, said out loud: `working` ends with the n-th working day of the calendar after the day of the start, `natural` is n x 24 h. */
  days: z.strictObject({ count: z.number().int().min(1).max(400), of: z.enum(['working', 'natural']) }).nullable().optional(),
  clause: Clause.optional(),
  /** What the handbook prints where that is not the target. */ printed: z.strictObject({ from: Span.nullable().optional(), to: Span, note: z.string().nullable().optional() }).nullable().optional(),
  note: z.string().max(60).nullable().optional(),
})
export type Limit = z.infer<typeof Limit>

export const LintRule = z.enum(['solution-before-response', 'lower-level-stricter', 'grave-level-slower', 'repair-not-after-response', 'looser-than-lower-rank', 'looser-than-handbook', 'limit-dropped', 'gap', 'effective-in-past'])
export const Lint = z.object({
  /** Name it to acknowledge it. */ id: z.string(), rule: LintRule,
  /** Entry of the handbook's list of contradictions that already decides it. */ decision: z.string().nullable(),
  policy: z.string(), version: z.number().int(), level: z.string().nullable(), kind: ClockKind.nullable(), clause: z.string().nullable(), text: z.string(),
  acknowledged: z.object({ at: Moment, by: z.string(), note: z.string().nullable() }).nullable(),
})
export type Lint = z.infer<typeof Lint>

/** draft -> approved -> published: scheduled, in force, superseded. What is published never changes. */
export const VersionState = z.enum(['draft', 'approved', 'scheduled', 'in-force', 'superseded'])
export const PolicyVersion = z.object({
  code: z.string(), version: z.number().int(), state: VersionState, effectiveFrom: Moment, effectiveTo: Moment.nullable(), calendar: z.string(), condition: z.array(Condition),
  limits: z.array(z.object({ kind: ClockKind, level: z.string().nullable(), when: z.array(Condition), target: Span.nullable(), days: z.object({ count: z.number().int(), of: z.enum(['working', 'natural']) }).nullable(), clause: z.string(), printed: z.object({ from: Span.nullable(), to: Span, note: z.string().nullable() }).nullable(), note: z.string().nullable() })),
  acknowledged: z.array(z.string()), reason: z.string().nullable(), savedAt: Moment, savedBy: z.string(), approved: z.object({ at: Moment, by: z.string(), note: z.string().nullable() }).nullable(), lint: z.array(Lint),
  /** Why it was published although rows of the conformance table were red. */ overrideReason: z.string().nullable(),
  /** Raised by every change of a draft. */ edit: z.number().int(),
})
export type PolicyVersion = z.infer<typeof PolicyVersion>

export const PolicySummary = z.object({
  code: z.string(), name: z.string(), recordKind: RecordKind, role: z.enum(['ranked', 'additive', 'reference']), rank: z.number().int().nullable(), overlay: z.boolean(), internal: z.boolean(), clauses: z.array(z.string()),
  /** The version in force now. */ current: PolicyVersion.nullable(), versions: z.number().int(),
})
export type PolicySummary = z.infer<typeof PolicySummary>
export const PolicyDetail = PolicySummary.extend({ history: z.array(PolicyVersion) })
export type PolicyDetail = z.infer<typeof PolicyDetail>

export const PolicyCode = z.string().regex(/^POL-[A-Z0-9][A-Za-z0-9.-]{0,40}$/, 'sla.policy-code')
/**
 * A new version. What is left out is taken from the version that is in force at `effectiveFrom`; a limit with the same kind, level and
 * `when` replaces that one, `complete` makes the list the whole list. A code `POL-CONTRACT-…` that does not exist yet is a new contract.
 */
export const NewVersion = z.strictObject({
  effectiveFrom: Moment, effectiveTo: Moment.nullable().optional(), calendar: z.string().max(60).optional(), condition: z.array(Condition).max(10).optional(),
  limits: z.array(Limit).max(200).optional(), complete: z.boolean().default(false),
  /** Ids of lint warnings, each one named. */ acknowledged: z.array(z.string().max(200)).max(200).default([]),
  /** Saves it without putting it in force. */ draft: z.boolean().default(false), reason: LongText(1000).optional(), nameZh: Line(60).optional(), nameEn: Line(60).optional(),
  /** Needed while rows of the conformance table are red. */ overrideReason: LongText(1000).optional(),
})
export type NewVersion = z.infer<typeof NewVersion>

export const DecisionTable = z.object({
  code: z.string(), clause: z.string(), version: z.number().int(), effectiveFrom: Moment, effectiveTo: Moment.nullable(),
  rows: z.array(z.object({ row: z.number().int(), level: z.string(), text: z.string(), when: z.array(z.array(Condition)) })),
})

export const TableCode = z.enum(['LEVEL-1.2', 'LEVEL-ABC', 'LEVEL-6.2', 'LEVEL-7.2'])
/** Rows in the order in which they are tried; a row fits when one of its lists of conditions holds. The last one takes everything else. */
export const NewTable = z.strictObject({
  effectiveFrom: Moment, effectiveTo: Moment.nullable().optional(), reason: LongText(1000).optional(), /** Needed while rows of the conformance table are red. */ overrideReason: LongText(1000).optional(),
  rows: z.array(z.strictObject({ level: z.string().max(20), when: z.array(z.array(Condition).max(6)).min(1).max(10) })).min(1).max(30),
})
export type NewTable = z.infer<typeof NewTable>
