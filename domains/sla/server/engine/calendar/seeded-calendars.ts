// A working calendar to start from (B-20): office hours in China with the public holidays and make-up days announced for 2025 and 2026.
// Nothing is bound to it; natural hours stay the default.
import type { HourPair, WorkingPlan } from './working-week.ts'

const HOURS: readonly HourPair[] = [['09:00', '12:00'], ['13:00', '18:00']]

/** Every date from the first to the last, both included. */
function days(first: string, last: string): string[] {
  const found: string[] = []
  for (let at = Date.parse(`${first}T00:00Z`); at <= Date.parse(`${last}T00:00Z`); at += 86_400_000) found.push(new Date(at).toISOString().slice(0, 10))
  return found
}

const HOLIDAYS = [
  ['2025-01-01', '2025-01-01'], ['2025-01-28', '2025-02-04'], ['2025-04-04', '2025-04-06'], ['2025-05-01', '2025-05-05'], ['2025-05-31', '2025-06-02'], ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'], ['2026-02-15', '2026-02-23'], ['2026-04-04', '2026-04-06'], ['2026-05-01', '2026-05-05'], ['2026-06-19', '2026-06-21'], ['2026-09-25', '2026-09-27'], ['2026-10-01', '2026-10-07'],
] as const
const MAKE_UP_DAYS = ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11', '2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']

const plan: WorkingPlan = {
  zone: 'Asia/Shanghai', week: { mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS },
  exceptions: [...HOLIDAYS.flatMap(([first, last]) => days(first, last)).map((date) => ({ date, kind: 'closed' as const })), ...MAKE_UP_DAYS.map((date) => ({ date, kind: 'open' as const }))].sort((a, b) => (a.date < b.date ? -1 : 1)),
}

export const seededCalendars = [{ code: 'cn-office', nameZh: '中国工作日（含调休）', nameEn: 'Office days in China', plan }] as const
