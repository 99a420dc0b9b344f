// Moments and lengths in words: `2025-03-03 09:00`, `2 时 30 分` (DESIGN 10).
import type { Say } from './explain-clock.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (n: number): string => String(n).padStart(2, '0')

/** A moment in a zone; the year is left out where it is that of `near`, seconds where they are zero. */
export function sayMoment(at: number, zone: string, locale: 'zh-CN' | 'en', near: number | null): string {
  const t = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const sameYear = near !== null && Temporal.Instant.fromEpochMilliseconds(near).toZonedDateTimeISO(zone).year === t.year
  const clock = `${two(t.hour)}:${two(t.minute)}${t.second === 0 ? '' : `:${two(t.second)}`}`
  if (locale === 'en') return `${t.day} ${MONTHS[t.month - 1]}${sameYear ? '' : ` ${t.year}`} ${clock}`
  return `${sameYear ? '' : `${t.year}-`}${two(t.month)}-${two(t.day)} ${clock}`
}

/** A length in hours, minutes and seconds; its sign is left out. */
export function saySpan(ms: number, say: Say): string {
  const whole = Math.floor(Math.abs(ms) / 1000)
  const parts: [string, number][] = [['h', Math.floor(whole / 3600)], ['min', Math.floor(whole / 60) % 60], ['s', whole % 60]]
  const shown = parts.filter(([, n]) => n > 0).map(([unit, n]) => say(`sla.unit.${unit}`, { n }))
  return shown.length > 0 ? shown.join(' ') : say('sla.unit.min', { n: 0 })
}
