// The change preview: a draft evaluated over all open records, or replayed over recent ones, before anything is published (RX-1). Writes nothing.
import type { Host } from '../../../../platform/server/host.ts'
import type { Actor, Ctx, Origin } from '../../../../platform/server/ctx.ts'
import { BadInput, NotFound } from '../../../../platform/server/errors.ts'
import { NOWHERE } from '../../../../platform/server/scope.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import { msToSpan } from '../../../../platform/contract/time.ts'
import type { ClockKind, CombineMode, RecordKind } from '../../contract/clock.ts'
import type { Preview, PreviewRequest, PreviewRow } from '../../contract/policy-desk.ts'
import type { PolicyVersion, Rulebook } from '../engine/policy.ts'
import { stateOfRow } from '../live/clock-rows.ts'
import { draftVersion, policyFor } from '../policies/draft-version.ts'
import { refuseImpossible } from '../policies/refuse-impossible.ts'
import { rulesNow, type Rules } from '../policies/rulebook.ts'
import { versionsOf } from '../policies/show-policies.ts'
import { Combine } from '../settings.ts'
import { Tally, type Moved } from './compare-promises.ts'
import { evaluator, type Evaluate, type Promised } from './evaluate-record.ts'
import { numbersOf, openPage, recentPage, type OpenClock, type PreviewRecord } from './preview-queries.ts'

const PAGE = 5000, DAY = 86_400_000

interface Plan { readonly kind: RecordKind; readonly version: number | null; readonly now: number; readonly mode: CombineMode; readonly before: Evaluate; readonly after: Evaluate }

/** Throws NotFound for a version that does not exist, BadInput for a draft that cannot be. */
export async function previewDraft(host: Host, actor: Actor, input: PreviewRequest, origin: Origin): Promise<Preview> {
  const began = performance.now(), tally = new Tally(input.limit)
  const within = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => host.transaction(actor, work, origin)
  const plan = await within((ctx) => planOf(ctx, input))
  // The next page is on its way while this one is judged.
  for (let coming = within((ctx) => readPage(ctx, input, plan, null)), more = true; more;) {
    const { records, last } = await coming
    more = last !== null
    if (more) { coming = within((ctx) => readPage(ctx, input, plan, last)); coming.catch(() => undefined) }
    for (const record of records) judge(tally, plan, record, input.records === 'recent')
  }
  const shown = tally.shown(), numbers = await within((ctx) => numbersOf(ctx, [...new Set(shown.map((m) => m.recordId))]))
  return {
    at: new Date(plan.now).toISOString(), policy: input.policy, version: plan.version, mode: plan.mode, records: tally.records, clocks: tally.clocks, breaches: tally.breaches, byKind: tally.byKind(),
    items: shown.map((m) => rowOf(m, plan.kind, numbers)), truncated: tally.movedTotal > shown.filter((m) => m.effect !== 'renamed').length, tookMs: Math.round(performance.now() - began),
  }
}

async function planOf(ctx: Ctx, input: PreviewRequest): Promise<Plan> {
  const rules = await rulesNow(ctx), mode = await setting(ctx, Combine), now = ctx.now().getTime()
  if ((input.version === undefined) === (input.draft === undefined)) throw new BadInput([{ pointer: '/version', code: 'sla.version-or-draft' }])
  const policy = policyFor(rules, input.policy, input.draft ?? {}), draft = draftOf(rules, input, now)
  return { kind: policy.recordKind, version: input.version ?? null, now, mode, before: evaluator(rules.book, mode), after: evaluator(bookWith(rules, policy, draft, input.assume === 'in-force'), mode) }
}

function draftOf(rules: Rules, input: PreviewRequest, now: number): PolicyVersion {
  if (input.draft) {
    const policy = policyFor(rules, input.policy, input.draft), { version, given } = draftVersion(rules, policy, input.draft), next = { ...version, version: Math.max(0, ...versionsOf(rules, input.policy).map((v) => v.version)) + 1 }
    refuseImpossible(rules, policy, next, given, now)
    return next
  }
  const saved = versionsOf(rules, input.policy).find((v) => v.version === input.version)
  if (!saved) throw new NotFound('version')
  return saved
}

/** `always`: as if nothing else had ever been in force for its policy. */
function bookWith(rules: Rules, policy: Rulebook['policies'][number], draft: PolicyVersion, always: boolean): Rulebook {
  const { book } = rules, others = (book.versions.get(draft.code) ?? []).filter((v) => v.version !== draft.version)
  const versions = new Map(book.versions).set(draft.code, always ? [{ ...draft, effectiveFrom: -Infinity, effectiveTo: null }] : [...others, draft])
  return { ...book, versions, policies: book.policies.some((p) => p.code === policy.code) ? book.policies : [...book.policies, policy] }
}

async function readPage(ctx: Ctx, input: PreviewRequest, plan: Plan, after: string | null): Promise<{ records: PreviewRecord[]; last: string | null }> {
  const reach = ctx.reach('sla.read') ?? NOWHERE
  if (input.records === 'open') return openPage(ctx, reach, plan.kind, after, PAGE)
  const records = await recentPage(ctx, reach, plan.kind, new Date(plan.now - input.days * DAY), after, PAGE)
  return { records, last: records.length === PAGE ? records.at(-1)!.id : null }
}

function judge(tally: Tally, plan: Plan, record: PreviewRecord, replay: boolean): void {
  const state = stateOfRow(plan.kind, record.state, [])
  tally.add(record.id, replay ? plan.before(state, plan.now) : new Map(record.clocks.map((c) => [c[0], promisedOf(c)])), plan.after(state, plan.now), replay)
}

const promisedOf = ([kind, policy, version, clause, target, due, breached, level]: OpenClock): Promised => ({ kind, policy, version, clause, target, due, breached, level, ended: false })

function rowOf(m: Moved, recordKind: RecordKind, numbers: ReadonlyMap<string, string | null>): PreviewRow {
  const side = (p: Promised | null) => p && { policy: p.policy, version: p.version, clause: p.clause, target: msToSpan(p.target), dueAt: p.due === null ? null : new Date(p.due).toISOString(), breached: p.breached }
  return { recordId: m.recordId, recordKind, number: numbers.get(m.recordId) ?? null, kind: m.kind as ClockKind, level: (m.after ?? m.before)!.level, before: side(m.before), after: side(m.after), effect: m.effect }
}
