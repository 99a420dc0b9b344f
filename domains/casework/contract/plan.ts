// How the problem will be solved, by whom it was approved, and every change of a configuration with its checks (§1.2, §3.1-2, §3.2-4).
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { Line, LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { Person } from './diagnosis.ts'

/** 远程协助, 现场服务, 数据恢复, 系统修复; 临时修复, 回滚, 优化; 维修 (Annex 7, R1.2-5, R3.2-15, R2.2-7). */
export const PlanKind = z.enum(['remote', 'on-site', 'data-recovery', 'system-repair', 'temporary-fix', 'rollback', 'optimisation', 'repair-order', 'other'])
export type PlanKind = z.infer<typeof PlanKind>
export const Risk = z.enum(['low', 'medium', 'high'])
export type Risk = z.infer<typeof Risk>

export const PlanStep = z.object({ id: Id, text: z.string(), doneAt: Moment.nullable(), by: Person.nullable(), result: z.string().nullable() })
export type PlanStep = z.infer<typeof PlanStep>
export const Plan = z.object({
  id: Id, round: z.number().int(), state: z.enum(['draft', 'proposed', 'approved', 'done', 'failed', 'withdrawn']), kinds: z.array(PlanKind), summary: z.string(), risk: Risk, riskNote: z.string().nullable(), rollbackVersion: z.string().nullable(),
  plannedAt: Moment.nullable(), steps: z.array(PlanStep), needsApproval: z.boolean(), by: Person, approver: Person.nullable(), decidedAt: Moment.nullable(), decisionNote: z.string().nullable(),
  result: z.string().nullable(), finishedAt: Moment.nullable(), createdAt: Moment, version: z.number().int(),
})
export type Plan = z.infer<typeof Plan>

const planFields = z.strictObject({
  kinds: z.array(PlanKind).min(1).max(8), summary: LongText(10_000), risk: Risk, riskNote: LongText(5_000).optional(), rollbackVersion: Line(120).optional(), plannedAt: Moment.optional(), steps: z.array(LongText(1_000)).max(50).default([]),
})
/** A rollback names the version it goes back to (S-181); a high risk says what it is. */
export const DraftPlan = planFields
  .refine((p) => !p.kinds.includes('rollback') || p.rollbackVersion, { message: 'casework.rollback-version', path: ['rollbackVersion'] })
  .refine((p) => p.risk !== 'high' || p.riskNote, { message: 'casework.risk-note', path: ['riskNote'] })
export type DraftPlan = z.infer<typeof DraftPlan>

/** propose: ready; what needs no second person is approved by it. finish: carried out, with the result. */
export const AdvancePlan = z.strictObject({ act: z.enum(['propose', 'finish', 'fail', 'withdraw']), result: LongText(10_000).optional() })
export type AdvancePlan = z.infer<typeof AdvancePlan>
export const FinishStep = z.strictObject({ done: z.boolean(), result: LongText(2_000).optional() })
export type FinishStep = z.infer<typeof FinishStep>
export const Decide = z.strictObject({ approved: z.boolean(), note: LongText(2_000).optional() })
export type Decide = z.infer<typeof Decide>

export const CheckResult = z.enum(['pass', 'fail'])
export const StoredCheck = z.object({ stability: CheckResult, security: CheckResult, evidence: z.string().nullable(), at: Moment, by: Person })
export type StoredCheck = z.infer<typeof StoredCheck>
export const Change = z.object({
  id: Id, round: z.number().int(), state: z.enum(['requested', 'approved', 'rejected', 'applied', 'checked', 'rolled-back']), item: z.string(), before: z.string(), after: z.string(), reason: z.string(),
  beforeCheck: StoredCheck.nullable(), afterCheck: StoredCheck.nullable(), by: Person, approver: Person.nullable(), decidedAt: Moment.nullable(), decisionNote: z.string().nullable(), appliedAt: Moment.nullable(),
  rolledBackAt: Moment.nullable(), rollbackReason: z.string().nullable(), createdAt: Moment,
})
export type Change = z.infer<typeof Change>
export const RequestChange = z.strictObject({ item: Line(200), before: LongText(10_000), after: LongText(10_000), reason: LongText(2_000) })
export type RequestChange = z.infer<typeof RequestChange>
/** The state before is checked so that the state after can be judged; both before the case counts as solved (R3.1-7). */
export const CheckChange = z.strictObject({ when: z.enum(['before', 'after']), stability: CheckResult, security: CheckResult, evidence: LongText(10_000).optional() })
export type CheckChange = z.infer<typeof CheckChange>
export const AdvanceChange = z.strictObject({ act: z.enum(['apply', 'roll-back']), reason: LongText(2_000).optional() })
export type AdvanceChange = z.infer<typeof AdvanceChange>
