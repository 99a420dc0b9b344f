// Finding the cause: evidence of three sources, runs of tools, what was excluded and why, and the conclusion (§1.2, §3.2-4).
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { Line, LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { Nature } from '../../cases/contract/case.ts'

export const Person = z.object({ id: Id, name: z.string() })
/** 日志分析, 系统监控, 用户反馈 (R3.2-13); 诊断工具 (R3.2-14). */
export const EvidenceKind = z.enum(['log', 'monitoring', 'user-feedback', 'tool-run'])
export type EvidenceKind = z.infer<typeof EvidenceKind>
const WebAddress = z.url({ protocol: /^https?$/ }).max(2_000)

export const StoredEvidence = z.object({
  id: Id, kind: EvidenceKind, text: z.string(), tool: z.string().nullable(), input: z.string().nullable(), output: z.string().nullable(), link: z.string().nullable(), files: z.array(z.object({ id: Id, name: z.string() })), at: Moment, by: Person,
})
export type StoredEvidence = z.infer<typeof StoredEvidence>
export const Excluded = z.object({ id: Id, cause: z.string(), why: z.string(), at: Moment, by: Person })
export type Excluded = z.infer<typeof Excluded>

export const Diagnosis = z.object({
  id: Id, round: z.number().int(), state: z.enum(['open', 'concluded']), hypothesis: z.string(), evidence: z.array(StoredEvidence), excluded: z.array(Excluded),
  nature: Nature.nullable(), cause: z.string().nullable(), conclusion: z.string().nullable(), by: Person, createdAt: Moment, concludedAt: Moment.nullable(),
})
export type Diagnosis = z.infer<typeof Diagnosis>

export const OpenDiagnosis = z.strictObject({ hypothesis: LongText(5_000) })
/** A run of a tool names the tool and what came out. */
export const AddEvidence = z.strictObject({
  kind: EvidenceKind, text: LongText(10_000), tool: Line(120).optional(), input: LongText(5_000).optional(), output: LongText(20_000).optional(), link: WebAddress.optional(), fileIds: z.array(Id).max(20).optional(),
}).refine((e) => e.kind !== 'tool-run' || (e.tool && e.output), { message: 'casework.tool-run', path: ['tool'] })
export type AddEvidence = z.infer<typeof AddEvidence>
export const ExcludeCause = z.strictObject({ cause: LongText(2_000), why: LongText(5_000) })
export type ExcludeCause = z.infer<typeof ExcludeCause>
/** Without a nature no diagnosis concludes (R1.2-4). */
export const ConcludeDiagnosis = z.strictObject({ nature: Nature, cause: LongText(5_000), conclusion: LongText(5_000).optional() })
export type ConcludeDiagnosis = z.infer<typeof ConcludeDiagnosis>
