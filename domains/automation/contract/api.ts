// The HTTP surface of the rules.
import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { PageQuery, pageOf } from '../../../platform/contract/paging.ts'
import { DryRun, EditRule, NewRule, Rule, RuleRun, RuleVersion, RunOutcome } from './rule.ts'

const ById = z.object({ id: Id }), read = 'automation.read', manage = 'automation.manage'
export const automationApi = {
  list: endpoint({ method: 'GET', path: '/automation/rules', permission: read, summary: 'All rules in the order in which they look at a fact', reply: z.object({ items: z.array(Rule) }) }),
  get: endpoint({ method: 'GET', path: '/automation/rules/:id', permission: read, summary: 'One rule', params: ById, reply: Rule, etag: true }),
  add: endpoint({ method: 'POST', path: '/automation/rules', permission: manage, status: 201, summary: 'Write a rule; it is off until it was tried over the history', body: NewRule, reply: Rule, errors: ['rule-words'],
    example: { name: 'VIP 客户来信通知组长', definition: { trigger: { kind: 'event', event: 'case-opened' }, conditions: [{ field: 'tier', is: 'one-of', values: ['vip'] }], actions: [{ do: 'notify', who: 'leads', text: 'VIP 客户 {{customer.name}}：{{case.title}}' }] } } }),
  edit: endpoint({ method: 'PATCH', path: '/automation/rules/:id', permission: manage, summary: 'Change a rule; it is off until this version was tried', params: ById, body: EditRule, reply: Rule, etag: true, errors: ['stale', 'rule-words'] }),
  remove: endpoint({ method: 'DELETE', path: '/automation/rules/:id', permission: manage, summary: 'Remove a rule that never acted; others are switched off', params: ById, errors: ['rule-acted'] }),
  order: endpoint({ method: 'PUT', path: '/automation/order', permission: manage, summary: 'Put the rules into an order; each is named once', body: z.strictObject({ ids: z.array(Id).max(500) }), reply: z.object({ items: z.array(Rule) }), errors: ['rule-order'] }),
  tryOut: endpoint({ method: 'POST', path: '/automation/rules/:id/dry-runs', permission: manage, status: 201, summary: 'What the rule would have done in the last days; nothing is done', params: ById, body: z.strictObject({ days: z.number().int().min(1).max(90).default(14) }), reply: DryRun }),
  lastTry: endpoint({ method: 'GET', path: '/automation/rules/:id/dry-runs', permission: read, summary: 'The last tries of a rule, newest first', params: ById, reply: z.object({ items: z.array(DryRun) }) }),
  turn: endpoint({ method: 'PUT', path: '/automation/rules/:id/state', permission: manage, summary: 'Switch a rule on or off; on only after this version was tried', params: ById, body: z.strictObject({ on: z.boolean() }), reply: Rule, errors: ['rule-untried'] }),
  versions: endpoint({ method: 'GET', path: '/automation/rules/:id/versions', permission: read, summary: 'Who changed what, newest first', params: ById, reply: z.object({ items: z.array(RuleVersion) }) }),
  runs: endpoint({ method: 'GET', path: '/automation/runs', permission: read, summary: 'What rules did, newest first', query: PageQuery.extend({ ruleId: Id.optional(), outcome: RunOutcome.optional() }), reply: pageOf(RuleRun) }),
  release: endpoint({ method: 'POST', path: '/automation/rules/:id/release', permission: manage, summary: 'Let the acts go that the limit holds, or drop them', params: ById, body: z.strictObject({ discard: z.boolean().default(false) }), reply: z.object({ count: z.number().int() }) }),
}
