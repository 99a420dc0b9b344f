// Working calendars and the arithmetic on them.
import { z } from 'zod'
import { Line, LongText } from '../../../platform/contract/text.ts'
import { Moment, Span } from '../../../platform/contract/time.ts'

/** `["08:00", "12:00"]`; an end that is not after its start is on the next day; `24:00` is the end of the day. */
export const HourPair = z.tuple([z.string().max(5), z.string().max(5)])
const Hours = z.array(HourPair).max(24)
export const Week = z.strictObject({ mon: Hours.optional(), tue: Hours.optional(), wed: Hours.optional(), thu: Hours.optional(), fri: Hours.optional(), sat: Hours.optional(), sun: Hours.optional() })
/** `closed`: no shift starts on the date. `open`: a make-up working day (调休), with hours of its own or those of the nearest earlier working weekday. `special`: other hours, a half day. */
export const CalendarException = z.strictObject({ date: z.string().max(10), kind: z.enum(['closed', 'open', 'special']), hours: Hours.optional(), name: Line(80).optional() })
export const CalendarPlan = z.strictObject({ zone: z.string().min(1).max(60), week: Week, exceptions: z.array(CalendarException).max(2000).default([]) })
export type CalendarPlan = z.infer<typeof CalendarPlan>

export const CalendarCode = z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/, 'sla.calendar-code')
export const NewCalendar = CalendarPlan.extend({ code: CalendarCode, nameZh: Line(60), nameEn: Line(60) })
/** `effectiveFrom`: for records that start from then on, where a policy names the calendar as `code@*`; default: at once. */
export const CalendarVersion = CalendarPlan.extend({ nameZh: Line(60), nameEn: Line(60), effectiveFrom: Moment.optional(), /** Needed while rows of the conformance table are red. */ overrideReason: LongText(1000).optional() })
export const Calendar = z.object({
  /** What policies and calculations name: `code@version`, or `24x7`. */ id: z.string(), code: z.string(), version: z.number().int(), nameZh: z.string(), nameEn: z.string(), zone: z.string(),
  week: z.record(z.string(), z.array(z.array(z.string()))), exceptions: z.array(z.object({ date: z.string(), kind: z.string(), hours: z.array(z.array(z.string())).optional(), name: z.string().optional() })),
  effectiveFrom: Moment.nullable(),
  publishedAt: Moment.nullable(), publishedBy: z.string().nullable(),
})
export type Calendar = z.infer<typeof Calendar>

export const Calculation = z.strictObject({
  /** `24x7`, a stored calendar (`code` for its newest version, `code@version`), or a whole plan. */
  calendar: z.union([z.string().min(1).max(60), CalendarPlan]), op: z.enum(['add', 'elapsed']), start: Moment, duration: Span.optional(), end: Moment.optional(),
  /** Time that does not count. */ pauses: z.array(z.tuple([Moment, Moment])).max(1000).default([]),
})
export type Calculation = z.infer<typeof Calculation>
/** `add`: a moment. `elapsed`: a duration. */
export const CalculationResult = z.object({ result: z.string() })

/** Public holidays of a country and year, kept with the product: which notice they come from, and whether it has been announced. */
export const HolidayPack = z.object({
  id: z.string(), country: z.string(), year: z.number().int(), name: z.string(), /** `provisional`: the days that the law fixes; the exchanged working days are not announced yet. */ status: z.enum(['announced', 'provisional']),
  source: z.string(), publishedOn: z.string().nullable(), days: z.array(z.object({ date: z.string(), kind: z.enum(['closed', 'open']), name: z.string() })),
})
export type HolidayPack = z.infer<typeof HolidayPack>
/** What an iCalendar file says about days. */
export const ParsedFeed = z.object({
  exceptions: z.array(CalendarException), events: z.number().int(), /** Days that more than one event names. */ duplicates: z.number().int(),
  /** Read, but not taken: cancelled, observances (free time), not whole days, outside the years. */ ignored: z.array(z.object({ name: z.string(), date: z.string().nullable(), why: z.enum(['cancelled', 'observance', 'not-all-day', 'too-far', 'unreadable']) })),
})
export type ParsedFeed = z.infer<typeof ParsedFeed>
/** Puts days into a calendar as its next version; a date that has an exception already keeps it unless `replace`. */
export const AddDays = z.strictObject({ pack: z.string().max(40).optional(), exceptions: z.array(CalendarException).max(2000).optional(), replace: z.boolean().default(false), effectiveFrom: Moment.optional() })
