// A follow-up task by other means than a silent requester: a rule, a colleague.
import { FollowUpOpened } from '../../contract/events.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { whereOf } from '../case-scope.ts'
import { loadCase } from '../find-case.ts'
import { insertFollowUp } from './follow-up-store.ts'

/** False when this round of the case has its task already. */
export async function openFollowUp(ctx: Ctx, caseId: string): Promise<boolean> {
  const facts = await loadCase(ctx, caseId), id = newId()
  if (!await insertFollowUp(ctx, { id, caseId, round: facts.round, assigneeId: facts.handlerId ?? facts.firstOwnerId })) return false
  await ctx.emit(FollowUpOpened, { ...whereOf(facts), followUpId: id, round: facts.round })
  return true
}
