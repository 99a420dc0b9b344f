// Invented clocks and rows for the gallery; they count from the moment the page was opened.
import type { Translate } from '../../i18n/translate.ts'
import type { ClockItem } from '../ClockStrip.tsx'
import { serverNow } from '../server-clock.ts'
import type { ClockFacts, SlaState } from '../sla-view.ts'

const MINUTE = 60_000, HOUR = 60 * MINUTE
const opened = serverNow()
const at = (ms: number) => new Date(opened + ms).toISOString()

export function sampleClock(state: SlaState): ClockFacts {
  const target = 10 * HOUR
  switch (state) {
    case 'pending': return { state: 'pending', target }
    case 'track': return { state: 'running', target, dueAt: at(7 * HOUR + 13.5 * MINUTE) }
    case 'soon': return { state: 'running', target, dueAt: at(41.5 * MINUTE) }
    case 'critical': return { state: 'running', target, dueAt: at(11.5 * MINUTE) }
    case 'breach': return { state: 'breached', target, dueAt: at(-24.5 * MINUTE) }
    case 'paused': return { state: 'paused', target: 48 * HOUR, remaining: 10 * HOUR + 10 * MINUTE }
    case 'met': return { state: 'met', target, startedAt: at(-HOUR), stoppedAt: at(-54 * MINUTE), dueAt: at(9 * HOUR) }
    case 'missed': return { state: 'breached', target: HOUR, startedAt: at(-3 * HOUR), stoppedAt: at(-HOUR), dueAt: at(-2 * HOUR) }
    case 'superseded': return { state: 'superseded', target }
  }
}

export function sampleClocks(t: Translate): ClockItem[] {
  return [
    { id: 'response', label: t('web.design.clock.response'), clause: '§3.3', clock: sampleClock('met'), detail: t('web.design.clock.response-detail') },
    { id: 'initial', label: t('web.design.clock.initial'), clause: '§3.3', clock: { state: 'running', target: 2 * HOUR, dueAt: at(20.8 * MINUTE) }, detail: t('web.design.clock.initial-detail') },
    { id: 'resolution', label: t('web.design.clock.resolution'), clause: '§3.3', clock: { state: 'paused', target: 48 * HOUR, remaining: 46 * HOUR + 28 * MINUTE }, detail: t('web.design.clock.resolution-detail') },
    { id: 'feedback', label: t('web.design.clock.feedback'), clause: '§3.3', clock: sampleClock('pending'), detail: t('web.design.clock.feedback-detail') },
    { id: 'archive', label: t('web.design.clock.archive'), clause: '§3.3', clock: sampleClock('breach'), detail: t('web.design.clock.archive-detail') },
  ]
}

export interface SampleRow { id: string; subject: string; customer: string; level: 'A' | 'B' | 'C'; state: SlaState; group: number }
const order: SlaState[] = ['breach', 'critical', 'soon', 'track', 'paused']
const levels = ['A', 'B', 'C'] as const

/** Ten thousand rows, to show that only those in sight are drawn. */
export const sampleRows = (t: Translate): SampleRow[] => Array.from({ length: 10_284 }, (_, i) => ({
  id: `HY-${240_515 - (i % 14)}-${String(9999 - (i % 9000)).padStart(4, '0')}-${i}`, subject: t(`web.design.row.${(i % 4 + 1) as 1 | 2 | 3 | 4}`), customer: t(`web.design.customer.${(i % 3 + 1) as 1 | 2 | 3}`),
  level: levels[i % 3]!, state: i < 9 ? order[i % 3]! : order[3 + (i % 2)]!, group: i < 4 ? 0 : i < 9 ? 1 : 2,
}))
