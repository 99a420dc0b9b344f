// What the administrator decides about mail.
import { z } from 'zod'
import { defineSetting } from '../module.ts'

const Address = z.string().max(254).trim().toLowerCase().pipe(z.email())

/** Addresses of the desk. Empty: every recipient is taken (the listener stands behind a mail server that knows them). */
export const DeskAddresses = defineSetting({ key: 'mail.desk-addresses', group: 'mail', schema: z.array(Address).max(50), default: [] })
/** Sender of outgoing mail. Empty: the first desk address, else support@<host of the public address>. */
export const SenderAddress = defineSetting({ key: 'mail.sender-address', group: 'mail', schema: z.union([z.literal(''), Address]), default: '' })
export const SenderName = defineSetting({ key: 'mail.sender-name', group: 'mail', schema: z.string().trim().min(1).max(80), default: '后援 Houyuan' })
/** The kill switch: false holds everything that is queued. */
export const SendingOn = defineSetting({ key: 'mail.sending-on', group: 'mail', schema: z.boolean(), default: true })
export const PerMinute = defineSetting({ key: 'mail.per-minute', group: 'mail', schema: z.number().int().min(1).max(10_000), default: 300 })
/** Replies go to `support+<token>@...`; only for mail servers that deliver such addresses. */
export const PlusAddressing = defineSetting({ key: 'mail.plus-addressing', group: 'mail', schema: z.boolean(), default: false })
export const MaxReceivedBytes = defineSetting({ key: 'mail.max-received-bytes', group: 'mail', schema: z.number().int().min(1_000_000).max(500 * 1024 * 1024), default: 100 * 1024 * 1024 })
/** What the first connection to a mailbox does with mail that is already there. */
export const FirstConnection = defineSetting({ key: 'mail.first-connection', group: 'mail', schema: z.enum(['new-only', 'import-archive']), default: 'new-only' })
/** Seconds that reading one message may take before it is set aside. */
export const ParseSeconds = defineSetting({ key: 'mail.parse-seconds', group: 'mail', schema: z.number().int().min(1).max(300), default: 60 })
