// A new version of a policy: checked, its warnings acknowledged one by one, in force from its date on (RX-1, RX-3, S-031).
import { spanToMs } from '../../../../platform/contract/time.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict, NotFound, type FieldError } from '../../../../platform/server/errors.ts'
import type { Limit as LimitOnWire, NewVersion, PolicyVersion as VersionOnWire } from '../../contract/policy.ts'
import { PolicyPublished } from '../../contract/events.ts'
import { NATURAL } from '../engine/calendar/calendar.ts'
import { SCALES } from '../engine/decide-level.ts'
import { lintVersion } from '../engine/lint-policies.ts'
import { inForce, limitKey, type Condition, type Limit, type PolicyVersion } from '../engine/policy.ts'
import { CONTRACT_POLICY } from '../engine/seeded-policies.ts'
import { addPolicy, addVersion, type NamedPolicy, type SavedVersion } from './rule-store.ts'
import { rulesNow, RULES_SIGNAL, type Rules } from './rulebook.ts'
import { lintText, showVersion, versionsOf } from './show-policies.ts'

/** Throws NotFound for an unknown code, BadInput for limits that cannot be, Conflict `sla.lint-open` naming every warning that is not acknowledged. */
export async function publishVersion(ctx: Ctx, code: string, input: NewVersion): Promise<VersionOnWire> {
  const rules = await rulesNow(ctx), policy = policyFor(rules, code, input)
  const draft = versionFrom(rules, policy, input)
  const next: PolicyVersion = { ...draft, version: Math.max(0, ...versionsOf(rules, code).map((v) => v.version)) + 1 }
  refuseImpossible(rules, policy, next)
  const lint = lintVersion(rules.book, policy, next, ctx.now().getTime())
  const open = lint.filter((l) => !input.acknowledged.includes(l.id))
  if (!input.draft && open.length > 0) throw new Conflict('sla.lint-open', { n: open.length }, open.map((l) => ({ pointer: `/acknowledged/${l.id}`, code: `sla.lint.${l.rule}`, params: { text: lintText(ctx, l) }, ...(l.clause ? { clause: l.clause } : {}) })))
  await addPolicy(ctx, policy, policy.nameZh && policy.nameEn ? { zh: policy.nameZh, en: policy.nameEn } : null)
  const acknowledged = lint.map((l) => l.id).filter((id) => input.acknowledged.includes(id))
  const version = await addVersion(ctx, draft, { draft: input.draft, acknowledged, reason: input.reason ?? null })
  const before = inForce(versionsOf(rules, code).filter((v) => !v.draft), next.effectiveFrom)
  await ctx.emit(PolicyPublished, { code, version, effectiveFrom: new Date(next.effectiveFrom).toISOString(), acknowledged }, { changes: { limits: { from: before?.limits ?? null, to: next.limits }, calendar: { from: before?.calendar ?? null, to: next.calendar } }, ...(input.reason ? { reason: input.reason } : {}) })
  const { signals } = ctx.host
  ctx.afterCommit(() => signals.raise(RULES_SIGNAL))
  const saved: SavedVersion = { ...next, version, draft: input.draft, acknowledged, reason: input.reason ?? null, savedAt: ctx.now(), savedBy: ctx.actor.name }
  return showVersion(ctx, withVersion(rules, saved), policy, saved)
}

/** The policy, or a new contract when the code says so. */
function policyFor(rules: Rules, code: string, input: NewVersion): NamedPolicy {
  const known = rules.all.policies.find((p) => p.code === code)
  if (known) return known
  if (!code.startsWith(`${CONTRACT_POLICY.code}-`)) throw new NotFound('policy')
  return { ...CONTRACT_POLICY, code, nameZh: input.nameZh ?? input.nameEn ?? null, nameEn: input.nameEn ?? input.nameZh ?? null }
}

/** What is left out comes from the version in force at the new one's start. */
function versionFrom(rules: Rules, policy: NamedPolicy, input: NewVersion): Omit<PolicyVersion, 'version'> {
  const effectiveFrom = Date.parse(input.effectiveFrom)
  const base = inForce(versionsOf(rules, policy.code).filter((v) => !v.draft), effectiveFrom) ?? versionsOf(rules, policy.code).findLast((v) => !v.draft)
  const given = (input.limits ?? []).map((l) => limitInside(l, base?.limits ?? [], policy))
  return {
    code: policy.code, effectiveFrom, effectiveTo: input.effectiveTo ? Date.parse(input.effectiveTo) : null, calendar: calendarKey(rules, input.calendar) ?? base?.calendar ?? NATURAL.key,
    condition: (input.condition as Condition[] | undefined) ?? base?.condition ?? [], limits: input.complete || !base ? given : merged(base.limits, given),
  }
}

/** Known rows are replaced in place; new ones come first, so that a special row is found before a general one. */
function merged(base: readonly Limit[], given: readonly Limit[]): Limit[] {
  const known = new Set(base.map(limitKey))
  return [...given.filter((g) => !known.has(limitKey(g))), ...base.map((b) => given.findLast((g) => limitKey(g) === limitKey(b)) ?? b)]
}

/** A row keeps clause, printed value and note of the row that it replaces unless it brings its own. */
function limitInside(l: LimitOnWire, base: readonly Limit[], policy: NamedPolicy): Limit {
  const when: Condition[] = [...(l.level === null ? [] : [{ field: 'level', is: [l.level] }]), ...(l.when as Condition[])]
  const before = base.find((b) => limitKey(b) === limitKey({ kind: l.kind, when }))
  const printed = l.printed === undefined ? before?.printed : l.printed === null ? undefined : { ...(l.printed.from ? { from: spanToMs(l.printed.from) } : {}), to: spanToMs(l.printed.to) }
  const note = l.note === undefined ? before?.note : l.note ?? undefined
  return { kind: l.kind, when, target: l.target === null ? null : spanToMs(l.target), clause: l.clause ?? before?.clause ?? policy.clauses[0]!, ...(printed ? { printed } : {}), ...(note ? { note } : {}) }
}

function calendarKey(rules: Rules, asked: string | undefined): string | undefined {
  if (asked === undefined || asked === NATURAL.key) return asked
  const found = rules.all.calendars.findLast((c) => c.code === asked || `${c.code}@${c.version}` === asked)
  if (!found) throw new BadInput([{ pointer: '/calendar', code: 'sla.calendar-unknown' }])
  return `${found.code}@${found.version}`
}

const MAX_TARGET = 400 * 86_400_000

function refuseImpossible(rules: Rules, policy: NamedPolicy, v: PolicyVersion): void {
  const faults: FieldError[] = []
  if (v.effectiveTo !== null && v.effectiveTo <= v.effectiveFrom) faults.push({ pointer: '/effectiveTo', code: 'sla.end-before-start' })
  if (v.limits.length === 0) faults.push({ pointer: '/limits', code: 'missing' })
  // Emergencies and faults run day and night, whatever a contract of working hours says (B-20).
  if (v.calendar !== NATURAL.key && (policy.recordKind === 'incident' || policy.recordKind === 'fault')) faults.push({ pointer: '/calendar', code: 'sla.calendar-natural-only' })
  if (policy.code.startsWith(CONTRACT_POLICY.code) && !v.condition.some((c) => c.field === 'customerId' && c.is)) faults.push({ pointer: '/condition', code: 'sla.contract-customer' })
  const allowed = new Set(rules.all.versions.filter((x) => rules.all.policies.find((p) => p.code === x.code)!.recordKind === policy.recordKind).flatMap((x) => x.limits.map((l) => l.kind)))
  const levels = new Set(Object.values(SCALES).flat())
  for (const [i, l] of v.limits.entries()) {
    if (l.target !== null && (l.target <= 0 || l.target > MAX_TARGET)) faults.push({ pointer: `/limits/${i}/target`, code: 'sla.target-range' })
    if (!allowed.has(l.kind)) faults.push({ pointer: `/limits/${i}/kind`, code: 'not-allowed', params: { allowed: [...allowed].join(', ') } })
    for (const c of l.when) if (c.field === 'level' && (c.is ?? c.not ?? []).some((x) => !levels.has(String(x)))) faults.push({ pointer: `/limits/${i}/level`, code: 'not-allowed', params: { allowed: [...levels].join(', ') } })
  }
  if (faults.length > 0) throw new BadInput(faults.slice(0, 50))
}

function withVersion(rules: Rules, v: SavedVersion): Rules {
  const versions = new Map(rules.book.versions)
  if (!v.draft) versions.set(v.code, [...(versions.get(v.code) ?? []), v])
  return { all: { ...rules.all, versions: [...rules.all.versions, v] }, book: { ...rules.book, versions } }
}
