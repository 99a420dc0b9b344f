// A schedule in the words of people: `20 4 * * *` is "every day 04:20". Pure; what is unusual stays as it is written.
import type { Translate } from '../i18n/translate.ts'

const two = (text: string) => text.padStart(2, '0')
const isNumber = (text: string) => /^\d{1,2}$/.test(text)
const WEEKDAYS: Readonly<Record<string, number>> = { sun: 0, mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6 }

/** Null when the expression has no plain words. */
export function cronWords(cron: string, t: Translate): string | null {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = cron.trim().toLowerCase().split(/\s+/)
  const every = /^\*\/(\d+)$/.exec(minute)
  if (every && hour === '*' && day === '*' && month === '*' && weekday === '*') return t('web.cron.minutes', { count: Number(every[1]) })
  if (cron.trim() === '* * * * *') return t('web.cron.minutes', { count: 1 })
  if (!isNumber(minute)) return null
  if (hour === '*' && day === '*' && month === '*' && weekday === '*') return t('web.cron.hourly', { minute: two(minute) })
  if (!isNumber(hour)) return null
  const time = `${two(hour)}:${two(minute)}`
  if (day === '*' && month === '*' && weekday === '*') return t('web.cron.daily', { time })
  const at = WEEKDAYS[weekday] ?? (/^[0-7]$/.test(weekday) ? Number(weekday) % 7 : null)
  if (day === '*' && month === '*' && at !== null) return t('web.cron.weekly', { day: t(`web.cron.day.${at as 0}`), time })
  if (isNumber(day) && month === '*' && weekday === '*') return t('web.cron.monthly', { day: Number(day), time })
  return null
}
