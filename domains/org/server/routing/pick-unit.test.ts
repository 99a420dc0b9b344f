// Where new work lands, as a pure rule.
import { expect, test } from 'vitest'
import { pickUnit, type RuleRow, type Team } from './pick-unit.ts'

const team = (id: string, tier: Team['tier'], parentId: string | null, more: Partial<Team> = {}): Team => ({ id, code: id, tier, parentId, serviceLine: 'both', function: 'technical-support', state: 'active', ...more })
const teams = [team('HQ', 'hq', null), team('East', 'region', 'HQ'), team('West', 'region', 'HQ'), team('F1', 'frontline', 'East'), team('F2', 'frontline', 'West'), team('CS', 'frontline', 'East', { function: 'customer-service' })]
const rule = (unit_id: string, when: Partial<RuleRow> = {}): RuleRow => ({ id: unit_id, position: 1, service_line: null, problem_class: null, requester_type: null, region_id: null, ...when, unit_id })
const rules = [rule('CS', { service_line: 'enquiry' }), rule('F1')]
const work = (more = {}) => ({ serviceLine: 'technical-support', problemClass: null, requesterType: 'customer', regionId: null, ...more })

test.each([
  ['S-164 an enquiry goes to customer service', work({ serviceLine: 'enquiry' }), rules, 'CS'],
  ['S-164 a fault goes to technical support', work(), rules, 'F1'],
  ['a customer of the west goes to the team there, before the rule for all', work({ regionId: 'West' }), rules, 'F2'],
  ['a rule for a kind of work outweighs the region', work({ serviceLine: 'enquiry', regionId: 'West' }), rules, 'CS'],
  ['a rule for the region decides', work({ regionId: 'West' }), [rule('CS', { region_id: 'West' }), rule('F1')], 'CS'],
  ['a customer of the region of the rule for all goes where that rule says', work({ regionId: 'East' }), rules, 'F1'],
  ['without rules the first technical team takes faults', work(), [], 'F1'],
  ['without rules customer service takes enquiries', work({ serviceLine: 'enquiry', regionId: 'East' }), [], 'CS'],
  ['a region without a team of that function uses the one it has', work({ serviceLine: 'enquiry', regionId: 'West' }), [], 'F2'],
])('%s', (_name, given, by, unit) => { expect(pickUnit(given, by, teams)).toBe(unit) })

test('a closed unit takes nothing', () => {
  expect(pickUnit(work(), [rule('F1')], teams.map((t) => (t.id === 'F1' ? { ...t, state: 'closed' as const } : t)))).toBe('F2')
})
test('a team for after-sales takes no faults', () => {
  const only = [team('HQ', 'hq', null), team('East', 'region', 'HQ'), team('O1', 'frontline', 'East', { serviceLine: 'after-sales' })]
  expect(pickUnit(work(), [], only)).toBe('HQ')
  expect(pickUnit(work({ serviceLine: 'after-sales' }), [], only)).toBe('O1')
})
test('no unit at all', () => { expect(pickUnit(work(), [], [])).toBeNull() })
