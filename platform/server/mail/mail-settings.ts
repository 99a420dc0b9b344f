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
/** What the first connection to a mailbox does with mail that is already there. `preview`: it is counted, and nothing is fetched, marked or answered until somebody decides. */
export const FirstConnection = defineSetting({ key: 'mail.first-connection', group: 'mail', schema: z.enum(['preview', 'new-only', 'import-archive']), default: 'preview' })
/** Seconds that reading one message may take before it is set aside. */
export const ParseSeconds = defineSetting({ key: 'mail.parse-seconds', group: 'mail', schema: z.number().int().min(1).max(300), default: 60 })
/** Mails to one domain within a minute; large providers put off whoever sends more. */
export const PerDomainPerMinute = defineSetting({ key: 'mail.per-domain-per-minute', group: 'mail', schema: z.number().int().min(1).max(10_000), default: 120 })
/** Automatic mails of one kind within ten minutes; what comes on top is held until a person lets it go. */
export const BlastLimit = defineSetting({ key: 'mail.blast-limit', group: 'mail', schema: z.number().int().min(10).max(100_000), default: 1_000 })
/** The key that signs outgoing mail (RFC 6376); made by `POST /mail/dkim`. */
export const Dkim = defineSetting({
  key: 'mail.dkim', group: 'mail', secret: true, default: null,
  schema: z.strictObject({ domain: z.string().min(3).max(253), selector: z.string().regex(/^[a-z0-9-]{1,63}$/), privateKey: z.string().min(100).max(10_000) }).nullable(),
})
/** Hours without any mail before an alarm, for a desk that had some on each of the last five days; 0: never. */
export const SilenceHours = defineSetting({ key: 'mail.silence-hours', group: 'mail', schema: z.number().int().min(0).max(720), default: 24 })
