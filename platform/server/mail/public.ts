// What other parts do with mail.
export { newMessageId, queueMail, type NewMail } from './queue-mail.ts'
export { deskSender, isDeskAddress } from './addresses.ts'
export { MailArrived, MailBounced, MailCancelled, MailFailed, MailSent } from '../../contract/mail.ts'
