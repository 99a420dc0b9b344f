// Keeps a mistake from reaching everybody: automatic mail of one kind in a flood is held until a person lets it go, in stages.
import type { MailGuard } from '../../contract/mail.ts'
import { MailHeldCancelled, MailReleased } from '../../contract/mail.ts'
import type { Ctx } from '../ctx.ts'
import { setting } from '../settings/public.ts'
import { cancelHeld, heldByKind, outgoingFigures, queuedOfKind, releaseHeld } from './guard-store.ts'
import { BlastLimit, SendingOn } from './mail-settings.ts'
import { raiseMailAlarm } from './raise-alarm.ts'

export const BLAST_WINDOW_MS = 10 * 60_000
/** Answers to one person who just wrote or signs in: they have limits of their own. */
const ONE_TO_ONE: ReadonlySet<string> = new Set(['reply', 'account', 'acknowledgement'])

/** True when this mail is one too many of its kind within the window. */
export async function isBlast(ctx: Ctx, kind: string): Promise<boolean> {
  if (ONE_TO_ONE.has(kind)) return false
  const most = await setting(ctx, BlastLimit), since = new Date(ctx.host.realNow().getTime() - BLAST_WINDOW_MS)
  const before = await queuedOfKind(ctx, kind, since, most)
  if (before < most) return false
  await raiseMailAlarm(ctx, 'blast', kind, { limit: most })
  return true
}

export async function showGuard(ctx: Ctx): Promise<MailGuard> {
  const [figures, held] = [await outgoingFigures(ctx, new Date(ctx.host.realNow().getTime() - 3_600_000)), await heldByKind(ctx)]
  return {
    sendingOn: await setting(ctx, SendingOn), transport: Boolean(ctx.host.config.smtpOut), ...figures,
    held: held.map((h) => ({ kind: h.kind, mails: h.mails, recipients: h.recipients, domains: h.domains, oldest: h.oldest.toISOString(), sample: h.sample })),
  }
}

/** Lets the oldest held mails of a kind go: a few first, the rest when they looked right. */
export async function releaseMail(ctx: Ctx, kind: string, count: number): Promise<{ mails: number; recipients: number }> {
  const released = await releaseHeld(ctx, kind, count)
  if (released.mails > 0) await ctx.emit(MailReleased, { kind, ...released })
  ctx.afterCommit(() => ctx.host.signals.raise('mail-out'))
  return released
}

/** Takes back all held mails of a kind. */
export async function cancelHeldMail(ctx: Ctx, kind: string): Promise<{ mails: number; recipients: number }> {
  const cancelled = await cancelHeld(ctx, kind)
  if (cancelled.mails > 0) await ctx.emit(MailHeldCancelled, { kind, ...cancelled })
  return cancelled
}
