// Facts about conversations: ids only; the words stay in the messages.
import { z } from 'zod'
import { defineEvent } from '../../../platform/contract/event.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { Channel } from '../../cases/contract/case.ts'
import { Direction } from './message.ts'

const subject = (e: { caseId: string }) => `case:${e.caseId}`
const Where = { caseId: Id, unitId: Id.nullable(), customerId: Id.nullable(), requesterId: Id, handlerId: Id.nullable(), firstOwnerId: Id.nullable() }

/** A public message came in or went out. */
export const MessageAdded = defineEvent('conversations.message-added@1', z.object({ ...Where, messageId: Id, direction: Direction, channel: Channel, automatic: z.boolean() }), { subject, audience: 'public' })
/** A note among staff. */
export const NoteAdded = defineEvent('conversations.note-added@1', z.object({ ...Where, messageId: Id, channel: Channel, automatic: z.boolean() }), { subject })
/** A mail was on the wrong case and moved; said on both. */
export const MessageMoved = defineEvent('conversations.message-moved@1', z.object({ ...Where, messageId: Id, fromCaseId: Id, toCaseId: Id }), { subject })
/** Somebody had a mail of the ledger read and placed again. */
export const IntakeRepeated = defineEvent('conversations.intake-repeated@1', z.object({ receivedId: Id, asPerson: z.boolean() }), { subject: (e) => `received:${e.receivedId}` })

export const conversationsEvents = [MessageAdded, NoteAdded, MessageMoved, IntakeRepeated] as const
