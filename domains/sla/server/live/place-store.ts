// Where the records of other domains belong, and what the clocks say about them. The lock of the row guards the clocks of the record.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { RecordKind } from '../../contract/clock.ts'

export interface PlaceRow {
  record_id: string; record_kind: Exclude<RecordKind, 'case'>; number: string | null; title: string | null; restricted: boolean; unit_id: string | null; customer_id: string | null; people: string[]; responsible: string | null
  permission: string; url: string | null; urgent: boolean; level: string | null; next_due_at: Date | null; next_due_kind: string | null; next_due_clause: string | null; breached: boolean; opened_at: Date
}

export async function readPlace(ctx: Ctx, id: string, lock = false): Promise<PlaceRow | null> {
  const found = await sql<PlaceRow>`select * from sla_places where record_id = ${id} ${lock ? sql`for update` : sql``}`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

/** Adds the row; false when the record has one already. */
export async function insertPlace(ctx: Ctx, p: PlaceRow): Promise<boolean> {
  const added = await sql`insert into sla_places (record_id, record_kind, number, title, restricted, unit_id, customer_id, people, responsible, permission, url, urgent, opened_at)
    values (${p.record_id}, ${p.record_kind}, ${p.number}, ${p.title}, ${p.restricted}, ${p.unit_id}, ${p.customer_id}, ${p.people}::uuid[], ${p.responsible}, ${p.permission}, ${p.url}, ${p.urgent}, ${p.opened_at}) on conflict (record_id) do nothing`.execute(ctx.sql<unknown>())
  return added.numAffectedRows === 1n
}

export async function updatePlace(ctx: Ctx, p: PlaceRow): Promise<void> {
  await sql`update sla_places set number = ${p.number}, title = ${p.title}, restricted = ${p.restricted}, unit_id = ${p.unit_id}, customer_id = ${p.customer_id}, people = ${p.people}::uuid[], responsible = ${p.responsible}, permission = ${p.permission},
    url = ${p.url}, urgent = ${p.urgent}, level = ${p.level}, next_due_at = ${p.next_due_at}, next_due_kind = ${p.next_due_kind}, next_due_clause = ${p.next_due_clause}, breached = ${p.breached} where record_id = ${p.record_id}`.execute(ctx.sql<unknown>())
}

export async function removePlaces(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await sql`delete from sla_places where record_id = any(${[...ids]}::uuid[])`.execute(ctx.sql<unknown>())
}
