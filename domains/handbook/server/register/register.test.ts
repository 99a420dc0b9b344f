// The contents of the register and the rules over them.
import { expect, test } from 'vitest'
import { clauseStatus } from '../clauses/clause-status.ts'
import type { Evidence } from '../clauses/find-evidence.ts'
import { clauseSeeds, parentOf, seedOf } from './clause-seeds.ts'
import { jobs } from './jobs.ts'
import { limitsOf, printedLimits } from './printed-limits.ts'
import { screens } from './screens.ts'
import { standards } from './standards.ts'
import { titleConflicts } from './title-conflicts.ts'

test('every text is there in both languages and every number stands below one that exists', () => {
  for (const c of clauseSeeds) {
    for (const text of [...c.title, ...c.summary]) expect(text.trim().length, c.number).toBeGreaterThan(1)
    expect(/[一-鿿]/.test(c.title[0]) && !/[一-鿿]/.test(c.title[1] + c.summary[1]), c.number).toBe(true)
    const parent = parentOf(c.number)
    expect(parent === null ? c.kind === 'chapter' : seedOf(parent) !== null, c.number).toBe(true)
  }
  expect(new Set(clauseSeeds.map((c) => c.number)).size).toBe(clauseSeeds.length)
})

test('all 402 requirements of the chapters are counted in by their sections', () => {
  const count = (kind: string) => clauseSeeds.filter((c) => c.kind === kind).reduce((sum, c) => sum + c.requirements.length, 0)
  expect(count('section')).toBe(402)
  for (const c of clauseSeeds.filter((s) => s.kind === 'clause')) for (const n of c.requirements) expect(seedOf(parentOf(c.number)!)!.requirements, c.number).toContain(n)
})

test('jobs, screens and clauses that are named are registered; 42 jobs, every printed limit has its clause', () => {
  expect(jobs.map((j) => j.code)).toEqual(Array.from({ length: 42 }, (_, i) => `J-${String(i + 1).padStart(2, '0')}`))
  const codes = new Set(jobs.map((j) => j.code)), ids = new Set(screens.map((s) => s.id))
  for (const c of clauseSeeds) {
    for (const job of c.links.jobs ?? []) expect(codes.has(job), `${c.number} ${job}`).toBe(true)
    for (const screen of c.links.screens ?? []) expect(ids.has(screen), `${c.number} ${screen}`).toBe(true)
  }
  for (const l of printedLimits) expect(seedOf(l.clause), l.row).not.toBeNull()
  expect(jobs.filter((j) => !clauseSeeds.some((c) => c.links.jobs?.includes(j.code))).map((j) => j.code)).toEqual([])
  expect(limitsOf('3.3')).toHaveLength(15)
  expect(limitsOf('3.3-1').map((l) => `${l.level} ${l.kind} ${l.printed}`)).toContain('B initial-solution PT4H')
})

test('B-32 the numbers with two titles are found, and no others', () => {
  expect([...new Set(standards.filter((s) => titleConflicts(standards, s).length > 0).map((s) => s.number))].sort()).toEqual(['GB/T28001-2011', 'GB/T28828-2012', 'GB/T29639-2013', 'GB/T36132-2018', 'ISO/IEC20000:2018'])
  const spaced = { number: 'GB/T 28001-2011', title: '另一标题', cited: ['1.1'] }
  expect(titleConflicts([...standards, spaced], spaced).map((c) => c.title)).toEqual(['企业服务质量管理规范', '企业服务管理规范'])
  expect(titleConflicts(standards, { number: null, title: '客户服务流程管理规范', cited: ['5.2'] })).toEqual([])
})

test('status: all there, some there, nothing there, no text', () => {
  const evidence: Evidence = { hasPolicies: true, hasModule: (id) => id === 'cases', hasScreen: (id) => id === 'cases', hasJob: (code) => code === 'J-01' }
  expect(clauseStatus([{ policies: ['POL-3.3'], screens: ['cases'], jobs: ['J-01'], domains: ['cases'] }], evidence, false)).toBe('implemented')
  expect(clauseStatus([{ policies: ['POL-3.3'] }, { jobs: ['J-19'] }], evidence, false)).toBe('in-part')
  expect(clauseStatus([{ jobs: ['J-19'], domains: ['emergency'] }], evidence, false)).toBe('not-started')
  expect(clauseStatus([{ screens: ['cases'], open: [['纸质登记', 'Paper register']] }], evidence, false)).toBe('in-part')
  expect(clauseStatus([{}], evidence, false)).toBe('not-started')
  expect(clauseStatus([{ policies: ['POL-3.3'] }], evidence, true)).toBe('text-missing')
})
