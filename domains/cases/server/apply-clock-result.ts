// What the clocks say about a case, written on its row, so that the queue is one index scan. `cases` knows nothing of clocks beyond this.
import type { Level } from '../contract/case.ts'
import { CaseDueChanged, LevelChanged } from '../contract/events.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import type { CaseFacts, CasePatch } from './case-facts.ts'
import { recall } from './case-memory.ts'
import { whereOf } from './case-scope.ts'
import { updateCase } from './case-store.ts'

export interface ClockResult {
  /** Level by the decision tables and the row that gave it; leave out when a person set the level (CL-14). */
  level?: Level | null
  levelRule?: string | null
  /** The next due time of a clock that counts; null when nothing is due; left out: unchanged. */
  nextDue?: { kind: string; dueAt: Date; clause: string; warnedAt?: Date | null; breached?: boolean } | null
  /** True when a clock was breached; never taken back (it decides whether a review is required, §5.2-6). */
  breached?: boolean
}

/** One statement, in the same transaction as the clocks. Raises no version: it is no edit by a person. `tell` makes open queues refresh (a sweep has no other event that does). */
export async function applyClockResult(ctx: Ctx, caseId: string, result: ClockResult, tell = false): Promise<CaseFacts> {
  const { nextDue: due } = result
  const patch: CasePatch = {
    level: result.level, levelRule: result.levelRule, breached: result.breached ? true : undefined,
    ...(due === undefined ? {} : { nextDueAt: due?.dueAt ?? null, nextDueKind: due?.kind ?? null, nextDueClause: due?.clause ?? null, nextDueWarnedAt: due?.warnedAt ?? null, nextDueBreached: due?.breached ?? false }),
  }
  const before = recall(ctx, caseId)?.level ?? null
  const written = await updateCase(ctx, caseId, patch, { count: false })
  if (result.level !== undefined && before !== null && written.level !== before) await ctx.emit(LevelChanged, { ...whereOf(written), levelRule: written.levelRule }, { changes: { level: { from: before, to: written.level } } })
  if (tell) await ctx.emit(CaseDueChanged, whereOf(written))
  return written
}
