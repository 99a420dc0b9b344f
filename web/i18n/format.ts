// Times, spans and figures in the product's wording (design section 10), for both languages.
import { spanToMs } from '../../platform/contract/time.ts'
import type { Lang, Translate } from './translate.ts'

export type When = Date | number | string
/** Milliseconds, or an ISO 8601 duration. */
export type Span = number | string

const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR
const two = (n: number) => String(n).padStart(2, '0')
const instant = (when: When) => (when instanceof Date ? when.getTime() : typeof when === 'number' ? when : Date.parse(when))
export const spanMs = (span: Span): number => (typeof span === 'number' ? span : span.startsWith('-') ? -spanToMs(span.slice(1)) : spanToMs(span))

export interface Formats {
  /** `46 时 28 分`, `6 分`, `4 天 4 时` from 100 h on; the sign is dropped. */
  duration: (span: Span) => string
  /** Ticking figure: `0:20:48`, `46:28:00`; from 100 h on `4天4时`. */
  clock: (span: Span) => string
  /** Short figure for chips: `0:20`, `7:13`; from 24 h on `1天17时`. */
  clockShort: (span: Span) => string
  /** `还剩 20 分`, or `超 12 分` when negative. */
  left: (span: Span) => string
  /** `16:02` */
  time: (when: When) => string
  /** `05-15`, with the year when it is not `now`'s. */
  date: (when: When, now: When) => string
  /** `16:02` today, `明天 10:00`, else `05-17 14:09`. */
  moment: (when: When, now: When) => string
  /** `今天`, `昨天`, else `05-14`: heads a day of a conversation. */
  day: (when: When, now: When) => string
  /** `2024-05-15 16:02:03`, for tooltips and records. */
  exact: (when: When) => string
  /** `16:02 前`, `明天 10:00 前`, `05-17 14:09 前`. */
  by: (when: When, now: When) => string
  /** `刚刚`, `8 分钟前`, `3 小时前`, `昨天`, `3 天前`, then the date. */
  ago: (when: When, now: When) => string
  number: (value: number, digits?: number) => string
  /** Takes 0..1; `92 %` in Chinese, `92%` in English. */
  percent: (share: number, digits?: number) => string
  /** `1.8 MB` */
  bytes: (size: number) => string
}

export function formatsWith(lang: Lang, t: Translate, timeZone: string): Formats {
  const spans = spanFormats(t)
  return { ...spans, ...momentFormats(lang, t, timeZone), ...numberFormats(lang) }
}

function split(span: Span) {
  const ms = Math.abs(spanMs(span))
  return { ms, days: Math.floor(ms / DAY), hours: Math.floor(ms / HOUR), minutes: Math.floor((ms % HOUR) / MINUTE), seconds: Math.floor((ms % MINUTE) / SECOND) }
}

function spanFormats(t: Translate): Pick<Formats, 'duration' | 'clock' | 'clockShort' | 'left'> {
  const duration = (span: Span): string => {
    const { days, hours, minutes, seconds } = split(span)
    if (hours >= 100) return hours % 24 ? t('web.format.days-hours', { days, hours: hours % 24 }) : t('web.format.days', { days })
    if (hours) return minutes ? t('web.format.hours-minutes', { hours, minutes }) : t('web.format.hours', { hours })
    return minutes || !seconds ? t('web.format.minutes', { minutes }) : t('web.format.seconds', { seconds })
  }
  const inDays = ({ days, hours }: { days: number; hours: number }) => t('web.format.clock-days', { days, hours: hours % 24 })
  return {
    duration,
    clock: (span) => { const s = split(span); return s.hours >= 100 ? inDays(s) : `${s.hours}:${two(s.minutes)}:${two(s.seconds)}` },
    clockShort: (span) => { const s = split(span); return s.hours >= 24 ? inDays(s) : `${s.hours}:${two(s.minutes)}` },
    left: (span) => t(spanMs(span) < 0 ? 'web.format.late' : 'web.format.left', { time: duration(span) }),
  }
}

/** Days between two moments as the calendar of the zone counts them. */
function dayGap(from: number, to: number, dayOf: (ms: number) => string): number {
  return Math.round((Date.parse(`${dayOf(to)}T00:00Z`) - Date.parse(`${dayOf(from)}T00:00Z`)) / DAY)
}

function momentFormats(lang: Lang, t: Translate, timeZone: string): Pick<Formats, 'time' | 'date' | 'moment' | 'day' | 'exact' | 'by' | 'ago'> {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const seconds = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const named = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short' })
  const namedYear = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short', year: 'numeric' })
  const dayOf = (ms: number) => day.format(ms)
  const time = (when: When) => clock.format(instant(when))
  const date = (when: When, now: When) => {
    const iso = dayOf(instant(when)), sameYear = iso.slice(0, 4) === dayOf(instant(now)).slice(0, 4)
    if (lang === 'en') return (sameYear ? named : namedYear).format(instant(when))
    return sameYear ? iso.slice(5) : iso
  }
  const moment = (when: When, now: When) => {
    const gap = dayGap(instant(now), instant(when), dayOf)
    if (gap === 0) return time(when)
    const word = gap === 1 ? t('web.format.tomorrow') : gap === -1 ? t('web.format.yesterday') : date(when, now)
    return t('web.format.day-time', { day: word, time: time(when) })
  }
  const ago = (when: When, now: When) => {
    const passed = instant(now) - instant(when), gap = dayGap(instant(when), instant(now), dayOf)
    if (passed < MINUTE) return t('web.format.just-now')
    if (passed < HOUR) return t('web.format.minutes-ago', { count: Math.floor(passed / MINUTE) })
    if (gap === 0 || passed < 6 * HOUR) return t('web.format.hours-ago', { count: Math.floor(passed / HOUR) })
    if (gap <= 1) return t('web.format.yesterday')
    return gap < 7 ? t('web.format.days-ago', { count: gap }) : date(when, now)
  }
  const dayWord = (when: When, now: When) => { const gap = dayGap(instant(now), instant(when), dayOf); return gap === 0 ? t('web.format.today') : gap === -1 ? t('web.format.yesterday') : date(when, now) }
  return {
    time, date, moment, ago, day: dayWord, by: (when, now) => t('web.format.by', { time: moment(when, now) }),
    exact: (when) => `${lang === 'en' ? namedYear.format(instant(when)) : dayOf(instant(when))} ${seconds.format(instant(when))}`,
  }
}

function numberFormats(lang: Lang): Pick<Formats, 'number' | 'percent' | 'bytes'> {
  const number = (value: number, digits = 0) => new Intl.NumberFormat(lang, { maximumFractionDigits: digits }).format(value)
  return {
    number,
    percent: (share, digits = 0) => `${number(share * 100, digits)}${lang === 'en' ? '%' : ' %'}`,
    bytes: (size) => {
      const units = ['B', 'KB', 'MB', 'GB', 'TB']
      const step = size < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(size) / Math.log(1024)))
      return `${number(size / 1024 ** step, step > 1 ? 1 : 0)} ${units[step]}`
    },
  }
}
