// The row of a new case and the fact that it was opened. Clocks, acknowledgements and notices follow by reaction.
import { CaseOpened } from '../../contract/events.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { newId } from '../../../../platform/server/ids.ts'
import type { CaseFacts, CasePatch, Stage } from '../case-facts.ts'
import { whereOf } from '../case-scope.ts'
import { insertCase, planCase, readCase, type NewCase } from '../case-store.ts'
import { classifiesItself } from '../classification.ts'
import { recurrenceKey, tellRecurrence } from '../lists/detect-recurrence.ts'

export type Opened = CasePatch & Pick<CaseFacts, 'title' | 'description' | 'channel' | 'requesterType' | 'requesterId' | 'requesterName'>

const SHANGHAI_MS = 8 * 3_600_000
/** The day of a moment in Asia/Shanghai (UTC+8, no summer time since 1991) as yymmdd. */
export const dayOf = (at: Date): string => new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(2, 10).replaceAll('-', '')

/**
 * `createdAt`: first receipt on any channel; the clocks start there. `rowLast`: the row is written after the reactions to the opening, together
 * with what they found; until then they read it with `loadCase` and write back with `applyClockResult`, and no row of theirs can refer to it.
 */
export async function insertOpenedCase(ctx: Ctx, input: Opened, createdAt: Date = ctx.now(), rowLast = false): Promise<CaseFacts> {
  const blank = { serviceLine: null, problemClass: null, subClass: null, urgency: null, complexity: null, impact: null, effects: [], severity: null }
  const classified = classifiesItself({ ...blank, ...input })
  const begun = createdAt.toISOString(), now = ctx.now().toISOString()
  const stages: Stage[] = classified ? [{ stage: 'new', enteredAt: begun, leftAt: now }, { stage: 'classified', enteredAt: now, leftAt: null }] : [{ stage: 'new', enteredAt: begun, leftAt: null }]
  const row: NewCase = { ...input, id: newId(), createdAt, updatedAt: ctx.now(), state: classified ? 'classified' : 'new', classifiedAt: classified ? ctx.now() : null, stages }
  const plan = planCase(ctx, row), insert = async () => insertCase(ctx, plan.id, dayOf(createdAt), await recurrenceKey(ctx, row, createdAt))
  const early = rowLast ? null : await insert()
  await ctx.emit(CaseOpened, { ...whereOf(plan), channel: plan.channel })
  const { recurrenceNumber } = early ?? await insert()
  const opened = (await readCase(ctx, plan.id))!
  if (recurrenceNumber) await tellRecurrence(ctx, opened, recurrenceNumber)
  return opened
}
