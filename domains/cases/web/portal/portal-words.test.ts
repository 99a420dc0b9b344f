import { expect, test } from 'vitest'
import { OpenCase } from '../../contract/case.ts'
import { factsOf, IMPACTS, needOf, titleOf } from './portal-words.ts'

test('a title is the first sentence, at most 80 characters, never half a character', () => {
  expect(titleOf('柜面登录提示 401。输入密码后又回到登录页')).toBe('柜面登录提示 401')
  expect([...titleOf('😀'.repeat(200))]).toHaveLength(80)
})

test('every answer to "how bad" makes a report that the contract takes', () => {
  for (const who of ['customer', 'internal'] as const) for (const howBad of IMPACTS) {
    expect(OpenCase.safeParse({ title: 't', description: 'd', ...factsOf(howBad, who) }).success).toBe(true)
  }
})

test('a case asks for one thing at most', () => {
  expect(needOf('awaiting-confirmation')).toBe('confirm')
  expect(needOf('waiting-requester')).toBe('reply')
  expect(needOf('solving')).toBeNull()
})
