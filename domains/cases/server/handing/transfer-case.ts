// Warm handover (§1.2, §5.2-1): an offer with a reason, and a new handler only after acceptance. The first-contact owner stays.
import { CaseAssigned, FirstOwnerSet, TransferAnswered, TransferOffered } from '../../contract/events.ts'
import type { AnswerTransfer, OfferTransfer, Transfer } from '../../contract/transfer.ts'
import { escalationUnit, leadsOf, unitsOf } from '../../../org/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError, BadInput, Conflict, NotFound } from '../../../../platform/server/errors.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import type { CaseFacts, CasePatch } from '../case-facts.ts'
import { caseScope, may, whereOf } from '../case-scope.ts'
import { lockCase, updateCase } from '../case-store.ts'
import { changesOf } from '../changes.ts'
import { findCase, holdCase } from '../find-case.ts'
import { refuseOtherRegion } from '../flow/assign-case.ts'
import { staffOf } from '../flow/situation.ts'
import { unitNames } from '../unit-names.ts'
import { closeTransfer, insertTransfer, listTransfers, openOffer, readTransfer, type TransferRow } from './transfer-store.ts'

/** Offers the case. Handler or lead; throws Conflict `case-guard` for a closed case, a second offer, or a person who may not have it. */
export async function offerTransfer(ctx: Ctx, caseId: string, input: OfferTransfer): Promise<Transfer> {
  const facts = await holdCase(ctx, caseId)
  if (facts.handlerId !== ctx.actor.id && !may(ctx, 'cases.assign', facts)) throw new AppError(403, 'case-role', {}, [{ pointer: '/kind', code: 'case.role.handler' }])
  if (!facts.open) throw guard('/kind', 'case.guard.transfer-open')
  const target = await targetOf(ctx, facts, input)
  if (input.kind !== 'consult' && await openOffer(ctx, facts.id)) throw guard('/kind', 'case.guard.transfer-pending')
  const row = await insertTransfer(ctx, { id: newId(), caseId, kind: input.kind, fromId: ctx.actor.id, fromName: ctx.actor.name, toId: target.id, toName: target.name, unitId: target.unitId, reason: input.reason, toUnitId: target.toUnitId ?? null, note: input.note ?? null })
  await updateCase(ctx, facts.id, { askedId: target.id }, { count: false })
  await ctx.emit(TransferOffered, { ...whereOf(facts), transferId: row.id, kind: row.kind, toId: row.toId, fromId: row.fromId }, { reason: input.reason })
  return toTransfer(row)
}

interface Target { id: string; name: string; unitId: string | null; toUnitId?: string }

/** Who shall take it: the named colleague, the lead of the unit above, or for a consultation whoever leads the unit that is asked. */
async function targetOf(ctx: Ctx, facts: CaseFacts, input: OfferTransfer): Promise<Target> {
  if (input.toUnitId && input.kind === 'consult') return { ...await personOf(ctx, facts, { ...input, toId: await askedIn(ctx, input.toUnitId) }, null), toUnitId: input.toUnitId }
  return personOf(ctx, facts, input, input.kind === 'escalate' && facts.unitId ? await escalationUnit(ctx, facts.unitId) : null)
}

/** Throws BadInput when nobody leads the unit or one above it. */
async function askedIn(ctx: Ctx, unitId: string): Promise<string> {
  for (let at: string | null = unitId; at !== null; at = await escalationUnit(ctx, at)) for (const lead of await leadsOf(ctx, at)) if (lead !== ctx.actor.id) return lead
  throw new BadInput([{ pointer: '/toUnitId', code: 'case.nobody-in-unit', clause: '§1.2' }])
}

async function personOf(ctx: Ctx, facts: CaseFacts, input: OfferTransfer, above: string | null): Promise<Target> {
  const id = input.toId ?? (above ? (await leadsOf(ctx, above))[0] : undefined)
  if (!id) throw new BadInput([{ pointer: '/toId', code: input.kind === 'escalate' ? 'case.nobody-above' : 'missing', clause: '§1.2' }])
  const person = await staffOf(ctx, id)
  if (!person || person.kind !== 'staff' || !person.grants.has('cases.work')) throw guard('/toId', 'case.guard.handler-unfit', '§2.1')
  if (id === facts.handlerId && input.kind !== 'consult') throw guard('/toId', 'case.guard.transfer-self')
  const cleared = inScope(person.grants.get('cases.restricted') ?? null, id, { ...caseScope(facts), people: [id] })
  if (facts.problemClass === 'data-security' && !cleared) throw guard('/toId', 'case.guard.handler-not-cleared', '§3.1-3')
  const reaches = facts.unitId !== null && inScope(person.grants.get('cases.work') ?? null, id, { unitId: facts.unitId })
  if (input.kind === 'transfer' && !reaches) await refuseOtherRegion(ctx, facts, person.unitId, '/toId')
  return { id, name: person.name, unitId: input.kind === 'escalate' ? above ?? person.unitId : person.unitId }
}

/**
 * Only who was asked answers; of a consultation that went to a unit, whoever works there. Declining needs a reason; accepting a transfer or escalation makes the
 * actor the handler. Who agreed to a consultation gives the answer then or later, once.
 */
export async function answerTransfer(ctx: Ctx, caseId: string, transferId: string, answer: AnswerTransfer): Promise<Transfer> {
  const offer = await readTransfer(ctx, caseId, transferId)
  if (!offer || !await mayAnswer(ctx, offer)) throw new NotFound('transfer')
  const later = offer.kind === 'consult' && offer.state === 'accepted' && offer.answer === null && answer.accepted && answer.answer !== undefined
  if (offer.state !== 'offered' && !later) throw guard('/accepted', 'case.guard.transfer-answered')
  if (!answer.accepted && !answer.reason) throw new BadInput([{ pointer: '/reason', code: 'case.decline-reason', clause: '§1.2' }])
  if (answer.answer !== undefined && offer.kind !== 'consult') throw new BadInput([{ pointer: '/answer', code: 'case.answer-consult-only', clause: '§5.2-1' }])
  const facts = (await lockCase(ctx, caseId))!
  const closed = await closeTransfer(ctx, offer.id, answer.accepted ? 'accepted' : 'declined', answer.reason ?? null, answer.answer ?? null, ctx.actor)
  const now = answer.accepted && offer.kind !== 'consult' ? await handOver(ctx, facts, offer) : await stopAsking(ctx, facts, answer.accepted)
  await ctx.emit(TransferAnswered, { ...whereOf(now), transferId, kind: offer.kind, toId: closed.toId, fromId: offer.fromId, accepted: answer.accepted, answered: answer.answer !== undefined }, { reason: answer.answer ?? answer.reason })
  return toTransfer(closed)
}

const mayAnswer = async (ctx: Ctx, offer: TransferRow): Promise<boolean> => offer.toId === ctx.actor.id || (offer.toUnitId !== null && offer.fromId !== ctx.actor.id && (await unitsOf(ctx, ctx.actor.id)).includes(offer.toUnitId))

/** Who declined need not see the case any longer; who was consulted and agreed may until somebody else is asked. */
const stopAsking = async (ctx: Ctx, facts: CaseFacts, helps: boolean): Promise<CaseFacts> => (helps || facts.askedId !== ctx.actor.id ? facts : updateCase(ctx, facts.id, { askedId: null }, { count: false }))

async function handOver(ctx: Ctx, facts: CaseFacts, offer: TransferRow): Promise<CaseFacts> {
  const reaches = inScope(ctx.reach('cases.work'), ctx.actor.id, { unitId: facts.unitId })
  const unitId = offer.kind === 'escalate' || !reaches ? offer.unitId ?? facts.unitId : facts.unitId
  const first: CasePatch = facts.firstOwnerId === null ? { firstOwnerId: ctx.actor.id, firstOwnerName: ctx.actor.name } : {}
  const patch: CasePatch = { handlerId: ctx.actor.id, handlerName: ctx.actor.name, askedId: null, ...(unitId !== facts.unitId ? { unitId, ...await unitNames(ctx, unitId) } : {}), ...first }
  const moved = await updateCase(ctx, facts.id, patch)
  await ctx.emit(CaseAssigned, { ...whereOf(moved), handlerId: ctx.actor.id, fromHandlerId: facts.handlerId }, { changes: changesOf(facts, patch), reason: offer.reason })
  if (facts.firstOwnerId === null) await ctx.emit(FirstOwnerSet, { ...whereOf(moved), firstOwnerId: ctx.actor.id })
  return moved
}

export async function showTransfers(ctx: Ctx, caseId: string): Promise<{ items: Transfer[] }> {
  const facts = await findCase(ctx, caseId)
  return { items: (await listTransfers(ctx, facts.id)).map(toTransfer) }
}

const guard = (pointer: string, code: string, clause = '§1.2'): Conflict => new Conflict('case-guard', {}, [{ pointer, code, clause }])

const toTransfer = (t: TransferRow): Transfer => ({
  id: t.id, kind: t.kind, from: { id: t.fromId, name: t.fromName }, to: { id: t.toId, name: t.toName }, reason: t.reason, state: t.state, answerReason: t.answerReason,
  offeredAt: t.offeredAt.toISOString(), answeredAt: t.answeredAt?.toISOString() ?? null,
  answer: t.answer, toUnit: t.toUnitId, note: t.note,
})
