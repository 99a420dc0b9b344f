// The policy register as it is read: what is in force, what comes, what was.
import type { z } from 'zod'
import { msToSpan } from '../../../../platform/contract/time.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { NotFound } from '../../../../platform/server/errors.ts'
import { hasMessage } from '../../../../platform/server/i18n.ts'
import type { DecisionTable as TableOnWire, Lint, PolicyDetail, PolicySummary, PolicyVersion, VersionState } from '../../contract/policy.ts'
import { rowText } from '../engine/explain-clock.ts'
import { lintVersion, type LintFound } from '../engine/lint-policies.ts'
import { inForce, type Condition, type DecisionTable, type Limit } from '../engine/policy.ts'
import { sayIn } from '../say.ts'
import { rulesNow, type Rules } from './rulebook.ts'
import type { NamedPolicy, SavedVersion } from './rule-store.ts'

export async function listPolicies(ctx: Ctx): Promise<PolicySummary[]> {
  const rules = await rulesNow(ctx)
  return rules.all.policies.map((p) => summaryOf(ctx, rules, p))
}

/** Throws NotFound. */
export async function findPolicy(ctx: Ctx, code: string): Promise<PolicyDetail> {
  const rules = await rulesNow(ctx), policy = rules.all.policies.find((p) => p.code === code)
  if (!policy) throw new NotFound('policy')
  return { ...summaryOf(ctx, rules, policy), history: versionsOf(rules, code).toReversed().map((v) => showVersion(ctx, rules, policy, v)) }
}

/** Warnings about versions in force and those that come. */
export async function listLint(ctx: Ctx): Promise<Lint[]> {
  const rules = await rulesNow(ctx), now = ctx.now().getTime()
  return rules.all.policies.flatMap((p) => versionsOf(rules, p.code).filter((v) => ['in-force', 'scheduled'].includes(stateOf(rules, v, now))).flatMap((v) => lintOf(ctx, rules, p, v)))
}

export async function listTables(ctx: Ctx): Promise<z.infer<typeof TableOnWire>[]> {
  const { book } = await rulesNow(ctx), now = ctx.now().getTime()
  return [...book.tables.values()].flatMap((versions) => inForce(versions, now) ?? []).map((t) => showTable(ctx, t))
}

export function showTable(ctx: Ctx, t: DecisionTable): z.infer<typeof TableOnWire> {
  const say = sayIn(ctx.locale)
  return {
    code: t.code, clause: t.clause, version: t.version, effectiveFrom: iso(t.effectiveFrom), effectiveTo: t.effectiveTo === null ? null : iso(t.effectiveTo),
    rows: t.rows.map((r, i) => ({ row: i + 1, level: r.level, text: rowText(r, say), when: r.when.map((list) => list.map(plain)) })),
  }
}

/** Warnings of one version with their texts and whether somebody acknowledged them. */
export function lintOf(ctx: Ctx, rules: Rules, policy: NamedPolicy, v: SavedVersion): Lint[] {
  return lintVersion(rules.book, policy, v, Math.min(ctx.now().getTime(), v.savedAt.getTime())).map((l) => ({
    id: l.id, rule: l.rule, decision: l.decision, policy: l.policy, version: l.version, level: l.level, kind: l.kind, clause: l.clause, text: lintText(ctx, l),
    acknowledged: acknowledgementOf(v, l.id),
  }))
}

function acknowledgementOf(v: SavedVersion, id: string): Lint['acknowledged'] {
  const known = v.acknowledgements.find((a) => a.id === id)
  if (known) return { at: known.at, by: known.by, note: known.note }
  return v.acknowledged.includes(id) ? { at: v.savedAt.toISOString(), by: v.savedBy, note: null } : null
}

/** A warning in words. */
export function lintText(ctx: Ctx, l: LintFound): string {
  const say = sayIn(ctx.locale), level = (name: unknown) => say(`sla.level.${String(name)}`)
  const word = (key: string, value: unknown): unknown => (key.endsWith('Ms') ? say.span(Number(value)) : key === 'graver' ? (value as string[]).map(level).join(say('sla.why.or-value')) : key === 'at' ? say.moment(Number(value)) : key === 'first' ? say(`sla.kind.${String(value)}`) : value)
  // `graverMs` becomes `graverValue` beside the word `graver`; `valueMs` is simply `value`.
  const params = Object.fromEntries(Object.entries(l.params).map(([k, v]) => [k.endsWith('Ms') && k.slice(0, -2) in l.params ? `${k.slice(0, -2)}Value` : k.replace(/Ms$/, ''), word(k, v)]))
  return say(`sla.lint.${l.rule}`, { ...params, policy: l.policy, clause: l.clause ?? '', level: l.level === null ? say('sla.lint.every-level') : level(l.level), kind: l.kind === null ? '' : say(`sla.kind.${l.kind}`) })
}

export function showVersion(ctx: Ctx, rules: Rules, policy: NamedPolicy, v: SavedVersion): PolicyVersion {
  const say = sayIn(ctx.locale)
  return {
    code: v.code, version: v.version, state: stateOf(rules, v, ctx.now().getTime()), effectiveFrom: iso(v.effectiveFrom), effectiveTo: v.effectiveTo === null ? null : iso(v.effectiveTo), calendar: v.calendar,
    condition: v.condition.map(plain), limits: v.limits.map((l) => limitOnWire(l, (key) => say(key))), acknowledged: [...v.acknowledged], reason: v.reason, savedAt: v.savedAt.toISOString(), savedBy: v.savedBy,
    approved: v.approved && { at: v.approved.at.toISOString(), by: v.approved.by, note: v.approved.note }, overrideReason: v.overrideReason, edit: v.edit, lint: lintOf(ctx, rules, policy, v),
  }
}

/** Level is a condition like any other inside, and a field of its own outside. */
export function limitOnWire(l: Limit, say: (key: string) => string): PolicyVersion['limits'][number] {
  const level = l.when.find((c) => c.field === 'level' && c.is?.length === 1)
  return {
    kind: l.kind, level: level ? String(level.is![0]) : null, when: l.when.filter((c) => c !== level).map(plain), target: l.target === null ? null : msToSpan(l.target), days: l.days ?? null, clause: l.clause, note: l.note ?? null,
    printed: l.printed ? { from: l.printed.from === undefined ? null : msToSpan(l.printed.from), to: msToSpan(l.printed.to), note: l.note ? say(`sla.note.${l.note}`) : null } : null,
  }
}

function summaryOf(ctx: Ctx, rules: Rules, p: NamedPolicy): PolicySummary {
  const versions = versionsOf(rules, p.code), current = inForce(versions.filter((v) => !v.draft), ctx.now().getTime())
  return {
    code: p.code, name: nameOf(ctx, p), recordKind: p.recordKind, role: p.role, rank: p.role === 'ranked' ? p.rank : null, overlay: p.overlay, internal: p.internal, clauses: [...p.clauses],
    current: current && showVersion(ctx, rules, p, current), versions: versions.length,
  }
}

function nameOf(ctx: Ctx, p: NamedPolicy): string {
  const own = ctx.locale === 'en' ? p.nameEn : p.nameZh
  return own ?? (hasMessage(`sla.policy.${p.code}`) ? sayIn(ctx.locale)(`sla.policy.${p.code}`) : p.code)
}

export const versionsOf = (rules: Rules, code: string): SavedVersion[] => rules.all.versions.filter((v) => v.code === code)

/** Published versions are never changed: whether one is in force follows from the others and the time. */
function stateOf(rules: Rules, v: SavedVersion, now: number): z.infer<typeof VersionState> {
  if (v.draft) return v.approved ? 'approved' : 'draft'
  if (v.effectiveFrom > now) return 'scheduled'
  return inForce(rules.book.versions.get(v.code), now)?.version === v.version ? 'in-force' : 'superseded'
}

const iso = (at: number): string => new Date(at).toISOString()
const plain = (c: Condition) => ({ field: c.field, ...(c.is ? { is: [...c.is] } : {}), ...(c.not ? { not: [...c.not] } : {}), ...(c.has ? { has: [...c.has] } : {}) })
