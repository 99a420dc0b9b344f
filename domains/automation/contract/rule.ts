// A rule: when this happens to a case, and it looks like that, then do those things.
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { Line, LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { CaseState, Classification, Person } from '../../cases/contract/case.ts'
import { ClockKind } from '../../sla/contract/clock.ts'

export const CaseEvent = z.enum(['case-opened', 'case-classified', 'case-reclassified', 'case-assigned', 'state-changed', 'requester-wrote', 'we-replied', 'case-reopened', 'user-answered', 'case-rated', 'case-archived'])
export type CaseEvent = z.infer<typeof CaseEvent>

export const Trigger = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('event'), event: CaseEvent, /** Of `state-changed`: into this state only. */ to: CaseState.optional() }),
  /** A clock of a case warns (75 %) or is breached. */
  z.strictObject({ kind: z.literal('clock'), event: z.enum(['warned', 'breached']), clock: ClockKind.optional() }),
  /** A case has been in a state for so many hours. */
  z.strictObject({ kind: z.literal('time'), state: CaseState, hours: z.number().int().min(1).max(2160) }),
])
export type Trigger = z.infer<typeof Trigger>

export const Field = z.enum(['channel', 'state', 'requesterType', 'serviceLine', 'problemClass', 'urgency', 'impact', 'complexity', 'severity', 'level', 'tier', 'unit', 'handler', 'firstOwner', 'customer', 'text', 'language', 'hour', 'round', 'breached', 'outsideService', 'score'])
export type Field = z.infer<typeof Field>
/** `between` is for the hour of the day in Asia/Shanghai (22 to 6 runs over midnight) and for figures. */
export const Condition = z.strictObject({ field: Field, is: z.enum(['one-of', 'none-of', 'contains', 'empty', 'filled', 'between']), values: z.array(Line(200)).max(50).default([]) })
export type Condition = z.infer<typeof Condition>

export const Action = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('assign'), personId: Id }),
  z.strictObject({ do: z.literal('move'), unitId: Id }),
  z.strictObject({ do: z.literal('set'), set: Classification.omit({ effects: true, subClass: true }).partial() }),
  z.strictObject({ do: z.literal('note'), text: LongText(5_000) }),
  z.strictObject({ do: z.literal('notify'), who: z.enum(['handler', 'first-owner', 'leads', 'person']), personId: Id.optional(), text: LongText(500) }),
  z.strictObject({ do: z.literal('template'), templateId: Id }),
  z.strictObject({ do: z.literal('follow-up') }),
  /** An event for webhooks, named by the rule. */
  z.strictObject({ do: z.literal('webhook'), name: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/) }),
])
export type Action = z.infer<typeof Action>

export const Definition = z.strictObject({
  trigger: Trigger, conditions: z.array(Condition).max(20).default([]), actions: z.array(Action).min(1).max(10),
  /** No rule after this one looks at the same fact. */
  last: z.boolean().default(false),
})
export type Definition = z.infer<typeof Definition>

export const RuleState = z.enum(['off', 'on', 'stopped'])
export const Rule = z.object({
  id: Id, name: z.string(), position: z.number().int(), state: RuleState, stoppedReason: z.string().nullable(), definition: Definition, limitPerHour: z.number().int(), version: z.number().int(), testedVersion: z.number().int().nullable(),
  onSince: Moment.nullable(), editedBy: Person, editedAt: Moment,
  /** Of the last 24 hours; `held` waits for release whenever it was. */
  runs: z.object({ done: z.number().int(), failed: z.number().int(), held: z.number().int() }),
  /** Names of what it mentions by id: people, units, templates. */
  names: z.record(z.string(), z.string()),
})
export type Rule = z.infer<typeof Rule>

const limit = z.number().int().min(1).max(10_000)
export const NewRule = z.strictObject({ name: Line(120), definition: Definition, limitPerHour: limit.default(60), why: LongText(500).optional() })
export type NewRule = z.infer<typeof NewRule>
export const EditRule = z.strictObject({ name: Line(120).optional(), definition: Definition.optional(), limitPerHour: limit.optional(), why: LongText(500).optional() })
export type EditRule = z.infer<typeof EditRule>
export const RuleVersion = z.object({ version: z.number().int(), name: z.string(), definition: Definition, limitPerHour: z.number().int(), by: Person, at: Moment, why: z.string().nullable() })
export type RuleVersion = z.infer<typeof RuleVersion>

/** What a rule would have done, on the cases as they were then. */
export const DryRun = z.object({
  id: Id, version: z.number().int(), days: z.number().int(), at: Moment, by: Person,
  /** Facts that could have set it off; `cut`: there were more than are looked at. */
  looked: z.number().int(), cut: z.boolean(), matched: z.number().int(), cases: z.number().int(), mails: z.number().int(), notices: z.number().int(),
  /** The most in one hour, and how many the limit would have held. */
  peakPerHour: z.number().int(), wouldBeHeld: z.number().int(), perDay: z.array(z.object({ day: z.string(), matched: z.number().int() })),
  samples: z.array(z.object({ caseId: Id, number: z.string(), title: z.string(), at: Moment, acts: z.array(z.string()) })),
  /** Rings of rules that this one could be part of, by name. */
  rings: z.array(z.array(z.string())),
})
export type DryRun = z.infer<typeof DryRun>

export const RunOutcome = z.enum(['done', 'failed', 'held', 'discarded', 'looped'])
export const RuleRun = z.object({
  id: Id, ruleId: Id, ruleName: z.string(), ruleVersion: z.number().int(), caseId: Id.nullable(), caseNumber: z.string(), at: Moment, outcome: RunOutcome, acts: z.array(z.string()), error: z.string().nullable(), cause: z.string(),
})
export type RuleRun = z.infer<typeof RuleRun>
