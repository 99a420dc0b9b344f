// Facts about clocks. Times are exact: a breach is dated at its due time, whenever it was noticed.
import { z } from 'zod'
import { defineEvent } from '../../../platform/contract/event.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { ClockKind, RecordKind } from './clock.ts'

const About = {
  recordId: Id, recordKind: RecordKind, unitId: Id.nullable(), customerId: Id.nullable(), people: z.array(Id),
  clock: z.number().int(), kind: ClockKind, policy: z.string(), clause: z.string(), dueAt: Moment, at: Moment,
}
const subject = (e: { recordId: string; recordKind: string }) => `${e.recordKind}:${e.recordId}`

/** A share of the target is used up (75 % by default, RX-4). */
export const ClockWarned = defineEvent('sla.clock-warned@1', z.object({ ...About, percent: z.number() }), { subject })
/** A governing clock passed its due time; `at` is that time. */
export const ClockBreached = defineEvent('sla.clock-breached@1', z.object(About), { subject })
/** The same of a reference: shown and counted apart, never a breach (CL-12). */
export const ClockMissed = defineEvent('sla.clock-missed@1', z.object(About), { subject })
/** A breach goes up the organisation: frontline to region to HQ (RX-4). */
export const Escalated = defineEvent('sla.escalated@1', z.object({ ...About, step: z.number().int(), toUnitId: Id, escalationId: Id.optional() }), { subject })
/** A clock is still late: a reminder, the n-th. */
export const ClockRepeated = defineEvent('sla.clock-repeated@1', z.object({ ...About, n: z.number().int() }), { subject })
const Placed = { recordId: Id, recordKind: RecordKind, unitId: Id.nullable(), customerId: Id.nullable(), people: z.array(Id) }
/** A person escalated a record to the unit above. */
export const RecordEscalated = defineEvent('sla.record-escalated@1', z.object({ ...Placed, escalationId: Id, step: z.number().int(), toUnitId: Id }), { subject })
/** The unit above took an escalation up; `minutes` since it came (§1.1, S-146). */
export const EscalationAcknowledged = defineEvent('sla.escalation-acknowledged@1', z.object({ ...Placed, escalationId: Id, minutes: z.number() }), { subject })
/** Level, next due time or breach of a record of another domain changed; its owner may keep them on its own row. */
export const RecordDueChanged = defineEvent('sla.record-due-changed@1', z.object({ ...Placed, level: z.string().nullable(), nextDue: z.object({ kind: ClockKind, dueAt: Moment, clause: z.string(), breached: z.boolean() }).nullable(), breached: z.boolean() }), { subject })
/** Force majeure began or ended to hold a record up. It moves no due time. */
export const ForceMajeureMarked = defineEvent('sla.force-majeure-marked@1', z.object({ ...Placed, on: z.boolean() }), { subject })
/** HQ published, or drafted, a version (B-1 step 7: running clocks keep theirs). */
export const PolicyPublished = defineEvent('sla.policy-published@1', z.object({ code: z.string(), version: z.number().int(), effectiveFrom: Moment, acknowledged: z.array(z.string()) }), { subject: (e) => `sla-policy:${e.code}` })
/** A draft was saved or changed; nothing follows it yet. */
export const PolicyDrafted = defineEvent('sla.policy-drafted@1', z.object({ code: z.string(), version: z.number().int() }), { subject: (e) => `sla-policy:${e.code}` })
export const PolicyDraftDiscarded = defineEvent('sla.policy-draft-discarded@1', z.object({ code: z.string(), version: z.number().int() }), { subject: (e) => `sla-policy:${e.code}` })
/** One warning of a draft was accepted (RX-3). */
export const LintAcknowledged = defineEvent('sla.lint-acknowledged@1', z.object({ code: z.string(), version: z.number().int(), lint: z.string() }), { subject: (e) => `sla-policy:${e.code}` })
export const PolicyApproved = defineEvent('sla.policy-approved@1', z.object({ code: z.string(), version: z.number().int() }), { subject: (e) => `sla-policy:${e.code}` })
/** A test row of the operator was added, changed or removed. */
export const ConformanceChanged = defineEvent('sla.conformance-changed@1', z.object({ id: Id, name: z.string(), what: z.enum(['added', 'changed', 'removed']) }), { subject: (e) => `sla-conformance:${e.id}` })
/** Red rows of the conformance table did not stop a publication; the reason is on the event. */
export const ConformanceOverridden = defineEvent('sla.conformance-overridden@1', z.object({ what: z.string(), red: z.array(z.string()) }), { subject: (e) => `sla-rules:${e.what}` })
export const TablePublished = defineEvent('sla.table-published@1', z.object({ code: z.string(), version: z.number().int(), effectiveFrom: Moment }), { subject: (e) => `sla-table:${e.code}` })
export const CalendarPublished = defineEvent('sla.calendar-published@1', z.object({ code: z.string(), version: z.number().int() }), { subject: (e) => `sla-calendar:${e.code}` })
/** Running clocks were measured against the published versions again, on purpose (B-1 step 7). */
export const ReEvaluationStarted = defineEvent('sla.re-evaluation-started@1', z.object({ id: Id }), { subject: (e) => `sla-re-evaluation:${e.id}` })

export const slaEvents = [ClockWarned, ClockBreached, ClockMissed, Escalated, ClockRepeated, RecordEscalated, EscalationAcknowledged, RecordDueChanged, ForceMajeureMarked, PolicyDrafted, PolicyDraftDiscarded, LintAcknowledged, PolicyApproved, ConformanceChanged, ConformanceOverridden, PolicyPublished, TablePublished, CalendarPublished, ReEvaluationStarted] as const
