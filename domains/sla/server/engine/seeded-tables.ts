// The four level decision tables of B-1 table 2, rows in printed order.
import type { Condition, DecisionTable } from './policy.ts'
import { SEEDED_SINCE } from './seeded-policies.ts'

const is = (field: string, ...values: string[]): Condition => ({ field, is: values })
const has = (field: string, ...values: string[]): Condition => ({ field, has: values })
const table = (code: string, clause: string, factors: DecisionTable['factors'], rows: DecisionTable['rows']): DecisionTable =>
  ({ code, clause, version: 1, effectiveFrom: SEEDED_SINCE, effectiveTo: null, factors, rows })

const factor = ['low', 'medium', 'high']

export const seededTables: readonly DecisionTable[] = [
  table('LEVEL-1.2', '§1.2', { urgency: factor, complexity: factor, impact: ['one-person', 'several-users', 'whole-enterprise', 'many-customers'] }, [
    { when: [[is('urgency', 'high')], [is('urgency', 'medium'), is('impact', 'whole-enterprise', 'many-customers')]], level: 'URGENT' },
    { when: [[is('complexity', 'high')]], level: 'COMPLEX' },
    { when: [[]], level: 'GENERAL' },
  ]),
  // "/" in the printed table means "or"; a data-security problem is A by default (B-7b), a third party with a grave effect too (CL-18).
  table('LEVEL-ABC', '§3.2-2', {}, [
    { when: [[has('effects', 'core-function-abnormal', 'business-interrupted', 'data-loss')], [is('problemClass', 'data-security')]], level: 'A' },
    { when: [[is('problemClass', 'third-party-service'), has('effects', 'business-interrupted')]], level: 'A' },
    { when: [[is('problemClass', 'system-fault')], [is('problemClass', 'application-configuration')], [has('effects', 'configuration-error', 'permission-problem', 'performance-drop')], [is('problemClass', 'third-party-service')]], level: 'B' },
    { when: [[]], level: 'C' },
  ]),
  table('LEVEL-6.2', '§6.1', {}, [
    { when: [[is('class', 'security-event')]], level: '1' },
    { when: [[has('effects', 'core-business-down', 'data-loss')], [is('impact', 'many-customers')]], level: '1' },
    { when: [[is('impact', 'several-systems', 'one-region')]], level: '2' },
    { when: [[is('impact', 'one-system', 'several-users')]], level: '3' },
    { when: [[]], level: '4' },
  ]),
  // Row 1 needs both halves (CL-16).
  table('LEVEL-7.2', '§7.2-1', {}, [
    { when: [[is('system', 'core-business'), has('effects', 'possible-interruption', 'data-loss')]], level: 'Critical' },
    { when: [[is('impact', 'part-of-systems')]], level: 'Severe' },
    { when: [[]], level: 'Minor' },
  ]),
]
