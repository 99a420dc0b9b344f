// The HTTP surface of dispatch.
import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { AssignCase, Assigned, Assignment, Explanation, HandedOver, HandOverWork } from './assignment.ts'
import { Availability, Board, BoardQuery, Cockpit, LoopCounts, LoopPage, LoopQuery, Period } from './board.ts'
import { Dedicated, DEFAULT_RULE, NameDedicated, PublishRule, Rule, RuleVersion } from './rule.ts'

const ById = z.object({ id: Id })
const read = 'dispatch.read', manage = 'dispatch.manage'
const list = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), nextCursor: z.null() })
const guarded = ['case-guard', 'case-restricted', 'case-unit-outside', 'dispatch.nobody-left'] as const

export const dispatchApi = {
  board: endpoint({ method: 'GET', path: '/dispatch/board', permission: read, summary: 'Unassigned, at risk, breached, and people with load, shift and absence', query: BoardQuery, reply: Board,
    description: 'Every open case stands in one column at most: without a handler, else breached, else at risk (warned, or due soon).' }),
  availability: endpoint({ method: 'GET', path: '/dispatch/availability', permission: 'org.read', summary: 'How many of the own team can take a case now', reply: Availability }),
  cockpit: endpoint({ method: 'GET', path: '/dispatch/cockpit', permission: read, summary: 'Figures of each unit in reach with everything below it (§1.1, §1.2)', query: Period, reply: Cockpit,
    description: 'The period is the last 30 days unless told. Acknowledged: escalations that came to the unit. First contact: resolved in the first round by the first-contact owner, never handed over. Repeat contact: opened in the period, and the user asked again after half an hour without an answer, reopened it, took up an ended case, or it was merged.' }),
  loops: endpoint({ method: 'GET', path: '/dispatch/open-loops', permission: read, summary: 'Cases of one kind of open loop, the longest first (R1.2-15)', query: LoopQuery, reply: LoopPage }),
  loopCounts: endpoint({ method: 'GET', path: '/dispatch/open-loops/counts', permission: read, summary: 'How many cases each kind of open loop holds', query: z.object({ unit: Id.optional() }), reply: LoopCounts, example: { counts: { 'no-owner': 0, 'no-handler': 2, 'no-next-step': 1, 'waiting-long': 3, unconfirmed: 1, unrated: 4, unarchived: 0 } } }),

  candidates: endpoint({ method: 'GET', path: '/dispatch/cases/:id/candidates', permission: read, summary: 'Whom the rule would choose now, who is ruled out and why', params: ById, reply: Explanation, errors: ['case-restricted'] }),
  assignments: endpoint({ method: 'GET', path: '/dispatch/cases/:id/assignments', permission: 'cases.work', summary: 'Every assignment of a case with its explanation, newest first', params: ById, reply: list(Assignment), errors: ['case-restricted'] }),
  assign: endpoint({ method: 'POST', path: '/dispatch/cases/:id/assignments', permission: 'cases.assign', summary: 'Assign a case: to somebody, or as the rule decides', status: 201, params: ById, body: AssignCase, reply: Assigned, errors: guarded,
    description: 'A person whom the rule ruled out may be chosen with a reason, unless the reason is hard (certificate, clearance, left).', example: { reason: '熟悉该客户的数据库' } }),
  handOver: endpoint({ method: 'POST', path: '/dispatch/people/:id/hand-overs', permission: 'cases.assign', summary: 'Give all open cases of a person to somebody, or as the rule decides', params: ById, body: HandOverWork, reply: HandedOver, example: { reason: '请假一周' } }),

  rules: endpoint({ method: 'GET', path: '/dispatch/rules', permission: read, summary: 'Assignment rules in force', reply: list(Rule) }),
  ruleVersions: endpoint({ method: 'GET', path: '/dispatch/rules/:id/versions', permission: read, summary: 'All versions of a rule, newest first', params: ById, reply: list(RuleVersion) }),
  publishRule: endpoint({ method: 'PUT', path: '/dispatch/rules', permission: manage, summary: 'Publish a rule for a unit, a service line, both or everywhere; a rule that is there gets its next version', body: PublishRule, reply: Rule, errors: ['stale'], etag: true,
    example: { unitId: null, serviceLine: null, definition: { ...DEFAULT_RULE, mode: 'automatic' }, reason: '统一按负载分派' } }),
  dedicated: endpoint({ method: 'GET', path: '/dispatch/customers/:id/dedicated', permission: 'customers.read', summary: 'The dedicated agent of a customer and the deputy', params: ById, reply: Dedicated, etag: true }),
  nameDedicated: endpoint({ method: 'PUT', path: '/dispatch/customers/:id/dedicated', permission: manage, summary: 'Name the dedicated agent of a customer and the deputy, or nobody', params: ById, body: NameDedicated, reply: Dedicated, errors: ['stale'], etag: true }),
}
