// Keeps what the move to `merged` overwrites, so that the merge can be undone at any time.
import { CaseAbsorbed, CaseMerged } from '../../contract/events.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { newId } from '../../../../platform/server/ids.ts'
import type { CaseFacts } from '../case-facts.ts'
import { whereOf } from '../case-scope.ts'
import { readCase } from '../case-store.ts'
import { withdrawOffers } from '../handing/transfer-store.ts'
import { linkCases } from '../lists/links-store.ts'
import { keptOf } from './merge-rules.ts'
import { insertMerge } from './merge-store.ts'

/** What the move to `merged` sets off: offers are void, the link is there, and what was overwritten is kept. */
export async function recordMerge(ctx: Ctx, before: CaseFacts, now: CaseFacts, into: string, reason: string | undefined): Promise<void> {
  const id = newId(), offers = await withdrawOffers(ctx, now.id)
  await linkCases(ctx, now.id, into, 'merged')
  await insertMerge(ctx, { id, absorbedId: now.id, survivorId: into, reason: reason ?? null, before: keptOf(before), offers })
  const survivor = (await readCase(ctx, into))!
  await ctx.emit(CaseMerged, { ...whereOf(now), intoId: into, mergeId: id }, { reason })
  await ctx.emit(CaseAbsorbed, { ...whereOf(survivor), absorbedId: now.id, absorbedNumber: now.number }, { reason })
}
