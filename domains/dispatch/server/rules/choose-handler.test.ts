// R1.2-12 R2.1-9 R8.1-7: who gets a case, as a table of persons.
import { describe, expect, test } from 'vitest'
import { DEFAULT_RULE, type RuleDefinition } from '../../contract/rule.ts'
import { chooseHandler, weigh, weightOf, type Person, type Work } from './choose-handler.ts'
import { resolveRule } from './resolve-rule.ts'

const person = (id: string, more: Partial<Person> = {}): Person => ({
  id, name: id, unit: 'F1', roles: ['agent'], languages: ['zh'], skills: [], cases: 0, weight: 0, lastAssignedAt: null, onShift: null, absentUntil: null, active: true, reaches: true, cleared: false, vetoes: [], declined: false, standsInFor: null, ...more,
})
const work = (more: Partial<Work> = {}): Work => ({ level: 'B', problemClass: 'system-fault', language: 'zh-CN', restricted: false, handlerId: null, dedicated: [], ...more })
const rule = (more: Partial<RuleDefinition> = {}): RuleDefinition => ({ ...DEFAULT_RULE, ...more })
const pick = (pool: Person[], r: Partial<RuleDefinition> = {}, w: Partial<Work> = {}, leads: Person[] = []) => { const c = chooseHandler(rule(r), work(w), pool, leads); return [c.chosen?.id ?? null, c.because] }
const whyNot = (p: Person, r: Partial<RuleDefinition> = {}, w: Partial<Work> = {}) => weigh(rule(r), work(w), p).out.map((o) => o.code)

describe('order', () => {
  test('least load: what the open cases weigh, then the longest without a new one', () => {
    expect(pick([person('a', { weight: 6 }), person('b', { weight: 2 }), person('c', { weight: 2, lastAssignedAt: 5 })])).toEqual(['b', 'least-load'])
    expect(pick([person('b', { weight: 2, lastAssignedAt: 9 }), person('c', { weight: 2, lastAssignedAt: 5 })])).toEqual(['c', 'least-load'])
  })
  test('round robin: whose turn it is, whatever the load', () => {
    expect(pick([person('a', { weight: 0, lastAssignedAt: 9 }), person('b', { weight: 30, lastAssignedAt: 3 })], { method: 'round-robin' })).toEqual(['b', 'round-robin'])
    expect(pick([person('a', { lastAssignedAt: 1 }), person('b')], { method: 'round-robin' })).toEqual(['b', 'round-robin'])
  })
  test('a wish that is met comes before the load; the same question has the same answer', () => {
    expect(pick([person('a', { weight: 0 }), person('b', { weight: 9, languages: ['en'] })], { language: 'prefer' }, { language: 'en' })).toEqual(['b', 'least-load'])
    const same = [person('x'), person('y'), person('z')]
    expect(pick(same)).toEqual(pick([...same].reverse()))
  })
  test('waiting cases weigh half; an unknown level weighs as none', () => {
    expect([weightOf(rule(), 'A', false), weightOf(rule(), 'A', true), weightOf(rule(), null, false)]).toEqual([5, 2.5, 2])
  })
})

describe('ruled out', () => {
  const cases: [string, string[], Partial<Person>, Partial<RuleDefinition>, Partial<Work>][] = [
    ['absent', ['absent'], { absentUntil: '2026-11-30T00:00:00Z', onShift: false }, {}, {}],
    ['off shift', ['off-shift'], { onShift: false }, {}, {}],
    ['off shift does not matter', [], { onShift: false }, { shift: 'ignore' }, {}],
    ['nobody plans shifts', [], { onShift: null }, {}, {}],
    ['does not speak it', ['language'], {}, { language: 'must' }, { language: 'en' }],
    ['lacks the skill', ['skill'], { skills: ['oracle'] }, { skills: { 'system-fault': ['mysql'] } }, {}],
    ['has the skill', [], { skills: ['mysql', 'oracle'] }, { skills: { 'system-fault': ['mysql'] } }, {}],
    ['another class asks for the skill', [], {}, { skills: { 'user-operation': ['mysql'] } }, {}],
    ['full', ['full'], { weight: 18 }, { maxWeight: 20 }, {}],
    ['just not full', [], { weight: 17 }, { maxWeight: 20 }, {}],
    ['not cleared', ['not-cleared'], {}, {}, { restricted: true }],
    ['cleared', [], { cleared: true }, {}, { restricted: true }],
    ['declined before', ['declined'], { declined: true }, {}, {}],
    ['may not work there', ['no-right'], { reaches: false }, {}, {}],
    ['left', ['left'], { active: false }, {}, {}],
    ['S-050 certificate', ['certificate'], { vetoes: [{ code: 'certificate', hard: true, clause: '§2.2' }] }, {}, {}],
  ]
  test.each(cases)('%s', (_name, codes, p, r, w) => { expect(whyNot(person('a', p), r, w)).toEqual(codes) })

  test('every reason is named, not only the first', () => {
    expect(whyNot(person('a', { absentUntil: 'x', declined: true, weight: 99 }), { maxWeight: 20, language: 'must' }, { language: 'en' })).toEqual(['absent', 'declined', 'language', 'full'])
  })
})

describe('the dedicated agent and deputies', () => {
  const own = person('own', { weight: 50 }), idle = person('idle'), deputy = person('deputy', { weight: 40 })
  test('comes first, however loaded', () => { expect(pick([idle, own], {}, { dedicated: ['own', 'deputy'] })).toEqual(['own', 'dedicated']) })
  test('away: the deputy named for the customer', () => { expect(pick([idle, { ...own, absentUntil: 'x' }, deputy], {}, { dedicated: ['own', 'deputy'] })).toEqual(['deputy', 'dedicated-deputy']) })
  test('both away: the pool', () => { expect(pick([idle, person('other'), { ...own, absentUntil: 'x' }, { ...deputy, absentUntil: 'x' }], {}, { dedicated: ['own', 'deputy'] })[1]).toBe('least-load') })
  test('a rule may leave it out', () => { expect(pick([idle, own], { dedicated: false }, { dedicated: ['own'] })).toEqual(['idle', 'least-load']) })
})

describe('nobody left', () => {
  const away = person('a', { absentUntil: 'x' })
  test('the lead gets it, also off shift and full', () => { expect(pick([away], { maxWeight: 10 }, {}, [person('lead', { onShift: false, weight: 90 })])).toEqual(['lead', 'lead']) })
  test('an absent lead leaves it to the next above', () => { expect(pick([away], {}, {}, [person('lead', { absentUntil: 'x' }), person('region')])).toEqual(['region', 'lead']) })
  test('a lead who is in the pool and only off shift gets it', () => { expect(pick([person('lead', { onShift: false })], {}, {}, [person('lead', { onShift: false })])).toEqual(['lead', 'lead']) })
  test('a hard reason holds for leads too', () => { expect(pick([away], {}, { restricted: true }, [person('lead'), person('hq', { cleared: true })])).toEqual(['hq', 'lead']) })
  test('nobody at all is said, with everybody who was asked', () => {
    const c = chooseHandler(rule(), work(), [away], [person('lead', { active: false })])
    expect([c.because, c.chosen, c.weighed.map((w) => [w.person.id, w.out.map((o) => o.code)])]).toEqual(['nobody', null, [['a', ['absent']], ['lead', ['left']]]])
  })
  test('the only one left is called that', () => { expect(pick([away, person('b')])).toEqual(['b', 'only-one']) })
})

describe('which rule holds', () => {
  const r = (id: string, unitId: string | null, serviceLine: string | null) => ({ id, unitId, serviceLine, version: 1, definition: DEFAULT_RULE })
  const rules = [r('all', null, null), r('east', 'East', null), r('east-enquiry', 'East', 'enquiry'), r('after-sales', null, 'after-sales')]
  test.each([[['F1', 'East', 'HQ'], 'technical-support', 'east'], [['F1', 'East', 'HQ'], 'enquiry', 'east-enquiry'], [['F2', 'West', 'HQ'], 'after-sales', 'after-sales'], [['F2', 'West', 'HQ'], null, 'all']] as const)('%j %s', (path, line, id) => {
    expect(resolveRule(rules, path, line).id).toBe(id)
  })
  test('nothing published: a proposal, version 0', () => { expect(resolveRule([], ['F1'], 'enquiry')).toMatchObject({ id: null, version: 0, definition: { mode: 'suggest' } }) })
})
