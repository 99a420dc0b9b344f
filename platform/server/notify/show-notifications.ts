// The notification centre of one person.
import type { z } from 'zod'
import { Id } from '../../contract/ids.ts'
import { NotificationsRead, type Notification, type NotificationDelivery, type notifyApi } from '../../contract/notify.ts'
import type { Ctx } from '../ctx.ts'
import { BadInput } from '../errors.ts'
import { translate } from '../i18n.ts'
import { decodeCursor, toPage } from '../paging.ts'
import { countUnread, listDeliveries, listOwn } from './notify-queries.ts'
import { markRead, type NotificationRow } from './notify-store.ts'

type Query<E extends { query: z.ZodType | null }> = z.infer<NonNullable<E['query']>>

export async function showNotifications(ctx: Ctx, query: Query<typeof notifyApi.list>): Promise<{ items: Notification[]; nextCursor: string | null; unread: number }> {
  const rows = await listOwn(ctx, ctx.actor.id, query.unread === 'true', beforeOf(query.cursor), query.limit + 1)
  return { ...toPage(rows, query.limit, (r) => [r.id], (r) => shown(ctx, r)), unread: await countUnread(ctx, ctx.actor.id) }
}

function beforeOf(cursor: string | undefined): string | null {
  const key = cursor ? decodeCursor(cursor, 1)[0] : null
  if (key !== null && !Id.safeParse(key).success) throw new BadInput([{ pointer: '/query/cursor', code: 'paging.cursor' }])
  return key === null ? null : String(key)
}

const shown = (ctx: Ctx, r: NotificationRow): Notification => ({
  id: r.id, name: r.name, title: translate(ctx.locale, `notify.${r.name}.title`, r.params), body: translate(ctx.locale, `notify.${r.name}.body`, r.params), subject: r.subject, url: r.url, urgent: r.urgent,
  createdAt: r.created_at.toISOString(), readAt: r.read_at?.toISOString() ?? null,
})

/** Marks own ones as read; ids of others change nothing. */
export async function readNotifications(ctx: Ctx, input: { ids?: string[] | undefined; all?: true | undefined }): Promise<{ unread: number }> {
  const count = await markRead(ctx, ctx.actor.id, input.ids ?? null)
  if (count > 0) await ctx.emit(NotificationsRead, { accountId: ctx.actor.id, count })
  return { unread: await countUnread(ctx, ctx.actor.id) }
}

/** The delivery log: one's own; with console.manage everywhere that of all or of one account. */
export async function showDeliveries(ctx: Ctx, query: Query<typeof notifyApi.deliveries>): Promise<{ items: NotificationDelivery[]; nextCursor: string | null }> {
  const everyone = ctx.reach('console.manage')?.all ?? false
  const accountId = everyone ? query.accountId ?? (query.all === 'true' ? null : ctx.actor.id) : ctx.actor.id
  const rows = await listDeliveries(ctx, { accountId, state: query.state ?? null, before: beforeOf(query.cursor), limit: query.limit + 1 })
  return toPage(rows, query.limit, (r) => [r.id], (r) => ({
    id: r.id, notificationId: r.notification_id, accountId: r.account_id, name: r.name, channel: r.channel, state: r.state, reason: r.reason, dueAt: r.due_at.toISOString(), at: r.at.toISOString(), mailId: r.mail_id, error: r.error,
  }))
}
