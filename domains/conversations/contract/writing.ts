// What staff do with messages before they are said: mention, hold back, schedule, and see who has read.
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { CaseState, EditCase, Person } from '../../cases/contract/case.ts'
import { NewMessage, ResponseVerdict } from './message.ts'

/** Who may be mentioned: staff who may read the case anyway; a mention opens nothing (RX-8). */
export const Mentionable = z.object({ id: Id, name: z.string(), unit: z.string().nullable() })
export type Mentionable = z.infer<typeof Mentionable>

/** What happens to the case in the transaction that sends the message; all of it or nothing. */
export const Follow = z.strictObject({
  set: EditCase.optional(), /** The case becomes that of the author. */ take: z.boolean().optional(), note: LongText(20_000).optional(),
  transition: z.strictObject({ to: CaseState, reason: LongText(1_000).optional(), handlerId: Id.optional() }).optional(),
})
export type Follow = z.infer<typeof Follow>

/** `undo`: held for a few seconds in which sending can be taken back. `scheduled`: goes at its time. */
export const WaitingMessage = z.object({
  id: Id, caseId: Id, by: Person, kind: z.enum(['undo', 'scheduled']), message: NewMessage, follow: Follow, sendAt: Moment, state: z.enum(['waiting', 'sent', 'cancelled', 'failed']),
  /** Seconds until it goes, by the clock that decides; 0 when it is being sent. */
  leftSeconds: z.number(),
  /** Why it could not be sent, in words. */
  problem: z.string().nullable(), messageId: Id.nullable(), macroId: Id.nullable(), createdAt: Moment, version: z.number().int(),
})
export type WaitingMessage = z.infer<typeof WaitingMessage>

export const HoldMessage = z.strictObject({
  message: NewMessage, follow: Follow.optional(),
  /** Without it the message waits for the undo seconds of the settings; in the zone that the offset names. */
  sendAt: Moment.optional(),
})
export type HoldMessage = z.infer<typeof HoldMessage>
/** `response`: what the message will be worth as a first response (§1.4), told before it goes; null when none is due. */
export const HeldMessage = WaitingMessage.extend({ response: ResponseVerdict.nullable() })
export type HeldMessage = z.infer<typeof HeldMessage>

export const ChangeWaiting = z.strictObject({ body: LongText(100_000).optional(), sendAt: Moment.optional() })
export type ChangeWaiting = z.infer<typeof ChangeWaiting>
