// What no version may say, each refusal with field, value, reason and clause. Warnings that may be accepted are in lint-policies.ts.
import { msToSpan } from '../../../../platform/contract/time.ts'
import { BadInput, type FieldError } from '../../../../platform/server/errors.ts'
import { clauseSeeds } from '../../../handbook/public.ts'
import { decidingFields } from '../engine/attributes.ts'
import { NATURAL, NeverOpen } from '../engine/calendar/calendar.ts'
import { SCALES } from '../engine/decide-level.ts'
import { calendarFor, conditionsKey, limitKey, targetFrom, type Condition, type Limit, type Policy, type PolicyVersion } from '../engine/policy.ts'
import { CONTRACT_POLICY } from '../engine/seeded-policies.ts'
import type { Rules } from './rulebook.ts'

/** A mark that opens nothing explains nothing. */
const CLAUSES: ReadonlySet<string> = new Set(clauseSeeds.map((c) => c.number))
const MAX_TARGET = 400 * 86_400_000, MINUTE = 60_000

interface Case { readonly rules: Rules; readonly policy: Policy; readonly v: PolicyVersion; readonly given: readonly Limit[]; readonly now: number }

/** Throws BadInput with everything that cannot be. `given`: the rows of the input; `now` in ms; a version may start within the running minute, the first one of a contract earlier. */
export function refuseImpossible(rules: Rules, policy: Policy, v: PolicyVersion, given: readonly Limit[], now: number): void {
  const c: Case = { rules, policy, v, given, now }
  const faults = [...wrongDates(c), ...wrongCalendar(c), ...wrongConditions(c), ...wrongLimits(c), ...wrongLevels(c)]
  if (faults.length > 0) throw new BadInput(faults.slice(0, 50))
}

const fault = (pointer: string, code: string, params: Record<string, unknown> = {}, clause?: string): FieldError => ({ pointer, code, params, ...(clause ? { clause } : {}) })
const rowOf = ({ given }: Case, l: Limit): string => { const i = given.indexOf(l); return i < 0 ? '/limits' : `/limits/${i}` }
const iso = (at: number): string => new Date(at).toISOString()

function wrongDates({ rules, policy, v, now }: Case): FieldError[] {
  const first = !rules.all.versions.some((x) => x.code === policy.code && !x.draft)
  return [
    ...(!first && v.effectiveFrom < now - (now % MINUTE) ? [fault('/effectiveFrom', 'sla.past', { value: iso(v.effectiveFrom), now: iso(now) }, policy.clauses[0])] : []),
    ...(v.effectiveTo !== null && v.effectiveTo <= v.effectiveFrom ? [fault('/effectiveTo', 'sla.end-before-start', { value: iso(v.effectiveTo) }, policy.clauses[0])] : []),
  ]
}

/** Emergencies and faults run day and night, whatever a contract of working hours says (B-20); every target must come to an end. */
function wrongCalendar({ rules, policy, v }: Case): FieldError[] {
  if (v.calendar === NATURAL.key) return []
  if (policy.recordKind === 'incident' || policy.recordKind === 'fault') return [fault('/calendar', 'sla.calendar-natural-only', { value: v.calendar }, policy.clauses[0])]
  const calendar = calendarFor(rules.book, v, v.effectiveFrom)
  const endless = v.limits.find((l) => { try { if (l.target !== null && l.target <= MAX_TARGET) calendar.add(v.effectiveFrom, targetFrom(calendar, { ...l, target: l.target }, v.effectiveFrom)); return false } catch (error) { if (error instanceof NeverOpen) return true; throw error } })
  return endless ? [fault('/calendar', 'sla.calendar-never-open', { value: v.calendar, target: msToSpan(endless.target!) }, endless.clause)] : []
}

const fieldsOf = (policy: Policy): readonly string[] => [...decidingFields(policy.recordKind), 'level', 'graded', 'outsideMark']

function wrongConditions({ policy, v }: Case): FieldError[] {
  const unknown = v.condition.flatMap((c, i) => (fieldsOf(policy).includes(c.field) ? [] : [fault(`/condition/${i}/field`, 'not-allowed', { value: c.field, allowed: fieldsOf(policy).join(', ') }, policy.clauses[0])]))
  const clash = contradiction(v.condition)
  const nobody = policy.code.startsWith(CONTRACT_POLICY.code) && !v.condition.some((c) => c.field === 'customerId' && c.is)
  return [...unknown, ...(clash ? [fault('/condition', 'sla.contradiction', { value: conditionsKey(v.condition), field: clash }, policy.clauses[0])] : []), ...(nobody ? [fault('/condition', 'sla.contract-customer')] : [])]
}

/** The attribute on which no record can satisfy all conditions; null when some record may. */
function contradiction(conditions: readonly Condition[]): string | null {
  for (const field of new Set(conditions.map((c) => c.field))) {
    const own = conditions.filter((c) => c.field === field), allowed = own.flatMap((c) => (c.is ? [c.is] : []))
    if (allowed.length === 0) continue
    if (!allowed[0]!.some((value) => allowed.every((list) => list.includes(value)) && own.every((c) => !c.not?.includes(value)))) return field
  }
  return null
}

function wrongLimits(c: Case): FieldError[] {
  const { rules, policy, v } = c, faults: FieldError[] = v.limits.length === 0 ? [fault('/limits', 'missing')] : []
  const kinds = new Set(rules.all.versions.filter((x) => rules.all.policies.find((p) => p.code === x.code)?.recordKind === policy.recordKind).flatMap((x) => x.limits.map((l) => l.kind)))
  for (const [i, l] of c.given.entries()) if (c.given.findIndex((o) => limitKey(o) === limitKey(l)) < i) faults.push(fault(`/limits/${i}`, 'sla.limit-twice', { value: limitKey(l) }, l.clause))
  for (const [i, l] of v.limits.entries()) {
    if (l.target !== null && (l.target <= 0 || l.target > MAX_TARGET)) faults.push(fault(`${rowOf(c, l)}/target`, 'sla.target-range', { value: msToSpan(l.target) }, l.clause))
    if (c.given.includes(l) && !CLAUSES.has(l.clause.replace('§', ''))) faults.push(fault(`${rowOf(c, l)}/clause`, 'sla.clause-unknown', { value: l.clause }, policy.clauses[0]))
    if (!kinds.has(l.kind)) faults.push(fault(`${rowOf(c, l)}/kind`, 'not-allowed', { value: l.kind, allowed: [...kinds].join(', ') }, l.clause))
    for (const w of l.when) if (!fieldsOf(policy).includes(w.field)) faults.push(fault(`${rowOf(c, l)}/when`, 'not-allowed', { value: w.field, allowed: fieldsOf(policy).join(', ') }, l.clause))
    const clash = contradiction([...v.condition, ...l.when])
    if (clash && c.given.includes(l)) faults.push(fault(`${rowOf(c, l)}/when`, 'sla.contradiction', { value: conditionsKey(l.when), field: clash }, l.clause))
    const before = v.limits.slice(0, i).find((o) => o.kind === l.kind && o.target !== null && limitKey(o) !== limitKey(l) && o.when.every((cond) => isImplied(cond, l.when)))
    if (l.target !== null && before) faults.push(fault(rowOf(c, l), 'sla.limit-unreachable', { value: limitKey(l), by: limitKey(before) }, l.clause))
  }
  return faults
}

/** Whatever satisfies the list satisfies the condition too. */
function isImplied(condition: Condition, list: readonly Condition[]): boolean {
  return list.some((d) => d.field === condition.field && (conditionsKey([d]) === conditionsKey([condition])
    || (d.is !== undefined && condition.is !== undefined && d.is.every((x) => condition.is!.includes(x))) || (d.is !== undefined && condition.not !== undefined && d.is.every((x) => !condition.not!.includes(x)))))
}

/** Levels of the scale that the policy goes by, none of them left without any limit. A contract may name some only (CL-15). */
function wrongLevels(c: Case): FieldError[] {
  const { policy, v } = c, allowed = levelsOf(policy, v)
  const named = v.limits.flatMap((l) => l.when.flatMap((w) => (w.field === 'level' ? (w.is ?? w.not ?? []).map((x) => ({ l, level: String(x) })) : [])))
  const wrong = named.filter((n) => !allowed.includes(n.level)).map((n) => fault(`${rowOf(c, n.l)}/level`, 'not-allowed', { value: n.level, allowed: allowed.join(', ') }, n.l.clause))
  if (policy.role !== 'ranked' || policy.overlay || named.length === 0 || wrong.length > 0 || v.limits.some((l) => l.target !== null && !l.when.some((w) => w.field === 'level'))) return wrong
  const scale = Object.values(SCALES).find((s) => s.includes(named[0]!.level))!
  const empty = scale.filter((level) => !v.limits.some((l) => l.target !== null && l.when.every((w) => w.field !== 'level' || (w.is ? w.is.includes(level) : !w.not?.includes(level)))))
  return empty.map((level) => fault('/limits', 'sla.level-empty', { value: level }, policy.clauses[0]))
}

function levelsOf(policy: Policy, v: PolicyVersion): readonly string[] {
  if (policy.recordKind === 'incident') return SCALES['LEVEL-6.2']!
  if (policy.recordKind === 'fault') return SCALES['LEVEL-7.2']!
  if (policy.recordKind === 'feedback') return []
  const who = v.condition.find((c) => c.field === 'requesterType')?.is
  return [...(who?.includes('customer') === false ? [] : SCALES['LEVEL-1.2']!), ...(who?.includes('internal') === false ? [] : SCALES['LEVEL-ABC']!)]
}
