// The drawing as geometry.
import { describe, expect, test } from 'vitest'
import type { Edge, Step } from '../contract/definition.ts'
import { BOX, fitText, hits, layOut, linesOf, middle } from './layout-drawing.ts'

const box = (id: string, lane: string, column: number, row = 0): Step => ({ id, kind: 'step', lane, column, row, name: { zh: id, en: id }, states: [], department: null, handler: null, limit: null, result: null, clause: null, five: null, six: null, steps: null, four: null })
const edge = (from: string, to: string, kind: Edge['kind'] = 'main'): Edge => ({ from, to, kind, label: null })
const lanes = [{ id: 'up', name: { zh: '上', en: 'up' } }, { id: 'down', name: { zh: '下', en: 'down' } }]
const lineOf = (steps: Step[], from: string, to: string) => layOut({ lanes, steps, edges: [edge(from, to)] }).lines[0]!.points
const kinds = (points: { x: number; y: number }[]) => points.slice(1).map((p, i) => (p.x === points[i]!.x ? 'down' : 'across'))

test('lanes are as high as their rows, the picture as wide as its columns', () => {
  const picture = layOut({ lanes, steps: [box('a', 'up', 0), box('b', 'down', 3, 1)], edges: [] })
  expect(picture.lanes).toEqual([{ id: 'up', y: 0, height: BOX.pitchY }, { id: 'down', y: BOX.pitchY, height: 2 * BOX.pitchY }])
  expect(picture).toMatchObject({ width: BOX.laneLabel + 2 * BOX.pad + 4 * BOX.pitchX, height: 3 * BOX.pitchY })
})

describe('lines', () => {
  test('neighbours are joined straight', () => { expect(kinds(lineOf([box('a', 'up', 0), box('b', 'up', 1)], 'a', 'b'))).toEqual(['across']); expect(kinds(lineOf([box('a', 'up', 0), box('b', 'down', 0)], 'a', 'b'))).toEqual(['down']) })
  test('a box in between is gone around', () => {
    const steps = [box('a', 'up', 0), box('x', 'up', 1), box('b', 'up', 2)], { boxes, lines } = layOut({ lanes, steps, edges: [edge('a', 'b')] })
    expect(hits(lines[0]!.points, boxes.filter((b) => b.step.id === 'x'))).toBe(0)
    const column = [box('a', 'up', 0), box('x', 'down', 0), box('b', 'down', 0, 1)], tall = layOut({ lanes, steps: column, edges: [edge('a', 'b')] })
    expect(hits(tall.lines[0]!.points, tall.boxes.filter((b) => b.step.id === 'x'))).toBe(0)
  })
  test('of two bends the free one is taken', () => {
    const steps = [box('a', 'up', 0), box('b', 'down', 1), box('x', 'up', 1)], { boxes, lines } = layOut({ lanes, steps, edges: [edge('a', 'b')] })
    expect(kinds(lines[0]!.points)).toEqual(['down', 'across'])
    expect(hits(lines[0]!.points, boxes.filter((b) => b.step.id === 'x'))).toBe(0)
  })
  test('there and back is one line with two arrows', () => {
    const { boxes } = layOut({ lanes, steps: [box('a', 'up', 0), box('b', 'up', 1)], edges: [] })
    expect(linesOf(boxes, [edge('a', 'b'), edge('b', 'a', 'back')])).toMatchObject([{ both: true }])
    expect(linesOf(boxes, [edge('a', 'b')])).toMatchObject([{ both: false }])
  })
  test('a line to nowhere is not drawn', () => { expect(layOut({ lanes, steps: [box('a', 'up', 0)], edges: [edge('a', 'gone'), edge('a', 'a')] }).lines).toEqual([]) })
})

test('labels stand in the middle of the longest part', () => { expect(middle([{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 100 }])).toEqual({ x: 10, y: 50 }) })
test('text is cut to its width', () => {
  expect(fitText('定位根因或给出初步方案', 60, 12)).toBe('定位根因…')
  expect(fitText('Root found', 70, 12)).toBe('Root found')
  expect(fitText('', 10, 12)).toBe('')
})
