// Open pages hear when rules change or act.
import { live } from '../../../platform/server/module.ts'
import { RuleActed, RuleChanged, RuleFailed, RulesOrdered, RuleStopped, RuleTried, RunsReleased } from '../contract/events.ts'

const rules = [RuleChanged, RulesOrdered, RuleStopped, RuleTried, RunsReleased].map((to) => live<any>({ to, permission: 'automation.read', topics: () => ['rules'], row: () => ({}) }))
/** The log of runs is open to whoever reads rules: ids only travel here. */
const acts = [RuleActed, RuleFailed].flatMap((to) => [
  live<any>({ to, permission: 'automation.read', topics: () => ['rules'], row: () => ({}) }),
  live<any>({ to, permission: 'conversations.note', topics: (e) => [`case:${e.data.caseId}`], row: (_ctx, { data }) => ({ unitId: data.unitId, people: [data.handlerId, data.firstOwnerId] }) }),
])
export const automationLive = [...rules, ...acts]
