import { expect, test } from 'vitest'
import { ownLanguageFirst } from './own-language.ts'

const rows = [{ title: 'Reset a password' }, { title: '重置密码' }, { title: 'How long is V1.2 supported?' }, { title: 'V1.2 支持到什么时候？' }]

test('titles in the reader\'s language come first, each group in its old order', () => {
  expect(ownLanguageFirst(rows, 'zh-CN').map((r) => r.title)).toEqual(['重置密码', 'V1.2 支持到什么时候？', 'Reset a password', 'How long is V1.2 supported?'])
  expect(ownLanguageFirst(rows, 'en')[0]!.title).toBe('Reset a password')
})
