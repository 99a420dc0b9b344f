// Work inside a case that other domains keep (sub-tasks, plans, visits, referrals): what of it is unfinished stands in the way of verifying and resolving (Part C.6).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { definePlace } from '../../../../platform/server/places.ts'
import type { CaseFacts } from '../case-facts.ts'
import type { Unmet } from './guards.ts'

export interface OpenWork extends Unmet { /** The move that it blocks; what blocks verifying blocks resolving too. */ before: 'verifying' | 'resolved' }

/** What a domain contributes: the unfinished work that it keeps about a case. One query each; asked only while the case is being solved. */
export const openWork = definePlace<(ctx: Ctx, facts: CaseFacts) => Promise<readonly OpenWork[]>>('cases.open-work')

const ASKED = new Set<CaseFacts['state']>(['solving', 'verifying'])

/** Everything unfinished, upstream first; nothing while it could not block any move. */
export async function openWorkOf(ctx: Ctx, facts: CaseFacts): Promise<readonly OpenWork[]> {
  if (!ASKED.has(facts.resumeState ?? facts.state)) return []
  const found: OpenWork[] = []
  for (const ask of openWork.of(ctx.host.registry)) found.push(...await ask(ctx, facts))
  return found
}
