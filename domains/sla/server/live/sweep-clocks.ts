// What time alone does to governing clocks: warnings, breaches, escalation. Everything is dated at the moment at which it counts.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { NotFound } from '../../../../platform/server/errors.ts'
import type { Sweep } from '../../../../platform/server/module.ts'
import { escalationUnit } from '../../../org/public.ts'
import { applyClockResult } from '../../../cases/public.ts'
import { ClockRepeated, ClockWarned, Escalated } from '../../contract/events.ts'
import { observedRecord } from '../engine/clock-state.ts'
import { nextStep, visibleAt, type NextStep, type Progress, type Timing } from '../engine/next-steps.ts'
import type { Rulebook } from '../engine/policy.ts'
import type { Clock, RecordState } from '../engine/record-state.ts'
import { rulesNow } from '../policies/rulebook.ts'
import { timingNow } from '../settings.ts'
import { lockRecords, readRecords, saveRecords, type RecordRows } from './clock-store.ts'
import { dueRecords, earliestStep, forgetSteps, takeSweep } from './due-queries.ts'
import { insertEscalation } from '../escalations/escalation-store.ts'
import { savePlaceResult } from './follow-records.ts'
import { readPlace } from './place-store.ts'
import { subjectOfCase, subjectOfPlace, type Subject } from './subject.ts'
import { heldOf, type HeldRecord } from './record-memory.ts'
import { aboutClock, announceBreaches, differenceOf, resultOf, type Difference } from './save-clocks.ts'

const BATCH = 100

export const clockSweep: Sweep = {
  name: 'sla.clocks',
  nextDue: (ctx) => earliestStep(ctx, false),
  async run(ctx) {
    if ((await dueRecords(ctx, 1)).length === 0) return 0
    await takeSweep(ctx)
    const ids = await dueRecords(ctx, BATCH)
    await stepCases(ctx, ids)
    return ids.length
  },
}

interface Stepped { readonly subject: Subject; readonly rows: RecordRows; readonly held: HeldRecord; readonly after: RecordState; readonly taken: readonly Taken[]; readonly difference: Difference }
interface Taken { readonly clock: Clock; readonly step: NextStep }

/** The rows of the cases first: whoever works on a case goes before, and what they changed meanwhile is looked at again. */
async function stepCases(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const { book } = await rulesNow(ctx), timing = await timingNow(ctx)
  const seen = await readRecords(ctx, ids), stepped = new Map<string, Stepped>()
  for (const id of ids) {
    const step = await stepCase(ctx, book, timing, id, seen.get(id))
    if (step) stepped.set(id, step)
  }
  const final: Stepped[] = []
  for (const [id, rows] of await lockRecords(ctx, [...stepped.keys()])) {
    const first = stepped.get(id)!
    const last = JSON.stringify(rows) === JSON.stringify(first.rows) ? first : await stepCase(ctx, book, timing, id, rows)
    if (last) final.push(last)
  }
  await saveRecords(ctx, final.map((s) => s.difference).filter((d) => !d.nothing))
  const parents = new Map<string, string | null>()
  for (const { subject, held, after, taken } of final) {
    // The breach is announced before its escalation.
    await announceBreaches(ctx, subject, held, after)
    for (const { clock, step } of taken) await tell(ctx, subject, clock, step, parents)
  }
}

/** One case: what is due is worked out and written on its row, which is held from then on; null when it is gone. */
async function stepCase(ctx: Ctx, book: Rulebook, timing: Timing, id: string, rows: RecordRows | undefined): Promise<Stepped | null> {
  if (!rows) return null
  const held = heldOf(book, rows), now = ctx.now().getTime()
  const after = observedRecord(book, held.state, now), taken: Taken[] = [], progress = new Map<number, Progress>()
  for (const clock of after.clocks) progress.set(clock.no, stepsOf(book, timing, clock, held.kept.get(clock.no)!, now, taken))
  const difference = differenceOf(book, timing, id, held, after, progress), subject = await writeResult(ctx, id, after, resultOf(after, difference.rows))
  if (subject) return { subject, rows, held, after, taken, difference }
  await forgetSteps(ctx, id)
  return null
}

/** Next due time and breach on the row of the record, which is held from then on; null when it is gone. */
async function writeResult(ctx: Ctx, id: string, after: RecordState, { nextDue, breached }: ReturnType<typeof resultOf>): Promise<Subject | null> {
  if (after.kind !== 'case') {
    const place = await readPlace(ctx, id, true)
    return place && subjectOfPlace(await savePlaceResult(ctx, place, { level: after.level, breached, nextDue: nextDue && { ...nextDue, breached: nextDue.breached ?? false } }))
  }
  try {
    return subjectOfCase(await applyClockResult(ctx, id, { nextDue, breached }, true))
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    return null
  }
}

function stepsOf(book: Rulebook, timing: Timing, clock: Clock, from: Progress, now: number, taken: Taken[]): Progress {
  let done = from
  for (;;) {
    const step = nextStep(clock, book.calendarOf(clock.calendar), done, timing)
    if (!step || step.what === 'breach' || visibleAt(step) > now) return done
    done = step.what === 'warn' ? { ...done, warned: done.warned + 1, warnedAt: step.at } : { ...done, escalated: done.escalated + 1 }
    taken.push({ clock, step })
  }
}

async function tell(ctx: Ctx, subject: Subject, clock: Clock, step: NextStep, parents: Map<string, string | null>): Promise<void> {
  const at = new Date(step.at), about = { ...aboutClock(subject, clock), at: at.toISOString() }
  if (step.what === 'warn') return ctx.emit(ClockWarned, { ...about, percent: step.percent }, { at })
  if (step.what === 'repeat') return ctx.emit(ClockRepeated, { ...about, n: step.n }, { at })
  if (step.what !== 'escalate') return
  const fromUnitId = await levelAbove(ctx, subject.unitId, step.level, parents), toUnitId = await levelAbove(ctx, subject.unitId, step.level + 1, parents)
  if (!toUnitId) return
  const escalationId = await insertEscalation(ctx, { recordId: subject.id, recordKind: subject.kind, clockNo: clock.no, kind: clock.kind, clause: clock.clause, step: step.level + 1, fromUnitId, toUnitId, at, reason: null })
  await ctx.emit(Escalated, { ...about, step: step.level + 1, toUnitId, escalationId }, { at })
}

/** The unit so many levels above: a frontline team's region, then HQ (§1.1); null beyond the top. */
async function levelAbove(ctx: Ctx, unitId: string | null, levels: number, parents: Map<string, string | null>): Promise<string | null> {
  let at = unitId
  for (let i = 0; i < levels && at !== null; i++) {
    if (!parents.has(at)) parents.set(at, await escalationUnit(ctx, at))
    at = parents.get(at)!
  }
  return at
}
