// When a mail about something may go: quiet hours and grouping (RX-16). Pure; business time.

const MINUTE = 60_000, DAY = 86_400_000
/** Asia/Shanghai is 8 hours ahead of UTC all year. */
const ZONE_MS = 8 * 60 * MINUTE
export const TIME_ZONE = 'Asia/Shanghai'

/** Minutes of the day. `from` later than `to` spans midnight; `from` is quiet, `to` is not. */
export interface QuietHours { from: number; to: number }

/** The end of the quiet hours that `now` lies in; null outside them. */
export function quietUntil(quiet: QuietHours | null, now: Date): Date | null {
  if (!quiet) return null
  const local = now.getTime() + ZONE_MS, midnight = local - (local % DAY), minute = Math.floor((local % DAY) / MINUTE)
  const spans = quiet.from > quiet.to
  if (spans ? minute < quiet.from && minute >= quiet.to : minute < quiet.from || minute >= quiet.to) return null
  const sameDay = !spans || minute < quiet.to
  return new Date(midnight + (sameDay ? 0 : DAY) + quiet.to * MINUTE - ZONE_MS)
}

/** Many of the same kind become one mail within this time. */
export const GROUP_MS = 10 * MINUTE
/** Urgent ones go one by one until there are this many in ten minutes; then one mail a minute. */
const URGENT_SINGLE = 5, URGENT_GROUP_MS = MINUTE

export interface Wait { at: Date; reason: 'quiet-hours' | 'grouped' | null }

/** When a mail of one kind to one person goes. `sent`: times of the mails of this kind in the last ten minutes. What is urgent passes quiet hours. */
export function mailTime({ now, urgent, quiet, sent }: { now: Date; urgent: boolean; quiet: QuietHours | null; sent: readonly Date[] }): Wait {
  const silent = urgent ? null : quietUntil(quiet, now)
  if (silent) return { at: silent, reason: 'quiet-hours' }
  const recent = sent.filter((at) => now.getTime() - at.getTime() < GROUP_MS)
  if (recent.length < (urgent ? URGENT_SINGLE : 1)) return { at: now, reason: null }
  const next = Math.max(...recent.map((at) => at.getTime())) + (urgent ? URGENT_GROUP_MS : GROUP_MS)
  return next <= now.getTime() ? { at: now, reason: null } : { at: new Date(next), reason: 'grouped' }
}
