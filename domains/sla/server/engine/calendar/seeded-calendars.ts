// A working calendar to start from (B-20): office hours in China with the public holidays and make-up days announced for 2025 and 2026.
// Nothing is bound to it; natural hours stay the default.
import { holidayPacks } from './holiday-packs.ts'
import type { HourPair, WorkingPlan } from './working-week.ts'

const HOURS: readonly HourPair[] = [['09:00', '12:00'], ['13:00', '18:00']]

const plan: WorkingPlan = {
  zone: 'Asia/Shanghai', week: { mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS },
  exceptions: holidayPacks.filter((p) => p.status === 'announced').flatMap((p) => p.days.map(({ date, kind }) => ({ date, kind }))),
}

export const seededCalendars = [{ code: 'cn-office', nameZh: '中国工作日（含调休）', nameEn: 'Office days in China', plan }] as const
