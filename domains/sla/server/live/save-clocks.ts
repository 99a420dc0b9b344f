// Writes what an event or the time changed about a case's clocks: the difference only, breaches as facts, and the case's next due time.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { applyClockResult, type CaseFacts, type ClockResult } from '../../../cases/public.ts'
import { ClockBreached, ClockMissed } from '../../contract/events.ts'
import { stateOf } from '../engine/clock-state.ts'
import type { LevelRule } from '../engine/decide-level.ts'
import { hasBreach, nextDueOf, nextStep, UNTOUCHED, visibleAt, type Progress, type Timing } from '../engine/next-steps.ts'
import type { Rulebook } from '../engine/policy.ts'
import type { Clock, RecordState } from '../engine/record-state.ts'
import { keptOf, rowOf, sameRow, storedOf, type ClockRow, type Kept } from './clock-rows.ts'
import { insertRecord, saveRecord, type SegmentRow } from './clock-store.ts'
import { keep, type HeldRecord } from './record-memory.ts'

export interface Change { readonly facts: CaseFacts; readonly before: HeldRecord | null; readonly after: RecordState; readonly progress?: ReadonlyMap<number, Progress>; /** The time alone did it: open queues are told. */ readonly byTime?: boolean }

/** `LEVEL-1.2@1#2`: table, version and row, as written on the case. */
export const ruleName = (rule: LevelRule | null): string | null => rule && `${rule.table}@${rule.version}#${rule.row}`

/** One statement for the clocks, at most one for the case. */
export async function saveClocks(ctx: Ctx, book: Rulebook, timing: Timing, change: Change): Promise<void> {
  const { facts, before, after } = change
  const rows = new Map<number, ClockRow>(), changed: ClockRow[] = [], segments: SegmentRow[] = []
  for (const clock of after.clocks) {
    const old = before?.kept.get(clock.no)
    const progress = change.progress?.get(clock.no) ?? old ?? UNTOUCHED
    const row = rowFor(book, timing, clock, old, progress)
    rows.set(clock.no, row)
    if (!old || !sameRow(old.row, row)) changed.push(row)
    segments.push(...newSegments(clock, old))
  }
  const stored = storedOf(after)
  if (!before && segments.length === 0) await insertRecord(ctx, facts.id, after.kind, stored, changed)
  else if (changed.length > 0 || segments.length > 0 || !before || JSON.stringify(storedOf(before.state)) !== JSON.stringify(stored)) await saveRecord(ctx, facts.id, after.kind, stored, changed, segments)
  keep(ctx, facts.id, { state: after, kept: new Map([...rows].map(([no, row]) => [no, keptOf(row)])) })
  const result = resultFor(facts, after, rows)
  if (result) await applyClockResult(ctx, facts.id, result, change.byTime)
  for (const clock of after.clocks) await announce(ctx, facts, before, clock)
}

function rowFor(book: Rulebook, timing: Timing, clock: Clock, old: Kept | undefined, progress: Progress): ClockRow {
  const step = nextStep(clock, book.calendarOf(clock.calendar), progress, timing)
  return rowOf(clock, progress, step && visibleAt(step), clock.rows?.length ?? old!.ledgerRows)
}

/** The first row of a ledger is the clock itself; the others are added as they come. */
function newSegments(clock: Clock, old: Kept | undefined): SegmentRow[] {
  const from = Math.max(old?.ledgerRows ?? 1, 1)
  return (clock.rows ?? []).slice(from).map((r, i) => ({ no: clock.no, seq: from + i, at: r.at, state: r.state, cause: r.cause }))
}

/** What changed on the row of the case; null when nothing. */
function resultFor(facts: CaseFacts, state: RecordState, rows: ReadonlyMap<number, ClockRow>): ClockResult | null {
  const result: ClockResult = {}
  if (!facts.levelByHand && (facts.level !== state.level || facts.levelRule !== ruleName(state.levelRule))) Object.assign(result, { level: state.level, levelRule: ruleName(state.levelRule) })
  const due = nextDueOf(state)
  const warnedAt = due && rows.get(due.no)!.warned_at
  if ((facts.nextDueAt?.getTime() ?? null) !== (due?.due ?? null) || facts.nextDueKind !== (due?.kind ?? null) || facts.nextDueBreached !== (due !== null && due.breachedAt !== null) || (facts.nextDueWarnedAt?.toISOString() ?? null) !== (warnedAt && new Date(warnedAt).toISOString())) {
    result.nextDue = due && { kind: due.kind, dueAt: new Date(due.due!), clause: due.clause, warnedAt: warnedAt === null ? null : new Date(warnedAt), breached: due.breachedAt !== null }
  }
  if (!facts.breached && hasBreach(state)) result.breached = true
  return Object.keys(result).length > 0 ? result : null
}

/** A breach is a fact of its own, dated at the due time; a reference is missed (CL-12). */
async function announce(ctx: Ctx, facts: CaseFacts, before: HeldRecord | null, clock: Clock): Promise<void> {
  const state = stateOf(clock)
  if ((state !== 'breached' && state !== 'missed') || before?.kept.get(clock.no)?.row.breached_at) return
  await ctx.emit(state === 'breached' ? ClockBreached : ClockMissed, { ...aboutClock(facts, clock), at: new Date(clock.breachedAt!).toISOString() }, { at: new Date(clock.breachedAt!) })
}

export function aboutClock(facts: CaseFacts, clock: Clock) {
  return {
    recordId: facts.id, recordKind: 'case' as const, unitId: facts.unitId, customerId: facts.customerId, people: [...new Set([facts.requesterId, facts.handlerId, facts.firstOwnerId])].filter((id): id is string => id !== null),
    clock: clock.no, kind: clock.kind, policy: clock.policy, clause: clock.clause, dueAt: new Date(clock.due ?? clock.breachedAt!).toISOString(),
  }
}
