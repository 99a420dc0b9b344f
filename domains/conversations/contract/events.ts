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

/** The requester's side opened messages of ours in the portal for the first time. */
export const MessagesRead = defineEvent('conversations.messages-read@1', z.object({ ...Where, messageIds: z.array(Id) }), { subject })
/** A note names colleagues, who are told. */
export const ColleaguesMentioned = defineEvent('conversations.colleagues-mentioned@1', z.object({ ...Where, messageId: Id, accountIds: z.array(Id), names: z.string() }), { subject })
/** A message waits to be sent, was changed, taken back, or could not be sent. That it was sent is told by the message itself. */
export const MessageHeld = defineEvent('conversations.message-held@1', z.object({ ...Where, waitingId: Id, kind: z.enum(['undo', 'scheduled']), sendAt: z.string() }), { subject })
export const HeldMessageChanged = defineEvent('conversations.held-message-changed@1', z.object({ ...Where, waitingId: Id, sendAt: z.string() }), { subject })
export const HeldMessageCancelled = defineEvent('conversations.held-message-cancelled@1', z.object({ ...Where, waitingId: Id }), { subject })
export const HeldMessageFailed = defineEvent('conversations.held-message-failed@1', z.object({ ...Where, waitingId: Id }), { subject })

export const TemplateChanged = defineEvent('conversations.template-changed@1', z.object({ templateId: Id, version: z.number().int(), what: z.enum(['written', 'changed', 'approved', 'retired']) }), { subject: (e) => `template:${e.templateId}` })
export const MacroChanged = defineEvent('conversations.macro-changed@1', z.object({ macroId: Id, version: z.number().int() }), { subject: (e) => `macro:${e.macroId}` })
export const MacroRan = defineEvent('conversations.macro-ran@1', z.object({ ...Where, macroId: Id, runId: Id, name: z.string() }), { subject })
export const MacroUndoneEvent = defineEvent('conversations.macro-undone@1', z.object({ ...Where, runId: Id }), { subject })

/** A talk with a partner department or a vendor about the case; never shown to the requester. */
export const SideConversationOpened = defineEvent('conversations.side-conversation-opened@1', z.object({ ...Where, sideId: Id, partyName: z.string() }), { subject })
export const SideMessageAdded = defineEvent('conversations.side-message-added@1', z.object({ ...Where, sideId: Id, messageId: Id, direction: z.enum(['in', 'out']), partyName: z.string(), automatic: z.boolean() }), { subject })
export const SideConversationClosed = defineEvent('conversations.side-conversation-closed@1', z.object({ ...Where, sideId: Id, partyName: z.string(), closed: z.boolean() }), { subject })

export const conversationsEvents = [SideConversationOpened, SideMessageAdded, SideConversationClosed, TemplateChanged, MacroChanged, MacroRan, MacroUndoneEvent, MessageAdded, NoteAdded, MessageMoved, IntakeRepeated, MessagesRead, ColleaguesMentioned, MessageHeld, HeldMessageChanged, HeldMessageCancelled, HeldMessageFailed] as const
