// Mail that goes out, as administrators see it, and what happened to it.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { defineEvent } from './event.ts'
import { Id } from './ids.ts'
import { PageQuery, pageOf } from './paging.ts'
import { Moment } from './time.ts'

/** `suppressed`: every recipient has an address that can never exist (`.invalid`); kept, and never sent. */
export const MailState = z.enum(['queued', 'sending', 'sent', 'failed', 'cancelled', 'bounced', 'suppressed'])
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

const ById = z.object({ id: Id })

export const mailApi = {
  list: endpoint({
    method: 'GET', path: '/mail/outbox', permission: 'console.manage', summary: 'Outgoing mail with its state',
    query: PageQuery.extend({ state: MailState.optional(), kind: z.string().max(60).optional() }), reply: pageOf(OutgoingMail),
  }),
  read: endpoint({ method: 'GET', path: '/mail/outbox/:id', permission: 'console.manage', summary: 'One outgoing mail with every try', params: ById, reply: OutgoingMailDetail }),
  retry: endpoint({ method: 'POST', path: '/mail/outbox/:id/retry', permission: 'console.manage', summary: 'Send it now; one that failed is queued again', params: ById, reply: OutgoingMail, errors: ['mail-state', 'mail-cleared'] }),
  cancel: endpoint({ method: 'POST', path: '/mail/outbox/:id/cancel', permission: 'console.manage', summary: 'Take back a mail that has not left yet', params: ById, reply: OutgoingMail, errors: ['mail-state'] }),
}
