// What the board shows of a row, as text and geometry: pure.
import type { Formats } from '../../../../web/i18n/format.ts'
import type { Translate } from '../../../../web/i18n/translate.ts'
import type { ComplianceBoard, ComplianceRow, ComplianceState } from '../../contract/compliance.ts'

export type Unit = ComplianceRow['target']['unit']
export const FILTERS = ['all', 'missed', 'close', 'conflicts'] as const
export type Filter = (typeof FILTERS)[number]

/** `97.4 %`, `3.0 年`, `1.8 时`, `1 次`. */
export function figure(value: number, unit: Unit, t: Translate, format: Formats): string {
  if (unit === 'percent') return format.percent(value / 100, value === 100 ? 0 : 1)
  return t(`handbook.board.unit.${unit}`, { value: format.number(value, unit === 'per-year' ? 0 : 1) })
}

export const targetText = ({ op, value, unit }: ComplianceRow['target'], t: Translate, format: Formats): string =>
  unit === 'percent' && value === 100 ? figure(value, unit, t, format) : `${op === '>=' ? '≥' : '≤'} ${figure(value, unit, t, format)}`

/** With its sign; a true minus, so that figures line up. */
export const gapText = (gap: number | null, format: Formats): string =>
  gap === null ? '—' : gap === 0 ? '0' : `${gap > 0 ? '+' : '−'}${format.number(Math.abs(gap), 1)}`

/** Where figure and target stand on a bar, 0 to 100. Shares begin below both, so that a tenth of a percent can be seen; others at zero. */
export function barPlaces(current: number, { value: target, unit }: ComplianceRow['target']): { at: number; target: number } {
  const low = unit === 'percent' ? Math.max(0, Math.min(80, Math.floor(Math.min(current, target)) - 4)) : 0, high = unit === 'percent' ? 102 : Math.max(current, target) * 1.25 || 1
  const place = (v: number) => Math.max(0, Math.min(100, ((v - low) / (high - low)) * 100))
  return { at: place(current), target: place(target) }
}

const fits: Record<Filter, (row: ComplianceRow) => boolean> = {
  all: () => true, missed: (row) => row.state === 'missed', close: (row) => row.state === 'close', conflicts: (row) => row.conflict !== null,
}

/** The chapters with the rows that fit, without empty ones. Words are looked for in clause and requirement, whatever their case. */
export function narrow(board: ComplianceBoard, filter: Filter, words: string): ComplianceBoard['chapters'] {
  const wanted = words.trim().toLocaleLowerCase()
  return board.chapters.map((c) => ({ ...c, items: c.items.filter((row) => fits[filter](row) && (wanted === '' || `${row.clause} ${row.requirement}`.toLocaleLowerCase().includes(wanted))) })).filter((c) => c.items.length > 0)
}

const ORDER: readonly ComplianceState[] = ['met', 'close', 'missed', 'small-sample', 'not-due', 'not-measured']
/** The states of all rows, the good ones first: one mark each. */
export const marksOf = (board: ComplianceBoard): ComplianceState[] => board.chapters.flatMap((c) => c.items.map((row) => row.state)).toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))

/** The months whose archive can be made, newest first: those that have ended, at most twelve. `2025-03`. */
export function endedMonths(today: string, count = 12): string[] {
  const [year, month] = today.split('-').map(Number) as [number, number]
  return Array.from({ length: count }, (_, i) => { const m = year * 12 + month - 2 - i; return `${Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, '0')}` })
}
