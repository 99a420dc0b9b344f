// What time alone does to governing clocks: warnings, breaches, escalation. Everything is dated at the moment at which it counts.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { Sweep } from '../../../../platform/server/module.ts'
import { escalationUnit } from '../../../org/public.ts'
import { applyClockResults, readCases, type ClockResult } from '../../../cases/public.ts'
import { ClockRepeated, ClockWarned, Escalated } from '../../contract/events.ts'
import { observedRecord } from '../engine/clock-state.ts'
import { nextStep, visibleAt, type NextStep, type Progress, type Timing } from '../engine/next-steps.ts'
import type { Rulebook } from '../engine/policy.ts'
import type { Clock, RecordState } from '../engine/record-state.ts'
import { rulesNow } from '../policies/rulebook.ts'
import { timingNow } from '../settings.ts'
import { lockRecord, saveRecords } from './clock-store.ts'
import { dueRecords, earliestStep, forgetSteps, type DueRecord } from './due-queries.ts'
import { insertEscalation } from '../escalations/escalation-store.ts'
import { savePlaceResult } from './follow-records.ts'
import { readPlace, type PlaceRow } from './place-store.ts'
import { subjectOfCase, subjectOfPlace, type Subject } from './subject.ts'
import { heldOf, takeRecords, type HeldRecord } from './record-memory.ts'
import { aboutClock, announceBreaches, differenceOf, resultOf, type Difference } from './save-clocks.ts'

const BATCH = 100
/** Records looked at for one batch: several workers take theirs from the same head, each passing over what another holds. */
const HEAD = 4 * BATCH

export const clockSweep: Sweep = {
  name: 'sla.clocks',
  // While the database writes what one found, the next batch is worked out.
  lanes: 2,
  nextDue: (ctx) => earliestStep(ctx, false),
  async run(ctx) {
    const due = await dueRecords(ctx, HEAD)
    return due.length === 0 ? 0 : stepRecords(ctx, due)
  },
}

interface Stepped { readonly held: HeldRecord; readonly after: RecordState; readonly taken: readonly Taken[]; readonly difference: Difference; /** null: a case. */ readonly place: PlaceRow | null }
interface Taken { readonly clock: Clock; readonly step: NextStep }

/** The rows of the records first: whoever works on one goes before, and what they changed meanwhile counts. Cases go together, they are the many. Returns how many it stepped; records that others hold are for the next round. */
async function stepRecords(ctx: Ctx, due: readonly DueRecord[]): Promise<number> {
  const { book } = await rulesNow(ctx), timing = await timingNow(ctx), ids = due.filter((d) => d.kind === 'case').map((d) => d.id), cases = await takeRecords(ctx, book, ids, BATCH)
  const stepped = [...cases].map(([id, { held }]) => stepRecord(ctx, book, timing, id, held, null)), gone: string[] = []
  for (const { id } of due.filter((d) => d.kind !== 'case').slice(0, BATCH)) {
    const place = await readPlace(ctx, id, true), rows = place && await lockRecord(ctx, id)
    if (rows) stepped.push(stepRecord(ctx, book, timing, id, heldOf(book, rows), place)); else gone.push(id)
  }
  // Only where nothing else is left to take: a case that is gone would stand at the head for ever.
  if (cases.size === 0 && ids.length > 0) { const there = await readCases(ctx, ids); gone.push(...ids.filter((id) => !there.has(id))) }
  if (gone.length > 0) await forgetSteps(ctx, gone)
  // Another worker may have done it between the look and the lock.
  const moved = stepped.filter((s) => !s.difference.nothing || s.taken.length > 0)
  saveRecords(ctx, moved.map((s) => s.difference).filter((d) => !d.nothing))
  const subjects = await writeResults(ctx, moved), parents = new Map<string, string | null>()
  for (const { difference, held, after, taken } of moved) {
    const subject = subjects.get(difference.id)!
    // The breach is announced before its escalation.
    await announceBreaches(ctx, subject, held, after)
    for (const { clock, step } of taken) await tell(ctx, subject, clock, step, parents)
  }
  return stepped.length + gone.length
}

/** What is due on one record. */
function stepRecord(ctx: Ctx, book: Rulebook, timing: Timing, id: string, held: HeldRecord, place: PlaceRow | null): Stepped {
  const now = ctx.now().getTime(), after = observedRecord(book, held.state, now), taken: Taken[] = [], progress = new Map<number, Progress>()
  for (const clock of after.clocks) progress.set(clock.no, stepsOf(book, timing, clock, held.kept.get(clock.no)!, now, taken))
  return { held, after, taken, place, difference: differenceOf(book, timing, id, held, after, progress) }
}

/** Next due time and breach on the rows of the records. */
async function writeResults(ctx: Ctx, stepped: readonly Stepped[]): Promise<Map<string, Subject>> {
  const ofCases = new Map<string, ClockResult>(), subjects = new Map<string, Subject>()
  for (const { after, difference, place } of stepped) {
    const { nextDue, breached } = resultOf(after, difference.rows)
    if (place) subjects.set(difference.id, subjectOfPlace(await savePlaceResult(ctx, place, { level: after.level, breached, nextDue: nextDue && { ...nextDue, breached: nextDue.breached ?? false } })))
    else ofCases.set(difference.id, { nextDue, breached })
  }
  for (const [id, facts] of await applyClockResults(ctx, ofCases, true)) subjects.set(id, subjectOfCase(facts))
  return subjects
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
