// Part of what was said belongs to another matter: it becomes a case of its own, of the same people, linked with the first (§1.2). May be taken back until somebody works on it.
import { CaseLinked, CaseUnlinked } from '../../contract/events.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError, Conflict } from '../../../../platform/server/errors.ts'
import type { CaseFacts } from '../case-facts.ts'
import { may, whereOf } from '../case-scope.ts'
import type { Unmet } from '../flow/guards.ts'
import { moveCase } from '../flow/transition-case.ts'
import { linkCases, unlinkCases } from '../lists/links-store.ts'
import { insertOpenedCase } from '../opening/insert-opened-case.ts'

/** Requester, customer, unit, first-contact owner and handler stay; the clocks start with the first of the messages. Throws AppError 403 `case-role`. */
export async function splitOff(ctx: Ctx, facts: CaseFacts, matter: { title: string; description: string; createdAt: Date; reason?: string }): Promise<CaseFacts> {
  if (!may(ctx, 'cases.merge', facts)) throw new AppError(403, 'case-role', {}, [{ pointer: '/', code: 'case.role.merger' }])
  const opened = await insertOpenedCase(ctx, {
    title: matter.title, description: matter.description, channel: facts.channel, requesterType: facts.requesterType, requesterId: facts.requesterId, requesterName: facts.requesterName, customerId: facts.customerId,
    customerNumber: facts.customerNumber, customerName: facts.customerName, tier: facts.tier, serviceLine: facts.serviceLine, unitId: facts.unitId, unitName: facts.unitName, unitNameEn: facts.unitNameEn,
    firstOwnerId: facts.firstOwnerId, firstOwnerName: facts.firstOwnerName, handlerId: facts.handlerId, handlerName: facts.handlerName, assetId: facts.assetId, systemVersion: facts.systemVersion,
    // What is secret stays secret, whatever the second matter turns out to be (§3.1-3).
    ...(facts.problemClass === 'data-security' ? { problemClass: facts.problemClass } : {}),
  }, matter.createdAt)
  await linkCases(ctx, opened.id, facts.id, 'split-from')
  await ctx.emit(CaseLinked, { ...whereOf(opened), otherId: facts.id, otherNumber: facts.number, kind: 'split-from' }, { reason: matter.reason })
  return opened
}

/** Why a split cannot be taken back any more: somebody worked on the new case, or it was talked about. */
export function unmetOfJoining(opened: Pick<CaseFacts, 'state' | 'respondedAt'>, talkedAbout: boolean): Unmet[] {
  const unmet: Unmet[] = []
  if (opened.respondedAt !== null || !['new', 'classified', 'assigned'].includes(opened.state)) unmet.push({ pointer: '/', code: 'case.guard.split-worked-on', clause: '§1.2' })
  if (talkedAbout) unmet.push({ pointer: '/', code: 'case.guard.split-talked-about', clause: '§5.1-4' })
  return unmet
}

/** Ends the case that was split off; its number stays, and says so. Throws AppError 403 `case-role`, Conflict `case-guard`. */
export async function endSplit(ctx: Ctx, opened: CaseFacts, from: CaseFacts, reason: string, talkedAbout: boolean): Promise<CaseFacts> {
  if (!may(ctx, 'cases.merge', opened)) throw new AppError(403, 'case-role', {}, [{ pointer: '/', code: 'case.role.merger' }])
  const unmet = unmetOfJoining(opened, talkedAbout)
  if (unmet.length > 0) throw new Conflict('case-guard', {}, unmet)
  await unlinkCases(ctx, opened.id, from.id, 'split-from')
  await ctx.emit(CaseUnlinked, { ...whereOf(opened), otherId: from.id, otherNumber: from.number, kind: 'split-from' }, { reason })
  return moveCase(ctx, opened, { to: 'cancelled', reason })
}
