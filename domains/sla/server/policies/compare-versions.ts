// What differs between two versions, row by row. Pure.
import { conditionsKey, limitKey, type Condition, type Limit, type PolicyVersion } from '../engine/policy.ts'

export interface Difference {
  readonly what: 'limit-added' | 'limit-removed' | 'limit-changed' | 'calendar' | 'condition' | 'effective-from' | 'effective-to'
  readonly limit: Limit | null
  /** Lengths in ms, moments in ms, other values as text; null: not there. */
  readonly from: number | string | null
  readonly to: number | string | null
  readonly direction: 'stricter' | 'looser' | 'same' | null
}

/** `before` null: everything is new. A target of n working days counts as n x 24 h here. */
export function compareVersions(before: PolicyVersion | null, after: PolicyVersion): Difference[] {
  const old = new Map((before?.limits ?? []).map((l) => [limitKey(l), l])), fresh = new Map(after.limits.map((l) => [limitKey(l), l]))
  const limits = [
    ...after.limits.flatMap((l) => { const was = old.get(limitKey(l)); return was ? changed(was, l) : [row('limit-added', l, null, valueOf(l), l.target === null ? null : 'stricter')] }),
    ...[...old].filter(([key]) => !fresh.has(key)).map(([, l]) => row('limit-removed', l, valueOf(l), null, l.target === null ? null : 'looser')),
  ]
  return [...limits, ...field('calendar', before?.calendar ?? null, after.calendar), ...field('condition', before && textOf(before.condition), textOf(after.condition)),
    ...field('effective-from', before?.effectiveFrom ?? null, after.effectiveFrom), ...field('effective-to', before?.effectiveTo ?? null, after.effectiveTo)]
}

const row = (what: Difference['what'], limit: Limit | null, from: Difference['from'], to: Difference['to'], direction: Difference['direction']): Difference => ({ what, limit, from, to, direction })
const field = (what: Difference['what'], from: Difference['from'], to: Difference['to']): Difference[] => (from === to ? [] : [row(what, null, from, to, null)])
const textOf = (conditions: readonly Condition[]): string => conditionsKey(conditions)
const valueOf = (l: Limit): number | string | null => (l.days ? `${l.days.count} ${l.days.of} days` : l.target)

function changed(was: Limit, is: Limit): Difference[] {
  if (valueOf(was) === valueOf(is)) return []
  const direction = was.target === is.target ? 'same' : (is.target ?? Infinity) < (was.target ?? Infinity) ? 'stricter' : 'looser'
  return [row('limit-changed', is, valueOf(was), valueOf(is), direction)]
}

