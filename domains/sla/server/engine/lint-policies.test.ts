// The handbook's own contradictions are found by general rules, and nothing else is.
import { describe, expect, it } from 'vitest'
import { at, handbook } from '../../testing.ts'
import { lintVersion } from './lint-policies.ts'
import type { PolicyVersion } from './policy.ts'
import { CONTRACT_POLICY, seededPolicies, seededVersions } from './seeded-policies.ts'

const HOUR = 3_600_000, NOW = at('03-03 09:00')
const lintOf = (code: string, version?: Partial<PolicyVersion>) => lintVersion(handbook, seededPolicies.find((p) => p.code === code)!, { ...seededVersions.find((v) => v.code === code)!, ...version }, NOW)
const v2 = (code: string, change: Partial<PolicyVersion> = {}) => lintOf(code, { version: 2, effectiveFrom: at('03-04 00:00'), ...change })

describe('RX-3 lint', () => {
  it('shows exactly the known warnings of Part B for the seeded policies', () => {
    const all = seededPolicies.filter((p) => p.code !== 'POL-CONTRACT').flatMap((p) => lintOf(p.code))
    expect(all.map((l) => [l.decision, l.id])).toEqual([
      ['B-3', 'lower-level-stricter/POL-3.3/C/initial-solution'], ['B-3', 'lower-level-stricter/POL-3.3/C/initial-handling'], ['B-3', 'lower-level-stricter/POL-3.3/C/resolution'],
      ['B-24', 'looser-than-lower-rank/POL-1.2/COMPLEX/response'], ['B-5', 'solution-before-response/POL-5.1/-/initial-solution'], ['B-7', 'repair-not-after-response/POL-7.2/Critical/repair'],
      ['B-6', 'grave-level-slower/POL-7.1/Critical/response'],
    ])
  })
  it('B-3 names both graver classes', () => { expect(lintOf('POL-3.3').find((l) => l.kind === 'resolution')!.params).toMatchObject({ graver: ['A', 'B'], valueMs: 24 * HOUR }) })
  it('a correction of §5.1 to 24/48 is clean', () => {
    const limits = seededVersions.find((v) => v.code === 'POL-5.1')!.limits.map((l) => ({ kind: l.kind, when: l.when, clause: l.clause, target: l.kind === 'response' ? 24 * HOUR : 48 * HOUR }))
    expect(v2('POL-5.1', { limits }).map((l) => l.rule)).toEqual(['looser-than-handbook'])
  })
  it('longer than printed, dropped, ending in a gap, starting in the past', () => {
    const base = seededVersions.find((v) => v.code === 'POL-6.2')!
    const longer = base.limits.map((l) => (l.kind === 'removal' ? { ...l, target: l.target! + HOUR } : l))
    expect(v2('POL-6.2', { limits: longer }).map((l) => l.rule)).toEqual(Array(4).fill('looser-than-handbook'))
    expect(v2('POL-6.2', { limits: base.limits.slice(1) }).map((l) => l.id)).toEqual(['limit-dropped/POL-6.2/1/response'])
    expect(lintVersion({ ...handbook, versions: new Map() }, seededPolicies.find((p) => p.code === 'POL-5.3')!, { ...seededVersions.find((v) => v.code === 'POL-5.3')!, effectiveTo: at('04-01 00:00') }, NOW).map((l) => l.rule)).toEqual(['gap'])
    expect(v2('POL-5.3', { effectiveFrom: at('03-02 00:00') }).map((l) => l.rule)).toEqual(['effective-in-past'])
  })
  it('a contract looser than the handbook is named', () => {
    const contract: PolicyVersion = { code: 'POL-CONTRACT', version: 1, effectiveFrom: at('03-04 00:00'), effectiveTo: null, calendar: '24x7', condition: [{ field: 'customerId', is: ['v1'] }, { field: 'requesterType', is: ['customer'] }],
      limits: [{ kind: 'response', when: [], target: 30 * HOUR, clause: '§5.4-3' }, { kind: 'resolution', when: [], target: HOUR, clause: '§5.4-3' }] }
    expect(lintVersion(handbook, CONTRACT_POLICY, contract, NOW).map((l) => l.rule)).toEqual(['repair-not-after-response', 'looser-than-lower-rank'])
  })
})
