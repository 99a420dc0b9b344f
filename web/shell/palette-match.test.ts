import { expect, it } from 'vitest'
import { fitting } from './palette-match.ts'
import { pinyinFits } from './pinyin.ts'

const items = [{ label: '澜屿银行' }, { label: '新建工单' }, { label: '工单' }, { label: 'KB-1042 登录返回 401' }, { label: '规则' }]
const found = (typed: string) => fitting(items, typed, pinyinFits).map((item) => item.label)

it('finds by words, the start of the label first', () => {
  expect(found('工单')).toEqual(['工单', '新建工单'])
  expect(found('kb-10')).toEqual(['KB-1042 登录返回 401'])
  expect(found('ｋｂ')).toEqual(['KB-1042 登录返回 401'])
})

it('finds Chinese by pinyin initials and by syllables', () => {
  expect(found('ly')).toEqual(['澜屿银行'])
  expect(found('gd')).toEqual(['新建工单', '工单'])
  expect(found('guize')).toEqual(['规则'])
})

it('finds nothing rather than something else', () => { expect(found('zzz')).toEqual([]) })
