// The drawing as rules: what it says to the machine, what may not be published, what paths show.
import { describe, expect, test } from 'vitest'
import type { CaseState } from '../../../cases/contract/case.ts'
import { describeMoves } from '../../../cases/public.ts'
import { Definition, type Definition as Drawing } from '../../contract/definition.ts'
import { SEED_DEFINITION } from '../seed-definition.ts'
import { compareDefinitions } from './compare-definitions.ts'
import { lintDefinition } from './lint-definition.ts'
import { isClosed, isDrawn, movesClosed, movesDrawn, stepOf } from './machine.ts'
import { deviationsOf, loopsOf, minePaths, quantile, visitsOf, type Stay } from './mine-paths.ts'

const changed = (change: (d: Drawing) => void): Drawing => { const copy = structuredClone(SEED_DEFINITION); change(copy); return copy }
const errors = (d: Drawing): string[] => lintDefinition(d).filter((f) => f.severity === 'error').map((f) => f.code)
const step = (d: Drawing, id: string) => d.steps.find((s) => s.id === id)!

describe('the seeded drawing', () => {
  test('R8.1-3 has the four symbols, is sound and closes nothing', () => {
    expect(Definition.safeParse(SEED_DEFINITION).success).toBe(true)
    expect(new Set(SEED_DEFINITION.steps.map((s) => s.kind))).toEqual(new Set(['start', 'step', 'decision', 'end']))
    expect(lintDefinition(SEED_DEFINITION)).toEqual([])
    expect(movesClosed(SEED_DEFINITION)).toEqual([])
  })
  test('B-40 every move of the running machine stands on it', () => {
    const drawn = movesDrawn(SEED_DEFINITION)
    expect(describeMoves().filter((m) => !isDrawn(drawn, m.from, m.to)).map((m) => `${m.from}>${m.to}`)).toEqual([])
  })
  test('every state of a case has one step, but for the ends drawn nowhere', () => {
    const states = new Set(describeMoves().flatMap((m) => [m.from, m.to])), ends = new Set<CaseState>(['merged', 'cancelled'])
    expect([...states].filter((s) => !ends.has(s) && !stepOf(SEED_DEFINITION, s))).toEqual([])
  })
  test('S-233 R8.1-2 five stages map on six stages, six steps and four parts without running backwards', () => {
    for (const [list, size] of [['five', 5], ['six', 6], ['steps', 6], ['four', 4]] as const) expect(new Set(SEED_DEFINITION.steps.map((s) => s[list]).filter((n) => n !== null)).size).toBe(size)
    expect(errors(changed((d) => { step(d, 'verify').five = 2 }))).toContain('list-backwards')
    expect(errors(changed((d) => { for (const s of d.steps) if (s.six === 3) s.six = 4 }))).toContain('list-gap')
  })
})

describe('what may not be published', () => {
  test.each<[string, string, (d: Drawing) => void]>([
    ['a step without a way to it', 'unreached', (d) => { d.edges = d.edges.filter((e) => e.to !== 'review') }],
    ['a step without a way out', 'dead-end', (d) => { d.edges = d.edges.filter((e) => e.from !== 'archive') }],
    ['a stage that a case has to pass but that no step has', 'state-missing', (d) => { step(d, 'verify').states = [] }],
    ['a break of the main line', 'line-broken', (d) => { d.edges = d.edges.filter((e) => !(e.from === 'solve' && e.to === 'verify')).concat({ from: 'solve', to: 'end', kind: 'main', label: null }, { from: 'diagnose', to: 'verify', kind: 'side', label: null }) }],
    ['no way back for a customer who says no', 'no-way-back', (d) => { step(d, 'diagnose').states = ['responded', 'diagnosing'] }],
    ['two steps on one place', 'same-place', (d) => { step(d, 'vendor').row = 0 }],
    ['one state at two steps', 'state-twice', (d) => { step(d, 'solve').states.push('verifying') }],
    ['a decision with one way', 'decision-one-way', (d) => { d.edges = d.edges.filter((e) => !(e.from === 'direct' && e.kind === 'pass')) }],
    ['two starts', 'one-start', (d) => { step(d, 'direct').kind = 'start' }],
    ['a step without a limit', 'field-missing', (d) => { step(d, 'solve').limit = null }],
    ['a connection to nowhere', 'edge-loose', (d) => { d.edges.push({ from: 'solve', to: 'moon', kind: 'main', label: null }) }],
    ['a lane that does not exist', 'lane-unknown', (d) => { step(d, 'solve').lane = 'cellar' }],
  ])('%s', (_name, code, change) => { expect(errors(changed(change))).toContain(code) })

  test('a drawing without on-site service is allowed, warned about, and closes that move', () => {
    const d = changed((x) => { x.steps = x.steps.filter((s) => s.id !== 'on-site'); x.edges = x.edges.filter((e) => e.from !== 'on-site' && e.to !== 'on-site') })
    expect(errors(d)).toEqual([])
    expect(lintDefinition(d)).toMatchObject([{ severity: 'warning', code: 'move-closed', params: { move: '>on-site-scheduled' } }])
    expect(isClosed(movesClosed(d), 'solving', 'on-site-scheduled')).toBe(true)
    expect(isClosed(movesClosed(d), 'solving', 'verifying')).toBe(false)
  })
  test('a step back that is not drawn is closed', () => {
    const d = changed((x) => { x.edges = x.edges.filter((e) => !(e.from === 'verify' && e.to === 'solve')) })
    expect(movesClosed(d)).toEqual(['verifying>solving'])
  })
})

test('versions are compared by what a reader sees', () => {
  const d = changed((x) => { step(x, 'solve').result = { zh: '新', en: 'new' }; step(x, 'review').column = 3; x.edges.pop() })
  expect(compareDefinitions(SEED_DEFINITION, d)).toMatchObject([{ code: 'step-changed', zh: '解决', fields: ['result'] }, { code: 'step-moved', zh: '复盘' }, { code: 'edge-removed', zh: '归档 → 结束' }])
  expect(compareDefinitions(SEED_DEFINITION, SEED_DEFINITION)).toEqual([])
})

describe('paths', () => {
  const at = (minute: number) => new Date(Date.UTC(2025, 2, 3, 1, minute)).toISOString()
  const path = (...stays: [CaseState, number][]): Stay[] => stays.map(([stage, from], i) => ({ stage, enteredAt: at(from), leftAt: stays[i + 1] ? at(stays[i + 1]![1]) : null }))
  const now = Date.parse(at(120)), one = path(['new', 0], ['classified', 5], ['assigned', 10], ['responded', 20], ['diagnosing', 21], ['solving', 40], ['verifying', 60], ['solving', 65], ['verifying', 80], ['resolved', 90])

  test('neighbouring states of one step are one visit, a stay that lasts goes on until now', () => {
    const visits = visitsOf(SEED_DEFINITION, one, now)
    expect(visits.map((v) => v.step)).toEqual(['intake', 'classify', 'assign', 'diagnose', 'solve', 'verify', 'solve', 'verify', 'feedback'])
    expect(visits[3]).toMatchObject({ from: Date.parse(at(20)), to: Date.parse(at(40)), states: ['responded', 'diagnosing'] })
    expect(visits.at(-1)!.to).toBe(now)
  })
  test('an archived case spends no more time', () => { expect(visitsOf(SEED_DEFINITION, path(['confirmed', 0], ['archived', 5]), now).at(-1)).toMatchObject({ step: 'archive', from: Date.parse(at(5)), to: Date.parse(at(5)) }) })
  test('visits, waiting, repeats, loops and variants of a period', () => {
    const other = path(['new', 0], ['classified', 1], ['assigned', 2], ['responded', 3], ['waiting-vendor', 10], ['diagnosing', 50])
    const mined = minePaths(SEED_DEFINITION, [{ id: 'a', number: '1', stages: one }, { id: 'b', number: '2', stages: other }, { id: 'c', number: '3', stages: other }], now)
    expect(mined.steps.find((s) => s.step === 'solve')).toMatchObject({ visits: 2, cases: 1, again: 1, medianSeconds: 15 * 60, p90Seconds: 20 * 60 })
    expect(mined.edges.find((e) => e.from === 'intake')).toMatchObject({ to: 'classify', count: 3, cases: 3, drawn: true, medianSeconds: 60, p90Seconds: 300 })
    expect(mined.variants.map((v) => [v.count, v.drawn])).toEqual([[2, true], [1, true]])
    expect(mined.loops).toEqual([{ steps: ['diagnose', 'vendor', 'diagnose'], cases: 2, rounds: 2 }, { steps: ['solve', 'verify', 'solve'], cases: 1, rounds: 1 }])
    expect(mined.conforming).toBe(3)
    expect(mined.steps.reduce((sum, s) => sum + s.share, 0)).toBeCloseTo(1, 10)
  })
  test('a way that the drawing does not have is a deviation', () => {
    const strict = changed((x) => { x.edges = x.edges.filter((e) => !(e.from === 'verify' && e.to === 'solve')) })
    expect(deviationsOf(movesDrawn(strict), one)).toEqual([{ from: 'verifying', to: 'solving', at: at(65) }])
    expect(minePaths(strict, [{ id: 'a', number: '1', stages: one }], now)).toMatchObject({ conforming: 0, variants: [{ drawn: false }] })
  })
  test('loops are the short ones, counted', () => {
    expect(loopsOf(['a', 'b', 'c', 'b', 'c', 'b', 'd', 'a'])).toEqual([{ steps: ['b', 'c', 'b'], rounds: 2 }, { steps: ['a', 'b', 'd', 'a'], rounds: 1 }])
    expect(loopsOf(['a', 'b', 'c'])).toEqual([])
  })
  test('quantiles are values that occurred', () => { expect([quantile([], 0.5), quantile([7], 0.9), quantile([1, 2, 3, 4], 0.5), quantile([1, 2, 3, 4], 0.9)]).toEqual([0, 7, 2, 4]) })
  test('nothing at all', () => { expect(minePaths(SEED_DEFINITION, [], now)).toEqual({ steps: [], edges: [], variants: [], loops: [], conforming: 0 }) })
})
