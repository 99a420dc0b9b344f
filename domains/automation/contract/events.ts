// Facts about rules: who changed them, what they did to which case.
import { z } from 'zod'
import { defineEvent } from '../../../platform/contract/event.ts'
import { Id } from '../../../platform/contract/ids.ts'

const Where = { caseId: Id, unitId: Id.nullable(), customerId: Id.nullable(), requesterId: Id, handlerId: Id.nullable(), firstOwnerId: Id.nullable() }
const ofCase = (e: { caseId: string }) => `case:${e.caseId}`, ofRule = (e: { ruleId: string }) => `rule:${e.ruleId}`

export const RuleChanged = defineEvent('automation.rule-changed@1', z.object({ ruleId: Id, name: z.string(), version: z.number().int(), what: z.enum(['written', 'changed', 'removed', 'switched-on', 'switched-off']) }), { subject: ofRule })
export const RulesOrdered = defineEvent('automation.rules-ordered@1', z.object({ ids: z.array(Id) }))
export const RuleTried = defineEvent('automation.rule-tried@1', z.object({ ruleId: Id, version: z.number().int(), days: z.number().int(), matched: z.number().int() }), { subject: ofRule })
/** The product itself stopped it: it set itself off. */
export const RuleStopped = defineEvent('automation.rule-stopped@1', z.object({ ruleId: Id, name: z.string(), caseId: Id, ring: z.string() }), { subject: ofRule })
export const RunsReleased = defineEvent('automation.runs-released@1', z.object({ ruleId: Id, count: z.number().int(), discarded: z.boolean() }), { subject: ofRule })
/** A rule acted on a case; `did` in words, Chinese and English. */
export const RuleActed = defineEvent('automation.rule-acted@1', z.object({ ...Where, ruleId: Id, runId: Id, name: z.string(), did: z.string(), didEn: z.string() }), { subject: ofCase })
/** A rule could not act; the case is as it was. */
export const RuleFailed = defineEvent('automation.rule-failed@1', z.object({ ...Where, ruleId: Id, runId: Id, name: z.string() }), { subject: ofCase })
/** For webhooks: a rule says that this case wants the attention of another system. */
export const EventRaised = defineEvent('automation.event-raised@1', z.object({ ...Where, ruleId: Id, event: z.string() }), { subject: ofCase })

export const automationEvents = [RuleChanged, RulesOrdered, RuleTried, RuleStopped, RunsReleased, RuleActed, RuleFailed, EventRaised] as const
