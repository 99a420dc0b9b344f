// Gives a case to a handler: directly by a lead, or taken from the queue by who will work on it (§1.2, §2.1).
import { CaseAssigned, FirstOwnerSet } from '../../contract/events.ts'
import type { Transition } from '../../contract/transitions.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError, BadInput, Conflict } from '../../../../platform/server/errors.ts'
import { regionOf } from '../../../org/public.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import type { CaseFacts, CasePatch } from '../case-facts.ts'
import { caseScope, whereOf } from '../case-scope.ts'
import { updateCase } from '../case-store.ts'
import { changesOf } from '../changes.ts'
import { withdrawOffers } from '../handing/transfer-store.ts'
import { unitNames } from '../unit-names.ts'
import { rolesOf, unmetOf } from './find-moves.ts'
import { MOVES } from './moves.ts'
import { situationOf, staffOf } from './situation.ts'

const ASSIGNING = MOVES.find((m) => m.to === 'assigned')!

/** Handler and unit of an assignment; the case follows its handler when it lies outside what that person may work on. */
export async function patchAssignment(ctx: Ctx, facts: CaseFacts, handlerId: string, unitId?: string): Promise<CasePatch> {
  const handler = await staffOf(ctx, handlerId)
  if (!handler) throw new BadInput([{ pointer: '/handlerId', code: 'case.guard.handler-unfit', clause: '§2.1' }])
  if (unitId && unitId !== facts.unitId) refuseOutside(ctx, unitId)
  const unit = unitId ?? facts.unitId
  const reaches = unit !== null && inScope(handler.grants.get('cases.work') ?? null, handlerId, { ...caseScope(facts), unitId: unit, people: [facts.requesterId] })
  const home = unitId || reaches ? unit : handler.unitId ?? unit
  await refuseOtherRegion(ctx, facts, home, '/handlerId')
  return { handlerId, handlerName: handler.name, askedId: null, ...(home !== facts.unitId ? { unitId: home, ...await unitNames(ctx, home) } : {}), ...takenBy(ctx, facts, handlerId, handler.name) }
}

/** Taking a case oneself is accepting it: the first human contact, if there was none before (§1.2-12). */
const takenBy = (ctx: Ctx, facts: CaseFacts, handlerId: string, name: string): CasePatch => (facts.firstOwnerId === null && ctx.actor.id === handlerId ? { firstOwnerId: handlerId, firstOwnerName: name } : {})

/** A case may only be moved to units that the actor may assign in (§2.1-4: a region coordinates its own outlets). */
export function refuseOutside(ctx: Ctx, unitId: string): void {
  if (!inScope(ctx.reach('cases.assign'), ctx.actor.id, { unitId })) throw new AppError(403, 'case-unit-outside', {}, [{ pointer: '/unitId', code: 'case.unit-outside', clause: '§2.1-4' }])
}

/** A case does not leave its region by way of a handler either: that takes somebody who may assign there (§2.1-4, S-163). Throws AppError 403 `case-unit-outside`. */
export async function refuseOtherRegion(ctx: Ctx, facts: CaseFacts, unitId: string | null, pointer: string): Promise<void> {
  if (unitId === null || facts.unitId === null || unitId === facts.unitId || ctx.actor.kind === 'system' || inScope(ctx.reach('cases.assign'), ctx.actor.id, { unitId })) return
  const [from, to] = [await regionOf(ctx, facts.unitId), await regionOf(ctx, unitId)]
  if (from !== null && to !== null && from !== to) throw new AppError(403, 'case-unit-outside', {}, [{ pointer, code: 'case.unit-outside', clause: '§2.1-4' }])
}

/** A new handler for a case that has one, or is under way; its state stays. Leads only: colleagues offer a transfer. */
export async function reassignCase(ctx: Ctx, facts: CaseFacts, data: Transition): Promise<CaseFacts> {
  const roles = rolesOf(ctx, facts)
  const self = roles.has('taker') && (data.handlerId ?? ctx.actor.id) === ctx.actor.id
  const request = self && !data.handlerId ? { ...data, handlerId: ctx.actor.id } : data
  if (!self && !roles.has('lead') && !roles.has('system')) throw new AppError(403, 'case-role', {}, [{ pointer: '/to', code: 'case.role.lead' }])
  const unmet = unmetOf(ASSIGNING, await situationOf(ctx, facts, request))
  if (unmet.length > 0) throw new Conflict('case-guard', {}, unmet)
  if (facts.handlerId === request.handlerId && !request.unitId) return facts
  const patch = await patchAssignment(ctx, facts, request.handlerId!, request.unitId)
  const moved = await updateCase(ctx, facts.id, patch)
  await tellAssigned(ctx, facts, moved, data.reason, patch)
  return moved
}

/** Announces a new handler and, when there was none, the first-contact owner. Offers that were open are void. */
export async function tellAssigned(ctx: Ctx, before: CaseFacts, now: CaseFacts, reason?: string, patch?: CasePatch): Promise<void> {
  await withdrawOffers(ctx, now.id)
  if (now.handlerId && now.handlerId !== before.handlerId) {
    await ctx.emit(CaseAssigned, { ...whereOf(now), handlerId: now.handlerId, fromHandlerId: before.handlerId }, { changes: patch ? changesOf(before, patch) : undefined, reason })
  }
  if (now.firstOwnerId && before.firstOwnerId === null) await ctx.emit(FirstOwnerSet, { ...whereOf(now), firstOwnerId: now.firstOwnerId })
}

