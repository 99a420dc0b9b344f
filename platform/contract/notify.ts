// The notification centre on the wire (RX-16).
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { defineEvent } from './event.ts'
import { Id } from './ids.ts'
import { PageQuery, pageOf } from './paging.ts'
import { Moment } from './time.ts'

export const NotifyChannel = z.enum(['in-app', 'mail'])
export type NotifyChannel = z.infer<typeof NotifyChannel>

/** People were told something. */
export const NotificationRaised = defineEvent('notify.raised@1', z.object({ name: z.string(), accountIds: z.array(Id), urgent: z.boolean() }))
export const NotificationsRead = defineEvent('notify.read@1', z.object({ accountId: Id, count: z.number().int() }))
export const NotifyPreferencesChanged = defineEvent('notify.preferences-changed@1', z.object({ accountId: Id }), { subject: (e) => `account:${e.accountId}` })

export const Notification = z.object({
  id: Id, name: z.string(), title: z.string(), body: z.string(), subject: z.string().nullable(), url: z.string().nullable(), urgent: z.boolean(), createdAt: Moment, readAt: Moment.nullable(),
})
export type Notification = z.infer<typeof Notification>

export const NotificationDelivery = z.object({
  id: Id, notificationId: Id, accountId: Id, name: z.string(), channel: NotifyChannel, state: z.enum(['waiting', 'queued', 'sent', 'failed', 'dropped']),
  /** Why it waits or was dropped. */
  reason: z.enum(['quiet-hours', 'grouped', 'no-address', 'disabled']).nullable(), dueAt: Moment, at: Moment, mailId: Id.nullable(), error: z.string().nullable(),
})
export type NotificationDelivery = z.infer<typeof NotificationDelivery>

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'notify.clock')
export const QuietHours = z.strictObject({ from: Clock, to: Clock }).refine((q) => q.from !== q.to, { message: 'notify.quiet-empty', path: ['to'] })

export const NotificationPreferences = z.object({
  quietHours: z.object({ from: z.string(), to: z.string(), timeZone: z.string() }).nullable(),
  kinds: z.array(z.object({ name: z.string(), label: z.string(), urgent: z.boolean(), channels: z.array(NotifyChannel), defaultChannels: z.array(NotifyChannel) })),
})

const own = { permission: 'signed-in' } as const

export const notifyApi = {
  list: endpoint({
    ...own, method: 'GET', path: '/notifications', summary: 'Own notifications, newest first, with the number unread', query: PageQuery.extend({ unread: z.enum(['true', 'false']).optional() }),
    reply: pageOf(Notification).extend({ unread: z.number().int() }),
  }),
  read: endpoint({
    ...own, method: 'POST', path: '/notifications/read', summary: 'Mark some or all own notifications as read', body: z.strictObject({ ids: z.array(Id).min(1).max(500).optional(), all: z.literal(true).optional() })
      .refine((b) => (b.ids === undefined) !== (b.all === undefined), { message: 'notify.ids-or-all', path: ['ids'] }).meta({ examples: [{ all: true }] }),
    reply: z.object({ unread: z.number().int() }),
  }),
  preferences: endpoint({ ...own, method: 'GET', path: '/me/notification-preferences', summary: 'How the own account is told of what', reply: NotificationPreferences }),
  savePreferences: endpoint({
    ...own, method: 'PUT', path: '/me/notification-preferences', summary: 'Change channels per kind and quiet hours; what is left out stays',
    body: z.strictObject({ quietHours: QuietHours.nullable().optional(), kinds: z.record(z.string().max(100), z.array(NotifyChannel).max(2)).optional() }), reply: NotificationPreferences,
  }),
  deliveries: endpoint({
    ...own, method: 'GET', path: '/notifications/deliveries', summary: 'What was delivered how: own, or of everyone with console.manage and all=true',
    query: PageQuery.extend({ all: z.enum(['true', 'false']).optional(), accountId: Id.optional(), state: z.enum(['waiting', 'queued', 'sent', 'failed', 'dropped']).optional() }), reply: pageOf(NotificationDelivery),
  }),
}
