// How a person wants to be told: channels per kind, and quiet hours.
import type { z } from 'zod'
import type { Changes } from '../../contract/event.ts'
import { NotifyPreferencesChanged, type NotificationPreferences, type notifyApi } from '../../contract/notify.ts'
import type { Ctx } from '../ctx.ts'
import { BadInput } from '../errors.ts'
import { translate } from '../i18n.ts'
import { TIME_ZONE, type QuietHours } from './delivery-time.ts'
import { channelsFor } from './notify.ts'
import { kindsTold } from './notify-queries.ts'
import { ownPreferences, quietHoursOf, savePreference, saveQuietHours } from './notify-store.ts'

type Shown = z.infer<typeof NotificationPreferences>

/** Staff see every kind; requesters those that ever reached them. */
export async function showPreferences(ctx: Ctx): Promise<Shown> {
  const chosen = await ownPreferences(ctx, ctx.actor.id), quiet = (await quietHoursOf(ctx, [ctx.actor.id])).get(ctx.actor.id)
  const told = ctx.actor.kind === 'requester' ? new Set(await kindsTold(ctx, ctx.actor.id)) : null
  const kinds = [...ctx.host.registry.notifications.values()].filter((k) => !told || told.has(k.name) || chosen.has(k.name))
  return {
    quietHours: quiet ? { from: clockText(quiet.from), to: clockText(quiet.to), timeZone: TIME_ZONE } : null,
    kinds: kinds.map((k) => ({ name: k.name, label: translate(ctx.locale, `notify.${k.name}.label`), urgent: k.urgent ?? false, channels: channelsFor(k, chosen.get(k.name)), defaultChannels: [...k.channels] })),
  }
}

const clockText = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

export async function choose(ctx: Ctx, input: z.infer<NonNullable<typeof notifyApi.savePreferences.body>>): Promise<Shown> {
  const kinds = Object.entries(input.kinds ?? {}), known = ctx.host.registry.notifications
  const unknown = kinds.filter(([name]) => !known.has(name)).map(([name]) => ({ pointer: `/kinds/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, code: 'notify.unknown-kind' }))
  if (unknown.length > 0) throw new BadInput(unknown)
  const before = await showPreferences(ctx)
  if (input.quietHours !== undefined) await saveQuietHours(ctx, ctx.actor.id, input.quietHours && quietOf(input.quietHours))
  for (const [name, channels] of kinds) await savePreference(ctx, ctx.actor.id, name, [...new Set(channels)])
  const after = await showPreferences(ctx), changes = differences(before, after)
  if (Object.keys(changes).length > 0) await ctx.emit(NotifyPreferencesChanged, { accountId: ctx.actor.id }, { changes })
  return after
}

const quietOf = (quiet: { from: string; to: string }): QuietHours => ({ from: minuteOf(quiet.from), to: minuteOf(quiet.to) })

function differences(before: Shown, after: Shown): Changes {
  const changes: Changes = {}
  const put = (field: string, from: unknown, to: unknown) => { if (JSON.stringify(from) !== JSON.stringify(to)) changes[field] = { from, to } }
  put('quietHours', before.quietHours, after.quietHours)
  for (const kind of after.kinds) put(kind.name, before.kinds.find((k) => k.name === kind.name)?.channels ?? null, kind.channels)
  return changes
}
