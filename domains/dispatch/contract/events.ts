// Facts about rules and assignments. That a case has a new handler is told by cases (`CaseAssigned`).
import { z } from 'zod'
import { defineEvent } from '../../../platform/contract/event.ts'
import { Id } from '../../../platform/contract/ids.ts'

export const RulePublished = defineEvent('dispatch.rule-published@1', z.object({ ruleId: Id, version: z.number().int(), unitId: Id.nullable(), serviceLine: z.string().nullable() }), { subject: (e) => `dispatch-rule:${e.ruleId}` })
export const DedicatedNamed = defineEvent('dispatch.dedicated-named@1', z.object({ customerId: Id, agentId: Id.nullable(), deputyId: Id.nullable() }), { subject: (e) => `customer:${e.customerId}` })
/** The rule chose; what it weighed is kept with the assignment. */
export const AssignmentDecided = defineEvent('dispatch.assignment-decided@1', z.object({ caseId: Id, unitId: Id.nullable(), handlerId: Id, because: z.string(), ruleVersion: z.number().int() }), { subject: (e) => `case:${e.caseId}` })
/** Neither a candidate nor a lead up to headquarters could be given the case. */
export const NobodyLeft = defineEvent('dispatch.nobody-left@1', z.object({ caseId: Id, unitId: Id.nullable() }), { subject: (e) => `case:${e.caseId}` })

export const dispatchEvents = [RulePublished, DedicatedNamed, AssignmentDecided, NobodyLeft] as const
