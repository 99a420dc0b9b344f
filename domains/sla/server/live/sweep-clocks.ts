// What time alone does: warnings, breaches, escalation, missed references. Everything is dated at the moment at which it counts.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { Sweep } from '../../../../platform/server/module.ts'
import { escalationUnit } from '../../../org/public.ts'
import { loadCase, holdCase, type CaseFacts } from '../../../cases/public.ts'
import { NotFound } from '../../../../platform/server/errors.ts'
import { ClockMissed, ClockWarned, Escalated } from '../../contract/events.ts'
import { ClockKind } from '../../contract/clock.ts'
import { observedRecord } from '../engine/clock-state.ts'
import { nextStep, visibleAt, type NextStep, type Progress } from '../engine/next-steps.ts'
import type { Clock } from '../engine/record-state.ts'
import { rulesNow } from '../policies/rulebook.ts'
import { timingNow } from '../settings.ts'
import { dueRecords, earliestStep, forgetSteps, missReferences, takeSweep } from './due-queries.ts'
import { holdRecord } from './record-memory.ts'
import { aboutClock, saveClocks } from './save-clocks.ts'

const BATCH = 50, REFERENCES = 500

export const clockSweep: Sweep = {
  name: 'sla.clocks',
  nextDue: earliestStep,
  async run(ctx) {
    const missed = await missDueReferences(ctx)
    if ((await dueRecords(ctx, 1)).length === 0) return missed
    await takeSweep(ctx)
    const due = await dueRecords(ctx, BATCH)
    for (const record of due) await stepCase(ctx, record.id)
    return missed + due.length
  },
}

async function missDueReferences(ctx: Ctx): Promise<number> {
  const missed = await missReferences(ctx, REFERENCES)
  for (const m of missed) {
    const facts = await caseOrNull(ctx, m.record_id)
    if (!facts) continue
    const at = m.due_at.toISOString()
    await ctx.emit(ClockMissed, { ...aboutClock(facts, { no: m.no, kind: ClockKind.parse(m.kind), policy: m.policy, clause: m.clause, due: m.due_at.getTime() } as Clock), at }, { at: m.due_at })
  }
  return missed.length
}

async function stepCase(ctx: Ctx, id: string): Promise<void> {
  // The row of the case first: whoever works on the case goes before, and sees what the time has done meanwhile.
  const facts = await heldOrNull(ctx, id), { book } = await rulesNow(ctx), timing = await timingNow(ctx)
  const held = facts && await holdRecord(ctx, book, id)
  if (!facts || !held) return forgetSteps(ctx, id)
  const now = ctx.now().getTime()
  const after = observedRecord(book, held.state, now), progress = new Map<number, Progress>()
  const told: (() => Promise<void>)[] = []
  for (const clock of after.clocks) {
    let done: Progress = held.kept.get(clock.no)!
    for (let step = nextStep(clock, book.calendarOf(clock.calendar), done, timing); step && step.what !== 'breach' && visibleAt(step) <= now; step = nextStep(clock, book.calendarOf(clock.calendar), done, timing)) {
      done = step.what === 'warn' ? { ...done, warned: done.warned + 1, warnedAt: step.at } : { ...done, escalated: done.escalated + 1 }
      const taken = step
      told.push(() => tell(ctx, facts, clock, taken))
    }
    progress.set(clock.no, done)
  }
  await saveClocks(ctx, book, timing, { facts, before: held, after, progress, byTime: true })
  // The breach itself is announced before its escalation.
  for (const say of told) await say()
}

async function tell(ctx: Ctx, facts: CaseFacts, clock: Clock, step: NextStep): Promise<void> {
  const about = { ...aboutClock(facts, clock), at: new Date(step.at).toISOString() }
  if (step.what === 'warn') return ctx.emit(ClockWarned, { ...about, percent: step.percent }, { at: new Date(step.at) })
  if (step.what !== 'escalate') return
  const toUnitId = await levelAbove(ctx, facts.unitId, step.level + 1)
  if (toUnitId) await ctx.emit(Escalated, { ...about, step: step.level + 1, toUnitId }, { at: new Date(step.at) })
}

/** The unit so many levels above: a frontline team's region, then HQ (§1.1); null beyond the top. */
async function levelAbove(ctx: Ctx, unitId: string | null, levels: number): Promise<string | null> {
  let at = unitId
  for (let i = 0; i < levels && at !== null; i++) at = await escalationUnit(ctx, at)
  return at
}

const orNull = async <T>(work: Promise<T>): Promise<T | null> => {
  try { return await work } catch (error) { if (error instanceof NotFound) return null; throw error }
}
const heldOrNull = (ctx: Ctx, id: string): Promise<CaseFacts | null> => orNull(holdCase(ctx, id))
const caseOrNull = (ctx: Ctx, id: string): Promise<CaseFacts | null> => orNull(loadCase(ctx, id))
