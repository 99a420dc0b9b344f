// Words and marks of a case that several screens share.
import type { ChannelMark } from '../../../web/design/Marks.tsx'
import type { ClockFacts } from '../../../web/design/sla-view.ts'
import type { MessageKey } from '../../../web/i18n/translate.ts'
import type { CaseState, CaseSummary, Channel } from '../contract/case.ts'

const CHANNEL_MARKS: Record<Channel, ChannelMark> = { portal: 'portal', mail: 'email', phone: 'phone', chat: 'chat', api: 'api', 'on-site': 'on-site', im: 'im', monitor: 'monitoring' }
export const channelMark = (channel: Channel): ChannelMark => CHANNEL_MARKS[channel]

/** The seven steps that the desk and the portal show (B-40: one machine, many views). */
export const STEPS = ['intake', 'classify', 'diagnose', 'solve', 'verify', 'confirm', 'archive'] as const

const STEP_OF: Record<CaseState, number> = {
  new: 1, classified: 2, assigned: 2, responded: 2, diagnosing: 2, solving: 3, 'waiting-requester': 3, 'waiting-vendor': 3, 'on-site-scheduled': 3,
  verifying: 4, resolved: 5, 'awaiting-confirmation': 5, confirmed: 6, 'closed-unconfirmed': 6, reviewed: 6, archived: 7, reopened: 2, merged: 7, cancelled: 7,
}
/** Index of the step a case stands at; 7 when all are done. A new case has been taken in and waits for its class. */
export const stepOf = (state: CaseState): number => STEP_OF[state]

/** Cases that nothing more can happen to, except a reopening. */
export const READ_ONLY: ReadonlySet<CaseState> = new Set<CaseState>(['archived', 'merged', 'cancelled'])

type Dued = Pick<CaseSummary, 'nextDue' | 'createdAt' | 'state'>
/** The clock that runs out first, as a chip shows it; a case that waits for its requester stands still; null when nothing runs. */
export function nextClock(row: Dued): ClockFacts | null {
  const due = row.nextDue
  if (!due) return row.state === 'waiting-requester' ? { state: 'paused', target: 60_000 } : null
  const target = Math.max(60_000, Date.parse(due.dueAt) - Date.parse(row.createdAt))
  return { state: due.breached ? 'breached' : 'running', dueAt: due.dueAt, target }
}

/** Name of that clock: the promise, or what a paused case waits for. */
export const nextClockName = (row: Dued): MessageKey => (row.nextDue ? `sla.short.${row.nextDue.kind}` : 'cases.state.waiting-requester')

/** Short form of a number for lists: `HY-250303-0042` → `0303-0042`. */
export const shortNumber = (number: string): string => number.replace(/^[A-Z]+-\d{2}(?=\d{4}-)/, '')
