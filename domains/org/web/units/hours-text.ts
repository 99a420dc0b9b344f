// Opening hours as people write them: `09:00-12:00 13:30-18:00`; an empty line is a closed day.
import type { OpeningHours } from '../../contract/unit.ts'

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type DayText = Record<(typeof DAYS)[number], string>

/** One line per weekday. */
export function writeHours(hours: OpeningHours | null): DayText {
  return Object.fromEntries(DAYS.map((day) => [day, (hours?.[day] ?? []).map(([from, to]) => `${from}-${to}`).join(' ')])) as DayText
}

/** The hours the lines say; null when every day is closed. What cannot be read is passed on as it stands, so that the server names the field. */
export function readHours(text: DayText): OpeningHours | null {
  const days = DAYS.flatMap((day) => {
    const spans = text[day].split(/[\s,，;；、]+/).filter(Boolean).map((span) => span.replace('：', ':').split(/[-–—~至]/) as [string, string])
    return spans.length > 0 ? [[day, spans.map(([from, to]) => [from, to ?? ''] as [string, string])] as const] : []
  })
  return days.length > 0 ? Object.fromEntries(days) as OpeningHours : null
}
