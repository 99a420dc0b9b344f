// Mail: an outbox that sends with patience, and a ledger of every message that came in, stored before anyone reads it.
import { MailArrived, MailBounced, MailCancelled, MailFailed, mailApi, MailRetried, MailSent } from '../../contract/mail.ts'
import { files } from '../files/module.ts'
import { defineModule, serve } from '../module.ts'
import { ledgerCheck, mailRetention, outgoingHealth } from './keep-mail-records.ts'
import { removeDemoMail } from './demo-store.ts'
import * as mailSettings from './mail-settings.ts'
import { cancelMail, retryMail, showOutbox, showOutgoing } from './outbox-actions.ts'
import { imapService, mailboxHealth } from './intake/imap-service.ts'
import { intakeService } from './intake/intake-service.ts'
import { smtpService } from './intake/smtp-service.ts'
import { sendService } from './send-service.ts'

export const mail = defineModule({
  id: 'mail', needs: [files], permissions: [],
  migrations: new URL('./migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  events: [MailSent, MailFailed, MailBounced, MailCancelled, MailRetried, MailArrived],
  settings: Object.values(mailSettings),
  services: [imapService, smtpService, intakeService, sendService],
  removeDemo: removeDemoMail,
  health: [mailboxHealth, outgoingHealth],
  retention: [mailRetention],
  verify: [ledgerCheck],
  routes: [
    serve(mailApi.list, (ctx, { query }) => showOutbox(ctx, query)),
    serve(mailApi.read, (ctx, { params }) => showOutgoing(ctx, params.id)),
    serve(mailApi.retry, (ctx, { params }) => retryMail(ctx, params.id)),
    serve(mailApi.cancel, (ctx, { params }) => cancelMail(ctx, params.id)),
  ],
})
