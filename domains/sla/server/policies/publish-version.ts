// A new version in one step, or a draft: checked, its warnings acknowledged one by one, in force from its date on (RX-1, RX-3, S-031).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Conflict } from '../../../../platform/server/errors.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import type { NewVersion, PolicyVersion as VersionOnWire } from '../../contract/policy.ts'
import { PolicyDrafted, PolicyPublished } from '../../contract/events.ts'
import { refuseRedRows } from '../conformance/refuse-red-rows.ts'
import { lintVersion, type LintFound } from '../engine/lint-policies.ts'
import { inForce, type PolicyVersion } from '../engine/policy.ts'
import { TwoPerson } from '../settings.ts'
import { draftVersion, policyFor } from './draft-version.ts'
import { refuseImpossible } from './refuse-impossible.ts'
import { addPolicy, addVersion, type SavedVersion } from './rule-store.ts'
import { rulesNow, RULES_SIGNAL, withVersion, type Rules } from './rulebook.ts'
import { lintText, showVersion, versionsOf } from './show-policies.ts'

/**
 * Throws NotFound for an unknown code, BadInput for limits that cannot be, Conflict: `sla.lint-open` naming every warning that is not acknowledged,
 * `sla.conformance-red`, `sla.second-person` where two people are asked for.
 */
export async function publishVersion(ctx: Ctx, code: string, input: NewVersion): Promise<VersionOnWire> {
  const rules = await rulesNow(ctx), policy = policyFor(rules, code, input), { version: drafted, given } = draftVersion(rules, policy, input)
  const next: PolicyVersion = { ...drafted, version: Math.max(0, ...versionsOf(rules, code).map((v) => v.version)) + 1 }
  refuseImpossible(rules, policy, next, given, ctx.now().getTime())
  const lint = lintVersion(rules.book, policy, next, ctx.now().getTime())
  const acknowledgements = lint.filter((l) => input.acknowledged.includes(l.id)).map((l) => ({ id: l.id, at: ctx.now().toISOString(), by: ctx.actor.name, note: null }))
  const saved: SavedVersion = {
    ...next, draft: input.draft, acknowledged: acknowledgements.map((a) => a.id), acknowledgements, reason: input.reason ?? null, savedAt: ctx.now(), savedBy: ctx.actor.name, savedById: ctx.actor.id, approved: null, overrideReason: null, edit: 1,
  }
  if (!input.draft) {
    if (await setting(ctx, TwoPerson)) throw new Conflict('sla.second-person')
    refuseOpenLint(ctx, lint, saved.acknowledged)
    await refuseRedRows(ctx, withVersion(rules, saved).book, `${code}@${next.version}`, input.overrideReason)
  }
  await addPolicy(ctx, policy, policy.nameZh && policy.nameEn ? { zh: policy.nameZh, en: policy.nameEn } : null)
  const version = await addVersion(ctx, drafted, { draft: input.draft, acknowledgements, reason: input.reason ?? null, overrideReason: input.overrideReason ?? null })
  await announceVersion(ctx, rules, { ...saved, version })
  return showVersion(ctx, withVersion(rules, { ...saved, version }), policy, { ...saved, version })
}

/** Throws Conflict `sla.lint-open` naming each warning that nobody acknowledged. */
export function refuseOpenLint(ctx: Ctx, lint: readonly LintFound[], acknowledged: readonly string[]): void {
  const open = lint.filter((l) => !acknowledged.includes(l.id))
  if (open.length > 0) throw new Conflict('sla.lint-open', { n: open.length }, open.map((l) => ({ pointer: `/acknowledged/${l.id}`, code: `sla.lint.${l.rule}`, params: { text: lintText(ctx, l) }, ...(l.clause ? { clause: l.clause } : {}) })))
}

/** The fact, with what it changes against the version that was in force at its start; every process reads the rules again. */
export async function announceVersion(ctx: Ctx, rules: Rules, v: SavedVersion): Promise<void> {
  const before = inForce(versionsOf(rules, v.code).filter((x) => !x.draft && x.version !== v.version), v.effectiveFrom)
  const detail = { changes: { limits: { from: before?.limits ?? null, to: v.limits }, calendar: { from: before?.calendar ?? null, to: v.calendar } }, ...(v.reason ? { reason: v.reason } : {}) }
  if (v.draft) await ctx.emit(PolicyDrafted, { code: v.code, version: v.version }, detail)
  else await ctx.emit(PolicyPublished, { code: v.code, version: v.version, effectiveFrom: new Date(v.effectiveFrom).toISOString(), acknowledged: [...v.acknowledged] }, detail)
  rulesChanged(ctx)
}

export function rulesChanged(ctx: Ctx): void {
  const { signals } = ctx.host
  ctx.afterCommit(() => signals.raise(RULES_SIGNAL))
}
