// The policy desk: drafts with their lint, approval and publication; what a draft would change; the operator's own test rows (RX-1, RX-3).
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { Line, LongText } from '../../../platform/contract/text.ts'
import { Moment, Span } from '../../../platform/contract/time.ts'
import { ClockKind, ClockState, CombineMode, RecordKind } from './clock.ts'
import { NewVersion, PolicyCode } from './policy.ts'
import { SimulatedEvent, SimulatedRecord } from './simulation.ts'

export const ByVersion = z.object({ code: PolicyCode, version: z.coerce.number().int().min(1).max(100_000) })

/** What a draft says; `acknowledged` and `draft` belong to other steps. */
export const DraftContent = NewVersion.omit({ acknowledged: true, draft: true, overrideReason: true })
export type DraftContent = z.infer<typeof DraftContent>

/** One warning at a time, with why it is accepted. */
export const Acknowledge = z.strictObject({ lint: z.string().min(1).max(200), note: LongText(1000).optional() })
export const Approve = z.strictObject({ note: LongText(1000).optional() })
/** `effectiveFrom` moves the start of the draft; `overrideReason` is needed while rows of the conformance table are red. */
export const PublishDraft = z.strictObject({ effectiveFrom: Moment.optional(), overrideReason: LongText(1000).optional(), reason: LongText(1000).optional() })

/** One difference between two versions: a limit, or `calendar`, `condition`, `effectiveFrom`, `effectiveTo`. */
export const VersionChange = z.object({
  what: z.enum(['limit-added', 'limit-removed', 'limit-changed', 'calendar', 'condition', 'effective-from', 'effective-to']), kind: ClockKind.nullable(), level: z.string().nullable(), clause: z.string().nullable(),
  /** What tells the row apart beside its level, in words. */ when: z.string().nullable(), from: z.string().nullable(), to: z.string().nullable(), direction: z.enum(['stricter', 'looser', 'same']).nullable(),
  /** In words, in the reader's language. */ text: z.string(),
})
export type VersionChange = z.infer<typeof VersionChange>
export const VersionChanges = z.object({ code: z.string(), version: z.number().int(), against: z.number().int().nullable(), items: z.array(VersionChange), nextCursor: z.null() })

/** Either a saved version or the content of a draft that nobody saved. Nothing is written. */
export const PreviewRequest = z.strictObject({
  policy: PolicyCode, version: z.number().int().min(1).optional(), draft: DraftContent.optional(),
  /** `open`: records with a clock that runs or is late. `recent`: records that started in the last `days`, replayed from their facts. */ records: z.enum(['open', 'recent']).default('open'),
  days: z.number().int().min(1).max(366).default(90),
  /** `in-force`: as if it held for every record (publish, then re-evaluate). `as-effective`: only records that start within its own dates. */ assume: z.enum(['in-force', 'as-effective']).default('in-force'),
  /** Rows of the table. */ limit: z.number().int().min(1).max(1000).default(200),
})
export type PreviewRequest = z.infer<typeof PreviewRequest>

const PreviewSide = z.object({ policy: z.string(), version: z.number().int(), clause: z.string(), target: Span, /** null while paused. */ dueAt: Moment.nullable(), breached: z.boolean() })
export const PreviewRow = z.object({
  recordId: Id, recordKind: RecordKind, number: z.string().nullable(), kind: ClockKind, level: z.string().nullable(),
  /** null: the clock does not exist on that side. */ before: PreviewSide.nullable(), after: PreviewSide.nullable(), effect: z.enum(['breach-gained', 'breach-lost', 'earlier', 'later', 'started', 'ended', 'renamed']),
})
export type PreviewRow = z.infer<typeof PreviewRow>
export const Preview = z.object({
  at: Moment, policy: z.string(), version: z.number().int().nullable(), mode: CombineMode,
  /** Within what the reader may see. */ records: z.object({ evaluated: z.number().int(), changed: z.number().int() }),
  clocks: z.object({ evaluated: z.number().int(), earlier: z.number().int(), later: z.number().int(), started: z.number().int(), ended: z.number().int(), renamed: z.number().int() }),
  breaches: z.object({ before: z.number().int(), after: z.number().int(), gained: z.number().int(), lost: z.number().int() }),
  byKind: z.array(z.object({ kind: ClockKind, level: z.string().nullable(), evaluated: z.number().int(), moved: z.number().int(), breachedBefore: z.number().int(), breachedAfter: z.number().int(),
    /** Percent of ended clocks that were met; null without any. */ attainmentBefore: z.number().nullable(), attainmentAfter: z.number().nullable() })),
  /** Gained breaches first, then the largest moves. */ items: z.array(PreviewRow), truncated: z.boolean(), tookMs: z.number().int(),
})
export type Preview = z.infer<typeof Preview>

/** When people hear of a clock, as the settings of the installation say; read by whoever reads policies (RX-4). */
export const ClockTiming = z.object({
  combine: CombineMode, warnAt: z.array(z.number()), /** After the breach, one for each level above the unit. */ escalateAfter: z.array(Span), repeat: z.object({ every: Span, times: z.number().int() }),
  /** How long a notice waits for the next shift where nobody is on duty. */ waitForShift: Span, twoPerson: z.boolean(),
})
export type ClockTiming = z.infer<typeof ClockTiming>

/** Given a record and what happened to it, then this clock is due at that time. */
export const ConformanceCase = z.strictObject({
  name: Line(120), record: SimulatedRecord, events: z.array(SimulatedEvent).max(100).default([]), /** Moment to look at; default: the last event, or the creation. */ at: Moment.optional(), mode: CombineMode.optional(),
  then: z.strictObject({ kind: ClockKind, reference: z.boolean().default(false), /** null: no such clock, or paused. */ dueAt: Moment.nullable(), clause: z.string().max(20).optional(), policy: z.string().max(60).optional(), level: z.string().max(20).nullable().optional(), state: ClockState.optional() }),
})
export type ConformanceCase = z.infer<typeof ConformanceCase>
export const ConformanceResult = z.object({
  green: z.boolean(), /** What came out; null when the clock does not exist. */ got: z.object({ dueAt: Moment.nullable(), clause: z.string(), policy: z.string(), level: z.string().nullable(), state: ClockState }).nullable(),
  /** Each thing that differs: `dueAt`, `clause`, `policy`, `level`, `state`, `clock`, `input`. */ differs: z.array(z.object({ field: z.string(), expected: z.string().nullable(), got: z.string().nullable() })),
})
export type ConformanceResult = z.infer<typeof ConformanceResult>
export const ConformanceRow = z.object({ id: Id, position: z.number().int(), case: ConformanceCase, result: ConformanceResult, version: z.number().int(), savedAt: Moment, savedBy: z.string() })
export type ConformanceRow = z.infer<typeof ConformanceRow>
/** Every row evaluated against the rules in force and scheduled, or with a draft among them. */
export const ConformanceTable = z.object({ items: z.array(ConformanceRow), nextCursor: z.null(), green: z.number().int(), red: z.number().int(), policy: z.string().nullable(), version: z.number().int().nullable(), at: Moment })
export type ConformanceTable = z.infer<typeof ConformanceTable>
export const ConformanceImported = z.object({ added: z.number().int(), changed: z.number().int(), same: z.number().int(), refused: z.array(z.object({ line: z.number().int(), field: z.string(), value: z.string(), text: z.string() })) })
export type ConformanceImported = z.infer<typeof ConformanceImported>
