import { expect, test } from 'vitest'
import { mergeEdits } from './merge-edits.ts'

const opened = { title: '登录失败', note: '', tags: ['a'], phone: '1' }

test('what only the other changed is taken over, what only I changed stays', () => {
  expect(mergeEdits(opened, { ...opened, title: '登录很慢' }, { ...opened, note: '已绕行', tags: ['a', 'b'] })).toEqual({ merged: { title: '登录很慢', note: '已绕行', tags: ['a', 'b'], phone: '1' }, both: [] })
})

test('a field that both changed is named, and mine stands until somebody chooses', () => {
  expect(mergeEdits(opened, { ...opened, title: '登录很慢', phone: '2' }, { ...opened, title: '柜面登录失败', phone: '2' })).toEqual({ merged: { ...opened, title: '登录很慢', phone: '2' }, both: ['title'] })
})

test('an empty field and one that is not there are the same', () => {
  expect(mergeEdits<Record<string, unknown>>({}, { version: '', note: 'x', yes: false }, { version: 'V1.2' })).toEqual({ merged: { version: 'V1.2', note: 'x', yes: false }, both: [] })
})
