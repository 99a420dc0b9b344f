// The HTTP surface of the clocks.
import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { AddDays, Calculation, CalculationResult, Calendar, CalendarCode, CalendarVersion, HolidayPack, NewCalendar, ParsedFeed } from './calendar.ts'
import { Clock, CombineMode } from './clock.ts'
import { DecisionTable, Lint, NewTable, NewVersion, PolicyCode, PolicyDetail, PolicySummary, PolicyVersion, TableCode } from './policy.ts'
import { Simulation, SimulationResult } from './simulation.ts'

const list = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), nextCursor: z.null() })
const ByCode = z.object({ code: PolicyCode })

export const CaseClocks = list(Clock).extend({
  at: Moment, mode: CombineMode, level: z.string().nullable(), levelRule: z.string().nullable(),
  /** What the table says, also when the level was set by hand (CL-14). */ tableLevel: z.string().nullable(), policy: z.string().nullable(),
})
export type CaseClocks = z.infer<typeof CaseClocks>

export const slaApi = {
  caseClocks: endpoint({ method: 'GET', path: '/cases/:id/clocks', permission: 'cases.read', summary: 'Every promise of a case: governing clocks, references, then history', params: z.object({ id: Id }), reply: CaseClocks,
    description: 'Everybody who may read the case sees every clock; requesters without the reasons that staff wrote, and with their promises in plain words first.', errors: ['case-restricted'] }),
  simulate: endpoint({ method: 'POST', path: '/sla/simulations', permission: 'sla.simulate', summary: 'Try the rules on a record that does not exist; nothing is stored', body: Simulation, reply: SimulationResult,
    example: { record: { kind: 'case', createdAt: '2025-03-03T09:00:00+08:00', requesterType: 'customer', serviceLine: 'technical-support', urgency: 'high' }, events: [{ at: '2025-03-03T09:40:00+08:00', type: 'response-complete' }], at: '2025-03-03T10:00:00+08:00' } }),
  calculate: endpoint({ method: 'POST', path: '/calendars/calculations', permission: 'any-role', summary: 'Add open time to a moment, or count it between two', body: Calculation, reply: CalculationResult, errors: ['sla.never-open'],
    example: { calendar: '24x7', op: 'add', start: '2025-03-03T09:00:00+08:00', duration: 'PT2H' } }),
  calendars: endpoint({ method: 'GET', path: '/calendars', permission: 'any-role', summary: 'Calendars, newest version of each', reply: list(Calendar) }),
  calendar: endpoint({ method: 'GET', path: '/calendars/:code', permission: 'any-role', summary: 'One calendar', params: z.object({ code: z.string().max(60) }), reply: Calendar }),
  addCalendar: endpoint({ method: 'POST', path: '/calendars', permission: 'calendars.manage', summary: 'Publish a new calendar', status: 201, body: NewCalendar, reply: Calendar, errors: ['sla.calendar-exists'] }),
  changeCalendar: endpoint({ method: 'POST', path: '/calendars/:code/versions', permission: 'calendars.manage', summary: 'Publish a new version; running clocks keep theirs', status: 201, params: z.object({ code: CalendarCode }), body: CalendarVersion, reply: Calendar, errors: ['sla.conformance-red'] }),
  calendarVersions: endpoint({ method: 'GET', path: '/calendars/:code/versions', permission: 'any-role', summary: 'All versions of a calendar, newest first', params: z.object({ code: CalendarCode }), reply: list(Calendar) }),
  addDays: endpoint({ method: 'POST', path: '/calendars/:code/days', permission: 'calendars.manage', summary: 'Add holidays and make-up days, from a pack or a list, as the next version', status: 201, params: z.object({ code: CalendarCode }), body: AddDays, reply: Calendar,
    example: { pack: 'cn-2026' } }),
  packs: endpoint({ method: 'GET', path: '/calendar-packs', permission: 'any-role', summary: 'Public holidays that come with the product, with source and date', reply: list(HolidayPack) }),
  readFeed: endpoint({ method: 'POST', path: '/calendar-feeds', permission: 'calendars.manage', kind: 'upload', summary: 'Read an iCalendar file (part `file`, at most 5 MB); answers its days, nothing is stored', reply: ParsedFeed, errors: ['sla.feed-unreadable', 'too-large'] }),
  policies: endpoint({ method: 'GET', path: '/sla/policies', permission: 'sla.policies.read', summary: 'Policies with the version that is in force', reply: list(PolicySummary) }),
  policy: endpoint({ method: 'GET', path: '/sla/policies/:code', permission: 'sla.policies.read', summary: 'One policy with all its versions', params: ByCode, reply: PolicyDetail }),
  versions: endpoint({ method: 'GET', path: '/sla/policies/:code/versions', permission: 'sla.policies.read', summary: 'Versions of a policy, newest first', params: ByCode, reply: list(PolicyVersion) }),
  publish: endpoint({ method: 'POST', path: '/sla/policies/:code/versions', permission: 'sla.policies.publish', summary: 'Publish a version, or save a draft', status: 201, params: ByCode, body: NewVersion, reply: PolicyVersion,
    description: 'Warnings that are not acknowledged one by one refuse it with 409; each is named in `errors` with `/acknowledged/<id>` as pointer.', errors: ['sla.lint-open', 'sla.conformance-red', 'sla.second-person'],
    example: { effectiveFrom: '2025-03-04T00:00:00+08:00', limits: [{ kind: 'response', level: 'URGENT', target: 'PT1H' }], acknowledged: ['looser-than-lower-rank/POL-1.2/COMPLEX/response'] } }),
  lint: endpoint({ method: 'GET', path: '/sla/lint', permission: 'sla.policies.read', summary: 'Warnings about the rules in force and scheduled', reply: list(Lint) }),
  tables: endpoint({ method: 'GET', path: '/sla/decision-tables', permission: 'sla.policies.read', summary: 'Level decision tables in force, rows in order', reply: list(DecisionTable) }),
  publishTable: endpoint({ method: 'POST', path: '/sla/decision-tables/:code/versions', permission: 'sla.policies.publish', summary: 'Publish a version of a level decision table', status: 201, params: z.object({ code: TableCode }), body: NewTable, reply: DecisionTable, errors: ['sla.conformance-red'] }),
  reEvaluate: endpoint({ method: 'POST', path: '/sla/re-evaluations', permission: 'sla.policies.publish', summary: 'Measure running clocks against the published versions again', status: 202, body: z.strictObject({ reason: LongText(1000) }), reply: z.object({ id: Id }) }),
}
