// Clauses of the handbook (制度条款): chapters, sections and the numbered clauses that rules and screens cite.
import { z } from 'zod'
import { Line, LongText } from '../../../platform/contract/text.ts'
import { Span } from '../../../platform/contract/time.ts'

/** `3`, `3.3` or `3.3-1`; a leading § is allowed. */
export const ClauseNumber = z.string().max(12).regex(/^§?[1-9](\.[1-9](-[1-9]\d?)?)?$/, 'handbook.number')
export const ClauseKind = z.enum(['chapter', 'section', 'clause'])
export type ClauseKind = z.infer<typeof ClauseKind>

/**
 * Found out from what this installation consists of: `implemented` when all that the clause names is there, `in-part` when some of it is,
 * `not-started` when none is; `text-missing` while the handbook has no text for the section.
 */
export const ClauseStatus = z.enum(['not-started', 'in-part', 'implemented', 'text-missing'])
export type ClauseStatus = z.infer<typeof ClauseStatus>

const Bilingual = { title: z.string(), titleZh: z.string(), titleEn: z.string() }
const Owner = z.object({ role: z.string(), name: z.string() })

/** `status` and `owner` are null for customers and internal users. */
export const ClauseLine = z.object({
  number: z.string(), kind: ClauseKind, parent: z.string().nullable(), ...Bilingual,
  /** Second titles that the handbook prints for the same part. */ otherTitles: z.array(z.object({ zh: z.string(), en: z.string() })),
  summary: z.string(), status: ClauseStatus.nullable(), owner: Owner.nullable(),
})
export type ClauseLine = z.infer<typeof ClauseLine>

export const PrintedLimit = z.object({
  row: z.string(), clause: z.string(), level: z.string().nullable(), scope: z.string(), kind: z.string(), printed: Span, from: Span.nullable(),
  /** Entry of the list of contradictions that says how it is read. */ decision: z.string().nullable(), enforced: z.boolean(),
})
export type PrintedLimit = z.infer<typeof PrintedLimit>

/** What carries a clause out; `exists` says whether this installation has it. */
export const LinkedPolicy = z.object({ code: z.string(), exists: z.boolean(), limits: z.array(PrintedLimit) })
export const LinkedScreen = z.object({ id: z.string(), name: z.string(), address: z.string(), portal: z.boolean(), exists: z.boolean() })
export const LinkedJob = z.object({ code: z.string(), name: z.string(), every: z.string(), exists: z.boolean() })
export const LinkedPart = z.object({ id: z.string(), name: z.string(), exists: z.boolean() })

/** A clause with all that hangs on it. Customers and internal users get titles and summary; the rest is empty for them. */
export const Clause = ClauseLine.extend({
  summaryZh: z.string(), summaryEn: z.string(),
  /** Chapter and section above it. */ path: z.array(ClauseLine), children: z.array(ClauseLine),
  /** The text of the clause, where the owner entered it. */ text: z.string().nullable(), textMissing: z.boolean(),
  /** Words that the printed text lost, and how they are read. */ reconstructed: z.array(z.object({ printed: z.string(), read: z.string(), decision: z.string(), status: z.literal('reconstructed') })),
  policies: z.array(LinkedPolicy), screens: z.array(LinkedScreen), jobs: z.array(LinkedJob), parts: z.array(LinkedPart),
  requirements: z.array(z.string()), decisions: z.array(z.string()), editable: z.boolean(), version: z.number().int(),
})
export type Clause = z.infer<typeof Clause>

export const EditClause = z.strictObject({
  summaryZh: LongText(1000), summaryEn: LongText(1000), /** Code of a role. */ owner: Line(60), /** null empties the slot. */ text: LongText(100_000).nullable(),
}).partial().extend({ reason: LongText(1000).optional() })
export type EditClause = z.infer<typeof EditClause>
