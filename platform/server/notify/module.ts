// The notification centre: who is told what, by which way, and what came of it (RX-16).
// RX-16 in part: in-app and mail; SMS, instant messages and push have no sender yet.
import { MailBounced, MailFailed, MailRetried, MailSent } from '../../contract/mail.ts'
import { notifyApi, NotificationRaised, NotificationsRead, NotifyPreferencesChanged } from '../../contract/notify.ts'
import { accessModule } from '../access/module.ts'
import { mail } from '../mail/module.ts'
import { defineModule, live, reaction, serve } from '../module.ts'
import { choose, showPreferences } from './choose-channels.ts'
import { markMail } from './delivery-store.ts'
import { mailAlarmNotifications, mailAlarmReaction } from './mail-alarms.ts'
import { purgeNotifications } from './notify-store.ts'
import { passwordReminders, securityNotifications, securityReactions } from './security-notices.ts'
import { sendJob, sendSweep } from './send-due.ts'
import { readNotifications, showDeliveries, showNotifications } from './show-notifications.ts'

const topic = (accountId: string): string => `notifications:${accountId}`

export const notifyModule = defineModule({
  id: 'notify', needs: [accessModule, mail], permissions: [],
  migrations: new URL('./migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  events: [NotificationRaised, NotificationsRead, NotifyPreferencesChanged],
  notifications: [...securityNotifications, ...mailAlarmNotifications],
  jobs: [sendJob],
  sweeps: [sendSweep],
  schedules: [passwordReminders],
  reactions: [
    ...securityReactions, mailAlarmReaction,
    reaction({ name: 'notify.mail-sent', to: MailSent, when: 'after-commit', run: (ctx, e) => markMail(ctx, e.data.mailId, 'sent', null) }),
    reaction({ name: 'notify.mail-failed', to: MailFailed, when: 'after-commit', run: (ctx, e) => markMail(ctx, e.data.mailId, 'failed', e.data.error) }),
    reaction({ name: 'notify.mail-bounced', to: MailBounced, when: 'after-commit', run: (ctx, e) => markMail(ctx, e.data.mailId, 'failed', e.data.error) }),
    reaction({ name: 'notify.mail-retried', to: MailRetried, when: 'after-commit', run: (ctx, e) => markMail(ctx, e.data.mailId, 'queued', null) }),
  ],
  live: [
    live({ to: NotificationRaised, permission: 'signed-in', topics: (e) => e.data.accountIds.map(topic), row: (_ctx, e) => ({ people: e.data.accountIds }) }),
    live({ to: NotificationsRead, permission: 'signed-in', topics: (e) => [topic(e.data.accountId)], row: (_ctx, e) => ({ people: [e.data.accountId] }) }),
  ],
  retention: [{ name: 'notify.notifications', clause: '§7.4', floorDays: 30, defaultDays: 365, purge: purgeNotifications }],
  routes: [
    serve(notifyApi.list, (ctx, { query }) => showNotifications(ctx, query)),
    serve(notifyApi.read, (ctx, { body }) => readNotifications(ctx, body)),
    serve(notifyApi.preferences, (ctx) => showPreferences(ctx)),
    serve(notifyApi.savePreferences, (ctx, { body }) => choose(ctx, body)),
    serve(notifyApi.deliveries, (ctx, { query }) => showDeliveries(ctx, query)),
  ],
})
