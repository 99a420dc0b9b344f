import { expect, test } from 'vitest'
import { formatsWith } from '../../../../web/i18n/format.ts'
import { createI18n, translateWith } from '../../../../web/i18n/translate.ts'
import type { ComplianceBoard, ComplianceRow } from '../../contract/compliance.ts'
import { barPlaces, endedMonths, figure, gapText, marksOf, narrow, targetText } from './board-view.ts'

const t = translateWith(createI18n('zh-CN', { 'zh-CN': { 'handbook.board.unit.years': '{{value}} 年', 'handbook.board.unit.hours': '{{value}} 时' } })), format = formatsWith('zh-CN', t, 'Asia/Shanghai')
const row = (key: string, more: Partial<ComplianceRow> = {}): ComplianceRow => ({
  key, clause: '§3.3-1', requirement: 'A 类 1 时内响应', target: { op: '>=', value: 95, unit: 'percent', basis: 'default' }, current: { value: 97.4, n: 10, met: 9, low: 90, high: 99, smallSample: false }, gap: 2.4, weeks: [], state: 'met',
  exceptions: { count: 0, of: 10, explained: 0 }, conflict: null, part: 'sla', evidence: null, note: null, ...more,
})
const board = { chapters: [{ number: '3', title: '问题处理', met: 1, total: 2, items: [row('a'), row('b', { state: 'missed', clause: '§3.4', requirement: 'Archived in 72 h' })] }, { number: '5', title: '沟通', met: 0, total: 1, items: [row('c', { state: 'not-measured', conflict: { decision: 'B-3', text: '' } })] }] } as unknown as ComplianceBoard

test('figures carry their unit, a full share no sign of comparison', () => {
  expect([figure(97.4, 'percent', t, format), figure(3, 'years', t, format)]).toEqual(['97.4 %', '3 年'])
  expect([targetText({ op: '>=', value: 95, unit: 'percent', basis: 'default' }, t, format), targetText({ op: '>=', value: 100, unit: 'percent', basis: 'printed' }, t, format), targetText({ op: '<=', value: 2, unit: 'hours', basis: 'printed' }, t, format)]).toEqual(['≥ 95 %', '100 %', '≤ 2 时'])
  expect([gapText(-3.2, format), gapText(2.4, format), gapText(0, format), gapText(null, format)]).toEqual(['−3.2', '+2.4', '0', '—'])
})

test('the bar shows a miss left of the target and never leaves its place', () => {
  const target = { op: '>=', value: 95, unit: 'percent', basis: 'default' } as const
  expect(barPlaces(91.8, target).at).toBeLessThan(barPlaces(91.8, target).target)
  expect(barPlaces(97, target).at).toBeGreaterThan(barPlaces(97, target).target)
  for (const value of [0, 100, 250]) expect(barPlaces(value, target).at).toBeLessThanOrEqual(100)
  expect(barPlaces(0, { op: '<=', value: 0, unit: 'hours', basis: 'printed' })).toEqual({ at: 0, target: 0 })
})

test('filters and words narrow the rows; chapters without any are gone', () => {
  expect(narrow(board, 'all', '').map((c) => c.items.length)).toEqual([2, 1])
  expect(narrow(board, 'missed', '').flatMap((c) => c.items.map((r) => r.key))).toEqual(['b'])
  expect(narrow(board, 'conflicts', '').flatMap((c) => c.items.map((r) => r.key))).toEqual(['c'])
  expect(narrow(board, 'all', 'ARCHIVED').flatMap((c) => c.items.map((r) => r.key))).toEqual(['b'])
  expect(narrow(board, 'close', '')).toEqual([])
  expect(marksOf(board)).toEqual(['met', 'missed', 'not-measured'])
})

test('months that have ended, across the year', () => {
  expect(endedMonths('2025-03', 4)).toEqual(['2025-02', '2025-01', '2024-12', '2024-11'])
})
