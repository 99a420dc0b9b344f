// Open boards hear of rules and of cases that nobody could be given; of cases themselves they hear by `cases`, of shifts by `org`.
import { live } from '../../../platform/server/module.ts'
import { AssignmentDecided, DedicatedNamed, NobodyLeft, RulePublished } from '../contract/events.ts'

export const dispatchLive = [
  live({ to: RulePublished, permission: 'dispatch.read', topics: () => ['dispatch'], row: (_ctx, e) => ({ unitId: e.data.unitId }) }),
  live({ to: DedicatedNamed, permission: 'customers.read', topics: (e) => [`customer:${e.data.customerId}`], row: () => ({}) }),
  live({ to: AssignmentDecided, permission: 'dispatch.read', topics: (e) => ['dispatch', `case:${e.data.caseId}`], row: (_ctx, e) => ({ unitId: e.data.unitId, people: [e.data.handlerId] }) }),
  live({ to: NobodyLeft, permission: 'dispatch.read', topics: (e) => ['dispatch', `case:${e.data.caseId}`], row: (_ctx, e) => ({ unitId: e.data.unitId }) }),
]
