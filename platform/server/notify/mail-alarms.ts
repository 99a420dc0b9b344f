// Who is told when mail goes in circles, stays away, does not add up or would leave in a flood: those who keep the ledger and the console.
import { MailAlarmRaised } from '../../contract/mail.ts'
import { accountsWith } from '../access/public.ts'
import { reaction, type NotificationDef } from '../module.ts'
import { notify } from './notify.ts'

const KINDS = ['loop', 'silence', 'difference', 'blast', 'mailbox'] as const

export const mailAlarmNotifications: readonly NotificationDef[] = KINDS.map((kind) => ({ name: `mail.alarm-${kind}`, channels: ['in-app', 'mail'] }))

export const mailAlarmReaction = reaction({
  name: 'notify.tell-mail-alarm', to: MailAlarmRaised, when: 'after-commit',
  async run(ctx, { id, data }) {
    const to = new Set([...await accountsWith(ctx, 'intake.manage', {}), ...await accountsWith(ctx, 'console.manage', {})])
    await notify(ctx, { name: `mail.alarm-${data.kind}`, to: [...to], params: { about: data.about, ...data.detail }, url: data.kind === 'blast' ? '/admin/outbox' : '/admin/intake', dedupeKey: id })
  },
})
