import { expect, test } from 'vitest'
import { compareDeeds, Deeds } from './deeds.ts'

test('what was acknowledged is there once, what was not at most once', () => {
  const deeds = new Deeds('t'), [kept, lost, doubled, unknown, late] = Array.from({ length: 5 }, () => deeds.begin('case')) as [ReturnType<Deeds['begin']>, ...ReturnType<Deeds['begin']>[]]
  for (const d of [kept, lost!, doubled!]) Object.assign(d, { acknowledged: true, attempts: 2 })
  expect(compareDeeds(deeds.all, new Map([[kept.token, 1], [doubled!.token, 2], [late!.token, 1]]))).toEqual([
    `case ${lost!.token} was acknowledged and is lost (tried 2 times)`,
    `case ${doubled!.token} is there 2 times (tried 2 times)`,
  ])
  expect(compareDeeds([unknown!], new Map([[unknown!.token, 2]]))).toHaveLength(1)
  expect([deeds.count('case', true), deeds.count('case', false)]).toEqual([3, 2])
})
