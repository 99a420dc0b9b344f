// The process as it is read: the drawing, the limits in force beside each step, the conditions of the running machine, and who stands where now.
import type { Ctx } from '../../../platform/server/ctx.ts'
import { NotFound } from '../../../platform/server/errors.ts'
import { translate } from '../../../platform/server/i18n.ts'
import { scopeFilter } from '../../../platform/server/scope.ts'
import { setting } from '../../../platform/server/settings/public.ts'
import { describeMoves, DueSoonMinutes } from '../../cases/public.ts'
import { limitsInForce } from '../../sla/public.ts'
import type { Draft, ProcessNow, ProcessView } from '../contract/api.ts'
import type { Definition } from '../contract/definition.ts'
import { countStates, draftVersion, liveVersion, publishedVersion, publishedVersions, type VersionRow } from './process-store.ts'
import { compareDefinitions } from './rules/compare-definitions.ts'
import { lintDefinition } from './rules/lint-definition.ts'
import { movesClosed } from './rules/machine.ts'

/** Ways out that are no going on. */
const ASIDE: ReadonlySet<string> = new Set(['merged', 'cancelled', 'reopened', 'waiting-requester', 'waiting-vendor', 'on-site-scheduled'])

/** Throws NotFound while nothing was published. */
export async function showProcess(ctx: Ctx): Promise<ProcessView> {
  const live = await liveVersion(ctx)
  if (!live) throw new NotFound('process')
  return viewOf(ctx, live)
}

/** Throws NotFound for a version that does not exist or was never published. */
export async function showVersion(ctx: Ctx, number: number): Promise<ProcessView> {
  const row = await publishedVersion(ctx, number)
  if (!row) throw new NotFound('process')
  return viewOf(ctx, row)
}

/** Throws NotFound without a draft. */
export async function showDraft(ctx: Ctx): Promise<Draft> {
  const draft = await draftVersion(ctx)
  if (!draft) throw new NotFound('process')
  const live = await liveVersion(ctx)
  return { ...await viewOf(ctx, draft), version: draft.version, number: draft.number, changes: live ? changesIn(ctx, live.definition, draft.definition) : [] }
}

async function viewOf(ctx: Ctx, row: VersionRow): Promise<ProcessView> {
  const draft = row.state === 'draft' ? row : await draftVersion(ctx), mayDesign = ctx.reach('process.design') !== null
  return {
    version: row.number, state: row.state, note: row.note, publishedAt: row.published_at?.toISOString() ?? null, publishedBy: row.published_by, definition: row.definition,
    limits: await limitsOf(ctx, row.definition), doneWhen: conditionsOf(ctx, row.definition), found: lintDefinition(row.definition).map((f) => ({ severity: f.severity, code: f.code, step: f.step, clause: f.clause, text: translate(ctx.locale, `process.found.${f.code}`, f.params) })),
    closed: movesClosed(row.definition), draftVersion: mayDesign ? draft?.version ?? null : null, mayDesign,
  }
}

/** The rows of the policy in force behind each limit; a step whose limit is words has none. */
async function limitsOf(ctx: Ctx, definition: Definition): Promise<ProcessView['limits']> {
  const inForce = await limitsInForce(ctx)
  return definition.steps.flatMap((s) => {
    const { limit } = s
    return limit && 'policy' in limit ? [{ step: s.id, policy: limit.policy, rows: inForce.filter((l) => l.policy === limit.policy && l.kind === limit.kind).map((l) => ({ levels: [...l.levels], target: l.target, clause: l.clause })) }] : []
  })
}

/** What the machine asks before a case goes on from a step (Part C.6), each condition once. */
function conditionsOf(ctx: Ctx, definition: Definition): ProcessView['doneWhen'] {
  const moves = describeMoves()
  return definition.steps.filter((s) => s.states.length > 0).map((s) => {
    const out = moves.filter((m) => s.states.includes(m.from) && !s.states.includes(m.to) && !ASIDE.has(m.to)), guards = new Map(out.flatMap((m) => m.guards).map((g) => [g.name, g]))
    return { step: s.id, conditions: [...guards.values()].map((g) => ({ guard: g.name, text: translate(ctx.locale, `process.guard.${g.name}`), clause: g.clause })) }
  })
}

export const changesIn = (ctx: Ctx, before: Definition, after: Definition): string[] => compareDefinitions(before, after).map((c) =>
  translate(ctx.locale, `process.change.${c.code}`, { name: ctx.locale === 'en' ? c.en : c.zh, fields: c.fields.map((f) => translate(ctx.locale, `process.field.${f}`)).join(ctx.locale === 'en' ? ', ' : '、') }))

export async function listVersions(ctx: Ctx) {
  const rows = await publishedVersions(ctx)
  return { items: rows.map((v, i) => ({ version: v.number, state: v.state as 'live' | 'superseded', note: v.note, publishedAt: v.published_at!.toISOString(), publishedBy: v.published_by!, changes: rows[i + 1] ? changesIn(ctx, rows[i + 1]!.definition, v.definition) : [] })), nextCursor: null }
}

/** Rows of `cases_paths` that the reader may see. */
export const readable = (ctx: Ctx) => scopeFilter(ctx.reach('cases.read'), ctx.actor.id, { unit: 'unit_id', customer: 'customer_id', people: ['requester_id', 'handler_id', 'first_owner_id'] })

export async function showNow(ctx: Ctx): Promise<ProcessNow> {
  const live = await liveVersion(ctx), soon = new Date(ctx.now().getTime() + await setting(ctx, DueSoonMinutes) * 60_000)
  const rows = live && ctx.reach('cases.read') ? await countStates(ctx, readable(ctx), soon) : []
  const steps = (live?.definition.steps ?? []).filter((s) => s.states.length > 0).map((s) => {
    const own = rows.filter((r) => s.states.includes(r.state)), oldest = own.toSorted((a, b) => a.since.getTime() - b.since.getTime())[0], sum = (of: (r: typeof own[number]) => number) => own.reduce((all, r) => all + of(r), 0)
    return { step: s.id, count: sum((r) => r.count), breached: sum((r) => r.breached), atRisk: sum((r) => r.at_risk), oldest: oldest ? { id: oldest.oldest_id, number: oldest.oldest_number, since: oldest.since.toISOString() } : null }
  })
  return { at: ctx.now().toISOString(), steps }
}
