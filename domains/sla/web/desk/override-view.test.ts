import { expect, test } from 'vitest'
import type { PolicySummary } from '../../contract/policy.ts'
import { isShortCode, overrideOf, possibleBases } from './override-view.ts'

const policy = (code: string, more: object, condition: object[] = []): PolicySummary => ({ code, recordKind: 'case', role: 'ranked', current: { condition, limits: [{ kind: 'response', level: 'URGENT' }], calendar: 'cn-office@2' }, ...more }) as never

test('a contract starts from ranked policies that a case of a customer can come under', () => {
  const all = [policy('a', {}, [{ field: 'requesterType', is: ['customer'] }]), policy('b', {}, [{ field: 'requesterType', is: ['internal'] }]), policy('c', {}, [{ field: 'requesterType', not: ['customer'] }]), policy('d', { recordKind: 'fault' }), policy('e', { role: 'additive' }), policy('f', { current: null }), policy('g', {})]
  expect(possibleBases(all).map((p) => p.code)).toEqual(['a', 'g'])
})

test('it keeps conditions, limits and calendar, and names its own customer in place of another', () => {
  const base = policy('a', {}, [{ field: 'serviceLine', is: ['technical-support'] }, { field: 'customerId', is: ['old'] }]).current!
  expect(overrideOf(base, 'new', '2025-03-05T00:00:00Z', '甲', 'A')).toMatchObject({ draft: true, complete: true, calendar: 'cn-office@2', condition: [{ field: 'serviceLine', is: ['technical-support'] }, { field: 'customerId', is: ['new'] }], limits: [{ kind: 'response', level: 'URGENT' }] })
})

test('short codes are capitals, digits, dots and hyphens', () => {
  expect(['V1', 'DONGHAI-2025', '', 'v1', '-A', 'A B'].map(isShortCode)).toEqual([true, true, false, false, false, false])
})
