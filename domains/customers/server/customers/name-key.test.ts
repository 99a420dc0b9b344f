// What makes two customers, numbers or addresses the same.
import { expect, test } from 'vitest'
import { companyDomain, nameKey, phoneKey } from './name-key.ts'

test.each([
  ['东海机械有限公司', '东海机械'], ['东海机械 股份有限公司', '东海机械'], ['（东海）机械集团有限公司', '东海机械'], ['ＡＣＭＥ Co., Ltd.', 'acme'], ['Acme GmbH', 'acme'],
  ['公司', '公司'], ['！？', '！？'.normalize('NFKC')], ['Ltd', 'ltd'],
])('%s is kept as %s', (name, key) => { expect(nameKey(name)).toBe(key) })

test.each([['+86 21 5555 0100', '2155550100'], ['021-55550100', '2155550100'], ['008613800138000', '13800138000'], ['138 0013 8000', '13800138000'], ['5555 0100 转 12', '55550100'], ['', null], ['+', null]])(
  'number %s', (phone, key) => { expect(phoneKey(phone)).toBe(key) })

test('public providers name no company', () => {
  expect(companyDomain('a@qq.com')).toBeNull()
  expect(companyDomain('A@Example.COM')).toBe('example.com')
})
