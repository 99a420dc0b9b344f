// The clocks of one case as the reader may see them.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import { caseScope, findCase } from '../../../cases/public.ts'
import type { CaseClocks } from '../../contract/api.ts'
import type { Clock as ClockOnWire, ClockKind } from '../../contract/clock.ts'
import type { Rulebook } from '../engine/policy.ts'
import type { RecordState } from '../engine/record-state.ts'
import { inReadingOrder, showClock } from '../engine/show-clock.ts'
import { sayIn } from '../say.ts'
import { rulesNow } from '../policies/rulebook.ts'
import { clockOf, keptOf, stateOfRow } from './clock-rows.ts'
import { readRecord, readSegments, type RecordRows } from './clock-store.ts'
import { ruleName } from './save-clocks.ts'

/** Promises to the requester; the rest is how the house keeps them. */
const PROMISED: ReadonlySet<ClockKind> = new Set(['response', 'initial-solution', 'initial-handling', 'resolution', 'result-feedback', 'user-feedback'])

/** Staff with `sla.read` see everything, anyone else who may read the case its promises in plain words. */
export async function showCaseClocks(ctx: Ctx, caseId: string): Promise<CaseClocks> {
  const facts = await findCase(ctx, caseId), { book } = await rulesNow(ctx), at = ctx.now().getTime()
  const rows = await readRecord(ctx, caseId)
  const state = rows && withLedgers(rows, await readSegments(ctx, caseId))
  const base = { at: ctx.now().toISOString(), nextCursor: null, level: state?.level ?? facts.level, levelRule: state ? ruleName(state.levelRule) : facts.levelRule, tableLevel: state?.tableLevel ?? null, policy: state?.policy ?? null, mode: state?.mode ?? ('governing' as const) }
  if (!rows || !state) return { ...base, items: [] }
  const warned = new Map(rows.clocks.map((r) => [r.no, keptOf(r).warnedAt]))
  if (inScope(ctx.reach('sla.read'), ctx.actor.id, caseScope(facts))) return { ...base, items: inReadingOrder(state.clocks).map((c) => showClock(book, state, c, at, sayIn(ctx.locale), warned.get(c.no) ?? null)) }
  return { ...base, levelRule: null, tableLevel: null, items: promises(book, state, at, ctx) }
}

/** The record with the ledger of every clock. */
export function withLedgers(rows: RecordRows, ledgers: Awaited<ReturnType<typeof readSegments>>): RecordState {
  const clocks = rows.clocks.map(clockOf).map((c) => ({ ...c, rows: [{ at: c.start, state: 'running' as const, cause: c.cause }, ...(ledgers.get(c.no) ?? [])] }))
  return stateOfRow(rows.kind, rows.state, clocks)
}

function promises(book: Rulebook, state: RecordState, at: number, ctx: Ctx): ClockOnWire[] {
  const say = sayIn(ctx.locale)
  return inReadingOrder(state.clocks).filter((c) => !c.reference && c.supersededAt === null && PROMISED.has(c.kind)).map((c) => {
    const shown = showClock(book, state, c, at, say)
    const time = (iso: string | null) => (iso === null ? '' : say.moment(iso))
    return { ...shown, printed: null, others: [], supersededBecause: null, why: say(`sla.promise.${c.kind}.${shown.state}`, { due: time(shown.dueAt), at: time(shown.stoppedAt), clause: shown.clause }) }
  })
}
