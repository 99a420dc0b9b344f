// Clocks for the records of other domains (incident, fault, feedback item): the fold, ledger, sweep and explanation of the cases, unchanged (B-1).
// The owner opens a record, tells what happens to it, and keeps level and next due time on its own row if it wants to (sla.record-due-changed@1).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict, NotFound } from '../../../../platform/server/errors.ts'
import { setting } from '../../../../platform/server/settings/public.ts'
import type { Clock as ClockOnWire, CombineMode, RecordKind } from '../../contract/clock.ts'
import { RecordDueChanged } from '../../contract/events.ts'
import { eventsOf } from '../../contract/simulation.ts'
import { apply, openRecord, type SlaEvent, type SlaEventType } from '../engine/apply-event.ts'
import type { RawAttributes } from '../engine/attributes.ts'
import { scaleOf, SCALES } from '../engine/decide-level.ts'
import type { Rulebook } from '../engine/policy.ts'
import { factsOf } from '../engine/reconcile-clocks.ts'
import type { RecordState } from '../engine/record-state.ts'
import { inReadingOrder, showClock } from '../engine/show-clock.ts'
import { rulesNow } from '../policies/rulebook.ts'
import { sayIn } from '../say.ts'
import { Combine, timingNow } from '../settings.ts'
import { keptOf } from './clock-rows.ts'
import { insertRecord, readRecord, readSegments, removeRecords, saveRecords } from './clock-store.ts'
import { insertPlace, readPlace, removePlaces, updatePlace, type PlaceRow } from './place-store.ts'
import { holdRecord, keep, type HeldRecord } from './record-memory.ts'
import { announceBreaches, differenceOf, resultOf, ruleName } from './save-clocks.ts'
import { withLedgers } from './show-case-clocks.ts'
import { subjectOfPlace } from './subject.ts'

export type OwnedKind = Exclude<RecordKind, 'case'>
/** What the owner says of its record: names for notices, scope, whom to tell first. */
export interface Place {
  number: string | null; title: string | null; /** Its title stays out of notices. */ restricted?: boolean; unitId: string | null; customerId: string | null; people: readonly string[]; responsible: string | null
  /** Permission whose reach over unit, customer and people decides who may hear of it. */ permission: string; /** Address of its page. */ url: string | null
}
export interface NewRecord { id: string; kind: OwnedKind; /** `identified_at`, `detected_at` or `received_at`. */ start: Date; attributes: RawAttributes; level?: string | null; place: Place }
export interface RecordStep { type: SlaEventType; set?: RawAttributes; level?: string | null; complete?: boolean; reason?: string; /** Default: now. */ at?: Date }
/** What the owner may keep on its row. */
export interface RecordVerdict { level: string | null; levelRule: string | null; tableLevel: string | null; policy: string | null; nextDue: { kind: string; dueAt: Date; clause: string; breached: boolean } | null; breached: boolean }

/** Starts the clocks, in the owner's transaction. Throws Conflict when the record has clocks already, BadInput for a level of another scale. */
export async function openRecordClocks(ctx: Ctx, { id, kind, start, attributes, level = null, place }: NewRecord): Promise<RecordVerdict> {
  const { book } = await rulesNow(ctx), after = openRecord(book, { kind, start: start.getTime(), now: ctx.now().getTime(), attributes, level, mode: await setting(ctx, Combine) })
  refuseLevel(after, level)
  const row = placeRow({ id, kind, start, place })
  if (!await insertPlace(ctx, row)) throw new Conflict('sla.record-known')
  return save(ctx, book, row, null, after)
}

/** One event of the record. Throws NotFound without clocks, BadInput for an event that this kind of record does not have. */
export async function followRecord(ctx: Ctx, id: string, { at = ctx.now(), ...step }: RecordStep, mode?: CombineMode): Promise<RecordVerdict> {
  const { book } = await rulesNow(ctx), row = await readPlace(ctx, id, true), before = await holdRecord(ctx, book, id)
  if (!row || !before) throw new NotFound('record')
  if (step.type !== 're-evaluated' && step.type !== 'start-moved' && !eventsOf[row.record_kind].includes(step.type)) throw new BadInput([{ pointer: '/type', code: 'not-allowed', params: { allowed: eventsOf[row.record_kind].join(', ') } }])
  refuseLevel(before.state, step.level)
  const last = Math.max(0, ...before.state.facts.map((f) => f.at)), event: SlaEvent = { ...step, ...(mode ? { mode } : {}), at: Math.max(at.getTime(), last) }
  return save(ctx, book, row, before, apply(book, before.state, event))
}

/** Another unit, another person responsible, another title. Clocks stay as they are. */
export async function placeRecord(ctx: Ctx, id: string, place: Partial<Place>): Promise<void> {
  const row = await readPlace(ctx, id, true)
  if (!row) throw new NotFound('record')
  const p = { number: row.number, title: row.title, restricted: row.restricted, unitId: row.unit_id, customerId: row.customer_id, people: row.people, responsible: row.responsible, permission: row.permission, url: row.url, ...place }
  await updatePlace(ctx, { ...row, ...placeRow({ id, kind: row.record_kind, start: row.opened_at, place: p }), urgent: row.urgent, level: row.level, next_due_at: row.next_due_at, next_due_kind: row.next_due_kind, next_due_clause: row.next_due_clause, breached: row.breached })
}

/** All clocks as they are shown, with ledger and explanation. The owner has decided that the reader may see them. Empty for a record without clocks. */
export async function recordClocks(ctx: Ctx, id: string): Promise<{ verdict: RecordVerdict; clocks: ClockOnWire[] } | null> {
  const { book } = await rulesNow(ctx), rows = await readRecord(ctx, id)
  if (!rows) return null
  const state = withLedgers(rows, await readSegments(ctx, id)), at = ctx.now().getTime(), kept = new Map(rows.clocks.map((r) => [r.no, keptOf(r)]))
  return { verdict: verdictOf(state, new Map(rows.clocks.map((r) => [r.no, r]))), clocks: inReadingOrder(state.clocks).map((c) => showClock(book, state, c, at, sayIn(ctx.locale), kept.get(c.no)?.warnedAt ?? null)) }
}

/** The clocks of records that their owner purged. */
export async function removeRecordClocks(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await removeRecords(ctx, ids)
  await removePlaces(ctx, ids)
}

async function save(ctx: Ctx, book: Rulebook, row: PlaceRow, before: HeldRecord | null, after: RecordState): Promise<RecordVerdict> {
  const difference = differenceOf(book, await timingNow(ctx), row.record_id, before, after)
  if (!before && difference.segments.length === 0) insertRecord(ctx, difference)
  else if (!difference.nothing) saveRecords(ctx, [difference])
  keep(ctx, row.record_id, { state: after, kept: new Map([...difference.rows].map(([no, r]) => [no, keptOf(r)])) })
  const verdict = verdictOf(after, difference.rows), placed = await savePlaceResult(ctx, row, verdict)
  await announceBreaches(ctx, subjectOfPlace(placed), before, after)
  return verdict
}

/** Writes what the clocks say on the row of the place, and tells the owner when it changed. */
export async function savePlaceResult(ctx: Ctx, row: PlaceRow, v: Pick<RecordVerdict, 'level' | 'nextDue' | 'breached'>): Promise<PlaceRow> {
  const next: PlaceRow = { ...row, level: v.level, urgent: row.record_kind === 'incident' && v.level === '1', next_due_at: v.nextDue?.dueAt ?? null, next_due_kind: v.nextDue?.kind ?? null, next_due_clause: v.nextDue?.clause ?? null, breached: row.breached || v.breached }
  const same = next.level === row.level && next.urgent === row.urgent && next.next_due_at?.getTime() === row.next_due_at?.getTime() && next.next_due_kind === row.next_due_kind && next.breached === row.breached
  if (same) return row
  await updatePlace(ctx, next)
  const { id, kind, unitId, customerId, people } = subjectOfPlace(next)
  await ctx.emit(RecordDueChanged, { recordId: id, recordKind: kind, unitId, customerId, people: [...people], level: next.level, breached: next.breached,
    nextDue: v.nextDue && { kind: v.nextDue.kind as ClockOnWire['kind'], dueAt: v.nextDue.dueAt.toISOString(), clause: v.nextDue.clause, breached: v.nextDue.breached } })
  return next
}

function verdictOf(state: RecordState, rows: Parameters<typeof resultOf>[1]): RecordVerdict {
  const { nextDue, breached } = resultOf(state, rows)
  return { level: state.level, levelRule: ruleName(state.levelRule), tableLevel: state.tableLevel, policy: state.policy, breached, nextDue: nextDue && { kind: nextDue.kind, dueAt: nextDue.dueAt, clause: nextDue.clause, breached: nextDue.breached ?? false } }
}

/** A level must be on the scale that the record goes by (B-45). */
function refuseLevel(state: RecordState, level: string | null | undefined): void {
  const scale = scaleOf(state.kind, factsOf(state)), levels = scale === null ? [] : SCALES[scale]!
  if (level !== null && level !== undefined && !levels.includes(level)) throw new BadInput([{ pointer: '/level', code: levels.length > 0 ? 'not-allowed' : 'sla.no-level', params: { allowed: levels.join(', ') } }])
}

const placeRow = ({ id, kind, start, place: p }: Pick<NewRecord, 'id' | 'kind' | 'start' | 'place'>): PlaceRow => ({
  record_id: id, record_kind: kind, number: p.number, title: p.title, restricted: p.restricted ?? false, unit_id: p.unitId, customer_id: p.customerId, people: [...p.people], responsible: p.responsible, permission: p.permission, url: p.url,
  urgent: false, level: null, next_due_at: null, next_due_kind: null, next_due_clause: null, breached: false, opened_at: start,
})
