// Which policies a contract with a customer can start from, and what it takes from them: pure.
import type { NewVersion, PolicySummary, PolicyVersion } from '../../contract/policy.ts'

export const CONTRACT_PREFIX = 'POL-CONTRACT-'
export const isShortCode = (text: string): boolean => /^[A-Z0-9][A-Z0-9.-]{0,27}$/.test(text)

/** Ranked policies of cases that a customer's case can come under. */
export const possibleBases = (policies: readonly PolicySummary[]): PolicySummary[] =>
  policies.filter((p) => p.recordKind === 'case' && p.role === 'ranked' && p.current !== null && takesCustomers(p.current.condition))

const takesCustomers = (condition: PolicyVersion['condition']): boolean => condition.every((c) => c.field !== 'requesterType' || (c.is?.includes('customer') ?? !c.not?.includes('customer')))

/** The same cases as the policy it starts from, of this customer alone; limits as they stand. `from`: ISO 8601. */
export function overrideOf(base: PolicyVersion, customerId: string, from: string, nameZh: string, nameEn: string): NewVersion {
  const condition = [...base.condition.filter((c) => c.field !== 'customerId'), { field: 'customerId', is: [customerId] }]
  return { draft: true, complete: true, acknowledged: [], effectiveFrom: from, nameZh, nameEn, calendar: base.calendar, condition, limits: base.limits.map((l) => ({ ...l })) }
}
