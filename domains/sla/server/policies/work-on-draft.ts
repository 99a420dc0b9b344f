// A draft on its way: changed, its warnings accepted one by one, approved, published with its date, or thrown away (RX-1, RX-3).
import type { z } from 'zod'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict, NotFound } from '../../../../platform/server/errors.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { LintAcknowledged, PolicyApproved, PolicyDraftDiscarded } from '../../contract/events.ts'
import type { PolicyVersion as VersionOnWire } from '../../contract/policy.ts'
import type { Acknowledge, Approve, DraftContent, PublishDraft } from '../../contract/policy-desk.ts'
import { refuseRedRows } from '../conformance/refuse-red-rows.ts'
import { lintVersion, type LintFound } from '../engine/lint-policies.ts'
import { TwoPerson } from '../settings.ts'
import { draftVersion } from './draft-version.ts'
import { announceVersion, refuseOpenLint, rulesChanged } from './publish-version.ts'
import { refuseImpossible } from './refuse-impossible.ts'
import { holdVersion, removeDraft, saveAcknowledgements, saveApproval, saveDraft, savePublication, type NamedPolicy, type SavedVersion } from './rule-store.ts'
import { rulesNow, withVersion, type Rules } from './rulebook.ts'
import { showVersion, versionsOf } from './show-policies.ts'

interface Held { readonly rules: Rules; readonly policy: NamedPolicy; readonly draft: SavedVersion }

/** One version as it is read. Throws NotFound. */
export async function findVersion(ctx: Ctx, code: string, version: number): Promise<VersionOnWire> {
  const { rules, policy, draft } = await found(ctx, code, version)
  return showVersion(ctx, rules, policy, draft)
}

/** Replaces the content; acknowledgements stay where the warning is still there, the approval does not. */
export async function changeDraft(ctx: Ctx, code: string, version: number, input: DraftContent): Promise<VersionOnWire> {
  const { rules, policy, draft } = await held(ctx, code, version), { version: content, given } = draftVersion(rules, policy, input), next = { ...draft, ...content, version }
  refuseImpossible(rules, policy, next, given, ctx.now().getTime())
  const lint = new Set(lintNow(ctx, { rules, policy, draft: next }).map((l) => l.id)), acknowledgements = draft.acknowledgements.filter((a) => lint.has(a.id))
  const saved: SavedVersion = { ...next, acknowledged: acknowledgements.map((a) => a.id), acknowledgements, reason: input.reason ?? draft.reason, savedAt: ctx.now(), savedBy: ctx.actor.name, savedById: ctx.actor.id, approved: null, edit: draft.edit + 1 }
  await saveDraft(ctx, saved, acknowledgements, input.reason ?? null)
  await announceVersion(ctx, rules, saved)
  return showVersion(ctx, withVersion(rules, saved), policy, saved)
}

export async function discardDraft(ctx: Ctx, code: string, version: number): Promise<Record<string, never>> {
  await held(ctx, code, version)
  await removeDraft(ctx, code, version)
  await ctx.emit(PolicyDraftDiscarded, { code, version })
  rulesChanged(ctx)
  return {}
}

/** Throws BadInput `sla.lint-unknown` for a warning that the draft does not have. */
export async function acknowledgeLint(ctx: Ctx, code: string, version: number, { lint, note }: z.infer<typeof Acknowledge>): Promise<VersionOnWire> {
  const h = await held(ctx, code, version), { draft } = h
  if (!lintNow(ctx, h).some((l) => l.id === lint)) throw new BadInput([{ pointer: '/lint', code: 'sla.lint-unknown', params: { value: lint } }])
  if (draft.acknowledgements.some((a) => a.id === lint)) return showVersion(ctx, h.rules, h.policy, draft)
  const acknowledgements = [...draft.acknowledgements, { id: lint, at: ctx.now().toISOString(), by: ctx.actor.name, note: note ?? null }]
  await saveAcknowledgements(ctx, code, version, acknowledgements)
  await ctx.emit(LintAcknowledged, { code, version, lint }, note ? { reason: note } : {})
  return answer(ctx, h, { ...draft, acknowledgements, acknowledged: acknowledgements.map((a) => a.id), edit: draft.edit + 1 })
}

/** Throws Conflict `sla.lint-open`, `sla.second-person`. */
export async function approveDraft(ctx: Ctx, code: string, version: number, { note }: z.infer<typeof Approve>): Promise<VersionOnWire> {
  const h = await held(ctx, code, version), { draft } = h
  refuseOpenLint(ctx, lintNow(ctx, h), draft.acknowledged)
  if (draft.savedById === ctx.actor.id && await setting(ctx, TwoPerson)) throw new Conflict('sla.second-person')
  await saveApproval(ctx, code, version, note ?? null)
  await ctx.emit(PolicyApproved, { code, version }, note ? { reason: note } : {})
  return answer(ctx, h, { ...draft, approved: { at: ctx.now(), by: ctx.actor.name, note: note ?? null }, edit: draft.edit + 1 })
}

/** The rules around it may have changed since the approval: everything is checked again. Throws Conflict `sla.not-approved`, `sla.lint-open`, `sla.conformance-red`. */
export async function publishDraft(ctx: Ctx, code: string, version: number, input: z.infer<typeof PublishDraft>): Promise<VersionOnWire> {
  const { rules, policy, draft } = await held(ctx, code, version)
  if (!draft.approved) throw new Conflict('sla.not-approved')
  const effectiveFrom = input.effectiveFrom ? Date.parse(input.effectiveFrom) : draft.effectiveFrom
  const next: SavedVersion = { ...draft, effectiveFrom, draft: false, reason: input.reason ?? draft.reason, overrideReason: input.overrideReason ?? null, savedAt: ctx.now(), savedBy: ctx.actor.name, savedById: ctx.actor.id, edit: draft.edit + 1 }
  refuseImpossible(rules, policy, next, [], ctx.now().getTime())
  refuseOpenLint(ctx, lintNow(ctx, { rules, policy, draft: next }), draft.acknowledged)
  await refuseRedRows(ctx, withVersion(rules, next).book, `${code}@${version}`, input.overrideReason)
  await savePublication(ctx, code, version, effectiveFrom, input.reason ?? null, input.overrideReason ?? null)
  await announceVersion(ctx, rules, next)
  return showVersion(ctx, withVersion(rules, next), policy, next)
}

async function found(ctx: Ctx, code: string, version: number): Promise<Held> {
  const rules = await rulesNow(ctx), policy = rules.all.policies.find((p) => p.code === code), draft = versionsOf(rules, code).find((v) => v.version === version)
  if (!policy || !draft) throw new NotFound('version')
  return { rules, policy, draft }
}

/** The draft, its row locked: two people never publish it twice. Throws Conflict `sla.version-published`. */
async function held(ctx: Ctx, code: string, version: number): Promise<Held> {
  const row = await holdVersion(ctx, code, version)
  if (row?.status === 'published') throw new Conflict('sla.version-published')
  const h = await found(ctx, code, version)
  if (row && row.edit !== h.draft.edit) throw new Conflict('sla.draft-changed')
  return h
}

const lintNow = (ctx: Ctx, { rules, policy, draft }: Held): LintFound[] => lintVersion(rules.book, policy, draft, ctx.now().getTime())

function answer(ctx: Ctx, { rules, policy }: Held, draft: SavedVersion): VersionOnWire {
  rulesChanged(ctx)
  return showVersion(ctx, withVersion(rules, draft), policy, draft)
}
