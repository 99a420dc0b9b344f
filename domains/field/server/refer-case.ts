// Warm referral: the point is told what is known, the first owner stays accountable, and the case cannot be resolved until the result is recorded (R2.2-8, B-22, S-049).
import { CaseReferred, PointSaved, ReferralAnswered, ReferralResult } from '../contract/events.ts'
import type { AnswerReferral, EditPoint, NewPoint, OfferReferral, RecordResult, Referral, ServicePoint } from '../contract/repair.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { BadInput, NotFound, Stale } from '../../../platform/server/errors.ts'
import { newId } from '../../../platform/server/ids.ts'
import { everyPoint, ofCase, points, referrals, type PointRow, type ReferralRow } from './field-store.ts'
import { holdCaseForField, iso, notNow, tell } from './hold-order.ts'
import { proposed } from './repair-rules.ts'

export async function referCase(ctx: Ctx, caseId: string, input: OfferReferral): Promise<Referral> {
  const facts = await holdCaseForField(ctx, caseId), point = await points.read(ctx, input.pointId)
  if (!point?.active) throw new BadInput([{ pointer: '/pointId', code: 'field.point', clause: '§2.2' }])
  const row = await referrals.insert(ctx, {
    id: newId(), caseId, state: 'offered', pointId: point.id, pointName: point.name, pointPhone: point.phone, reason: input.reason, handover: input.handover, accountableId: facts.firstOwnerId ?? facts.handlerId, accountableName: facts.firstOwnerName ?? facts.handlerName,
    contactName: null, answerNote: null, answeredAt: null, result: null, solved: null, resultAt: null, byId: ctx.actor.id, byName: ctx.actor.name, createdAt: ctx.now(),
  })
  await tell(ctx, CaseReferred, facts, { id: row.id, number: point.name }, point.name, input.reason)
  return toReferral(row)
}

async function held(ctx: Ctx, caseId: string, workId: string): Promise<ReferralRow> {
  const row = await referrals.read(ctx, workId, true)
  if (!row || row.caseId !== caseId) throw new NotFound('referral')
  return row
}

export async function answerReferral(ctx: Ctx, caseId: string, workId: string, input: AnswerReferral): Promise<Referral> {
  const facts = await holdCaseForField(ctx, caseId), row = await held(ctx, caseId, workId)
  if (row.state !== 'offered') throw notNow('referral-answered', '/accepted')
  if (!input.accepted && !input.note) throw new BadInput([{ pointer: '/note', code: 'field.referral-note', clause: '§2.2' }])
  const kept = await referrals.update(ctx, workId, { state: input.accepted ? 'accepted' : 'declined', contactName: input.contactName ?? null, answerNote: input.note ?? null, answeredAt: ctx.now() })
  await tell(ctx, ReferralAnswered, facts, { id: row.id, number: row.pointName }, kept.state, input.note)
  return toReferral(kept)
}

export async function recordReferralResult(ctx: Ctx, caseId: string, workId: string, input: RecordResult): Promise<Referral> {
  const facts = await holdCaseForField(ctx, caseId), row = await held(ctx, caseId, workId)
  if (row.state !== 'accepted') throw notNow(row.state === 'offered' ? 'referral-unanswered' : 'referral-over', '/result')
  const kept = await referrals.update(ctx, workId, { state: 'result-recorded', result: input.result, solved: input.solved, resultAt: ctx.now() })
  await tell(ctx, ReferralResult, facts, { id: row.id, number: row.pointName }, row.pointName, input.result.slice(0, 1_000))
  return toReferral(kept)
}

export const referralsOf = async (ctx: Ctx, caseId: string): Promise<Referral[]> => (await referrals.list(ctx, ofCase(caseId))).map(toReferral)

export async function listPoints(ctx: Ctx, query: { product?: string; area?: string; all?: boolean }): Promise<{ items: ServicePoint[] }> {
  const rows = await points.list(ctx, everyPoint(query.all ?? false), { order: 'name, id', limit: 1_000 })
  return { items: proposed(rows, query.product, query.area).map(toPoint) }
}

export async function addPoint(ctx: Ctx, input: NewPoint): Promise<ServicePoint> {
  const row = await points.insert(ctx, { id: newId(), ...input, active: true, createdAt: ctx.now(), version: 1 })
  await ctx.emit(PointSaved, { pointId: row.id, name: row.name })
  return toPoint(row)
}

export async function editPoint(ctx: Ctx, id: string, edit: EditPoint, version: number | null): Promise<ServicePoint> {
  const row = await points.read(ctx, id, true)
  if (!row) throw new NotFound('service-point')
  if (version !== null && version !== row.version) throw new Stale(row.version)
  const kept = await points.update(ctx, id, { ...edit, version: row.version + 1 })
  await ctx.emit(PointSaved, { pointId: id, name: kept.name })
  return toPoint(kept)
}

const toPoint = (p: PointRow): ServicePoint => ({ id: p.id, kind: p.kind, name: p.name, products: p.products, area: p.area, address: p.address, phone: p.phone, active: p.active, version: p.version })
const toReferral = (r: ReferralRow): Referral => ({
  id: r.id, caseId: r.caseId, state: r.state, point: { id: r.pointId, name: r.pointName, phone: r.pointPhone }, reason: r.reason, handover: r.handover, accountable: r.accountableId ? { id: r.accountableId, name: r.accountableName ?? '' } : null, contactName: r.contactName,
  answerNote: r.answerNote, answeredAt: iso(r.answeredAt), result: r.result, solved: r.solved, resultAt: iso(r.resultAt), by: { id: r.byId, name: r.byName }, createdAt: r.createdAt.toISOString(),
})
