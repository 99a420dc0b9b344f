// Who is told of what happens around accounts (§7.4): the person concerned, and those who watch over security.
import { AnomalyFound, PasswordChanged, RecoveryCodeUsed, SecondFactorEnrolled, SecondFactorRemoved } from '../../contract/access.ts'
import { ChainBroken } from '../../contract/audit.ts'
import { accountsOf, accountsWith, passwordsDueWithin, roleHolders } from '../access/public.ts'
import type { Ctx } from '../ctx.ts'
import { reaction, type NotificationDef, type Schedule } from '../module.ts'
import { notify } from './notify.ts'

export const securityNotifications: readonly NotificationDef[] = [
  { name: 'access.anomaly', channels: ['in-app', 'mail'], urgent: true },
  { name: 'audit.chain-broken', channels: ['in-app', 'mail'], urgent: true },
  { name: 'access.password-changed', channels: ['in-app', 'mail'], urgent: true },
  { name: 'access.second-factor-on', channels: ['in-app', 'mail'], urgent: true },
  { name: 'access.second-factor-off', channels: ['in-app', 'mail'], urgent: true },
  { name: 'access.recovery-code-used', channels: ['in-app', 'mail'], urgent: true },
  { name: 'access.password-due', channels: ['in-app', 'mail'] },
]

/** Watchers over security: the security role, and everyone who reads the whole audit trail. */
const watchers = async (ctx: Ctx): Promise<string[]> => [...new Set([...await roleHolders(ctx, 'security'), ...await accountsWith(ctx, 'audit.read', {})])]

export const securityReactions = [
  reaction({
    name: 'notify.tell-anomaly', to: AnomalyFound, when: 'after-commit',
    async run(ctx, event) {
      const { accountId, address, count } = event.data
      const name = accountId ? (await accountsOf(ctx, [accountId]))[0]?.name ?? '' : ''
      const to = [...await watchers(ctx), ...(accountId ? [accountId] : [])]
      await notify(ctx, { name: 'access.anomaly', to, params: { name: name || '—', address: address ?? '—', count }, ...(accountId ? { subject: `account:${accountId}` } : {}), dedupeKey: event.id })
    },
  }),
  reaction({
    name: 'notify.tell-chain-broken', to: ChainBroken, when: 'after-commit',
    async run(ctx, { id, data }) { await notify(ctx, { name: 'audit.chain-broken', to: await watchers(ctx), params: { seq: data.seq ?? '—', chainNo: data.chainNo }, subject: 'audit:chain', url: '/admin/audit', dedupeKey: id }) },
  }),
  reaction({ name: 'notify.tell-password-changed', to: PasswordChanged, when: 'after-commit', run: async (ctx, e) => { if (!e.data.first) await tellOwner(ctx, e.data.accountId, 'access.password-changed', e.id) } }),
  reaction({ name: 'notify.tell-second-factor-on', to: SecondFactorEnrolled, when: 'after-commit', run: (ctx, e) => tellOwner(ctx, e.data.accountId, 'access.second-factor-on', e.id) }),
  reaction({ name: 'notify.tell-second-factor-off', to: SecondFactorRemoved, when: 'after-commit', run: (ctx, e) => tellOwner(ctx, e.data.accountId, 'access.second-factor-off', e.id) }),
  reaction({ name: 'notify.tell-recovery-code', to: RecoveryCodeUsed, when: 'after-commit', run: (ctx, e) => tellOwner(ctx, e.data.accountId, 'access.recovery-code-used', e.id, { left: e.data.left }) }),
]

async function tellOwner(ctx: Ctx, accountId: string, name: string, eventId: string, params: Record<string, unknown> = {}): Promise<void> {
  await notify(ctx, { name, to: [accountId], params, subject: `account:${accountId}`, url: '/me', dedupeKey: eventId })
}

/** A week before a password falls due, and again the day before: once each. */
export const passwordReminders: Schedule = {
  name: 'notify.password-reminders', code: 'J-31', cron: '30 8 * * *', clause: '§7.4',
  async run(ctx) {
    let told = 0
    for (const due of await passwordsDueWithin(ctx, 7)) {
      const step = due.daysLeft <= 1 ? 1 : 7
      told += await notify(ctx, {
        name: 'access.password-due', to: [due.accountId], params: { count: due.daysLeft }, subject: `account:${due.accountId}`, url: '/me', dedupeKey: `password-due ${due.dueAt.toISOString()} ${step}`,
      })
    }
    return `${told}`
  },
}
