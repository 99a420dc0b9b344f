// Reply templates in both languages, approved by headquarters, and macros: a reply with what it does to the case (R1.2-13, R5.1-9, R5.1-11).
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { Line, LongText, Locale } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { CaseState, Classification, Person } from '../../cases/contract/case.ts'
import { WaitingMessage } from './writing.ts'

/** What templates and macros may name in double braces; filled from the case when it is written. */
export const VARIABLES = ['requester.name', 'customer.name', 'case.number', 'case.title', 'case.link', 'handler.name', 'agent.name', 'due.time', 'today'] as const
export type Variable = typeof VARIABLES[number]

export const TemplateState = z.enum(['draft', 'approved', 'retired'])
const Body = LongText(20_000)
/** `approvedVersion` is what replies use; while a later version is a draft, they keep the approved one. */
export const ReplyTemplate = z.object({
  id: Id, name: z.string(), nameZh: z.string(), nameEn: z.string(), bodyZh: z.string(), bodyEn: z.string(), unitId: Id.nullable(), unit: z.string().nullable(), state: TemplateState, version: z.number().int(),
  editedBy: Person, editedAt: Moment, approvedVersion: z.number().int().nullable(), approvedBy: Person.nullable(), approvedAt: Moment.nullable(),
})
export type ReplyTemplate = z.infer<typeof ReplyTemplate>
export const NewTemplate = z.strictObject({ nameZh: Line(80), nameEn: Line(80), bodyZh: Body, bodyEn: Body, unitId: Id.nullable().optional() })
export type NewTemplate = z.infer<typeof NewTemplate>
export const EditTemplate = NewTemplate.partial()
export type EditTemplate = z.infer<typeof EditTemplate>
export const TemplateVersion = z.object({ version: z.number().int(), nameZh: z.string(), nameEn: z.string(), bodyZh: z.string(), bodyEn: z.string(), by: Person, at: Moment })
export type TemplateVersion = z.infer<typeof TemplateVersion>
/** A text in the requester's language; `empty` names variables that have no value on this case. */
export const FilledText = z.object({ text: z.string(), locale: Locale, empty: z.array(z.string()) })
export type FilledText = z.infer<typeof FilledText>

/** What a macro may hold; MacroSteps says what of it goes together. */
const Steps = z.strictObject({
  templateId: Id.optional(), reply: z.strictObject({ zh: Body, en: Body }).optional(), note: LongText(5_000).optional(),
  set: Classification.partial().extend({ reason: LongText(1_000).optional() }).optional(),
  /** The case becomes that of who runs the macro. */ take: z.boolean().optional(),
  transition: z.strictObject({ to: CaseState, reason: LongText(1_000).optional() }).optional(),
})
/** Everything is optional, but something must be there. Of `templateId` and `reply` one at most. */
export const MacroSteps = Steps.refine((s) => s.templateId ?? s.reply ?? s.note ?? s.set ?? s.transition ?? s.take, { message: 'conversations.macro-empty' })
  .refine((s) => !(s.templateId && s.reply), { message: 'conversations.macro-two-replies', path: ['reply'] })
export type MacroSteps = z.infer<typeof MacroSteps>
export const Macro = z.object({ id: Id, name: z.string(), nameZh: z.string(), nameEn: z.string(), steps: Steps, unitId: Id.nullable(), unit: z.string().nullable(), active: z.boolean(), version: z.number().int(), editedBy: Person, editedAt: Moment })
export type Macro = z.infer<typeof Macro>
export const NewMacro = z.strictObject({ nameZh: Line(80), nameEn: Line(80), steps: MacroSteps, unitId: Id.nullable().optional(), active: z.boolean().optional() })
export type NewMacro = z.infer<typeof NewMacro>
export const EditMacro = NewMacro.partial()
export type EditMacro = z.infer<typeof EditMacro>

export const MacroChange = z.object({ field: z.string(), label: z.string(), from: z.unknown(), to: z.unknown() })
/** What a run would do, found out by doing it and taking it back. */
export const MacroPreview = z.object({ macroId: Id, version: z.number().int(), reply: FilledText.nullable(), note: z.string().nullable(), changes: z.array(MacroChange), mailTo: z.string().nullable() })
export type MacroPreview = z.infer<typeof MacroPreview>
/** `reply`: the words as they were changed in the preview. */
export const RunMacro = z.strictObject({ reply: LongText(100_000).optional() })
/** A macro with a reply waits for the undo seconds like any reply (`waiting`), with all that it does; without one it runs at once (`runId`). */
export const MacroRun = z.object({ runId: Id.nullable(), waiting: WaitingMessage.nullable(), changes: z.array(MacroChange) })
export type MacroRun = z.infer<typeof MacroRun>
export const MacroUndone = z.object({ undone: z.array(z.string()), kept: z.array(z.object({ what: z.string(), why: z.string() })) })
export type MacroUndone = z.infer<typeof MacroUndone>
