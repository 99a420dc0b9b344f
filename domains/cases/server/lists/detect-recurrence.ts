// The same class of problem again on the same asset, or without one for the same customer or internal requester, within N days (§3.2-5, J-05).
import { CaseLinked } from '../../contract/events.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import type { CaseFacts } from '../case-facts.ts'
import { whereOf } from '../case-scope.ts'
import { findEarlier, updateCase, type RecurrenceKey } from '../case-store.ts'
import { RecurrenceDays } from '../settings.ts'

const DAY = 86_400_000
type Subject = { problemClass?: string | null; assetId?: string | null; customerId?: string | null; requesterId: string }

/** By what an earlier case is looked for; null while the class is unknown. */
export async function recurrenceKey(ctx: Ctx, c: Subject, createdAt: Date): Promise<RecurrenceKey | null> {
  if (!c.problemClass) return null
  const since = new Date(createdAt.getTime() - await setting(ctx, RecurrenceDays) * DAY)
  const by = c.assetId ? 'assetId' : c.customerId ? 'customerId' : 'requesterId'
  return { problemClass: c.problemClass, by, value: c[by]!, since }
}

/** After the class became known or changed: looks again. A flag that was set stays. */
export async function flagRecurrence(ctx: Ctx, facts: CaseFacts): Promise<CaseFacts> {
  const key = facts.recurrenceOf === null ? await recurrenceKey(ctx, facts, facts.createdAt) : null
  const earlier = key && await findEarlier(ctx, facts.id, key)
  if (!earlier) return facts
  const flagged = await updateCase(ctx, facts.id, { recurrenceOf: earlier.id }, { count: false })
  await tellRecurrence(ctx, flagged, earlier.number)
  return flagged
}

export const tellRecurrence = (ctx: Ctx, facts: CaseFacts, otherNumber: string): Promise<void> =>
  ctx.asSystem().emit(CaseLinked, { ...whereOf(facts), otherId: facts.recurrenceOf!, otherNumber, kind: 'recurrence' })
