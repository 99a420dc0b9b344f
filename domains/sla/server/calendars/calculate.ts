// The engine's own calendar functions behind one address.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { msToSpan, spanToMs } from '../../../../platform/contract/time.ts'
import { AppError, BadInput } from '../../../../platform/server/errors.ts'
import type { Calculation, CalendarPlan } from '../../contract/calendar.ts'
import { addBesidePauses, elapsedBesidePauses, NATURAL, NeverOpen, type Calendar, type Pause } from '../engine/calendar/calendar.ts'
import { compileCalendar } from '../engine/calendar/compile-calendar.ts'
import { faultsOf, type WorkingPlan } from '../engine/calendar/working-week.ts'
import { rulesNow } from '../policies/rulebook.ts'

/** Beyond these years nothing is computed. */
const FIRST_YEAR = 1900, LAST_YEAR = 2200, LATEST = Date.UTC(2500, 0, 1)

/** Throws BadInput for input that does not fit, 400 `sla.never-open` when the open time asked for never comes. */
export async function calculate(ctx: Ctx, input: Calculation): Promise<{ result: string }> {
  const start = moment(input.start, '/start')
  const pauses = input.pauses.map(([from, to], i): Pause => {
    const pause: Pause = [moment(from, `/pauses/${i}/0`), moment(to, `/pauses/${i}/1`)]
    if (pause[1] < pause[0]) throw refuse(`/pauses/${i}`, 'sla.end-before-start')
    return pause
  })
  const calendar = await calendarFor(ctx, input.calendar)
  try {
    if (input.op === 'add') {
      if (input.duration === undefined) throw refuse('/duration', 'missing')
      const at = addBesidePauses(calendar, start, spanToMs(input.duration), pauses)
      if (at > LATEST) throw refuse('/duration', 'sla.out-of-range')
      return { result: inZone(at, calendar.zone) }
    }
    if (input.end === undefined) throw refuse('/end', 'missing')
    const end = moment(input.end, '/end')
    if (end < start) throw refuse('/end', 'sla.end-before-start')
    return { result: msToSpan(elapsedBesidePauses(calendar, start, end, pauses)) }
  } catch (error) {
    if (error instanceof NeverOpen) throw new AppError(400, 'sla.never-open')
    throw error
  }
}

async function calendarFor(ctx: Ctx, asked: string | CalendarPlan): Promise<Calendar> {
  if (typeof asked !== 'string') return compileCalendar('inline', checkedPlan(asked, '/calendar'))
  if (asked === NATURAL.key) return NATURAL
  const { all, book } = await rulesNow(ctx)
  const found = all.calendars.findLast((c) => c.code === asked || `${c.code}@${c.version}` === asked)
  if (!found) throw new BadInput([{ pointer: '/calendar', code: 'sla.calendar-unknown', params: { value: asked }, clause: CALENDAR_CLAUSE }])
  return book.calendarOf(`${found.code}@${found.version}`)
}

/** The plan, or BadInput that names everything wrong with it. */
export function checkedPlan(plan: CalendarPlan, pointer: string): WorkingPlan {
  const faults = faultsOf(plan)
  if (faults.length > 0) throw new BadInput(faults.slice(0, 50).map((f) => ({ pointer: `${pointer}/${f.path.join('/')}`, code: `sla.plan.${f.code}`, params: { value: valueAt(plan, f.path) }, clause: CALENDAR_CLAUSE })))
  return plan
}

function moment(text: string, pointer: string): number {
  const at = Date.parse(text), year = new Date(at).getUTCFullYear()
  if (Number.isNaN(at) || year < FIRST_YEAR || year > LAST_YEAR) throw refuse(pointer, 'sla.out-of-range')
  return at
}

/** ISO 8601 with the offset of the calendar's zone; milliseconds only where there are any. */
function inZone(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', ...(at % 1000 === 0 ? { fractionalSecondDigits: 0 } : {}) })
}

const refuse = (pointer: string, code: string): BadInput => new BadInput([{ pointer, code }])

/** Calendars bind the limits of the response mechanism (§1.2, B-20). */
const CALENDAR_CLAUSE = '§1.2'
const valueAt = (plan: unknown, path: readonly (string | number)[]): string => JSON.stringify(path.reduce<unknown>((at, key) => (at as Record<string | number, unknown> | undefined)?.[key], plan) ?? null)
