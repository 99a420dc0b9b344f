import { expect, test } from 'vitest'
import { changeWords, type ChangeReader } from './history-words.ts'

const read: ChangeReader = { moment: (iso) => `at ${iso.slice(11, 16)}`, person: (id) => (id.startsWith('01') ? '陈安' : undefined), word: (key) => key }
const change = (field: string, from: unknown, to: unknown) => changeWords({ field, label: field, from, to }, read)

test('people by name, moments as times, nothing as a dash', () => {
  expect(change('handlerId', null, '01a205dd-e1c1-734b-8c44-c3b8599a96b9')).toEqual({ label: 'handlerId', from: '—', to: '陈安' })
  expect(change('respondedAt', null, '2025-03-03T01:06:00.000Z')).toMatchObject({ to: 'at 01:06' })
  expect(change('planExecuted', false, true)).toMatchObject({ from: 'no', to: 'yes' })
  expect(change('effects', [], ['业务中断', '数据丢失'])).toMatchObject({ from: '—', to: '业务中断, 数据丢失' })
})

test('ids of nobody known and bookkeeping stay out', () => {
  expect(change('assetId', null, 'ffa205dd-e1c1-734b-8c44-c3b8599a96b9')).toBeNull()
  expect(change('round', 1, 2)).toBeNull()
})

test('objects read as their values', () => { expect(change('review', null, { cause: '证书', handling: '重绑', measures: '' })).toMatchObject({ to: '证书 · 重绑' }) })
