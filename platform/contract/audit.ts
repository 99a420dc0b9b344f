// The audit trail: every fact with who, when, what, before, after, from where (RX-7, §7.4).
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { defineEvent } from './event.ts'
import { Id } from './ids.ts'
import { PageQuery, pageOf } from './paging.ts'
import { Line, LongText } from './text.ts'
import { Moment } from './time.ts'

export const AuditFilter = z.strictObject({
  actorId: Id.optional(),
  /** `case:<id>`, `account:<id>`, `setting:<key>`, ... */
  subject: z.string().max(200).regex(/^[a-z][a-z-]*:\S+$/, 'audit.subject').meta({ examples: ['case:01926f3a-7c4e-7b1a-9d2f-3a5c8e0b6d41'] }).optional(),
  /** Exact with version (`cases.case-opened@1`), else by beginning (`cases.`). */
  name: z.string().max(120).regex(/^[a-z][a-z0-9.-]*(?:@\d{1,3})?$/, 'audit.name').meta({ examples: ['cases.'] }).optional(),
  from: Moment.optional(), to: Moment.optional(),
  /** Occurs in data, changes, reason or the actor's name. */
  text: Line(200).optional(),
})
export type AuditFilter = z.infer<typeof AuditFilter>

export const AuditEntry = z.object({
  seq: z.string(), id: Id, name: z.string(), at: Moment, actor: z.object({ id: Id, name: z.string() }), subject: z.string().nullable(),
  data: z.unknown(), changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })).nullable(), reason: z.string().nullable(),
  /** The record is restricted (§3.1-3) and the reader not cleared: values, data and reason are left out. */ restricted: z.boolean(),
  via: z.string(), ip: z.string().nullable(), requestId: z.string().nullable(),
  /** Place in the chain and hash; null until sealed, a moment after the commit. */
  chainNo: z.number().int().nullable(), hash: z.string().nullable(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const Verification = z.object({
  ok: z.boolean(), at: Moment, /** Sealed events that were checked. */ checked: z.number().int(), /** Events that are not sealed yet. */ unsealed: z.number().int(),
  broken: z.object({ seq: z.string().nullable(), chainNo: z.number().int(), cause: z.enum(['changed', 'removed', 'inserted', 'forged', 'chain-gap', 'cut']), detail: z.string() }).nullable(),
})
export type Verification = z.infer<typeof Verification>

export const auditApi = {
  list: endpoint({ method: 'GET', path: '/audit', permission: 'audit.read', summary: 'Audit trail, newest first', query: PageQuery.extend(AuditFilter.shape), reply: pageOf(AuditEntry) }),
  verify: endpoint({ method: 'GET', path: '/audit/verification', permission: 'audit.read', summary: 'Check the whole hash chain now; names the first row that does not fit', reply: Verification }),
  export: endpoint({ method: 'POST', path: '/audit/exports', permission: 'audit.read', summary: 'Download the audit trail as NDJSON, oldest first', kind: 'download', body: AuditFilter.extend({ reason: LongText(1_000) }) }),
}

export const AuditExported = defineEvent('audit.exported@1', z.object({ filter: AuditFilter }), { subject: () => 'audit:export' })
export const ChainBroken = defineEvent('audit.chain-broken@1', z.object({ seq: z.string().nullable(), chainNo: z.number().int(), cause: z.string() }), { subject: () => 'audit:chain' })
