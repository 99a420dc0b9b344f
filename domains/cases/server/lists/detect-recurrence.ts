// The same class of problem again on the same asset, or for the same customer, within N days: linked and flagged (§3.2-5, J-05).
import { CaseLinked } from '../../contract/events.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import type { CaseFacts } from '../case-facts.ts'
import { whereOf } from '../case-scope.ts'
import { updateCase } from '../case-store.ts'
import { RecurrenceDays } from '../settings.ts'
import { findEarlier, linkCases } from './links-store.ts'

const DAY = 86_400_000

/** Flags once; answers the case as it is then. */
export async function flagRecurrence(ctx: Ctx, facts: CaseFacts): Promise<CaseFacts> {
  if (!facts.problemClass || facts.recurrenceOf !== null) return facts
  const since = new Date(facts.createdAt.getTime() - await setting(ctx, RecurrenceDays) * DAY)
  const earlier = await findEarlier(ctx, { ...facts, problemClass: facts.problemClass }, since)
  if (!earlier || !await linkCases(ctx, facts.id, earlier.id, 'recurrence')) return facts
  const flagged = await updateCase(ctx, facts.id, { recurrenceOf: earlier.id }, { count: false })
  await ctx.asSystem().emit(CaseLinked, { ...whereOf(flagged), otherId: earlier.id, otherNumber: earlier.number, kind: 'recurrence' })
  return flagged
}
