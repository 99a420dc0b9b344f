// A case that turns out to be about data security leaves the hands of who is not cleared for it (§3.1-3).
import { CaseEdited } from '../../contract/events.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import type { CaseFacts } from '../case-facts.ts'
import { caseScope, whereOf } from '../case-scope.ts'
import { updateCase } from '../case-store.ts'
import { withdrawOffers } from '../handing/transfer-store.ts'
import { staffOf } from './situation.ts'

/** Takes the handler off unless cleared; the first-contact owner stays accountable and sees the number. */
export async function keepCleared(ctx: Ctx, facts: CaseFacts): Promise<CaseFacts> {
  if (facts.problemClass !== 'data-security' || facts.handlerId === null) return facts
  const handler = await staffOf(ctx, facts.handlerId)
  if (handler && inScope(handler.grants.get('cases.restricted') ?? null, handler.id, caseScope(facts))) return facts
  await withdrawOffers(ctx, facts.id)
  const freed = await updateCase(ctx, facts.id, { handlerId: null, handlerName: null, askedId: null }, { count: false })
  await ctx.asSystem().emit(CaseEdited, whereOf(freed), { changes: { handlerId: { from: facts.handlerId, to: null } } })
  return freed
}
