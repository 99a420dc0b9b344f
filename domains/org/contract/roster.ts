// Duty rosters: who of a unit is on shift when, who stands in, who is away, and what one shift tells the next (§1.1, §2.1, §6.1).
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { Line, LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { Named } from './person.ts'

export const Zone = z.string().trim().min(1).max(60).refine(isZone, 'org.zone-unknown')
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'org.time-of-day')
/** `24:00` ends a day; an end that is not after its start lies on the next date. */
const EndClock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'org.time-of-day')
export const DateText = z.iso.date()

const ShiftFields = z.strictObject({ name: Line(60).optional(), from: Clock, to: EndClock, people: z.array(Id).max(50) })
export const WeekShift = ShiftFields.extend({ /** 1 Monday to 7 Sunday. */ weekday: z.number().int().min(1).max(7) })
export type WeekShift = z.infer<typeof WeekShift>
export type ShiftFields = z.infer<typeof ShiftFields>

export const CreateRoster = z.strictObject({ unitId: Id, name: Line(80), zone: Zone.default('Asia/Shanghai') })
export type CreateRoster = z.infer<typeof CreateRoster>
/** An ended roster keeps its past and plans nothing more. */
export const PatchRoster = z.strictObject({ name: Line(80), state: z.enum(['active', 'ended']) }).partial()
export type PatchRoster = z.infer<typeof PatchRoster>
/** The shifts of every week from a date on; today without one. */
export const SetWeek = z.strictObject({ from: DateText.optional(), shifts: z.array(WeekShift).max(100) })
export type SetWeek = z.infer<typeof SetWeek>
/** The shifts of one date, in place of the week's; none: nobody is on duty. */
export const SetDay = z.strictObject({ shifts: z.array(ShiftFields).max(20), reason: LongText(500).optional() })
export type SetDay = z.infer<typeof SetDay>
/** `inId` null leaves the place empty. */
export const NewSwap = z.strictObject({ shiftId: Id, date: DateText, outId: Id, inId: Id.nullable(), reason: LongText(500).optional() })
export type NewSwap = z.infer<typeof NewSwap>
export const WriteHandover = z.strictObject({ shiftId: Id, date: DateText, text: LongText(4_000) })
export type WriteHandover = z.infer<typeof WriteHandover>
export const AbsenceKind = z.enum(['leave', 'sick', 'training', 'travel', 'other'])
export const NewAbsence = z.strictObject({ kind: AbsenceKind.default('leave'), validFrom: Moment.optional(), validTo: Moment, note: LongText(500).optional() })
export type NewAbsence = z.infer<typeof NewAbsence>

export const Roster = z.object({
  id: Id, unit: Named, name: z.string(), zone: z.string(), state: z.enum(['active', 'ended']), version: z.number().int(), mayManage: z.boolean(),
  /** The week as it holds now, and announced ones, oldest first. */
  weeks: z.array(z.object({ from: z.string(), to: z.string().nullable(), shifts: z.array(z.object({ id: Id, weekday: z.number().int(), name: z.string().nullable(), from: z.string(), to: z.string(), people: z.array(Named) })) })),
  onNow: z.array(Named), /** The next moment at which somebody is on shift, when nobody is now. */ next: z.object({ at: Moment, people: z.array(Named) }).nullable(),
})
export type Roster = z.infer<typeof Roster>

export const Handover = z.object({ id: Id, text: z.string(), author: Named, at: Moment, takenBy: Named.nullable(), takenAt: Moment.nullable() })
export const RosterShift = z.object({
  shiftId: Id, date: z.string(), name: z.string().nullable(), from: Moment, to: Moment, single: z.boolean(), now: z.boolean(),
  people: z.array(Named.extend({ /** Who had the place before a swap. */ inFor: Named.nullable(), swapId: Id.nullable(), absentUntil: Moment.nullable() })),
  /** Places that a swap left empty. */ empty: z.array(Named.extend({ swapId: Id })), handover: Handover.nullable(),
})
export type RosterShift = z.infer<typeof RosterShift>
export const RosterShifts = z.object({ zone: z.string(), from: z.string(), to: z.string(), /** Dates whose shifts are their own. */ days: z.array(z.object({ date: z.string(), reason: z.string().nullable() })), items: z.array(RosterShift) })
export type RosterShifts = z.infer<typeof RosterShifts>
/** Why somebody is away is for them and those who manage them. */
export const Absence = z.object({ id: Id, person: Named, kind: AbsenceKind.nullable(), note: z.string().nullable(), validFrom: Moment, validTo: Moment, mayEnd: z.boolean() })
export type Absence = z.infer<typeof Absence>

function isZone(zone: string): boolean {
  try { return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0 && /^[A-Za-z]/.test(zone) } catch { return false }
}
