import { describe, expect, test } from 'vitest'
import { mayFollow, plusMonths, proposed, warrantyOf } from './repair-rules.ts'

const NOW = new Date('2025-03-03T01:00:00Z'), none = { registered: null, purchasedAt: null, months: null, proof: null }
describe('R2.2-7 the warranty of a repair', () => {
  test.each([
    ['nothing known', none, 'unknown'], ['the register says in', { ...none, registered: { until: new Date('2026-01-01'), source: '出厂' } }, 'in'], ['the register says out', { ...none, registered: { until: new Date('2025-03-03T00:59:59Z'), source: '出厂' } }, 'out'],
    ['it ends exactly now', { ...none, registered: { until: NOW, source: '出厂' } }, 'in'], ['by date and months', { ...none, purchasedAt: new Date('2024-03-04'), months: 12, proof: '发票' }, 'in'], ['the register beats a receipt', { registered: { until: new Date('2024-01-01'), source: '出厂' }, purchasedAt: new Date('2025-01-01'), months: 24, proof: '发票' }, 'out'],
  ] as const)('%s', (_name, facts, verdict) => expect(warrantyOf(facts, NOW).warranty).toBe(verdict))
  test('months end on the last day of a shorter month', () => expect(plusMonths(new Date('2024-01-31T00:00:00Z'), 13).toISOString()).toBe('2025-02-28T00:00:00.000Z'))
})
test('a repair is tested before it goes back', () => { expect(mayFollow('repairing', 'returned')).toBe(false); expect(mayFollow('tested', 'returned')).toBe(true); expect(mayFollow('tested', 'repairing')).toBe(true); expect(mayFollow('returned', 'repairing')).toBe(false) })
test('R2.2-8 points that know the product and lie in the area come first', () => {
  const point = (name: string, products: string[], area: string) => ({ name, products, area })
  expect(proposed([point('丙', [], '西区'), point('乙', ['PX-300'], '西区'), point('甲', ['PX-300'], '东区'), point('丁', [], '东区')], 'px-300', '东区').map((p) => p.name)).toEqual(['甲', '乙', '丁', '丙'])
})
