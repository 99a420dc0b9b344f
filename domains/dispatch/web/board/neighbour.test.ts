import { expect, test } from 'vitest'
import { neighbour } from './neighbour.ts'

const columns = [['a', 'b', 'c'], [], ['x', 'y']]
test.each([['a', 'down', 'b'], ['c', 'down', null], ['b', 'up', 'a'], ['a', 'up', null], ['c', 'right', 'y'], ['a', 'right', 'x'], ['y', 'left', 'b'], ['x', 'right', null], ['b', 'next', 'c'], ['c', 'next', 'b'], ['gone', 'down', 'a']] as const)('%s %s', (id, step, to) => {
  expect(neighbour(columns, id, step)).toBe(to)
})
test('the last one of a column leads to another column', () => {
  expect(neighbour([['a'], ['x']], 'a', 'next')).toBe('x')
  expect(neighbour([['a'], []], 'a', 'next')).toBeNull()
})
