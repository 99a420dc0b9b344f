// What the clocks say about a case, written on its row, so that the queue is one index scan. `cases` knows nothing of clocks beyond this.
import type { Level } from '../contract/case.ts'
import { CaseDueChanged, LevelChanged } from '../contract/events.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import type { CaseFacts, CasePatch } from './case-facts.ts'
import { recall } from './case-memory.ts'
import { whereOf } from './case-scope.ts'
import { updateCase } from './case-store.ts'
import { writeDue, type DueFields } from './many-cases-store.ts'

export interface ClockResult {
  /** Level by the decision tables and the row that gave it; leave out when a person set the level (CL-14). */
  level?: Level | null
  levelRule?: string | null
  /** The next due time of a clock that counts; null when nothing is due; left out: unchanged. */
  nextDue?: { kind: string; dueAt: Date; clause: string; warnedAt?: Date | null; breached?: boolean } | null
  /** True when a clock was breached; never taken back (it decides whether a review is required, §5.2-6). */
  breached?: boolean
  /** A merge was undone: `breached` is written as it is, also when that takes it back. */
  exactly?: boolean
}

/** One statement, in the same transaction as the clocks. Raises no version: it is no edit by a person. `tell` makes open queues refresh (a sweep has no other event that does). */
export async function applyClockResult(ctx: Ctx, caseId: string, result: ClockResult, tell = false): Promise<CaseFacts> {
  const before = recall(ctx, caseId)?.level ?? null
  const written = await updateCase(ctx, caseId, patchOf(result), { count: false })
  await announce(ctx, written, before, tell)
  return written
}

/** The same for many cases that this transaction holds (`lockCases`): one statement for all of them. */
export async function applyClockResults(ctx: Ctx, results: ReadonlyMap<string, ClockResult>, tell = false): Promise<Map<string, CaseFacts>> {
  const before = new Map([...results.keys()].map((id) => [id, recall(ctx, id)!]))
  const written = await writeDue(ctx, new Map([...results].map(([id, result]) => [id, dueOf({ ...before.get(id)!, ...given(patchOf(result)) })])))
  for (const [id, facts] of written) await announce(ctx, facts, before.get(id)!.level, tell)
  return written
}

function patchOf(result: ClockResult): CasePatch {
  const { nextDue: due } = result
  return {
    level: result.level, levelRule: result.levelRule, breached: result.breached ? true : result.exactly ? result.breached : undefined,
    ...(due === undefined ? {} : { nextDueAt: due?.dueAt ?? null, nextDueKind: due?.kind ?? null, nextDueClause: due?.clause ?? null, nextDueWarnedAt: due?.warnedAt ?? null, nextDueBreached: due?.breached ?? false }),
  }
}

const given = (patch: CasePatch): CasePatch => Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
const dueOf = ({ level, levelRule, breached, nextDueAt, nextDueKind, nextDueClause, nextDueWarnedAt, nextDueBreached }: CaseFacts): DueFields =>
  ({ level, levelRule, breached, nextDueAt, nextDueKind, nextDueClause, nextDueWarnedAt, nextDueBreached })

async function announce(ctx: Ctx, written: CaseFacts, before: Level | null, tell: boolean): Promise<void> {
  if (before !== null && written.level !== before) await ctx.emit(LevelChanged, { ...whereOf(written), levelRule: written.levelRule }, { changes: { level: { from: before, to: written.level } } })
  if (tell) await ctx.emit(CaseDueChanged, whereOf(written))
}
