// The policies of the handbook as printed (Part A, B-1 table 1), in force since 2025-01-01. Every number names its clause.
import type { ClockKind } from '../../contract/clock.ts'
import type { Condition, Limit, Policy, PolicyVersion } from './policy.ts'

const HOUR = 3_600_000, DAY = 24 * HOUR, MINUTE = 60_000
export const SEEDED_SINCE = Date.parse('2025-01-01T00:00:00+08:00')

type Extra = Pick<Limit, 'printed' | 'note'>
const limit = (when: readonly Condition[], kind: ClockKind, target: number | null, clause: string, extra: Extra = {}): Limit => ({ kind, when, target, clause, ...extra })
const level = (...is: string[]): Condition[] => [{ field: 'level', is }]
const classIs = (problemClass: string): Condition[] => [{ field: 'problemClass', is: [problemClass] }]
const internal: Condition = { field: 'requesterType', is: ['internal'] }
const customer = (serviceLine?: string): Condition[] => [{ field: 'requesterType', is: ['customer'] }, ...(serviceLine ? [{ field: 'serviceLine', is: [serviceLine] }] : [])]

/** Response, first solution, first handling and resolution of a class (A14-A16). */
const abc = (name: string, solution: number, handling: number, resolution: number): Limit[] => [
  limit(level(name), 'response', HOUR, '§3.3-1'), limit(level(name), 'initial-solution', solution * HOUR, '§3.3-1', name === 'C' ? { note: 'b-3' } : {}),
  limit(level(name), 'initial-handling', handling * HOUR, '§3.3-2', name === 'C' ? { note: 'b-3' } : {}), limit(level(name), 'resolution', resolution * HOUR, '§3.3-2', name === 'C' ? { note: 'b-3' } : {}),
]
const pair = (name: string, first: [ClockKind, number], second: [ClockKind, number], clause: string, extra: Extra = {}): Limit[] =>
  [limit(level(name), first[0], first[1] * HOUR, clause, extra), limit(level(name), second[0], second[1] * HOUR, clause)]

interface Seed { policy: Policy; condition: Condition[]; limits: Limit[] }
const seed = (code: string, recordKind: Policy['recordKind'], role: Policy['role'], rank: number, clauses: string[], condition: Condition[], limits: Limit[], extra: Partial<Policy> = {}): Seed =>
  ({ policy: { code, recordKind, role, rank, overlay: false, replaces: [], internal: false, clauses, ...extra }, condition, limits })

const seeds: Seed[] = [
  seed('POL-3.1-TP', 'case', 'ranked', 80, ['§3.1-5'], [internal, ...classIs('third-party-service'), { field: 'level', not: ['A'] }],
    [limit([], 'resolution', 7 * DAY, '§3.1-5', { printed: { from: 2 * DAY, to: 7 * DAY }, note: 'third-party' })], { overlay: true, replaces: [{ policy: 'POL-3.3', kind: 'resolution' }] }),
  seed('POL-3.3', 'case', 'ranked', 70, ['§3.2', '§3.3-1', '§3.3-2'], [internal], [...abc('A', 2, 24, 48), ...abc('B', 4, 24, 72), ...abc('C', 2, 12, 24)]),
  seed('POL-2.2', 'case', 'ranked', 60, ['§2.2', '§2.3'], customer('after-sales'), [
    limit([], 'response', 24 * HOUR, '§2.2'),
    limit([{ field: 'severity', is: ['major'] }], 'resolution', 48 * HOUR, '§2.2'), limit([], 'resolution', 48 * HOUR, '§2.3', { note: 'b-4' })]),
  seed('POL-1.2', 'case', 'ranked', 50, ['§1.2'], customer('technical-support'), [
    ...pair('URGENT', ['response', 2], ['resolution', 4], '§1.2'), ...pair('GENERAL', ['response', 24], ['resolution', 48], '§1.2'),
    ...pair('COMPLEX', ['response', 72], ['resolution', 120], '§1.2', { note: 'b-24' })]),
  seed('POL-5.1', 'case', 'ranked', 40, ['§5.1-5'], customer(), [
    limit([], 'response', 24 * HOUR, '§5.1-5', { printed: { to: 48 * HOUR }, note: 'b-5' }), limit([], 'initial-solution', 24 * HOUR, '§5.1-5', { printed: { to: 24 * HOUR }, note: 'b-5' })]),
  seed('POL-3.2-VENDOR', 'case', 'additive', 0, ['§3.2-3'], [{ field: 'outsideMark', is: [true] }], [limit([], 'vendor-contact', 2 * HOUR, '§3.2-3')]),
  seed('POL-3.3-POST', 'case', 'additive', 0, ['§3.3-3', '§3.4-3'], [], [
    limit([], 'result-feedback', 24 * HOUR, '§3.3-3'), limit([], 'user-feedback', 24 * HOUR, '§3.3-3'), limit([], 'kb-archive', 72 * HOUR, '§3.3-3', { note: 'archive' })]),
  seed('POL-3.1-CAT', 'case', 'reference', 0, ['§3.1-1', '§3.1-2', '§3.1-4', '§3.1-5'], [], [
    limit(classIs('system-fault'), 'response', 24 * HOUR, '§3.1-1'), limit(classIs('system-fault'), 'resolution', 48 * HOUR, '§3.1-1'),
    limit(classIs('application-configuration'), 'resolution', 4 * HOUR, '§3.1-2', { printed: { from: 2 * HOUR, to: 4 * HOUR } }),
    limit(classIs('user-operation'), 'resolution', 3 * DAY, '§3.1-4', { printed: { from: DAY, to: 3 * DAY } }),
    limit(classIs('third-party-service'), 'resolution', 7 * DAY, '§3.1-5', { printed: { from: 2 * DAY, to: 7 * DAY } })]),
  seed('POL-PROGRESS', 'case', 'reference', 0, ['§5.2'], [], [limit([], 'progress-update', DAY, '§5.2', { note: 'b-47' })], { internal: true }),
  seed('POL-5.3', 'feedback', 'ranked', 50, ['§5.3-2'], [], [limit([], 'feedback-forward', 24 * HOUR, '§5.3-2'), limit([], 'feedback-result', 48 * HOUR, '§5.3-2', { note: 'b-12' })]),
  seed('POL-6.2', 'incident', 'ranked', 50, ['§6.2-1'], [{ field: 'graded', is: [true] }], [
    ...pair('1', ['response', 2], ['removal', 4], '§6.2-1'), ...pair('2', ['response', 4], ['removal', 8], '§6.2-1'),
    ...pair('3', ['response', 8], ['removal', 12], '§6.2-1'), ...pair('4', ['response', 12], ['removal', 24], '§6.2-1')]),
  seed('POL-6.2-REC', 'incident', 'additive', 0, ['§6.2-2'], [], [limit([], 'incident-record', 2 * HOUR, '§6.2-2', { note: 'b-26' })]),
  seed('POL-PROGRESS-6.2', 'incident', 'reference', 0, ['§6.2'], [], [1, 2, 4, 8].map((h, i) => limit(level(String(i + 1)), 'progress-update', h * HOUR, '§6.2', { note: 'b-47' })), { internal: true }),
  seed('POL-7.2', 'fault', 'ranked', 70, ['§7.2-1', '§7.2-3'], [{ field: 'graded', is: [true] }], [
    limit(level('Critical'), 'response', 4 * HOUR, '§7.2-1'), limit(level('Critical'), 'repair', 4 * HOUR, '§7.2-3', { note: 'b-7' }),
    limit(level('Severe'), 'response', 24 * HOUR, '§7.2-1'), limit(level('Minor'), 'response', 48 * HOUR, '§7.2-1')]),
  seed('POL-7.1', 'fault', 'ranked', 50, ['§7.1-2'], [{ field: 'graded', not: [true] }], [
    limit([], 'response', 4 * HOUR, '§7.1-2', { note: 'b-6' }), limit(level('Critical'), 'response', null, '§7.1-2', { printed: { to: 24 * HOUR }, note: 'b-6-printed' })]),
  seed('POL-FIRST-RESPONDER', 'fault', 'reference', 0, ['§7.2-1'], [{ field: 'level', is: ['Critical'] }], [limit([], 'response', 15 * MINUTE, '§7.2-1', { note: 'b-7-first' })], { internal: true }),
]

/** Contracts with limits of their own (§5.4-3). The handbook prints none; each contract is published as a version, or under `POL-CONTRACT-…`. */
export const CONTRACT_POLICY: Policy = { code: 'POL-CONTRACT', recordKind: 'case', role: 'ranked', rank: 90, overlay: true, replaces: [], internal: false, clauses: ['§5.4-3'] }

export const seededPolicies: readonly Policy[] = [CONTRACT_POLICY, ...seeds.map((s) => s.policy)]
export const seededVersions: readonly PolicyVersion[] = seeds.map((s) => ({
  code: s.policy.code, version: 1, effectiveFrom: SEEDED_SINCE, effectiveTo: null, calendar: '24x7', condition: s.condition, limits: s.limits,
}))
