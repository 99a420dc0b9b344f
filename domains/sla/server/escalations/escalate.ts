// Up the organisation and back: a person escalates, the unit above takes it up, and the minutes between are measured (§1.1, S-146).
import type { z } from 'zod'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict, Forbidden, NotFound } from '../../../../platform/server/errors.ts'
import { decodeCursor, encodeCursor } from '../../../../platform/server/paging.ts'
import { msToSpan } from '../../../../platform/contract/time.ts'
import { escalationUnit, findUnit, leadsOf, deputyOf, onShift } from '../../../org/public.ts'
import { findCase, holdCase } from '../../../cases/public.ts'
import { inScope, NOWHERE } from '../../../../platform/server/scope.ts'
import type { Escalation, EscalationQuery, HopFigures } from '../../contract/escalation.ts'
import { EscalationAcknowledged, RecordEscalated } from '../../contract/events.ts'
import { subjectOfCase } from '../live/subject.ts'
import { findEscalation, hopRows, insertEscalation, lastStep, pageEscalations, saveAcknowledgement, type EscalationRow } from './escalation-store.ts'

/** One unit further up than before. Throws NotFound, Forbidden, Conflict `sla.no-unit-above`. */
export async function escalateCase(ctx: Ctx, caseId: string, reason: string): Promise<Escalation> {
  const facts = await findCase(ctx, caseId), subject = subjectOfCase(facts)
  if (!inScope(ctx.reach('cases.work'), ctx.actor.id, subject.row)) throw new Forbidden('cases.work')
  await holdCase(ctx, caseId)
  const last = await lastStep(ctx, caseId), fromUnitId = last.toUnitId ?? subject.unitId, toUnitId = fromUnitId ? await escalationUnit(ctx, fromUnitId) : null
  if (!toUnitId) throw new Conflict('sla.no-unit-above')
  const id = await insertEscalation(ctx, { recordId: caseId, recordKind: 'case', clockNo: null, kind: null, clause: null, step: last.step + 1, fromUnitId, toUnitId, at: ctx.now(), reason })
  await ctx.emit(RecordEscalated, { recordId: caseId, recordKind: 'case', unitId: subject.unitId, customerId: subject.customerId, people: subject.people, escalationId: id, step: last.step + 1, toUnitId }, { reason })
  return shown(ctx, (await findEscalation(ctx, ctx.require('cases.read'), id))!)
}

/** Those who lead the unit that was asked, stand in for them, or are on shift there. A second acknowledgement changes nothing. Throws NotFound, Conflict `sla.not-asked`. */
export async function acknowledgeEscalation(ctx: Ctx, id: string): Promise<Escalation> {
  const reach = ctx.require('cases.read'), row = await findEscalation(ctx, reach, id)
  if (!row) throw new NotFound('escalation')
  if (row.acknowledged_at) return shown(ctx, row)
  if (!await isAsked(ctx, row)) throw new Conflict('sla.not-asked')
  if (await saveAcknowledgement(ctx, id)) {
    await ctx.emit(EscalationAcknowledged, { recordId: row.record_id, recordKind: row.record_kind, unitId: row.unit_id, customerId: row.customer_id, people: row.people, escalationId: id, minutes: Math.round((ctx.now().getTime() - row.at.getTime()) / 6000) / 10 })
  }
  return shown(ctx, (await findEscalation(ctx, reach, id))!)
}

export async function listEscalations(ctx: Ctx, q: z.infer<typeof EscalationQuery>): Promise<{ items: Escalation[]; nextCursor: string | null }> {
  const reach = ctx.require('cases.read'), after = q.cursor === undefined ? null : cursorOf(q.cursor)
  const rows = await pageEscalations(ctx, reach, { state: q.state, recordId: q.recordId, after, limit: q.limit + 1 }), page = rows.slice(0, q.limit), last = page.at(-1)
  const items: Escalation[] = []
  for (const row of page) items.push(await shown(ctx, row))
  return { items, nextCursor: rows.length > q.limit && last ? encodeCursor([last.at.toISOString(), last.id]) : null }
}

/** Throws BadInput for a period that ends before it starts. */
export async function escalationFigures(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<z.infer<typeof HopFigures>[]> {
  if (Date.parse(to) < Date.parse(from)) throw new BadInput([{ pointer: '/query/to', code: 'sla.end-before-start' }])
  const one = (n: number | null): number | null => (n === null ? null : Math.round(Number(n) * 10) / 10)
  return (await hopRows(ctx, ctx.reach('sla.read') ?? NOWHERE, new Date(from), new Date(to))).map((r) => ({
    from: r.from ?? '', to: r.to, escalated: r.escalated, acknowledged: r.acknowledged, open: r.escalated - r.acknowledged, medianMinutes: one(r.median), meanMinutes: one(r.mean), p90Minutes: one(r.p90) }))
}

async function isAsked(ctx: Ctx, row: EscalationRow): Promise<boolean> {
  const leads = await leadsOf(ctx, row.to_unit)
  if (leads.includes(ctx.actor.id)) return true
  for (const lead of leads) if (await deputyOf(ctx, lead) === ctx.actor.id) return true
  return (await onShift(ctx, row.to_unit, ctx.now())).includes(ctx.actor.id)
}

async function shown(ctx: Ctx, row: EscalationRow): Promise<Escalation> {
  const unit = async (id: string | null) => { const u = id && await findUnit(ctx, id); return u ? { id: u.id, name: u.name } : null }
  return {
    id: row.id, recordId: row.record_id, recordKind: row.record_kind, number: row.number, title: row.restricted ? null : row.title, clock: row.clock_no, kind: row.kind, clause: row.clause, step: row.step, fromUnit: await unit(row.from_unit),
    toUnit: (await unit(row.to_unit)) ?? { id: row.to_unit, name: '' }, at: row.at.toISOString(), reason: row.reason, escalatedBy: row.escalated_by_name, acknowledgedAt: row.acknowledged_at?.toISOString() ?? null, acknowledgedBy: row.acknowledged_by_name,
    took: row.acknowledged_at ? msToSpan(row.acknowledged_at.getTime() - row.at.getTime()) : null, mayAcknowledge: row.acknowledged_at === null && await isAsked(ctx, row),
  }
}

function cursorOf(text: string): [string, string] {
  const [at, id] = decodeCursor(text, 2).map(String) as [string, string]
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id)) throw new BadInput([{ pointer: '/query/cursor', code: 'paging.cursor' }])
  return [at, id]
}
