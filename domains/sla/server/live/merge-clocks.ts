// The clocks of merged cases: those of the absorbed one are superseded, the surviving one keeps the earlier start (CL-19); an undone merge
// leaves both as if it had never been, with everything that happened meanwhile at its own time.
import type { Happened } from '../../../../platform/contract/event.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { loadCase } from '../../../cases/public.ts'
import { apply } from '../engine/apply-event.ts'
import { observedRecord } from '../engine/clock-state.ts'
import { absorb, broughtBy, foldWithout } from '../engine/journal.ts'
import type { Rulebook } from '../engine/policy.ts'
import { rulesNow } from '../policies/rulebook.ts'
import { timingNow } from '../settings.ts'
import { sameRow, storedOf, type ClockRow } from './clock-rows.ts'
import { saveRecords, type RecordRows } from './clock-store.ts'
import { beginJournal, keepJournal, noteStep, readJournal, setAside } from './journal-store.ts'
import { heldOf, holdRecord, keep, type HeldRecord } from './record-memory.ts'
import { announceBreaches, differenceOf, saveClocks, settleCase } from './save-clocks.ts'
import { subjectOfCase } from './subject.ts'

const rowsOf = (held: HeldRecord): RecordRows => ({ kind: held.state.kind, state: storedOf(held.state), clocks: [...held.kept.values()].map((k) => k.row) })

export async function mergeClocks(ctx: Ctx, event: Happened<{ caseId: string; intoId: string; mergeId: string | null }>): Promise<void> {
  const { caseId, intoId } = event.data, merge = event.data.mergeId ?? caseId, { book } = await rulesNow(ctx), timing = await timingNow(ctx)
  const absorbed = await holdRecord(ctx, book, caseId), surviving = await holdRecord(ctx, book, intoId), at = event.at.getTime(), because = event.reason === null ? {} : { reason: event.reason }
  if (absorbed && surviving) {
    const brought = broughtBy(absorbed.state)
    await beginJournal(ctx, intoId, rowsOf(surviving))
    noteStep(ctx, [intoId], { at, merge, absorbed: brought, ...because })
    await saveClocks(ctx, book, timing, await loadCase(ctx, intoId), surviving, absorb(book, surviving.state, brought, at, event.reason ?? undefined))
  }
  if (!absorbed) return
  await beginJournal(ctx, caseId, rowsOf(absorbed))
  noteStep(ctx, [caseId], { at, merge, event: { type: 'merged', ...because } })
  await saveClocks(ctx, book, timing, await loadCase(ctx, caseId), absorbed, apply(book, absorbed.state, { type: 'merged', at, ...because }))
}

export async function unmergeClocks(ctx: Ctx, event: Happened<{ caseId: string; fromId: string; mergeId: string }>): Promise<void> {
  const { book } = await rulesNow(ctx)
  for (const id of [event.data.caseId, event.data.fromId]) await foldAgain(ctx, book, id, event.data.mergeId)
}

/** The clocks of the record from before the first merge on, without this one. A due time that passed meanwhile is a breach, dated at that time. */
async function foldAgain(ctx: Ctx, book: Rulebook, id: string, mergeId: string): Promise<void> {
  const journal = await readJournal(ctx, id), current = await holdRecord(ctx, book, id)
  if (!journal || !current) return
  const base = heldOf(book, journal.base), { state, steps } = foldWithout(book, base.state, journal.steps, mergeId)
  const after = observedRecord(book, state, ctx.now().getTime()), difference = differenceOf(book, await timingNow(ctx), id, base, after)
  await setAside(ctx, id, mergeId, journal.base.clocks.map((c) => ({ no: c.no, rows: c.ledger_rows })))
  const rows = new Map([...difference.rows].map(([no, row]) => [no, unchanged(base, no, row)]))
  await saveRecords(ctx, [{ ...difference, clocks: [...rows.values()] }])
  await keepJournal(ctx, id, steps)
  keep(ctx, id, heldOf(book, { kind: after.kind, state: storedOf(after), clocks: [...rows.values()] }))
  const facts = await settleCase(ctx, await loadCase(ctx, id), after, rows)
  await announceBreaches(ctx, subjectOfCase(facts), told(base, current), after)
}

/** A clock that says the same as before is written as it was; how long a pause has lasted so far is nothing that it says. */
function unchanged(base: HeldRecord, no: number, row: ClockRow): ClockRow {
  const was = base.kept.get(no)?.row
  return was && sameRow(was, row.paused && was.paused ? { ...row, paused_ms: Number(was.paused_ms) } : row) ? was : row
}

/** What was announced while the merge lasted is not announced again. */
function told(base: HeldRecord, current: HeldRecord): HeldRecord {
  return { ...base, kept: new Map([...base.kept].map(([no, k]) => [no, { ...k, row: { ...k.row, breached_at: k.row.breached_at ?? current.kept.get(no)?.row.breached_at ?? null } }])) }
}
