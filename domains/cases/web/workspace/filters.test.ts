import { expect, test } from 'vitest'
import { parseFilter } from '../../contract/filter-language.ts'
import { filterOf, OFFERED, offeredValues, searchOf, withoutTerm, withValue } from './filters.ts'

test('an address says a view in one order and in the same words only, and nothing for what is plain', () => {
  expect(searchOf('open', 'due', '')).toBe('')
  expect(searchOf('mine', 'newest', '级别:A 渠道:邮件')).toBe(`view=mine&sort=newest&f=${encodeURIComponent('level:A channel:mail')}`)
  expect(searchOf('mine', 'newest', filterOf({ channel: 'mail', level: 'A', problemClass: 'nonsense' }, 'zh-CN'))).toBe(searchOf('mine', 'newest', 'level:A channel:mail'))
})
test('older links with single conditions go on working, beside what is written', () => {
  expect(filterOf({ channel: 'mail', f: '未读' }, 'zh-CN')).toBe('渠道:邮件 未读')
})
test('the builder writes the language: one more value, one more condition, one less', () => {
  expect(withValue('级别:A 未读', 'level', 'B', 'zh-CN')).toBe('级别:A,B 未读')
  expect(withValue('级别:A', 'mark', 'due-soon', 'zh-CN')).toBe('级别:A 即将超时')
  expect(withValue('', 'handler', 'me', 'en')).toBe('handler:me')
  const { terms } = parseFilter('级别:A 未读')
  expect(withoutTerm(terms, terms[0]!, 'zh-CN')).toBe('未读')
})
test('everything that is offered can be read', () => {
  for (const field of OFFERED) for (const value of offeredValues(field)) for (const lang of ['zh-CN', 'en'] as const) expect(parseFilter(withValue('', field, value, lang)).mistakes).toEqual([])
})
