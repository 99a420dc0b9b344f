// Which limit governs each clock kind of a record, and which stand beside it (B-1 steps 1 to 5, CL-05, CL-07, CL-15). Pure.
import type { ClockKind, CombineMode, RecordKind } from '../../contract/clock.ts'
import { allHold, calendarFor, inForce, targetFrom, type Facts, type Limit, type Policy, type PolicyVersion, type Rulebook } from './policy.ts'

/** A limit of a version that is in force and fits the record. */
export interface Choice { readonly policy: Policy; readonly version: PolicyVersion; readonly limit: Limit & { readonly target: number } }
export interface Selection {
  /** At most one for each kind. */
  readonly governing: readonly Choice[]
  readonly references: readonly Choice[]
  /** The highest-ranked policy that fits; null when none does. */
  readonly top: string | null
}

/** `start` decides which versions are in force; `facts` must carry level, graded and outsideMark. */
export function selectLimits(rulebook: Rulebook, kind: RecordKind, facts: Facts, start: number, mode: CombineMode): Selection {
  const fitting = fittingVersions(rulebook, kind, facts, start)
  const ranked = fitting.filter((f) => f.policy.role === 'ranked')
  const choices = ranked.flatMap(({ policy, version }) => choicesOf(policy, version, facts))
  const replaced = new Set(choices.filter((c) => choices.some((other) => other.policy.replaces.some((r) => r.policy === c.policy.code && r.kind === c.limit.kind && other.limit.kind === r.kind))))
  const competing = choices.filter((c) => !replaced.has(c))
  const winners = mode === 'strictest' ? earliest(rulebook, competing, start) : byRank(competing)
  const additive = fitting.filter((f) => f.policy.role === 'additive').flatMap(({ policy, version }) => choicesOf(policy, version, facts))
  const beside = fitting.filter((f) => f.policy.role === 'reference').flatMap(({ policy, version }) => choicesOf(policy, version, facts))
    // The class target of §3.1 is not repeated beside the ranked policy that carries the same clause (CL-07).
    .filter((c) => !choices.some((r) => r.limit.kind === c.limit.kind && r.limit.clause === c.limit.clause && r.limit.target === c.limit.target))
  return {
    governing: [...winners.values(), ...additive],
    references: [...choices.filter((c) => winners.get(c.limit.kind) !== c), ...beside],
    top: ranked[0]?.policy.code ?? null,
  }
}

/** Highest rank first; tie: later effectiveFrom, higher version, code (B-1 step 2). One version per policy. */
function fittingVersions(rulebook: Rulebook, kind: RecordKind, facts: Facts, start: number): { policy: Policy; version: PolicyVersion }[] {
  const found: { policy: Policy; version: PolicyVersion }[] = []
  for (const policy of rulebook.policies) {
    if (policy.recordKind !== kind) continue
    const version = inForce(rulebook.versions.get(policy.code), start)
    if (version && allHold(version.condition, facts)) found.push({ policy, version })
  }
  return found.sort((a, b) => b.policy.rank - a.policy.rank || b.version.effectiveFrom - a.version.effectiveFrom || b.version.version - a.version.version || (a.policy.code < b.policy.code ? -1 : 1))
}

/** The first fitting row of each kind. */
function choicesOf(policy: Policy, version: PolicyVersion, facts: Facts): Choice[] {
  const found = new Map<ClockKind, Choice>()
  for (const limit of version.limits) {
    if (limit.target !== null && !found.has(limit.kind) && allHold(limit.when, facts)) found.set(limit.kind, { policy, version, limit: { ...limit, target: limit.target } })
  }
  return [...found.values()]
}

/** Overlays govern the kinds that they name, the highest rank below them governs its own kinds, everything else is a reference (B-1 step 4, CL-15). */
function byRank(choices: readonly Choice[]): Map<ClockKind, Choice> {
  const winners = new Map<ClockKind, Choice>()
  const base = choices.find((c) => !c.policy.overlay)?.policy.code
  for (const c of choices) {
    if ((c.policy.overlay || c.policy.code === base) && !winners.has(c.limit.kind)) winners.set(c.limit.kind, c)
  }
  return winners
}

/** For each kind the earliest due time among all ranks; equal limits: the higher rank (CL-05). */
function earliest(rulebook: Rulebook, choices: readonly Choice[], start: number): Map<ClockKind, Choice> {
  const winners = new Map<ClockKind, { choice: Choice; due: number }>()
  for (const choice of choices) {
    const calendar = calendarFor(rulebook, choice.version, start), due = calendar.add(start, targetFrom(calendar, choice.limit, start))
    const best = winners.get(choice.limit.kind)
    if (!best || due < best.due) winners.set(choice.limit.kind, { choice, due })
  }
  return new Map([...winners].map(([kind, { choice }]) => [kind, choice]))
}
