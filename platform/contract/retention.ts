// How long records are kept, what keeps them longer, and what was removed (§5.1-4, §6.2-4, RX-18).
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { defineEvent } from './event.ts'
import { Id } from './ids.ts'
import { PageQuery, pageOf } from './paging.ts'
import { LongText } from './text.ts'
import { Moment } from './time.ts'

const permission = 'retention.manage'

export const ClassName = z.string().max(120).regex(/^[a-z][a-z0-9.-]*$/, 'retention.class-name')
export const RetentionPeriod = z.object({
  name: ClassName, label: z.string(), clause: z.string(),
  /** Days that no setting can undercut. */
  floorDays: z.number().int(), defaultDays: z.number().int(),
  /** null: kept without limit. */
  days: z.number().int().nullable(), version: z.number().int(), lastPurgeAt: Moment.nullable(),
})
export type RetentionPeriod = z.infer<typeof RetentionPeriod>

/** `kind:id` as events name it. */
export const Subject = z.string().max(200).regex(/^[a-z][a-z-]*:[A-Za-z0-9._-]+$/, 'retention.subject').meta({ examples: ['case:01926f3a-7c4e-7b1a-9d2f-3a5c8e0b6d41'] })
export const Hold = z.object({ id: Id, subject: z.string(), reason: z.string(), until: Moment.nullable(), placedAt: Moment, placedBy: z.string(), releasedAt: Moment.nullable(), releasedBy: z.string().nullable(), releaseReason: z.string().nullable() })
export type Hold = z.infer<typeof Hold>
export const NewHold = z.strictObject({ subject: Subject, reason: LongText(1_000), until: Moment.optional() })
export type NewHold = z.infer<typeof NewHold>

export const Purge = z.object({ id: Id, class: z.string(), label: z.string(), clause: z.string(), days: z.number().int(), olderThan: Moment, startedAt: Moment, finishedAt: Moment.nullable(), removed: z.number().int(), error: z.string().nullable() })
export type Purge = z.infer<typeof Purge>
export const PurgedSubject = z.object({ subject: z.string(), at: Moment })
export type PurgedSubject = z.infer<typeof PurgedSubject>

const ById = z.strictObject({ id: Id })
export const retentionApi = {
  classes: endpoint({ method: 'GET', path: '/retention/classes', permission, summary: 'Kinds of records with floor, default and chosen period', reply: z.object({ items: z.array(RetentionPeriod) }) }),
  changeClass: endpoint({ method: 'PUT', path: '/retention/classes/:name', permission, summary: 'Choose a period, never below the floor', params: z.strictObject({ name: ClassName }), body: z.strictObject({ days: z.int().min(1).max(36_500).nullable(), reason: LongText(1_000) }), reply: RetentionPeriod, etag: true }),
  holds: endpoint({ method: 'GET', path: '/retention/holds', permission, summary: 'Records that must not be removed, newest first', query: PageQuery.extend({ open: z.enum(['true', 'false']).optional() }), reply: pageOf(Hold) }),
  placeHold: endpoint({ method: 'POST', path: '/retention/holds', permission, summary: 'Keep a record whatever its age', status: 201, body: NewHold, reply: Hold, errors: ['retention.already-held'] }),
  releaseHold: endpoint({ method: 'DELETE', path: '/retention/holds/:id', permission, summary: 'Let the record go its way again', params: ById, body: z.strictObject({ reason: LongText(1_000) }), reply: Hold, errors: ['retention.already-released'] }),
  purges: endpoint({ method: 'GET', path: '/retention/purges', permission, summary: 'Runs of the purge, newest first', query: PageQuery.extend({ class: ClassName.optional() }), reply: pageOf(Purge) }),
  purged: endpoint({ method: 'GET', path: '/retention/purges/:id/subjects', permission, summary: 'What a run removed', params: ById, query: PageQuery, reply: pageOf(PurgedSubject) }),
}

export const PeriodChanged = defineEvent('retention.period-changed@1', z.object({ class: z.string() }), { subject: (e) => `retention-class:${e.class}` })
export const HoldPlaced = defineEvent('retention.hold-placed@1', z.object({ holdId: Id, subject: z.string() }), { subject: (e) => e.subject })
export const HoldReleased = defineEvent('retention.hold-released@1', z.object({ holdId: Id, subject: z.string() }), { subject: (e) => e.subject })
/** One per batch, in the transaction that removed the records. */
export const Purged = defineEvent('retention.purged@1', z.object({ purgeId: Id, class: z.string(), clause: z.string(), olderThan: z.string(), subjects: z.array(z.string()) }), { subject: (e) => `retention-purge:${e.purgeId}` })
