import { expect, test } from 'vitest'
import type { Condition } from '../contract/rule.ts'
import { matches, ruleFacts, type Judged } from './match-rule.ts'
import { findRings } from './find-rings.ts'

const CASE: Judged = { channel: 'mail', state: 'new', requesterType: 'customer', serviceLine: 'technical-support', problemClass: null, urgency: 'high', impact: null, complexity: null, severity: null, level: 'URGENT', tier: 'vip', unitId: 'u1', handlerId: null, firstOwnerId: null, customerId: 'c1', title: '登录失败 Login', description: '提示 401', round: 1, breached: false, outsideService: false }
const at = (time: string) => new Date(`2025-03-03T${time}+08:00`)
const check = (field: Condition['field'], is: Condition['is'], ...values: string[]) => matches([{ field, is, values }], ruleFacts(CASE, at('23:30')))

test.each([
  ['one of', check('tier', 'one-of', 'vip', 'strategic'), true], ['not one of', check('tier', 'none-of', 'vip'), false], ['none of an empty field', check('problemClass', 'none-of', 'data-security'), true], ['one of an empty field', check('problemClass', 'one-of', ''), false],
  ['empty', check('handler', 'empty'), true], ['filled', check('handler', 'filled'), false], ['contains, without case', check('text', 'contains', 'LOGIN'), true], ['contains one of several', check('text', 'contains', '超时', '401'), true], ['contains none', check('text', 'contains', '超时'), false],
  ['at night, over midnight', check('hour', 'between', '22', '6'), true], ['by day', check('hour', 'between', '8', '18'), false], ['a figure', check('round', 'between', '1', '1'), true], ['nonsense is nothing', check('hour', 'between', 'x', '6'), false],
  ['Chinese', check('language', 'one-of', 'zh'), true], ['yes and no', check('breached', 'one-of', 'false'), true],
])('a condition: %s', (_name, found, expected) => { expect(found).toBe(expected) })

test('all conditions have to hold; none means always; words of the message count before those of the case', () => {
  expect(matches([], ruleFacts(CASE, at('09:00')))).toBe(true)
  expect(matches([{ field: 'tier', is: 'one-of', values: ['vip'] }, { field: 'channel', is: 'one-of', values: ['phone'] }], ruleFacts(CASE, at('09:00')))).toBe(false)
  expect(matches([{ field: 'text', is: 'contains', values: ['401'] }], ruleFacts(CASE, at('09:00'), { said: '谢谢' }))).toBe(false)
})

test('rings: a rule that sets itself off, a ring of two, and none', () => {
  const rule = (name: string, event: 'case-reclassified' | 'case-assigned' | 'case-opened', ...acts: ('set' | 'assign' | 'note')[]) => ({ id: name, name, definition: { trigger: { kind: 'event' as const, event }, conditions: [], last: false, actions: acts.map((a) => (a === 'set' ? { do: 'set' as const, set: { urgency: 'high' as const } } : a === 'assign' ? { do: 'assign' as const, personId: 'p' } : { do: 'note' as const, text: 'x' })) } })
  expect(findRings('a', [rule('a', 'case-reclassified', 'set')])).toEqual([['a', 'a']])
  expect(findRings('a', [rule('a', 'case-reclassified', 'assign'), rule('b', 'case-assigned', 'set')])).toEqual([['a', 'b', 'a']])
  expect(findRings('a', [rule('a', 'case-opened', 'set', 'note'), rule('b', 'case-reclassified', 'note')])).toEqual([])
})
