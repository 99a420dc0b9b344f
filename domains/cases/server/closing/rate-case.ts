// The requester rates a closed case: once, changeable for a day (R2.2-10, S-166).
import { CaseRated } from '../../contract/events.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError, Conflict } from '../../../../platform/server/errors.ts'
import type { CaseFacts } from '../case-facts.ts'
import { whereOf } from '../case-scope.ts'
import { holdCase } from '../find-case.ts'
import { readRating, saveRating } from './rating-store.ts'

const CHANGE_HOURS = 24
const RATED_STATES = new Set(['confirmed', 'closed-unconfirmed', 'reviewed', 'archived'])

/** Is there nothing to say any more? A rating may be changed for 24 h. */
export const isRatingFixed = (ratedAt: Date, now: Date): boolean => now.getTime() - ratedAt.getTime() >= CHANGE_HOURS * 3_600_000

/** Throws 403 for anybody but the requester, Conflict `case-guard` before closing and once the rating is fixed. */
export async function rateCase(ctx: Ctx, id: string, rating: { score: number; comment?: string }): Promise<CaseFacts> {
  const facts = await holdCase(ctx, id)
  if (facts.requesterId !== ctx.actor.id) throw new AppError(403, 'case-role', {}, [{ pointer: '/score', code: 'case.role.requester' }])
  if (!RATED_STATES.has(facts.state)) throw guard('case.guard.rate-closed')
  await keepRating(ctx, facts, rating)
  return facts
}

export async function keepRating(ctx: Ctx, facts: CaseFacts, { score, comment }: { score: number; comment?: string }): Promise<void> {
  const before = await readRating(ctx, facts.id)
  const current = before?.round === facts.round ? before : null
  if (current && isRatingFixed(current.ratedAt, ctx.now())) throw guard('case.guard.rating-fixed')
  await saveRating(ctx, facts.id, facts.round, score, comment ?? null)
  await ctx.emit(CaseRated, { ...whereOf(facts), score }, { changes: { rating: { from: current?.score ?? null, to: score } }, reason: comment })
}

const guard = (code: string): Conflict => new Conflict('case-guard', {}, [{ pointer: '/score', code, clause: '§2.2-4' }])
