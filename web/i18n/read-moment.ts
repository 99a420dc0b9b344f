// Moments as people type them, in the zone that times are shown in: `10:30`, `明天 9:00`, `03-04 10:30`, `4 Mar 10:30`, `+2h`.

const MINUTE = 60_000, DAY = 86_400_000
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const two = (n: number) => String(n).padStart(2, '0')

export interface WallTime { year: number; month: number; day: number; hour: number; minute: number }

/** What the clocks of a zone show at an instant. */
export function wallTime(at: number, timeZone: string): WallTime {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).formatToParts(at).map((p) => [p.type, Number(p.value)]))
  return { year: parts.year!, month: parts.month!, day: parts.day!, hour: parts.hour!, minute: parts.minute! }
}

/** The instant at which the clocks of a zone show this; null when there is no such day or time. */
export function instantOf({ year, month, day, hour, minute }: WallTime, timeZone: string): number | null {
  const asUtc = Date.UTC(year, month - 1, day, hour, minute), check = new Date(asUtc)
  if (hour > 23 || minute > 59 || check.getUTCMonth() !== month - 1 || check.getUTCDate() !== day) return null
  const offset = (at: number) => { const w = wallTime(at, timeZone); return Date.UTC(w.year, w.month - 1, w.day, w.hour, w.minute) - Math.floor(at / MINUTE) * MINUTE }
  // Twice, because the offset itself may change between the guess and the answer.
  const first = asUtc - offset(asUtc)
  return asUtc - offset(first)
}

const dayWords: readonly [RegExp, number][] = [[/^(今天|today)$/, 0], [/^(明天|tomorrow)$/, 1], [/^(后天)$/, 2], [/^(昨天|yesterday)$/, -1]]

function readDay(text: string, now: WallTime): Pick<WallTime, 'year' | 'month' | 'day'> | null {
  for (const [word, days] of dayWords) {
    if (!word.test(text)) continue
    const at = new Date(Date.UTC(now.year, now.month - 1, now.day) + days * DAY)
    return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() }
  }
  const iso = /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  if (iso) return { year: Number(iso[1] ?? now.year), month: Number(iso[2]), day: Number(iso[3]) }
  const named = /^(\d{1,2}) ([a-z]{3})[a-z]*\.?(?: (\d{4}))?$/.exec(text), month = named ? MONTHS.indexOf(named[2]!) : -1
  return named && month >= 0 ? { year: Number(named[3] ?? now.year), month: month + 1, day: Number(named[1]) } : null
}

/** Milliseconds, or null when the text says no moment. Without a day the day of `now` is meant. */
export function readMoment(text: string, now: number, timeZone: string): number | null {
  const said = text.trim().toLowerCase().replaceAll('：', ':').replace(/\s+/g, ' ')
  const later = /^\+ ?(\d{1,3}) ?(m|min|分|分钟|h|时|小时|d|天)$/.exec(said)
  if (later) return now + Number(later[1]) * (/^(m|分)/.test(later[2]!) ? MINUTE : /^(h|时|小)/.test(later[2]!) ? 60 * MINUTE : DAY)
  const split = /^(?:(.+?)[ t,]+)?(\d{1,2}):(\d{2})$/.exec(said)
  if (!split) return null
  const today = wallTime(now, timeZone), day = split[1] ? readDay(split[1].trim(), today) : today
  return day && instantOf({ ...day, hour: Number(split[2]), minute: Number(split[3]) }, timeZone)
}

/** `2025-03-04 10:30`: reads back to the same moment in every language. */
export function writeMoment(at: number, timeZone: string): string {
  const w = wallTime(at, timeZone)
  return `${w.year}-${two(w.month)}-${two(w.day)} ${two(w.hour)}:${two(w.minute)}`
}
