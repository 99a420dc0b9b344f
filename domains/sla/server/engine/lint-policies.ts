// Warnings about illogical or surprising limits (RX-3). Pure: a version, and the rules around it.
import type { ClockKind } from '../../contract/clock.ts'
import type { LintRule } from '../../contract/policy.ts'
import type { z } from 'zod'
import { SCALES } from './decide-level.ts'
import { conditionsKey, inForce, limitKey, type Condition, type Limit, type Policy, type PolicyVersion, type Rulebook } from './policy.ts'
import { seededVersions } from './seeded-policies.ts'

export interface LintFound {
  readonly id: string
  readonly rule: z.infer<typeof LintRule>
  readonly decision: string | null
  readonly policy: string
  readonly version: number
  readonly level: string | null
  readonly kind: ClockKind | null
  readonly clause: string | null
  /** For the text: lengths in ms under `…Ms`, other values as they are. */
  readonly params: Readonly<Record<string, unknown>>
}

interface Subject { policy: Policy; version: PolicyVersion }
interface Row { level: string | null; limit: Limit; value: number }

/** Contradictions of the handbook that B-2 decides, by the warning that shows them. */
const DECISIONS: Readonly<Record<string, string>> = {
  'solution-before-response/POL-5.1': 'B-5', 'lower-level-stricter/POL-3.3': 'B-3', 'grave-level-slower/POL-7.1': 'B-6', 'repair-not-after-response/POL-7.2': 'B-7', 'looser-than-lower-rank/POL-1.2': 'B-24',
}
/** Each kind must not be due before the ones it follows. */
const ORDER: readonly ClockKind[] = ['response', 'initial-solution', 'initial-handling', 'resolution']
const REPAIRS: readonly ClockKind[] = ['repair', 'removal', 'resolution']

/** All warnings of one version; `rulebook` holds what else is published. `now` in ms. */
export function lintVersion(rulebook: Rulebook, policy: Policy, version: PolicyVersion, now: number): LintFound[] {
  const subject = { policy, version }
  return [...orderOfLimits(subject), ...lowerLevelStricter(subject), ...repairNotAfterResponse(subject), ...looserThanLowerRank(rulebook, subject), ...looserThanHandbook(subject), ...dropped(rulebook, subject), ...gap(rulebook, subject), ...inPast(rulebook, subject, now)]
}

function found(subject: Subject, rule: LintFound['rule'], level: string | null, kind: ClockKind | null, clause: string | null, params: Record<string, unknown>): LintFound {
  const { code } = subject.policy
  return { id: [rule, code, level ?? '-', kind ?? '-'].join('/'), rule, decision: DECISIONS[`${rule}/${code}`] ?? null, policy: code, version: subject.version.version, level, kind, clause, params }
}

/** Printed value where the handbook prints another one, so that a correction does not hide the contradiction. */
const printedOf = (limit: Limit): number | null => limit.printed?.to ?? limit.target
const levelOf = (limit: Limit): string | null => { const by = limit.when.find((c) => c.field === 'level')?.is; return by?.length === 1 ? String(by[0]) : null }
const rowsOf = (version: PolicyVersion): Row[] => version.limits.flatMap((limit) => { const value = printedOf(limit); return value === null ? [] : [{ level: levelOf(limit), limit, value }] })
const others = (limit: Limit): string => conditionsKey(limit.when.filter((c) => c.field !== 'level'))

/** A response limit later than the first solution, a solution later than its handling (B-5). */
function orderOfLimits(subject: Subject): LintFound[] {
  const rows = rowsOf(subject.version)
  return rows.flatMap((later) => rows.filter((r) => r.level === later.level && others(r.limit) === others(later.limit) && ORDER.includes(r.limit.kind) && ORDER.indexOf(r.limit.kind) === ORDER.indexOf(later.limit.kind) - 1 && ORDER.includes(later.limit.kind) && r.value > later.value)
    .map((earlier) => found(subject, 'solution-before-response', later.level, later.limit.kind, later.limit.clause, { first: earlier.limit.kind, firstMs: earlier.value, valueMs: later.value })))
}

/** A lower level with a shorter limit than a graver one (B-3), or a graver one that is slower than the general row (B-6). */
function lowerLevelStricter(subject: Subject): LintFound[] {
  const rows = rowsOf(subject.version)
  const scale = Object.values(SCALES).find((levels) => rows.some((r) => r.level !== null && levels.includes(r.level))) ?? []
  const stricter = rows.filter((r) => r.level !== null).flatMap((low) => {
    const graver = rows.filter((r) => r.level !== null && r.limit.kind === low.limit.kind && others(r.limit) === others(low.limit) && scale.indexOf(r.level) < scale.indexOf(low.level!) && r.value > low.value)
    return graver.length === 0 ? [] : [found(subject, 'lower-level-stricter', low.level, low.limit.kind, low.limit.clause, { graver: graver.map((g) => g.level), graverMs: Math.max(...graver.map((g) => g.value)), valueMs: low.value })]
  })
  const slower = rows.filter((r) => r.level !== null && r.level === scale[0]).flatMap((grave) => rows.filter((g) => g.level === null && g.limit.kind === grave.limit.kind && g.value < grave.value)
    .map((general) => found(subject, 'grave-level-slower', grave.level, grave.limit.kind, grave.limit.clause, { generalMs: general.value, valueMs: grave.value })))
  return [...stricter, ...slower]
}

/** A repair that is due no later than the response (B-7). */
function repairNotAfterResponse(subject: Subject): LintFound[] {
  const rows = rowsOf(subject.version)
  return rows.filter((r) => REPAIRS.includes(r.limit.kind)).flatMap((repair) => rows.filter((r) => r.limit.kind === 'response' && r.level === repair.level && others(r.limit) === others(repair.limit) && repair.value <= r.value)
    .map((response) => found(subject, 'repair-not-after-response', repair.level, repair.limit.kind, repair.limit.clause, { responseMs: response.value, valueMs: repair.value })))
}

/** A limit that governs although a policy of lower rank, which fits too, is stricter (B-24); so are contracts looser than the handbook. */
function looserThanLowerRank(rulebook: Rulebook, subject: Subject): LintFound[] {
  if (subject.policy.role !== 'ranked') return []
  const lower = rulebook.policies.filter((p) => p.role === 'ranked' && p.recordKind === subject.policy.recordKind && p.rank < subject.policy.rank)
  return subject.version.limits.filter((l) => l.target !== null).flatMap((limit) => {
    const stricter = lower.flatMap((p) => {
      const version = inForce(rulebook.versions.get(p.code), subject.version.effectiveFrom)
      if (!version || subject.policy.replaces.some((r) => r.policy === p.code && r.kind === limit.kind) || !compatible([...subject.version.condition, ...limit.when], version.condition)) return []
      return version.limits.filter((l) => l.kind === limit.kind && l.target !== null && l.target < limit.target! && compatible([...subject.version.condition, ...limit.when], l.when)).map((l) => ({ policy: p.code, target: l.target!, clause: l.clause }))
    }).sort((a, b) => a.target - b.target)[0]
    return stricter ? [found(subject, 'looser-than-lower-rank', levelOf(limit), limit.kind, limit.clause, { other: stricter.policy, otherClause: stricter.clause, otherMs: stricter.target, valueMs: limit.target })] : []
  })
}

/** Two lists of conditions that may hold for one record. */
function compatible(a: readonly Condition[], b: readonly Condition[]): boolean {
  return a.every((x) => b.every((y) => {
    if (x.field !== y.field) return true
    if (x.is && y.is) return x.is.some((v) => y.is!.includes(v))
    const [is, not] = x.is && y.not ? [x.is, y.not] : y.is && x.not ? [y.is, x.not] : [null, null]
    return !is || is.some((v) => !not!.includes(v))
  }))
}

/** Longer than what the handbook prints. */
function looserThanHandbook(subject: Subject): LintFound[] {
  const printed = seededVersions.find((v) => v.code === subject.policy.code)
  if (!printed || subject.policy.internal) return []
  return subject.version.limits.flatMap((limit) => {
    const original = printed.limits.find((l) => limitKey(l) === limitKey(limit))
    const max = original && Math.max(original.target ?? 0, original.printed?.to ?? 0)
    return max && limit.target !== null && limit.target > max ? [found(subject, 'looser-than-handbook', levelOf(limit), limit.kind, limit.clause, { handbookMs: max, valueMs: limit.target })] : []
  })
}

/** A limit of the version before that the new one no longer has. */
function dropped(rulebook: Rulebook, subject: Subject): LintFound[] {
  const before = inForce(rulebook.versions.get(subject.policy.code)?.filter((v) => v.version < subject.version.version), subject.version.effectiveFrom)
  return (before?.limits ?? []).filter((l) => l.target !== null && !subject.version.limits.some((n) => limitKey(n) === limitKey(l) && n.target !== null))
    .map((l) => found(subject, 'limit-dropped', levelOf(l), l.kind, l.clause, { valueMs: l.target }))
}

/** After its end no version is in force. */
function gap(rulebook: Rulebook, subject: Subject): LintFound[] {
  const { effectiveTo } = subject.version
  const others = (rulebook.versions.get(subject.policy.code) ?? []).filter((v) => v.version !== subject.version.version)
  return effectiveTo === null || inForce(others, effectiveTo) ? [] : [found(subject, 'gap', null, null, null, { at: effectiveTo })]
}

/** In force for records that already run: they keep their clocks until they are reclassified. */
function inPast(rulebook: Rulebook, subject: Subject, now: number): LintFound[] {
  const first = (rulebook.versions.get(subject.policy.code) ?? []).every((v) => v.version >= subject.version.version)
  return !first && subject.version.effectiveFrom < now ? [found(subject, 'effective-in-past', null, null, null, { at: subject.version.effectiveFrom })] : []
}
