// The HTTP surface of the policy desk, of escalations and of the time that was lost. Only headquarters changes anything here (§1.1, S-031).
import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { EscalationPage, EscalationQuery, Escalation, HopFigures, MarkForceMajeure, NewEscalation, Period, TimeLost, TimeOfRecord } from './escalation.ts'
import { Acknowledge, Approve, ByVersion, ClockTiming, ConformanceCase, ConformanceImported, ConformanceRow, ConformanceTable, DraftContent, Preview, PreviewRequest, PublishDraft, VersionChanges } from './policy-desk.ts'
import { PolicyVersion } from './policy.ts'

const list = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), nextCursor: z.null() })
const ById = z.object({ id: Id })
const read = 'sla.policies.read', publish = 'sla.policies.publish'
const version = '/sla/policies/:code/versions/:version' as const

export const slaDeskApi = {
  timing: endpoint({ method: 'GET', path: '/sla/timing', permission: read, summary: 'When people are warned of clocks, and when a breach goes up the organisation', reply: ClockTiming }),
  version: endpoint({ method: 'GET', path: version, permission: read, summary: 'One version of a policy with its warnings', params: ByVersion, reply: PolicyVersion }),
  changeDraft: endpoint({ method: 'PUT', path: version, permission: publish, summary: 'Change a draft; its approval is taken back', params: ByVersion, body: DraftContent, reply: PolicyVersion, errors: ['sla.version-published'] }),
  discardDraft: endpoint({ method: 'DELETE', path: version, permission: publish, summary: 'Throw a draft away', params: ByVersion, errors: ['sla.version-published'] }),
  changes: endpoint({ method: 'GET', path: `${version}/changes`, permission: read, summary: 'What differs from another version; default: the one in force before it', params: ByVersion, query: z.object({ against: z.coerce.number().int().min(1).optional() }), reply: VersionChanges }),
  acknowledge: endpoint({ method: 'POST', path: `${version}/acknowledgements`, permission: publish, summary: 'Acknowledge one warning of a draft', params: ByVersion, body: Acknowledge, reply: PolicyVersion, errors: ['sla.version-published'] }),
  approve: endpoint({ method: 'POST', path: `${version}/approvals`, permission: publish, summary: 'Approve a draft', params: ByVersion, body: Approve, reply: PolicyVersion, errors: ['sla.version-published', 'sla.lint-open', 'sla.second-person'],
    description: 'Every warning must be acknowledged. With the setting `sla.two-person` whoever drafted or last changed it cannot approve it.' }),
  publishDraft: endpoint({ method: 'POST', path: `${version}/publications`, permission: publish, summary: 'Publish an approved draft with its effective date', params: ByVersion, body: PublishDraft, reply: PolicyVersion, status: 201, errors: ['sla.not-approved', 'sla.lint-open', 'sla.conformance-red', 'sla.version-published'] }),
  preview: endpoint({ method: 'POST', path: '/sla/previews', permission: read, summary: 'What a draft would change on open or recent records; nothing is stored', body: PreviewRequest, reply: Preview,
    example: { policy: 'POL-1.2', draft: { effectiveFrom: '2025-03-04T00:00:00+08:00', limits: [{ kind: 'response', level: 'URGENT', target: 'PT1H' }] } } }),
  conformance: endpoint({ method: 'GET', path: '/sla/conformance', permission: read, summary: 'The test rows of the operator, evaluated now', query: z.object({ policy: z.string().max(60).optional(), version: z.coerce.number().int().min(1).optional() }), reply: ConformanceTable, description: '`policy` and `version` evaluate them with that draft in force.' }),
  addConformance: endpoint({ method: 'POST', path: '/sla/conformance', permission: publish, summary: 'Add a test row', body: ConformanceCase, reply: ConformanceRow, status: 201, errors: ['sla.conformance-name'],
    example: { name: '紧急 2 小时', record: { kind: 'case', createdAt: '2025-03-03T09:00:00+08:00', requesterType: 'customer', serviceLine: 'technical-support', urgency: 'high' }, then: { kind: 'response', dueAt: '2025-03-03T11:00:00+08:00', clause: '§1.2' } } }),
  changeConformance: endpoint({ method: 'PUT', path: '/sla/conformance/:id', permission: publish, summary: 'Change a test row', params: ById, body: ConformanceCase, reply: ConformanceRow, errors: ['sla.conformance-name'] }),
  removeConformance: endpoint({ method: 'DELETE', path: '/sla/conformance/:id', permission: publish, summary: 'Remove a test row', params: ById }),
  exportConformance: endpoint({ method: 'GET', path: '/sla/conformance-export', permission: read, kind: 'download', summary: 'The test rows as CSV' }),
  importConformance: endpoint({ method: 'POST', path: '/sla/conformance-imports', permission: publish, kind: 'upload', summary: 'Add or change test rows from a CSV file (part `file`); rows are told apart by name', reply: ConformanceImported }),
}

export const slaFollowApi = {
  escalations: endpoint({ method: 'GET', path: '/sla/escalations', permission: 'cases.read', summary: 'Escalations of records in reach, newest first', query: EscalationQuery, reply: EscalationPage }),
  escalate: endpoint({ method: 'POST', path: '/cases/:id/escalations', permission: 'cases.work', summary: 'Escalate a case to the unit above, by hand', params: ById, body: NewEscalation, reply: Escalation, status: 201, errors: ['sla.no-unit-above'], example: { reason: '需要区域协调' } }),
  acknowledgeEscalation: endpoint({ method: 'POST', path: '/sla/escalations/:id/acknowledgements', permission: 'cases.read', summary: 'Take up an escalation; counts once', params: ById, reply: Escalation, errors: ['sla.not-asked'] }),
  escalationFigures: endpoint({ method: 'GET', path: '/sla/escalation-figures', permission: 'sla.read', summary: 'Minutes to acknowledge between the tiers (§1.1)', query: Period, reply: list(HopFigures) }),
  timeOfCase: endpoint({ method: 'GET', path: '/cases/:id/time', permission: 'sla.read', summary: 'Where the time of a case went: us, requester, vendor, force majeure', params: ById, reply: TimeOfRecord }),
  markForceMajeure: endpoint({ method: 'PUT', path: '/cases/:id/force-majeure', permission: 'cases.assign', summary: 'Say that force majeure holds a case up, or no longer does; moves no due time', params: ById, body: MarkForceMajeure, reply: TimeOfRecord, example: { on: true, reason: '机房所在城市停电' } }),
  timeLost: endpoint({ method: 'GET', path: '/sla/time-lost', permission: 'sla.read', summary: 'The same over the cases resolved in a period, in total and by unit', query: z.object({ from: Moment, to: Moment }), reply: TimeLost }),
}
