// Tells people something: one row each, shown in the product and mailed as they prefer (RX-16).
import { NotificationRaised, type NotifyChannel } from '../../contract/notify.ts'
import { accountsOf, accountsWith } from '../access/public.ts'
import type { Ctx } from '../ctx.ts'
import { newId } from '../ids.ts'
import { isUnreal } from '../mail/public.ts'
import type { NotificationDef } from '../module.ts'
import type { ScopedRow } from '../scope.ts'
import { channelsOf, insertDeliveries, insertNotifications } from './notify-store.ts'
import { sendJob } from './send-due.ts'

export interface NewNotification {
  /** A declared kind; its texts are `notify.<name>.title` and `.body`. */
  name: string
  /** Accounts; doubles, unknown and disabled ones are left out. */
  to: readonly string[]
  params?: Record<string, unknown>
  /** The record it is about, as `kind:id`. */
  subject?: string
  /** Where it leads: a path of the product, or an address of its own. */
  url?: string
  /** Told once per person and key, however often this is called. */
  dedupeKey?: string
  /** Passes quiet hours and is always shown; without it as the kind says. For kinds that are urgent at some levels only (level 1). */
  urgent?: boolean
  /** With both, only those are told whose reach of the permission covers the row (RX-8). */
  permission?: string
  row?: ScopedRow
}

const MOST_PER_EVENT = 500

/** Throws Error for a kind that no module declares. Returns how many people were told. */
export async function notify(ctx: Ctx, input: NewNotification): Promise<number> {
  const kind = ctx.host.registry.notifications.get(input.name)
  if (!kind) throw new Error(`no module declares the notification ${input.name}`)
  const urgent = input.urgent ?? kind.urgent ?? false
  const people = (await accountsOf(ctx, await recipients(ctx, input))).filter((a) => a.active && (!ctx.host.playing || (a.email !== null && isUnreal(a.email))))
  if (people.length === 0) return 0
  const chosen = await channelsOf(ctx, people.map((a) => a.id), kind.name)
  const rows = people.map((a) => ({ account: a, channels: channelsFor(kind, chosen.get(a.id), urgent), id: newId() })).filter((r) => r.channels.length > 0)
  const fresh = await insertNotifications(ctx, rows.map((r) => ({
    id: r.id, account_id: r.account.id, name: kind.name, params: input.params ?? {}, subject: input.subject ?? null, url: input.url ?? null, urgent,
    shown: r.channels.includes('in-app'), dedupe_key: input.dedupeKey ?? null,
  })))
  const told = rows.filter((r) => fresh.has(r.id))
  if (told.length === 0) return 0
  await insertDeliveries(ctx, told.flatMap((r) => r.channels.map((channel) => ({
    id: newId(), notification_id: r.id, account_id: r.account.id, name: kind.name, channel, urgent,
    ...(channel === 'in-app' ? { state: 'sent' as const, reason: null } : hasAddress(r.account) ? { state: 'waiting' as const, reason: null } : { state: 'dropped' as const, reason: 'no-address' as const }),
  }))))
  for (let i = 0; i < told.length; i += MOST_PER_EVENT) {
    await ctx.emit(NotificationRaised, { name: kind.name, accountIds: told.slice(i, i + MOST_PER_EVENT).map((r) => r.account.id), urgent })
  }
  if (told.some((r) => r.channels.includes('mail') && hasAddress(r.account))) await ctx.enqueue(sendJob, {})
  return told.length
}

/** Addresses that can never exist (the demo company) count as none. */
const hasAddress = ({ email }: { email: string | null }): boolean => email !== null && !isUnreal(email)

async function recipients(ctx: Ctx, input: NewNotification): Promise<string[]> {
  const to = [...new Set(input.to)]
  if (!input.permission || !input.row || to.length === 0) return to
  const allowed = new Set(await accountsWith(ctx, input.permission, input.row))
  return to.filter((id) => allowed.has(id))
}

/** What is urgent is always shown in the product, whatever the person chose. */
export function channelsFor(kind: NotificationDef, chosen: readonly NotifyChannel[] | undefined, urgent: boolean = kind.urgent ?? false): NotifyChannel[] {
  const channels = new Set<NotifyChannel>(chosen ?? kind.channels)
  if (urgent) channels.add('in-app')
  return [...channels]
}
