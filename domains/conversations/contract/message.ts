// What is said about a case, on every channel (§5.1, §5.2): one record per communication, never changed, corrected by addition.
import { z } from 'zod'
import { Channel, Severity } from '../../cases/contract/case.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { Email, Line, LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'

/** The ways on which people speak with us (Annex 6): those of a case. */
export const MessageChannel = Channel
export type MessageChannel = z.infer<typeof MessageChannel>
/** `internal` messages are notes among staff. */
export const Visibility = z.enum(['public', 'internal'])
export type Visibility = z.infer<typeof Visibility>
/** `in`: from the requester's side. `out`: from us. `internal`: a note. */
export const Direction = z.enum(['in', 'out', 'internal'])
export type Direction = z.infer<typeof Direction>

/** Why a mail was put on this case: shown so that a wrong guess can be seen and mended. */
export const JoinReason = z.enum(['opened', 'token', 'reply', 'number', 'subject', 'moved', 'duplicate', 'thread'])
export type JoinReason = z.infer<typeof JoinReason>

export const MessageAddress = z.object({ name: z.string(), address: z.string() })
export type MessageAddress = z.infer<typeof MessageAddress>

export const Attachment = z.object({
  id: Id, name: z.string(), size: z.number().int(), contentType: z.string(), width: z.number().int().nullable(), height: z.number().int().nullable(),
  /** Shown inside the HTML; no need to list it again. */
  inline: z.boolean(),
  /** null: it can be opened. Otherwise why not: a refused type, malware, or a scan that is not finished. */
  blocked: z.enum(['type', 'infected']).nullable(),
})
export type Attachment = z.infer<typeof Attachment>

export const Message = z.object({
  id: Id, caseId: Id, at: Moment, channel: MessageChannel, direction: Direction, visibility: Visibility,
  /** Written by the product or by a machine of the other side; never stops a clock (R1.3-4). */
  automatic: z.boolean(),
  from: z.object({ id: Id.nullable(), name: z.string(), address: z.string().nullable() }), to: z.array(MessageAddress), cc: z.array(MessageAddress),
  subject: z.string().nullable(), text: z.string(), quotedText: z.string().nullable(),
  /** Safe to show: no scripts, no foreign resources. */
  html: z.string().nullable(),
  messageId: z.string().nullable(), inReplyTo: z.string().nullable(), attachments: z.array(Attachment),
  owner: z.string().nullable(), nextStep: z.string().nullable(), expectedAt: Moment.nullable(),
  /** This message was the first response (§1.4) or carried the initial solution (§3.3-1). */
  firstResponse: z.boolean(), initialSolution: z.boolean(),
  customerFeedback: z.string().nullable(), followUp: z.string().nullable(),
  corrects: Id.nullable(), correctedBy: Id.nullable(),
  /** Staff named in a note, who were told. */
  mentions: z.array(z.object({ id: Id, name: z.string() })),
  /** For staff: when the requester's side first opened a message of ours in the portal. */
  readAt: Moment.nullable(),
  /** For staff: how a mail of ours fared, why one of theirs is here, and its line in the ledger. */
  delivery: z.object({ state: z.string(), error: z.string().nullable() }).nullable(), joinedBy: JoinReason.nullable(), receivedId: Id.nullable(),
})
export type Message = z.infer<typeof Message>

export const NewMessage = z.strictObject({
  visibility: Visibility.default('public'), body: LongText(100_000), attachments: z.array(Id).max(50).optional(),
  channel: MessageChannel.optional(), cc: z.array(Email).max(20).optional(),
  /** What makes a public reply a first response (§1.4, R1.4-2); `severity` for after-sales (§2.2-2). */
  owner: Line(120).optional(), nextStep: LongText(2_000).optional(), expectedAt: Moment.optional(), severity: Severity.optional(),
  initialSolution: z.boolean().optional(),
  /** Communication record (§5.1-4): mandatory for telephone and on-site. */
  customerFeedback: LongText(5_000).optional(), followUp: LongText(5_000).optional(),
  /** The message that this one corrects. */
  corrects: Id.optional(),
  /** Staff to tell of this note; each must be able to read the case. Notes only. */
  mentions: z.array(Id).max(20).optional(),
})
export type NewMessage = z.infer<typeof NewMessage>

/** Whether a public reply counted as the first response, and what it lacks when it did not: the clock then still runs (S-023). */
export const ResponseVerdict = z.object({
  complete: z.boolean(), counted: z.boolean(), detail: z.string(), missing: z.array(z.object({ field: z.string(), detail: z.string(), clause: z.string() })),
})
export type ResponseVerdict = z.infer<typeof ResponseVerdict>
/** `response` is null when no first response was due. */
export const AddedMessage = Message.extend({ response: ResponseVerdict.nullable() })

