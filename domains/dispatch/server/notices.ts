// A case that nobody could be given is told to everybody who may assign it: it must not lie there unseen (§2.1-9).
import { accountsWith } from '../../../platform/server/access/public.ts'
import { reaction } from '../../../platform/server/module.ts'
import { notify } from '../../../platform/server/notify/public.ts'
import { loadCase } from '../../cases/public.ts'
import { NobodyLeft } from '../contract/events.ts'

export const dispatchNotifications = [{ name: 'dispatch.nobody-left', channels: ['in-app', 'mail'] as const }]

export const noticeReactions = [reaction({ name: 'dispatch.tell-nobody-left', to: NobodyLeft, when: 'after-commit', async run(ctx, e) {
  const facts = await loadCase(ctx, e.data.caseId), to = await accountsWith(ctx, 'cases.assign', { unitId: facts.unitId })
  await notify(ctx, { name: 'dispatch.nobody-left', to, params: { number: facts.number, title: facts.problemClass === 'data-security' ? '' : facts.title }, subject: `case:${facts.id}`, url: `/cases/${facts.id}`, dedupeKey: e.id })
} })]
