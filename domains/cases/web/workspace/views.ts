// The views of the desk and how rows are grouped: the next deadline decides.
import { Archive, CheckCheck, CircleAlert, CirclePause, CircleCheck, Inbox, Rows3, Star, TimerReset, UserRound, Users, ArrowLeftRight } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { CaseSummary } from '../../contract/case.ts'
import type { CaseView } from '../../contract/list.ts'

export interface DeskView { id: CaseView; icon: LucideIcon; /** Counts only what needs somebody now. */ hot?: boolean }

export const VIEW_GROUPS: readonly { id: 'mine' | 'team' | 'all'; views: readonly DeskView[] }[] = [
  { id: 'mine', views: [{ id: 'mine', icon: UserRound }, { id: 'first-owner', icon: Star }, { id: 'offered', icon: ArrowLeftRight }, { id: 'due-soon', icon: TimerReset, hot: true }, { id: 'waiting', icon: CirclePause }] },
  { id: 'team', views: [{ id: 'unassigned', icon: Users }, { id: 'breached', icon: CircleAlert, hot: true }, { id: 'awaiting', icon: CheckCheck }, { id: 'to-archive', icon: Archive }] },
  { id: 'all', views: [{ id: 'open', icon: Inbox }, { id: 'closed', icon: CircleCheck }, { id: 'all', icon: Rows3 }] },
]

export type DueGroup = 'now' | 'today' | 'later' | 'rest'

const SOON = 4 * 3_600_000

/** now: breached, or due soon (a quarter of the limit left, at most four hours). today: due before midnight. */
export function dueGroup(row: Pick<CaseSummary, 'nextDue' | 'createdAt'>, now: number): DueGroup {
  if (!row.nextDue) return 'rest'
  const due = Date.parse(row.nextDue.dueAt), left = due - now
  if (row.nextDue.breached || left <= Math.min((due - Date.parse(row.createdAt)) / 4, SOON)) return 'now'
  return due < midnightAfter(now) ? 'today' : 'later'
}

function midnightAfter(now: number): number {
  const midnight = new Date(now)
  midnight.setHours(24, 0, 0, 0)
  return midnight.getTime()
}

/** Of rows in the order of their deadlines: how many are due before midnight, how many are late, and the first that still can be kept. */
export function dueToday<Row extends Pick<CaseSummary, 'nextDue'>>(rows: readonly Row[], now: number): { today: number; late: number; next: Row | null } {
  const isLate = (row: Row) => row.nextDue !== null && (row.nextDue.breached || Date.parse(row.nextDue.dueAt) < now)
  const open = rows.filter((row) => row.nextDue !== null && !isLate(row)), midnight = midnightAfter(now)
  return { today: open.filter((row) => Date.parse(row.nextDue!.dueAt) < midnight).length, late: rows.filter(isLate).length, next: open[0] ?? null }
}
