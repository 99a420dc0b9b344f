// Sends what is due by mail: quiet hours wait, many of one kind to one person become one mail (RX-16).
import { accountsOf, type AccountFacts } from '../access/public.ts'
import type { Ctx, JobType } from '../ctx.ts'
import { queueMail } from '../mail/public.ts'
import type { Sweep } from '../module.ts'
import { dueDeliveries, drop, lockSending, mailsSince, markQueued, nextDelivery, postpone, waitingLike, type DueDelivery } from './delivery-store.ts'
import { GROUP_MS, mailTime, type QuietHours } from './delivery-time.ts'
import { mailFor } from './mail-text.ts'
import { quietHoursOf } from './notify-store.ts'

const BATCH = 200

export const sendJob: JobType<Record<string, never>> = { name: 'notify.send', async run(ctx) { while (await sendDue(ctx) === BATCH) { /* until nothing is due */ } } }

export const sendSweep: Sweep = { name: 'notify.send-due', run: sendDue, nextDue: nextDelivery }

/** Returns how many deliveries were looked at. */
async function sendDue(ctx: Ctx): Promise<number> {
  await lockSending(ctx)
  const due = await dueDeliveries(ctx, BATCH)
  if (due.length === 0) return 0
  const ids = [...new Set(due.map((d) => d.account_id))]
  const people = new Map((await accountsOf(ctx, ids)).map((a) => [a.id, a])), quiet = await quietHoursOf(ctx, ids)
  for (const group of groups(due)) await sendGroup(ctx, group, people.get(group[0]!.account_id), quiet.get(group[0]!.account_id) ?? null)
  return due.length
}

function groups(due: readonly DueDelivery[]): DueDelivery[][] {
  const byKind = new Map<string, DueDelivery[]>()
  for (const d of due) {
    const key = `${d.account_id} ${d.name} ${d.urgent}`
    byKind.set(key, [...(byKind.get(key) ?? []), d])
  }
  return [...byKind.values()]
}

async function sendGroup(ctx: Ctx, group: readonly DueDelivery[], person: AccountFacts | undefined, quiet: QuietHours | null): Promise<void> {
  const { account_id: accountId, name, urgent } = group[0]!, ids = group.map((d) => d.id)
  if (!person?.active) return drop(ctx, ids, 'disabled')
  if (!person.email) return drop(ctx, ids, 'no-address')
  const sent = await mailsSince(ctx, accountId, name, new Date(ctx.now().getTime() - GROUP_MS))
  const when = mailTime({ now: ctx.now(), urgent, quiet, sent })
  if (when.reason) return postpone(ctx, ids, when.at, when.reason)
  const all = await waitingLike(ctx, accountId, name)
  // An urgent mail of the same kind may just have taken these along.
  if (all.length === 0) return
  const { id } = await queueMail(ctx, { to: [person.email], kind: 'notification', relatedTo: `notification:${all.at(-1)!.notification_id}`, ...mailFor(ctx, person, name, all) })
  await markQueued(ctx, all.map((d) => d.id), id)
}
