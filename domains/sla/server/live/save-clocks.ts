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
import { insertRecord, saveRecords, type RecordChange, type SegmentRow } from './clock-store.ts'
import { keep, type HeldRecord } from './record-memory.ts'
import { subjectOfCase, type Subject } from './subject.ts'

/** What is to be written, and every clock as it will be stored. */
export interface Difference extends RecordChange { readonly rows: ReadonlyMap<number, ClockRow>; readonly nothing: boolean }

/** `LEVEL-1.2@1#2`: table, version and row, as written on the case. */
export const ruleName = (rule: LevelRule | null): string | null => rule && `${rule.table}@${rule.version}#${rule.row}`

/** One statement for the clocks, at most one for the case. */
export async function saveClocks(ctx: Ctx, book: Rulebook, timing: Timing, facts: CaseFacts, before: HeldRecord | null, after: RecordState): Promise<void> {
  const difference = differenceOf(book, timing, facts.id, before, after)
  if (!before && difference.segments.length === 0) insertRecord(ctx, difference)
  else if (!difference.nothing) saveRecords(ctx, [difference])
  keep(ctx, facts.id, { state: after, kept: new Map([...difference.rows].map(([no, row]) => [no, keptOf(row)])) })
  const result = changesOf(facts, resultOf(after, difference.rows))
  if (result) await applyClockResult(ctx, facts.id, result)
  await announceBreaches(ctx, subjectOfCase(facts), before, after)
}

/** What the clocks say once a merge was undone, written on the case exactly: a breach that was only of the merge is none. */
export const settleCase = (ctx: Ctx, facts: CaseFacts, after: RecordState, rows: ReadonlyMap<number, ClockRow>): Promise<CaseFacts> => {
  const { level, levelRule, ...result } = resultOf(after, rows)
  return applyClockResult(ctx, facts.id, { ...result, ...(facts.levelByHand ? {} : { level, levelRule }), exactly: true })
}

/** `progress`: how far warnings and escalation came where they moved on. */
export function differenceOf(book: Rulebook, timing: Timing, id: string, before: HeldRecord | null, after: RecordState, progress?: ReadonlyMap<number, Progress>): Difference {
  const rows = new Map<number, ClockRow>(), clocks: ClockRow[] = [], segments: SegmentRow[] = []
  for (const clock of after.clocks) {
    const old = before?.kept.get(clock.no)
    const row = rowFor(book, timing, clock, old, progress?.get(clock.no) ?? old ?? UNTOUCHED)
    rows.set(clock.no, row)
    if (!old || !sameRow(old.row, row)) clocks.push(row)
    segments.push(...newSegments(clock, old))
  }
  const state = storedOf(after)
  const nothing = before !== null && clocks.length === 0 && segments.length === 0 && JSON.stringify(storedOf(before.state)) === JSON.stringify(state)
  return { id, kind: after.kind, state, clocks, segments, rows, nothing }
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

/** What the row of the case has to say. */
export function resultOf(state: RecordState, rows: ReadonlyMap<number, ClockRow>): Required<Omit<ClockResult, 'exactly'>> {
  const due = nextDueOf(state), warnedAt = due && rows.get(due.no)!.warned_at
  return {
    level: state.level as CaseFacts['level'], levelRule: ruleName(state.levelRule), breached: hasBreach(state),
    nextDue: due && { kind: due.kind, dueAt: new Date(due.due!), clause: due.clause, warnedAt: warnedAt === null ? null : new Date(warnedAt), breached: due.breachedAt !== null },
  }
}

/** Only what is not on the row yet; null when nothing. A level that a person set stays theirs (CL-14). */
export function changesOf(facts: CaseFacts, { level, levelRule, nextDue, breached }: Required<Omit<ClockResult, 'exactly'>>): ClockResult | null {
  const due = [nextDue?.dueAt.getTime() ?? null, nextDue?.kind ?? null, nextDue?.warnedAt?.getTime() ?? null, nextDue?.breached ?? false]
  const known = [facts.nextDueAt?.getTime() ?? null, facts.nextDueKind, facts.nextDueWarnedAt?.getTime() ?? null, facts.nextDueBreached]
  const result: ClockResult = {
    ...(!facts.levelByHand && (facts.level !== level || facts.levelRule !== levelRule) ? { level, levelRule } : {}),
    ...(due.every((d, i) => d === known[i]) ? {} : { nextDue }), ...(breached && !facts.breached ? { breached } : {}),
  }
  return Object.keys(result).length > 0 ? result : null
}

/** A breach is a fact of its own, dated at the due time; a reference is missed (CL-12). */
export async function announceBreaches(ctx: Ctx, subject: Subject, before: HeldRecord | null, after: RecordState): Promise<void> {
  for (const clock of after.clocks) {
    const state = stateOf(clock)
    if ((state !== 'breached' && state !== 'missed') || before?.kept.get(clock.no)?.row.breached_at) continue
    const at = new Date(clock.breachedAt!)
    await ctx.emit(state === 'breached' ? ClockBreached : ClockMissed, { ...aboutClock(subject, clock), at: at.toISOString() }, { at })
  }
}

export function aboutClock(subject: Subject, clock: Pick<Clock, 'no' | 'kind' | 'policy' | 'clause' | 'due' | 'breachedAt'>) {
  return {
    recordId: subject.id, recordKind: subject.kind, unitId: subject.unitId, customerId: subject.customerId, people: [...subject.people],
    clock: clock.no, kind: clock.kind, policy: clock.policy, clause: clock.clause, dueAt: new Date(clock.due ?? clock.breachedAt!).toISOString(),
  }
}
