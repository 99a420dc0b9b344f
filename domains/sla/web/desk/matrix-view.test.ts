import { expect, test } from 'vitest'
import { cellKey, compareCell, draftOf, joinTarget, matrixOf, sameTarget, splitTarget, withEdits, type MatrixLimit } from './matrix-view.ts'

const limit = (kind: MatrixLimit['kind'], level: string | null, target: string | null, more: Partial<MatrixLimit> = {}): MatrixLimit => ({ kind, level, when: [], target, days: null, clause: '§3.3', printed: null, note: null, ...more })
const limits = [limit('resolution', 'A', 'PT48H'), limit('response', 'A', 'PT1H'), limit('response', 'B', 'PT1H'), limit('resolution', 'B', 'P3D', { days: { count: 3, of: 'natural' } })]

test('levels are rows in their order, kinds are columns in the order of a case', () => {
  const { kinds, rows } = matrixOf(limits)
  expect(kinds).toEqual(['response', 'resolution'])
  expect(rows.map((r) => [r.level, r.cells.response?.target, r.cells.resolution?.target])).toEqual([['A', 'PT1H', 'PT48H'], ['B', 'PT1H', 'P3D']])
  expect(matrixOf([limit('response', null, 'PT24H'), limit('response', null, 'PT4H', { when: [{ field: 'severity', is: ['major'] }] })]).rows).toHaveLength(2)
})

test('targets are split as the handbook prints them and joined again', () => {
  expect(['PT15M', 'PT1H', 'PT72H', 'P3D', 'P30D', 'PT90M'].map((s) => splitTarget(s))).toEqual([{ count: 15, unit: 'min' }, { count: 1, unit: 'h' }, { count: 72, unit: 'h' }, { count: 72, unit: 'h' }, { count: 30, unit: 'd' }, { count: 90, unit: 'min' }])
  expect(splitTarget(null)).toBeNull()
  expect([joinTarget(15, 'min'), joinTarget(2, 'h'), joinTarget(5, 'd'), joinTarget(0, 'h'), joinTarget(1.5, 'h'), joinTarget(NaN, 'h')]).toEqual(['PT15M', 'PT2H', 'P5D', null, null, null])
  expect(sameTarget('PT72H', 'P3D')).toBe(true)
})

test('an edit changes its cell alone', () => {
  const edited = withEdits(limits, new Map([[cellKey(limits[3]!), 'PT24H']]))
  expect(edited.map((l) => l.target)).toEqual(['PT48H', 'PT1H', 'PT1H', 'PT24H'])
  expect(edited[3]!.days).toBeNull()
  expect(edited.map((l) => compareCell(l, limits))).toEqual(['same', 'same', 'same', 'stricter'])
  expect([compareCell(limit('response', 'A', 'PT2H'), limits), compareCell(limit('response', 'A', null), limits), compareCell(limit('response', 'C', 'PT1H'), limits)]).toEqual(['looser', 'looser', 'new'])
})

test('the draft is the newest version that nobody published', () => {
  const version = (state: string) => ({ state }) as never
  expect(draftOf([version('in-force')])).toBeNull()
  expect(draftOf([version('approved'), version('in-force')])).toMatchObject({ state: 'approved' })
})
