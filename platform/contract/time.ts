// Times on the wire: ISO 8601 with offset; spans: ISO 8601 durations. Inside: Date and milliseconds.
import { z } from 'zod'

/** A moment as ISO 8601 with an offset or Z, e.g. `2025-03-03T09:00:00+08:00`. */
export const Moment = z.iso.datetime({ offset: true })
/** An ISO 8601 duration without years and months, e.g. `PT2H30M`, `P1DT12H`. */
export const Span = z.string().max(60).regex(/^P(?=\d|T\d)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/, 'format.duration')

const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR

/** Milliseconds of an ISO 8601 duration (1 day = 24 h, decision B-20). Throws RangeError on anything else. */
export function spanToMs(span: string): number {
  const m = /^P(?=\d|T\d)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/.exec(span)
  if (!m) throw new RangeError(`not a duration: ${span}`)
  const part = (i: number) => Number(m[i] ?? 0)
  return part(1) * 7 * DAY + part(2) * DAY + part(3) * HOUR + part(4) * MINUTE + Math.round(part(5) * SECOND)
}

/** ISO 8601 duration of milliseconds, hours as the largest unit (`PT48H`); negative spans carry a leading minus. */
export function msToSpan(ms: number): string {
  const sign = ms < 0 ? '-' : ''
  let rest = Math.abs(Math.round(ms))
  const h = Math.floor(rest / HOUR); rest -= h * HOUR
  const m = Math.floor(rest / MINUTE); rest -= m * MINUTE
  const s = rest / SECOND
  const text = (h ? `${h}H` : '') + (m ? `${m}M` : '') + (s ? `${s}S` : '')
  return `${sign}PT${text || '0S'}`
}
