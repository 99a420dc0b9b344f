import { expect, test } from 'vitest'
import { grown, steady } from './steady-rows.ts'

const rows = (...ids: string[]) => ids.map((id) => ({ id }))

test('known rows keep their order, gone ones leave, new ones are counted', () => {
  expect(steady(['a', 'b', 'c'], rows('new', 'c', 'a'))).toEqual({ rows: rows('a', 'c'), waiting: 1 })
})

test('a further page is taken in at once, an arrival at the top is not', () => {
  expect(grown(['a', 'b'], rows('new', 'a', 'b', 'c', 'd'))).toEqual(['a', 'b', 'c', 'd'])
})

test('a list that holds nothing known starts anew', () => {
  expect(grown(['x'], rows('a', 'b'))).toEqual(['a', 'b'])
})
