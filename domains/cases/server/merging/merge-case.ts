// Two reports of one matter go on in one case, and apart again whenever that was a mistake (§1.2, CL-19). Nothing is copied or rewritten:
// the absorbed case keeps its rows, the surviving one shows both histories, and what the merge overwrote is kept with it.
import { CaseReleased, CaseStateChanged, CaseUnmerged } from '../../contract/events.ts'
import type { MergeCase } from '../../contract/merge.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError, Conflict, Stale } from '../../../../platform/server/errors.ts'
import type { CaseFacts } from '../case-facts.ts'
import { may, whereOf } from '../case-scope.ts'
import { updateCase } from '../case-store.ts'
import { changesOf } from '../changes.ts'
import { findCase } from '../find-case.ts'
import { advanceCase } from '../flow/advance-case.ts'
import { findMoves, unmetOf, whyNoMove } from '../flow/find-moves.ts'
import type { Unmet } from '../flow/guards.ts'
import { MOVES } from '../flow/moves.ts'
import { situationOf, staffOf } from '../flow/situation.ts'
import { moveCase } from '../flow/transition-case.ts'
import { lockCases } from '../many-cases-store.ts'
import { restoring, unmetOfUnmerge } from './merge-rules.ts'
import { activeMerge, closeMerge, removeMergedLink, reopenOffers, type MergeRow } from './merge-store.ts'

const MERGING = MOVES.find((m) => m.to === 'merged')!

/** Merges the case into another one of the same party. Throws NotFound, Stale, AppError 403 `case-role`, and Conflict `case-guard` naming every unmet condition at once. */
export async function mergeCase(ctx: Ctx, id: string, { into, reason }: MergeCase, version: number | null = null): Promise<CaseFacts> {
  const absorbed = (await holdBoth(ctx, id, into)).get(id)!
  if (version !== null && absorbed.version !== version) throw new Stale(absorbed.version)
  if (ctx.actor.kind !== 'system' && !may(ctx, 'cases.merge', absorbed)) throw notAllowed()
  const unmet = await unmetOfMerge(ctx, absorbed, into)
  if (unmet.length > 0) throw new Conflict('case-guard', {}, unmet)
  return moveCase(ctx, absorbed, { to: 'merged', into, reason })
}

/** Everything that stands in the way: of the case itself, of its target, and of the two together. */
export async function unmetOfMerge(ctx: Ctx, absorbed: CaseFacts, into: string): Promise<Unmet[]> {
  const gone = findMoves(absorbed, 'merged').length === 0 ? whyNoMove(absorbed, 'merged') : []
  return [...gone, ...unmetOf(MERGING, await situationOf(ctx, absorbed, { to: 'merged', into }))]
}

/** Both cases, seen first and then held in the order that everybody uses. A target that may not be seen is named by the guard, not here. */
async function holdBoth(ctx: Ctx, id: string, into: string): Promise<Map<string, CaseFacts>> {
  await findCase(ctx, id)
  return lockCases(ctx, [id, into])
}

const notAllowed = (): AppError => new AppError(403, 'case-role', {}, [{ pointer: '/', code: 'case.role.merger' }])

/**
 * Both cases go on by themselves again: state, handler, offers and clocks of the absorbed one as if it had never been merged, and what came for
 * it meanwhile is its own. Throws NotFound, AppError 403 `case-role`, Conflict `case-guard` with every unmet condition.
 */
export async function unmergeCase(ctx: Ctx, id: string, reason?: string): Promise<CaseFacts> {
  const seen = await findCase(ctx, id), held = await lockCases(ctx, [id, ...(seen.mergedInto ? [seen.mergedInto] : [])])
  const absorbed = held.get(id)!, survivor = absorbed.mergedInto ? held.get(absorbed.mergedInto) ?? null : null
  if (ctx.actor.kind !== 'system' && !may(ctx, 'cases.merge', absorbed)) throw notAllowed()
  const merge = await activeMerge(ctx, id), unmet = unmetOfUnmerge(absorbed, merge, survivor)
  if (unmet.length > 0) throw new Conflict('case-guard', {}, unmet)
  return apart(ctx, absorbed, survivor!, merge!, reason)
}

async function apart(ctx: Ctx, absorbed: CaseFacts, survivor: CaseFacts, merge: MergeRow, reason?: string): Promise<CaseFacts> {
  const handler = absorbed.handlerId ? await staffOf(ctx, absorbed.handlerId) : null
  const patch = restoring(merge.before, absorbed.handlerId !== null && handler?.grants.has('cases.work') !== true)
  await closeMerge(ctx, merge.id, reason ?? null)
  await removeMergedLink(ctx, absorbed.id, merge.survivorId)
  await reopenOffers(ctx, merge.offers)
  const restored = await updateCase(ctx, absorbed.id, patch)
  await ctx.emit(CaseStateChanged, { ...whereOf(restored), from: 'merged', to: restored.state }, { changes: changesOf(absorbed, patch), reason })
  await ctx.emit(CaseUnmerged, { ...whereOf(restored), fromId: merge.survivorId, mergeId: merge.id }, { reason })
  await ctx.emit(CaseReleased, { ...whereOf(survivor), absorbedId: absorbed.id, absorbedNumber: absorbed.number }, { reason })
  return advanceCase(ctx, absorbed.id)
}
