// A case goes to another unit: only between units where the actor may assign (§2.1-4, S-163).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import type { CaseFacts, CasePatch } from '../case-facts.ts'
import { refuseOutside } from '../flow/assign-case.ts'
import { staffOf } from '../flow/situation.ts'
import { unitNames } from '../unit-names.ts'

/** A handler who may not work in the new unit gives the case back; its first-contact owner stays. */
export async function movePatch(ctx: Ctx, facts: CaseFacts, unitId: string): Promise<CasePatch> {
  refuseOutside(ctx, unitId)
  const handler = facts.handlerId ? await staffOf(ctx, facts.handlerId) : null
  const stays = handler !== null && inScope(handler.grants.get('cases.work') ?? null, handler.id, { unitId })
  return { unitId, ...await unitNames(ctx, unitId), ...(facts.handlerId && !stays ? { handlerId: null, handlerName: null } : {}) }
}
