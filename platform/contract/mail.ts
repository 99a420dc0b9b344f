// Mail that goes out, as administrators see it, and what happened to it.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { defineEvent } from './event.ts'
import { Id } from './ids.ts'
import { PageQuery, pageOf } from './paging.ts'
import { Moment } from './time.ts'

/** `held`: too many automatic mails of one kind at once; a person lets them go. `suppressed`: every recipient has an address that can never exist (`.invalid`); kept, and never sent. */
export const MailState = z.enum(['queued', 'sending', 'sent', 'failed', 'cancelled', 'bounced', 'suppressed', 'held'])
export type MailState = z.infer<typeof MailState>

const About = { mailId: Id, kind: z.string(), relatedTo: z.string().nullable() }
const about = { subject: (e: { relatedTo: string | null }) => e.relatedTo }

export const MailSent = defineEvent('mail.sent@1', z.object(About), about)
/** The receiving side refused it for good, or two days of tries were in vain. */
export const MailFailed = defineEvent('mail.failed@1', z.object({ ...About, code: z.number().int().nullable(), error: z.string() }), about)
/** It was taken by a server and came back later (RFC 3464). */
export const MailBounced = defineEvent('mail.bounced@1', z.object({ ...About, error: z.string() }), about)
export const MailCancelled = defineEvent('mail.cancelled@1', z.object(About), about)
export const MailRetried = defineEvent('mail.retried@1', z.object(About), about)
/** `loop`: two machines would keep each other busy. `silence`: no mail although there always is. `difference`: received and outcomes do not add up. `blast`: automatic mail held. `mailbox`: a mailbox waits to be released. */
export const MailAlarmKind = z.enum(['loop', 'silence', 'difference', 'blast', 'mailbox'])
export type MailAlarmKind = z.infer<typeof MailAlarmKind>
export const MailAlarmRaised = defineEvent('mail.alarm-raised@1', z.object({ alarmId: Id, kind: MailAlarmKind, about: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])) }))
/** A message that came in has been read and has to find its place. */
export const MailArrived = defineEvent('mail.arrived@1', z.object({ receivedId: Id }))

/** `waitsFor`: why a queued mail does not go: no server is set, sending is paused, or it waits for its next try. */
export const OutgoingMail = z.object({
  id: Id, kind: z.string(), state: MailState, to: z.array(z.string()), cc: z.array(z.string()), subject: z.string(), messageId: z.string(), automatic: z.boolean(), relatedTo: z.string().nullable(),
  attempts: z.number().int(), createdAt: Moment, nextAt: Moment.nullable(), sentAt: Moment.nullable(), lastCode: z.number().int().nullable(), lastError: z.string().nullable(),
  waitsFor: z.enum(['transport', 'release', 'next-try', 'turn']).nullable(),
})
export const Delivery = z.object({ at: Moment, outcome: z.string(), code: z.number().int().nullable(), response: z.string().nullable(), tookMs: z.number().int().nullable() })
export const OutgoingMailDetail = OutgoingMail.extend({ text: z.string(), html: z.string().nullable(), deliveries: z.array(Delivery) })
export type OutgoingMail = z.infer<typeof OutgoingMail>
export type OutgoingMailDetail = z.infer<typeof OutgoingMailDetail>

const Counted = z.object({ mails: z.number().int(), recipients: z.number().int() })
/** Held automatic mail was let go, or taken back, by a person. */
export const MailReleased = defineEvent('mail.released@1', z.object({ kind: z.string(), ...Counted.shape }))
export const MailHeldCancelled = defineEvent('mail.held-cancelled@1', z.object({ kind: z.string(), ...Counted.shape }))
export const MailboxReleased = defineEvent('mail.mailbox-released@1', z.object({ mailbox: z.string(), mode: z.enum(['new-only', 'import-archive']) }))
export const MailReconciled = defineEvent('mail.reconciled@1', z.object({ received: z.number().int(), waiting: z.number().int(), differences: z.number().int() }))

/** What stands between a mistake and everybody's mailbox. */
export const MailGuard = z.object({
  sendingOn: z.boolean(), transport: z.boolean(), queued: Counted, sentLastHour: z.number().int(), failedLastHour: z.number().int(),
  held: z.array(z.object({ kind: z.string(), ...Counted.shape, domains: z.number().int(), oldest: Moment, sample: z.string() })),
})
export type MailGuard = z.infer<typeof MailGuard>

export const DkimState = z.object({
  on: z.boolean(), senderDomain: z.string(),
  /** The key is of the domain that the sender address has. */
  matches: z.boolean(),
  record: z.object({ name: z.string(), type: z.literal('TXT'), value: z.string() }).nullable(),
})
export type DkimState = z.infer<typeof DkimState>

const Preview = z.object({ messages: z.number().int(), unread: z.number().int(), oldest: Moment.nullable(), newest: Moment.nullable(), sample: z.array(z.object({ from: z.string(), subject: z.string(), at: Moment.nullable(), size: z.number().int() })) })
export type MailboxPreview = z.infer<typeof Preview>
/** `preview`: what was there at the first connection; while `releasedAt` is null nothing is fetched, marked or answered. */
export const Mailbox = z.object({ id: z.string(), firstSeenAt: Moment, releasedAt: Moment.nullable(), preview: Preview.nullable(), lastOkAt: Moment.nullable(), lastError: z.string().nullable() })
export type Mailbox = z.infer<typeof Mailbox>

/** Received against outcomes of a day. A difference names the kind and the messages (at most 20). */
export const Reconciliation = z.object({
  id: Id, at: Moment, from: Moment, until: Moment, received: z.number().int(), outcomes: z.record(z.string(), z.number().int()), waiting: z.number().int(),
  differences: z.array(z.object({ kind: z.enum(['waiting', 'no-place', 'bytes-missing', 'mailbox-error']), count: z.number().int(), ids: z.array(z.string()) })),
})
export type Reconciliation = z.infer<typeof Reconciliation>
export const MailAlarm = z.object({ id: Id, kind: MailAlarmKind, about: z.string(), at: Moment, detail: z.record(z.string(), z.union([z.string(), z.number()])) })

const ById = z.object({ id: Id })

export const mailApi = {
  list: endpoint({
    method: 'GET', path: '/mail/outbox', permission: 'console.manage', summary: 'Outgoing mail with its state',
    query: PageQuery.extend({ state: MailState.optional(), kind: z.string().max(60).optional() }), reply: pageOf(OutgoingMail),
  }),
  read: endpoint({ method: 'GET', path: '/mail/outbox/:id', permission: 'console.manage', summary: 'One outgoing mail with every try', params: ById, reply: OutgoingMailDetail }),
  retry: endpoint({ method: 'POST', path: '/mail/outbox/:id/retry', permission: 'console.manage', summary: 'Send it now; one that failed is queued again', params: ById, reply: OutgoingMail, errors: ['mail-state', 'mail-cleared'] }),
  cancel: endpoint({ method: 'POST', path: '/mail/outbox/:id/cancel', permission: 'console.manage', summary: 'Take back a mail that has not left yet', params: ById, reply: OutgoingMail, errors: ['mail-state'] }),
  guard: endpoint({ method: 'GET', path: '/mail/guard', permission: 'console.manage', summary: 'What waits to leave, what is held and how many people it would reach', reply: MailGuard }),
  stop: endpoint({ method: 'POST', path: '/mail/guard/switch', permission: 'settings.manage', summary: 'The kill switch: false holds everything that has not left yet', body: z.strictObject({ sendingOn: z.boolean(), reason: z.string().trim().max(500).optional() }), reply: MailGuard }),
  release: endpoint({
    method: 'POST', path: '/mail/guard/releases', permission: 'console.manage', summary: 'Let the oldest held mails of a kind go: a few first, the rest when they look right',
    body: z.strictObject({ kind: z.string().min(1).max(60), count: z.number().int().min(1).max(100_000) }), reply: Counted, example: { kind: 'notification', count: 10 },
  }),
  cancelHeld: endpoint({ method: 'POST', path: '/mail/guard/cancellations', permission: 'console.manage', summary: 'Take back all held mails of a kind', body: z.strictObject({ kind: z.string().min(1).max(60) }), reply: Counted }),
  dkim: endpoint({ method: 'GET', path: '/mail/dkim', permission: 'console.manage', summary: 'Whether outgoing mail is signed, and the DNS record that goes with the key', reply: DkimState }),
  makeDkim: endpoint({
    method: 'POST', path: '/mail/dkim', permission: 'settings.manage', summary: 'Make a new key and sign with it from now on; publish the record first when you can',
    body: z.strictObject({ domain: z.string().trim().toLowerCase().regex(/^(?=.{3,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/).optional(), selector: z.string().trim().toLowerCase().regex(/^[a-z0-9-]{1,63}$/).optional() }), reply: DkimState, example: { domain: 'example.com' },
  }),
  stopDkim: endpoint({ method: 'DELETE', path: '/mail/dkim', permission: 'settings.manage', summary: 'Stop signing; the key is forgotten', reply: DkimState }),
  mailboxes: endpoint({ method: 'GET', path: '/mail/mailboxes', permission: 'console.manage', summary: 'Mailboxes that are fetched from, with the look before the first fetch', reply: z.object({ items: z.array(Mailbox) }) }),
  releaseMailbox: endpoint({
    method: 'POST', path: '/mail/mailboxes/releases', permission: 'settings.manage', summary: 'Begin to fetch: leave the old mail alone, or file it as an archive that nobody is answered from',
    body: z.strictObject({ id: z.string().min(1).max(400), mode: z.enum(['new-only', 'import-archive']) }), reply: Mailbox, errors: ['mailbox-released'],
  }),
  reconciliations: endpoint({ method: 'GET', path: '/mail/reconciliations', permission: 'console.manage', summary: 'Daily count of received mail against outcomes, newest first, with the alarms of the last three days', reply: z.object({ items: z.array(Reconciliation), alarms: z.array(MailAlarm) }) }),
}
