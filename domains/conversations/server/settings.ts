// What administrators may change about conversations.
import { z } from 'zod'
import { defineSetting } from '../../../platform/server/module.ts'
import { MessageChannel } from '../contract/message.ts'

const group = 'conversations'

/** Channels on which a new case is acknowledged by mail (R1.3-4). */
export const AcknowledgeChannels = defineSetting({ key: 'conversations.acknowledge-channels', group, schema: z.array(MessageChannel).max(8), default: ['mail', 'portal'], clause: '§1.3-4' })
/** Acknowledgements to one address within an hour; more are left out, so that two machines cannot keep each other busy. */
export const AcknowledgePerHour = defineSetting({ key: 'conversations.acknowledge-per-hour', group, schema: z.number().int().min(1).max(1000), default: 20 })
/** Acknowledgements to everybody within an hour: a loop over many addresses ends here. */
export const AcknowledgePerHourInAll = defineSetting({ key: 'conversations.acknowledge-per-hour-in-all', group, schema: z.number().int().min(1).max(1_000_000), default: 20_000 })
/** Cases that mails of one address may open within an hour; what comes on top is set aside for a person to look at. */
export const CasesPerHour = defineSetting({ key: 'conversations.cases-per-hour', group, schema: z.number().int().min(1).max(100_000), default: 300 })
/** Days after closing in which a reply still joins the case; later it opens a new one that follows it (B-18). */
export const JoinClosedDays = defineSetting({ key: 'conversations.join-closed-days', group, schema: z.number().int().min(0).max(90), default: 7, clause: '§3.3-3' })
/** Machines whose mails open cases although no person wrote them (monitoring, web forms). */
export const TrustedMachines = defineSetting({ key: 'conversations.trusted-machines', group, schema: z.array(z.string().trim().toLowerCase().pipe(z.email())).max(200), default: [] })

/** Seconds in which a reply can be taken back before it is sent; 0 sends at once. */
export const UndoSeconds = defineSetting({ key: 'conversations.undo-seconds', group, schema: z.number().int().min(0).max(60), default: 10 })

export const conversationsSettings = [UndoSeconds, AcknowledgeChannels, AcknowledgePerHour, AcknowledgePerHourInAll, CasesPerHour, JoinClosedDays, TrustedMachines]
