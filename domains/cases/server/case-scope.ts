// Where a case belongs, and who may look inside.
import type { Ctx } from '../../../platform/server/ctx.ts'
import { inScope, type ScopedRow } from '../../../platform/server/scope.ts'
import type { CaseFacts } from './case-facts.ts'

type Placed = Pick<CaseFacts, 'unitId' | 'customerId' | 'requesterId' | 'handlerId' | 'firstOwnerId' | 'askedId'>

export const caseScope = (c: Placed): ScopedRow => ({ unitId: c.unitId, customerId: c.customerId, people: [c.requesterId, c.handlerId, c.firstOwnerId, c.askedId] })

/** What events and live updates carry about a case. */
export const whereOf = (c: Placed & { id: string }) => ({ caseId: c.id, unitId: c.unitId, customerId: c.customerId, requesterId: c.requesterId, handlerId: c.handlerId, firstOwnerId: c.firstOwnerId })

/** Does a permission of the actor reach the case? */
export const may = (ctx: Ctx, permission: string, c: Placed): boolean => inScope(ctx.reach(permission), ctx.actor.id, caseScope(c))

/** Data-security cases show their content to their requester and to cleared staff only (§3.1-3). */
export function isRestrictedFor(ctx: Ctx, c: Placed & Pick<CaseFacts, 'problemClass'>): boolean {
  return c.problemClass === 'data-security' && ctx.actor.id !== c.requesterId && !may(ctx, 'cases.restricted', c)
}
