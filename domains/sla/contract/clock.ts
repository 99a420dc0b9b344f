// Clocks on the wire: one promise each, with everything needed to check its due time by hand.
import { z } from 'zod'
import { Moment, Span } from '../../../platform/contract/time.ts'

export const ClockKind = z.enum(['response', 'initial-solution', 'initial-handling', 'resolution', 'vendor-contact', 'result-feedback', 'user-feedback', 'kb-archive',
  'feedback-forward', 'feedback-result', 'incident-record', 'removal', 'repair', 'progress-update'])
export type ClockKind = z.infer<typeof ClockKind>
/** `missed` is what `breached` is called on a reference (CL-12). */
export const ClockState = z.enum(['running', 'paused', 'met', 'breached', 'missed', 'superseded'])
export type ClockState = z.infer<typeof ClockState>
export const RecordKind = z.enum(['case', 'incident', 'fault', 'feedback'])
export type RecordKind = z.infer<typeof RecordKind>
/** `governing`: the highest rank decides. `strictest`: for each clock the earliest due time decides (B-1 step 5). */
export const CombineMode = z.enum(['governing', 'strictest'])
export type CombineMode = z.infer<typeof CombineMode>

/** `excluded`: between resolution and rejection; neither running nor paused (CL-10). */
export const Segment = z.object({ from: Moment, to: Moment.nullable(), state: z.enum(['running', 'paused', 'excluded']), cause: z.string() })
export type Segment = z.infer<typeof Segment>

/** A length that may be negative: how long ago a due time was. */
const SignedSpan = z.union([Span, z.string().regex(/^-P/)])

/** A limit that lost against the governing one, or stands beside it. */
export const OtherLimit = z.object({ policy: z.string(), version: z.number().int(), clause: z.string(), target: Span, dueAt: Moment })
export type OtherLimit = z.infer<typeof OtherLimit>

export const Clock = z.object({
  kind: ClockKind, policy: z.string(), version: z.number().int(), clause: z.string(),
  /** `24x7`, or `code@version`. */ calendar: z.string(),
  startedAt: Moment, target: Span,
  /** null while paused. */ dueAt: Moment.nullable(),
  /** Open time left; negative once it is late; null when the clock has ended. */ remaining: SignedSpan.nullable(),
  state: ClockState, reference: z.boolean(), provisional: z.boolean(), round: z.number().int(),
  pausedTotal: Span, stoppedAt: Moment.nullable(), segments: z.array(Segment),
  /** The arithmetic, in words, in the reader's language. */ why: z.string(),
  level: z.string().nullable(), breachedAt: Moment.nullable(),
  /** How late it is or was. */ overdueBy: Span.nullable(),
  warnedAt: Moment.nullable(), supersededAt: Moment.nullable(), supersededBecause: z.string().nullable(),
  /** What the handbook prints, where the product uses another value or the handbook gives a window. */
  printed: z.object({ from: Span.nullable(), to: Span, note: z.string().nullable() }).nullable(),
  others: z.array(OtherLimit),
})
export type Clock = z.infer<typeof Clock>
