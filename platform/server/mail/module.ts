// Mail: an outbox that sends with patience, and a ledger of every message that came in, stored before anyone reads it.
import { MailAlarmRaised, MailArrived, MailBounced, MailboxReleased, MailCancelled, MailFailed, MailHeldCancelled, mailApi, MailReconciled, MailReleased, MailRetried, MailSent } from '../../contract/mail.ts'
import { files } from '../files/module.ts'
import { defineModule, serve, serveOutside } from '../module.ts'
import { newDkimKey, saveDkim, showDkim, stopDkim } from './dkim.ts'
import { cancelHeldMail, releaseMail, showGuard } from './guard-blast.ts'
import { ledgerCheck, mailRetention, outgoingHealth } from './keep-mail-records.ts'
import { removeDemoMail } from './demo-store.ts'
import * as mailSettings from './mail-settings.ts'
import { cancelMail, retryMail, showOutbox, showOutgoing } from './outbox-actions.ts'
import { imapService, mailboxHealth } from './intake/imap-service.ts'
import { intakeService } from './intake/intake-service.ts'
import { smtpHealth, smtpService } from './intake/smtp-service.ts'
import { releaseMailbox, showMailboxes } from './intake/release-mailbox.ts'
import { mailSchedules, showReconciliations, watchService } from './reconcile.ts'
import { sendService } from './send-service.ts'
import { changeSetting } from '../settings/change-setting.ts'

export const mail = defineModule({
  id: 'mail', needs: [files], permissions: [],
  migrations: new URL('./migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  events: [MailSent, MailFailed, MailBounced, MailCancelled, MailRetried, MailArrived, MailAlarmRaised, MailReleased, MailHeldCancelled, MailboxReleased, MailReconciled],
  settings: Object.values(mailSettings),
  services: [imapService, smtpService, intakeService, sendService, watchService],
  schedules: mailSchedules,
  removeDemo: removeDemoMail,
  health: [mailboxHealth, smtpHealth, outgoingHealth],
  retention: [mailRetention],
  verify: [ledgerCheck],
  routes: [
    serve(mailApi.list, (ctx, { query }) => showOutbox(ctx, query)),
    serve(mailApi.read, (ctx, { params }) => showOutgoing(ctx, params.id)),
    serve(mailApi.retry, (ctx, { params }) => retryMail(ctx, params.id)),
    serve(mailApi.cancel, (ctx, { params }) => cancelMail(ctx, params.id)),
    serve(mailApi.guard, (ctx) => showGuard(ctx)),
    serve(mailApi.stop, async (ctx, { body }) => { await changeSetting(ctx, mailSettings.SendingOn.key, { value: body.sendingOn, reason: body.reason }, null); return { ...await showGuard(ctx), sendingOn: body.sendingOn } }),
    serve(mailApi.release, (ctx, { body }) => releaseMail(ctx, body.kind, body.count)),
    serve(mailApi.cancelHeld, (ctx, { body }) => cancelHeldMail(ctx, body.kind)),
    serve(mailApi.dkim, (ctx) => showDkim(ctx)),
    serveOutside(mailApi.makeDkim, async (host, actor, { body }, origin) => { const key = await newDkimKey(); return host.transaction(actor, (ctx) => saveDkim(ctx, body, key), origin) }),
    serve(mailApi.stopDkim, (ctx) => stopDkim(ctx)),
    serve(mailApi.mailboxes, (ctx) => showMailboxes(ctx)),
    serve(mailApi.releaseMailbox, (ctx, { body }) => releaseMailbox(ctx, body.id, body.mode)),
    serve(mailApi.reconciliations, (ctx) => showReconciliations(ctx)),
  ],
})
