// The row of a new case and the fact that it was opened. Clocks, acknowledgements and notices follow by reaction.
import { CaseOpened } from '../../contract/events.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { newId } from '../../../../platform/server/ids.ts'
import type { Later } from '../../../../platform/server/open-transaction.ts'
import type { CaseFacts, CasePatch, Stage } from '../case-facts.ts'
import { whereOf } from '../case-scope.ts'
import { insertCase, insertCaseLater, planCase, readCase, updateCase, type NewCase } from '../case-store.ts'
import { classifiesItself } from '../classification.ts'
import { recurrenceKey, tellRecurrence } from '../lists/detect-recurrence.ts'
import { findRecurred, rememberOpened } from './recent-cases.ts'

export type Opened = CasePatch & Pick<CaseFacts, 'title' | 'description' | 'channel' | 'requesterType' | 'requesterId' | 'requesterName'>

const SHANGHAI_MS = 8 * 3_600_000
/** The day of a moment in Asia/Shanghai (UTC+8, no summer time since 1991) as yymmdd. */
export const dayOf = (at: Date): string => new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(2, 10).replaceAll('-', '')

/** `createdAt`: first receipt on any channel; the clocks start there. */
export async function insertOpenedCase(ctx: Ctx, input: Opened, createdAt: Date = ctx.now()): Promise<CaseFacts> {
  const row = rowOf(ctx, input, createdAt), { id } = planCase(ctx, row)
  const { recurrenceNumber } = await insertCase(ctx, id, dayOf(createdAt), await recurrenceKey(ctx, row, createdAt))
  await ctx.emit(CaseOpened, { ...whereOf((await readCase(ctx, id))!), channel: row.channel })
  const opened = (await readCase(ctx, id))!
  if (recurrenceNumber) await tellRecurrence(ctx, opened, recurrenceNumber)
  return opened
}

export interface LateCase { /** All but its number. */ facts: CaseFacts; number: Later<{ number: string }> }

/**
 * The same, but the row is written after the reactions, with what they found, and travels with the commit: one packet for all of it. Until then the
 * reactions read the case with `loadCase` and write back with `applyClockResult`, no row of theirs can refer to it, and it has no number.
 */
export async function insertOpenedCaseLate(ctx: Ctx, input: Opened): Promise<LateCase> {
  const createdAt = ctx.now(), row = rowOf(ctx, input, createdAt), plan = planCase(ctx, row), key = await recurrenceKey(ctx, row, createdAt)
  await ctx.emit(CaseOpened, { ...whereOf(plan), channel: plan.channel })
  const earlier = key && await findRecurred(ctx, key)
  if (earlier) await updateCase(ctx, plan.id, { recurrenceOf: earlier.id }, { count: false })
  const { facts, number } = insertCaseLater(ctx, plan.id, dayOf(createdAt))
  if (earlier) await tellRecurrence(ctx, facts, earlier.number)
  if (key) ctx.afterCommit(() => rememberOpened(ctx, key, { id: facts.id, number: number.rows()[0]!.number, createdAt }))
  return { facts, number }
}

function rowOf(ctx: Ctx, input: Opened, createdAt: Date): NewCase {
  const blank = { serviceLine: null, problemClass: null, subClass: null, urgency: null, complexity: null, impact: null, effects: [], severity: null }
  const classified = classifiesItself({ ...blank, ...input })
  const begun = createdAt.toISOString(), now = ctx.now().toISOString()
  const stages: Stage[] = classified ? [{ stage: 'new', enteredAt: begun, leftAt: now }, { stage: 'classified', enteredAt: now, leftAt: null }] : [{ stage: 'new', enteredAt: begun, leftAt: null }]
  return { ...input, id: newId(), createdAt, updatedAt: ctx.now(), state: classified ? 'classified' : 'new', classifiedAt: classified ? ctx.now() : null, stages }
}
