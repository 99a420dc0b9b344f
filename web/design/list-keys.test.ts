import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moveIn, selectRange, toggleOne, type ListMove } from './list-keys.ts'

const moves: ListMove[] = ['next', 'previous', 'first', 'last', 'page-down', 'page-up']

describe('a list under the keyboard', () => {
  it('starts at the first row and stops at the last', () => {
    expect(moveIn(3, -1, 'next')).toBe(0)
    expect(moveIn(3, 2, 'next')).toBe(2)
    expect(moveIn(3, 0, 'previous')).toBe(0)
    expect(moveIn(0, -1, 'next')).toBe(-1)
  })

  it('never leaves the list', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 50 }), fc.array(fc.constantFrom(...moves)), (count, path) => {
      const end = path.reduce((at, move) => moveIn(count, at, move), -1)
      expect(path.length === 0 ? end === -1 : end >= 0 && end < count).toBe(true)
    }))
  })

  it('selects one, and a range in either direction on top of what was chosen', () => {
    const ids = ['a', 'b', 'c', 'd', 'e']
    expect([...toggleOne(new Set(['a']), 'a')]).toEqual([])
    expect([...selectRange(ids, new Set(['e']), 1, 3)].sort()).toEqual(['b', 'c', 'd', 'e'])
    expect([...selectRange(ids, new Set(), 3, 1)]).toEqual(['b', 'c', 'd'])
  })
})
