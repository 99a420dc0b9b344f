// What administrators may change about cases, with its bounds.
import { z } from 'zod'
import { defineSetting } from '../../../platform/server/module.ts'

const hours = (max: number) => z.number().int().min(1).max(max)

/** Hours after resolution until the requester is reminded to answer (B-18). */
export const ReminderHours = defineSetting({ key: 'cases.confirmation-reminder-hours', schema: hours(71), default: 12, group: 'cases', clause: '§3.3-3' })
/** Hours after resolution until the answer is overdue and a follow-up task opens (§3.3-3: 24 h). */
export const FollowUpHours = defineSetting({ key: 'cases.confirmation-follow-up-hours', schema: hours(71), default: 24, group: 'cases', clause: '§3.3-3' })
/** Hours after resolution until a silent user's case closes unconfirmed; below 72, else every archive would be late (B-18). */
export const CloseHours = defineSetting({ key: 'cases.confirmation-close-hours', schema: hours(71), default: 48, group: 'cases', clause: '§3.3-3' })
/** Days after closing in which a case may be reopened; later a new linked case is opened (B-18). */
export const ReopenDays = defineSetting({ key: 'cases.reopen-days', schema: z.number().int().min(1).max(90), default: 7, group: 'cases', clause: '§3.3-3' })
/** Days in which the same class and asset or customer counts as a recurrence (R3.2-19). */
export const RecurrenceDays = defineSetting({ key: 'cases.recurrence-days', schema: z.number().int().min(1).max(365), default: 30, group: 'cases', clause: '§3.2-5' })
/** Minutes before the due time from which a case is in the view "due soon". */
export const DueSoonMinutes = defineSetting({ key: 'cases.due-soon-minutes', schema: z.number().int().min(1).max(1440), default: 30, group: 'cases' })

export const caseSettings = [ReminderHours, FollowUpHours, CloseHours, ReopenDays, RecurrenceDays, DueSoonMinutes]
