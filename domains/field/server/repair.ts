// Repair orders: taken in with a check of the warranty, moved through their stages, tested before they go back (R2.2-7; Part C.2).
import { RepairMoved, RepairReceived, SerialsSaved } from '../contract/events.ts'
import type { AdvanceRepair, OpenRepair, Repair, SerialEntry } from '../contract/repair.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { BadInput, NotFound } from '../../../platform/server/errors.ts'
import { newId } from '../../../platform/server/ids.ts'
import { findSerial, nextNumber, ofCase, points, repairs, saveSerial, type RepairRow } from './field-store.ts'
import { holdCaseForField, iso, notNow, tell } from './hold-order.ts'
import { mayFollow, warrantyOf } from './repair-rules.ts'

export async function openRepair(ctx: Ctx, caseId: string, input: OpenRepair): Promise<Repair> {
  const facts = await holdCaseForField(ctx, caseId), known = await findSerial(ctx, input.serial), point = input.pointId ? await points.read(ctx, input.pointId) : null
  if (input.pointId && !point?.active) throw new BadInput([{ pointer: '/pointId', code: 'field.point' }])
  const verdict = warrantyOf({ registered: known ? { until: known.warrantyUntil, source: known.source } : null, purchasedAt: input.purchasedAt ? new Date(input.purchasedAt) : null, months: input.warrantyMonths ?? null, proof: input.proof ?? null }, ctx.now())
  const row = await repairs.insert(ctx, {
    id: newId(), number: await nextNumber(ctx, 'WX'), caseId, state: 'received', product: input.product, serial: input.serial, fault: input.fault, warranty: verdict.warranty, warrantyUntil: verdict.until, warrantySource: verdict.source, pointId: point?.id ?? null, pointName: point?.name ?? null,
    parts: [], costMinor: null, currency: null, finding: null, testResult: null, log: [{ state: 'received', at: ctx.now().toISOString(), by: ctx.actor.name, note: null }], byId: ctx.actor.id, byName: ctx.actor.name, createdAt: ctx.now(), endedAt: null, version: 1,
  })
  await tell(ctx, RepairReceived, facts, row, row.product)
  return toRepair(row)
}

/** Diagnosed needs a finding, tested a result, and what is called off a note. Throws Conflict `work-state` for a stage that does not follow. */
export async function advanceRepair(ctx: Ctx, caseId: string, workId: string, input: AdvanceRepair): Promise<Repair> {
  const facts = await holdCaseForField(ctx, caseId), row = await repairs.read(ctx, workId, true)
  if (!row || row.caseId !== caseId) throw new NotFound('repair')
  if (!mayFollow(row.state, input.to)) throw notNow('repair-order', '/to')
  const lacks = input.to === 'diagnosed' && !input.finding ? 'finding' : input.to === 'tested' && !input.testResult ? 'testResult' : input.to === 'cancelled' && !input.note ? 'note' : null
  if (lacks) throw new BadInput([{ pointer: `/${lacks}`, code: `field.repair-${lacks.toLowerCase()}`, clause: '§2.2' }])
  if ((input.costMinor === undefined) !== (input.currency === undefined)) throw new BadInput([{ pointer: '/currency', code: 'field.cost' }])
  const over = input.to === 'returned' || input.to === 'cancelled'
  const kept = await repairs.update(ctx, workId, {
    state: input.to, finding: input.finding, parts: input.parts, costMinor: input.costMinor === undefined ? undefined : String(input.costMinor), currency: input.currency, testResult: input.testResult, endedAt: over ? ctx.now() : undefined, version: row.version + 1,
    log: [...row.log, { state: input.to, at: ctx.now().toISOString(), by: ctx.actor.name, note: input.note ?? null }],
  } as Partial<RepairRow>)
  await tell(ctx, RepairMoved, facts, kept, kept.state, input.note)
  return toRepair(kept)
}

export async function saveSerials(ctx: Ctx, source: string, items: readonly SerialEntry[]): Promise<{ saved: number }> {
  for (const item of items) await saveSerial(ctx, item, source)
  await ctx.emit(SerialsSaved, { count: items.length })
  return { saved: items.length }
}

export const repairsOf = async (ctx: Ctx, caseId: string): Promise<Repair[]> => (await repairs.list(ctx, ofCase(caseId))).map(toRepair)

const toRepair = (r: RepairRow): Repair => ({
  id: r.id, number: r.number, caseId: r.caseId, state: r.state, product: r.product, serial: r.serial, fault: r.fault, warranty: r.warranty, warrantyUntil: iso(r.warrantyUntil), warrantySource: r.warrantySource, point: r.pointId ? { id: r.pointId, name: r.pointName ?? '' } : null,
  parts: r.parts, costMinor: r.costMinor === null ? null : Number(r.costMinor), currency: r.currency, finding: r.finding, testResult: r.testResult, log: r.log, createdAt: r.createdAt.toISOString(), endedAt: iso(r.endedAt), version: r.version,
})
