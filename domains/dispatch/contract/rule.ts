// Assignment rules (§1.2, §2.1, §8.1): for a unit, a service line, both or everywhere; every change is a version.
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { Level, ProblemClass, ServiceLine } from '../../cases/contract/case.ts'
import { RoleCode } from '../../org/contract/person.ts'

/** automatic: a case without a handler is given at once. suggest: the rule names who, a person decides. manual: no proposal. */
export const Mode = z.enum(['automatic', 'suggest', 'manual'])
export type Mode = z.infer<typeof Mode>
export const Method = z.enum(['least-load', 'round-robin'])
export type Method = z.infer<typeof Method>
/** must: who does not fit is ruled out. prefer: who fits comes first. ignore: not looked at. */
export const Need = z.enum(['must', 'prefer', 'ignore'])
export type Need = z.infer<typeof Need>

const Weight = z.number().int().min(0).max(20)
export const Skill = z.string().trim().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._+#-]{0,39}$/u, 'dispatch.skill')
export const Weights = z.strictObject({ URGENT: Weight, A: Weight, COMPLEX: Weight, B: Weight, GENERAL: Weight, C: Weight, none: Weight })
export type Weights = z.infer<typeof Weights>

export const RuleDefinition = z.strictObject({
  mode: Mode, method: Method, roles: z.array(RoleCode).min(1).max(10), skill: Need, language: Need, shift: Need,
  /** Skills that a class of problem asks for; a class that is absent asks for none. */
  skills: z.partialRecord(ProblemClass, z.array(Skill).max(10)),
  /** Asks the customer's dedicated agent first, then the deputy named for the customer, then the agent's own deputy. */
  dedicated: z.boolean(),
  /** What an open case of each level weighs; a case that waits for somebody else weighs half. */
  weights: Weights,
  /** Nobody is given more than this weight; null: no limit. */
  maxWeight: z.number().int().min(1).max(500).nullable(),
})
export type RuleDefinition = z.infer<typeof RuleDefinition>

export const DEFAULT_WEIGHTS: Weights = { URGENT: 5, A: 5, COMPLEX: 4, B: 3, GENERAL: 2, C: 1, none: 2 }
/** What holds where no rule was published: a proposal, no assignment by itself. */
export const DEFAULT_RULE: RuleDefinition = {
  mode: 'suggest', method: 'least-load', roles: ['agent', 'cs-agent', 'field-engineer'], skill: 'must', language: 'prefer', shift: 'must', skills: {}, dedicated: true, weights: DEFAULT_WEIGHTS, maxWeight: null,
}

export const PublishRule = z.strictObject({ unitId: Id.nullable(), serviceLine: ServiceLine.nullable(), definition: RuleDefinition, reason: LongText(1_000) })
export type PublishRule = z.infer<typeof PublishRule>

export const RuleVersion = z.object({ version: z.number().int(), definition: RuleDefinition, reason: z.string(), publishedBy: z.object({ id: Id, name: z.string() }), publishedAt: Moment })
export type RuleVersion = z.infer<typeof RuleVersion>
export const Rule = z.object({
  id: Id, unit: z.object({ id: Id, name: z.string() }).nullable(), serviceLine: ServiceLine.nullable(), version: z.number().int(), current: RuleVersion, mayManage: z.boolean(),
})
export type Rule = z.infer<typeof Rule>

/** The agent who looks after a customer, and who stands in (§1.2, §2.2). */
export const NameDedicated = z.strictObject({ agentId: Id.nullable(), deputyId: Id.nullable().default(null), reason: LongText(1_000).optional() })
export type NameDedicated = z.infer<typeof NameDedicated>
const Person = z.object({ id: Id, name: z.string() })
export const Dedicated = z.object({ customerId: Id, agent: Person.nullable(), deputy: Person.nullable(), since: Moment.nullable(), version: z.number().int(), mayManage: z.boolean() })
export type Dedicated = z.infer<typeof Dedicated>
export { Level }
