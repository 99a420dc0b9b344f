// What a case looks like on the wire. Words and values of the handbook: Part C.2, Annex 7.
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { Email, Line, LongText, Phone } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'

export const CaseState = z.enum(['new', 'classified', 'assigned', 'responded', 'diagnosing', 'solving', 'waiting-requester', 'waiting-vendor',
  'on-site-scheduled', 'verifying', 'resolved', 'awaiting-confirmation', 'confirmed', 'closed-unconfirmed', 'reviewed', 'archived', 'reopened', 'merged', 'cancelled'])
export type CaseState = z.infer<typeof CaseState>

export const Channel = z.enum(['portal', 'mail', 'phone', 'chat', 'api', 'on-site', 'im', 'monitor'])
export const RequesterType = z.enum(['customer', 'internal'])
export const ServiceLine = z.enum(['technical-support', 'after-sales', 'enquiry'])
export const ProblemClass = z.enum(['system-fault', 'application-configuration', 'data-security', 'user-operation', 'third-party-service'])
export const Factor = z.enum(['low', 'medium', 'high'])
export const Impact = z.enum(['one-person', 'several-users', 'whole-enterprise', 'many-customers'])
export const Effect = z.enum(['business-interrupted', 'data-loss', 'core-function-abnormal', 'performance-drop', 'permission-problem', 'configuration-error', 'display-problem'])
export const Severity = z.enum(['normal', 'major'])
export const Nature = z.enum(['system-fault', 'software', 'hardware', 'network', 'other'])
/** URGENT, GENERAL, COMPLEX: §1.2 (customers). A, B, C: §3.2 (internal). Different scales, never equated (B-45). */
export const Level = z.enum(['URGENT', 'GENERAL', 'COMPLEX', 'A', 'B', 'C'])
export type Channel = z.infer<typeof Channel>
export type RequesterType = z.infer<typeof RequesterType>
export type ServiceLine = z.infer<typeof ServiceLine>
export type ProblemClass = z.infer<typeof ProblemClass>
export type Factor = z.infer<typeof Factor>
export type Impact = z.infer<typeof Impact>
export type Effect = z.infer<typeof Effect>
export type Severity = z.infer<typeof Severity>
export type Nature = z.infer<typeof Nature>
export type Level = z.infer<typeof Level>

/** What decides level, policy and clocks (B-1). */
export const Classification = z.strictObject({
  serviceLine: ServiceLine, problemClass: ProblemClass, subClass: Line(80), urgency: Factor, complexity: Factor, impact: Impact,
  effects: z.array(Effect).max(7), severity: Severity, outsideService: z.boolean(),
})
export type Classification = z.infer<typeof Classification>

export const NewRequester = z.strictObject({ name: Line(120), email: Email.optional(), phone: Phone.optional() })
  .refine((r) => r.email || r.phone, { message: 'case.requester-reachable', path: ['email'] })

/** What other systems call the same channels. */
const OTHER_WORDS = { email: 'mail', 'e-mail': 'mail', web: 'portal', online: 'portal', telephone: 'phone', onsite: 'on-site' } as const
const ChannelWord = z.union([Channel, z.enum(Object.keys(OTHER_WORDS) as (keyof typeof OTHER_WORDS)[]).transform((word): Channel => OTHER_WORDS[word])])

export const OpenCase = Classification.partial().extend({
  title: Line(200), description: LongText(50_000), channel: ChannelWord.default('api'),
  requesterId: Id.optional(), requester: NewRequester.optional(), requesterType: RequesterType.optional(), customerId: Id.optional(),
  occurredAt: Moment.optional(), systemVersion: Line(120).optional(), expectedResult: LongText(2_000).optional(),
  assetId: Id.optional(), serviceItemId: Id.optional(), attachments: z.array(Id).max(50).optional(),
  /** The earlier case that this one follows, when that one may no longer be reopened (B-18). */
  followsCaseId: Id.optional(),
})
export type OpenCase = z.infer<typeof OpenCase>

/** What law and audit ask for in a data-security case (R3.1-9); mandatory before it closes. */
export const Compliance = z.strictObject({ affectedData: LongText(5_000), persons: LongText(2_000), legalDuty: LongText(2_000), noticeNeeded: z.boolean(), evidence: LongText(5_000) })
export type Compliance = z.infer<typeof Compliance>

/** Changes of a running case; `reason` is required where the level or policy may change (§1.2, R1.2-3). */
export const EditCase = Classification.partial().extend({
  title: Line(200).optional(), description: LongText(50_000).optional(), occurredAt: Moment.nullable().optional(), systemVersion: Line(120).nullable().optional(),
  expectedResult: LongText(2_000).nullable().optional(), requesterType: RequesterType.optional(),
  /** Sets the level by hand (CL-14); null returns it to the decision table. */
  level: Level.nullable().optional(), reason: LongText(1_000).optional(),
  /** Moves the case to another unit (§2.1-4); its handler must belong to it or is taken off. */ unitId: Id.optional(),
  compliance: Compliance.optional(),
})
export type EditCase = z.infer<typeof EditCase>

export const Person = z.object({ id: Id, name: z.string() })
export const NextDue = z.object({ kind: z.string(), dueAt: Moment, clause: z.string(), warnedAt: Moment.nullable(), breached: z.boolean() })
/** What the actor may do now. `action` is a state to move to or another act; `needs` names what the request must bring, `reasons` what stands in the way. */
export const Allowed = z.object({ action: z.string(), ok: z.boolean(), needs: z.array(z.string()), reasons: z.array(z.object({ code: z.string(), detail: z.string(), clause: z.string().optional() })) })

export const Flag = z.enum(['breached', 'recurrence', 'reopened', 'review-required', 'confirmation-overdue', 'needs-facts', 'outside-service'])
export type Flag = z.infer<typeof Flag>

/** `restricted`: the reader sees that the case exists, its number and state, and nothing of its content (§3.1-3). */
export const CaseSummary = z.object({
  id: Id, number: z.string(), title: z.string(), state: CaseState, channel: Channel, requesterType: RequesterType, serviceLine: ServiceLine.nullable(),
  problemClass: ProblemClass.nullable(), urgency: Factor.nullable(), impact: Impact.nullable(), complexity: Factor.nullable(), severity: Severity.nullable(), level: Level.nullable(),
  requester: Person, customer: z.object({ id: Id, number: z.string(), name: z.string(), tier: z.string() }).nullable(),
  firstOwner: Person.nullable(), handler: Person.nullable(), unit: Person.nullable(),
  nextDue: NextDue.nullable(), breached: z.boolean(), flags: z.array(Flag), restricted: z.boolean(), unread: z.boolean(), createdAt: Moment, updatedAt: Moment, version: z.number().int(),
})
export type CaseSummary = z.infer<typeof CaseSummary>

const Pass = z.enum(['pass', 'fail']).nullable()
export const CaseLink = z.object({ id: Id, number: z.string(), title: z.string(), state: CaseState, kind: z.enum(['parent', 'child', 'related', 'recurrence', 'merged', 'follows', 'followed-by', 'duplicate', 'caused-by', 'cause-of', 'split-from', 'split-into']) })
export type CaseLink = z.infer<typeof CaseLink>

export const Case = CaseSummary.extend({
  description: z.string(), subClass: z.string().nullable(), effects: z.array(Effect), outsideService: z.boolean(), levelByHand: z.boolean(), levelRule: z.string().nullable(),
  occurredAt: Moment.nullable(), systemVersion: z.string().nullable(), expectedResult: z.string().nullable(), nature: Nature.nullable(), cause: z.string().nullable(), solution: z.string().nullable(),
  evidence: z.string().nullable(), planExecuted: z.boolean(), verification: z.object({ retest: Pass, stability: Pass, evidence: z.string().nullable() }),
  configurationChecks: z.object({ stability: Pass, security: Pass }), containmentAt: Moment.nullable(), waiting: z.object({ for: z.string(), until: Moment.nullable(), reason: z.string().nullable() }).nullable(),
  response: z.object({ at: Moment, owner: z.string(), nextStep: z.string(), expectedAt: Moment.nullable() }).nullable(), initialSolutionAt: Moment.nullable(),
  result: z.object({ nature: z.string(), impact: z.string(), solution: z.string(), prevention: z.string().nullable() }).nullable(), resultSentAt: Moment.nullable(), answeredAt: Moment.nullable(),
  review: z.object({ cause: z.string(), handling: z.string(), measures: z.string() }).nullable(), reviewRequired: z.boolean(), compliance: Compliance.nullable(),
  assetId: Id.nullable(), serviceItemId: Id.nullable(), links: z.array(CaseLink),
  resolvedAt: Moment.nullable(), closedAt: Moment.nullable(), archivedAt: Moment.nullable(), rating: z.object({ score: z.number().int(), comment: z.string().nullable(), at: Moment }).nullable(),
  mergedInto: Id.nullable(), cancelReason: z.string().nullable(), missingFacts: z.array(z.string()), round: z.number().int(),
  stages: z.array(z.object({ stage: z.string(), enteredAt: Moment.nullable(), leftAt: Moment.nullable() })),
  allowed: z.array(Allowed),
})
export type Case = z.infer<typeof Case>
