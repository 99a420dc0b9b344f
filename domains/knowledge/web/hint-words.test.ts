import { expect, test } from 'vitest'
import { hintWords, rankHints } from './hint-words.ts'

test('codes come first, filler words never', () => {
  const words = hintWords('柜面系统单点登录失败，约 340 名柜员无法登录', '登录提示 401 invalid_audience')
  expect(words).toContain('invalid_audience')
  expect(words).not.toContain('无法')
  expect(words.length).toBeLessThanOrEqual(4)
})

test('an article found twice, or by a code, is a hint; one found by a single common word is not', () => {
  const hit = (id: string) => ({ id })
  expect(rankHints([{ word: '登录', hits: [hit('a'), hit('b')] }, { word: '柜面', hits: [hit('a')] }]).map((h) => h.id)).toEqual(['a'])
  expect(rankHints([{ word: '401', hits: [hit('c')] }, { word: '柜面', hits: [hit('d')] }]).map((h) => h.id)).toEqual(['c'])
})
