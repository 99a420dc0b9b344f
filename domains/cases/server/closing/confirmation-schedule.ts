// When a silent user is reminded, followed up, and when the case closes unconfirmed (B-18, J-02). Pure.

export interface ConfirmationHours { reminder: number; followUp: number; close: number }

const HOUR = 3_600_000
const NOTICE_HOURS = 24
const after = (at: Date, hours: number): Date => new Date(at.getTime() + hours * HOUR)
const later = (a: Date, b: Date): Date => (a > b ? a : b)

/** Answer overdue and follow-up task: 24 h after resolution, whether or not the result was sent (§3.3-3). */
export const followUpAt = (resolvedAt: Date, hours: ConfirmationHours): Date => after(resolvedAt, hours.followUp)

/**
 * Reminder 12 h and closing 48 h after resolution. Whoever got the result late has the same time to read it: a reminder not before
 * half of the notice, and at least 24 h from the result message to closing.
 */
export function closingTimes(resolvedAt: Date, resultSentAt: Date, hours: ConfirmationHours): { remindAt: Date; closeAt: Date } {
  const reminder = after(resolvedAt, hours.reminder)
  return {
    remindAt: reminder > resultSentAt ? reminder : after(resultSentAt, NOTICE_HOURS / 2),
    closeAt: later(after(resolvedAt, hours.close), after(resultSentAt, NOTICE_HOURS)),
  }
}
