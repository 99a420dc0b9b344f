// The clocks of one case as the reader may see them.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import { caseScope, findCase } from '../../../cases/public.ts'
import type { CaseClocks } from '../../contract/api.ts'
import type { Clock as ClockOnWire, ClockKind } from '../../contract/clock.ts'
import type { Rulebook } from '../engine/policy.ts'
import { OWN_REASONS } from '../engine/explain-clock.ts'
import type { Clock, RecordState } from '../engine/record-state.ts'
import { inReadingOrder, showClock } from '../engine/show-clock.ts'
import { sayIn } from '../say.ts'
import { rulesNow } from '../policies/rulebook.ts'
import { clockOf, keptOf, stateOfRow } from './clock-rows.ts'
import { readRecord, readSegments, type RecordRows } from './clock-store.ts'
import { ruleName } from './save-clocks.ts'

/** What is promised to the requester, and so is also said in plain words. */
const PROMISED: ReadonlySet<ClockKind> = new Set(['response', 'initial-solution', 'initial-handling', 'resolution', 'result-feedback', 'user-feedback'])

/** Everybody who may read the case sees every clock with its clause and arithmetic (R0-2); requesters in plain words first, and never the reasons that staff wrote. */
export async function showCaseClocks(ctx: Ctx, caseId: string): Promise<CaseClocks> {
  const facts = await findCase(ctx, caseId), { book } = await rulesNow(ctx), at = ctx.now().getTime()
  const rows = await readRecord(ctx, caseId)
  const state = rows && withLedgers(rows, await readSegments(ctx, caseId))
  const base = { at: ctx.now().toISOString(), nextCursor: null, level: state?.level ?? facts.level, levelRule: state ? ruleName(state.levelRule) : facts.levelRule, tableLevel: state?.tableLevel ?? null, policy: state?.policy ?? null, mode: state?.mode ?? ('governing' as const) }
  if (!rows || !state) return { ...base, items: [] }
  const warned = new Map(rows.clocks.map((r) => [r.no, keptOf(r).warnedAt]))
  if (inScope(ctx.reach('sla.read'), ctx.actor.id, caseScope(facts))) return { ...base, items: inReadingOrder(state.clocks).map((c) => showClock(book, state, c, at, sayIn(ctx.locale), warned.get(c.no) ?? null)) }
  return { ...base, items: forRequester(book, state, at, ctx) }
}

/** The record with the ledger of every clock. */
export function withLedgers(rows: RecordRows, ledgers: Awaited<ReturnType<typeof readSegments>>): RecordState {
  const clocks = rows.clocks.map(clockOf).map((c) => ({ ...c, rows: [{ at: c.start, state: 'running' as const, cause: c.cause }, ...(ledgers.get(c.no) ?? [])] }))
  return stateOfRow(rows.kind, rows.state, clocks)
}

function forRequester(book: Rulebook, state: RecordState, at: number, ctx: Ctx): ClockOnWire[] {
  const say = sayIn(ctx.locale), time = (iso: string | null) => (iso === null ? '' : say.moment(iso))
  const ended = state.ended ? Math.max(...state.clocks.map((c) => c.supersededAt ?? 0)) : null
  const because = (c: Clock): string | null => (c.supersededAt === null || OWN_REASONS.has(c.because ?? '') ? c.because : c.supersededAt === ended ? state.ended : 'reclassified')
  return inReadingOrder(state.clocks).map((c) => {
    const shown = showClock(book, state, { ...c, because: because(c) }, at, say)
    if (c.reference || c.supersededAt !== null || !PROMISED.has(c.kind)) return shown
    const promise = say(`sla.promise.${c.kind}.${shown.state}`, { due: time(shown.dueAt), at: time(shown.stoppedAt), clause: shown.clause })
    return { ...shown, why: [promise, shown.why].join(ctx.locale === 'en' ? ' ' : '') }
  })
}
