// What the sweep finds: clocks for which time alone has something to do.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { ClockKind, RecordKind } from '../../contract/clock.ts'

export interface DueRecord { id: string; kind: RecordKind }

/** Records with a governing clock for which a step is due, those that wait longest first. */
export async function dueRecords(ctx: Ctx, limit: number): Promise<DueRecord[]> {
  // Of a backlog only the head is looked at: a record has few clocks, so that many rows hold enough of them.
  const found = await sql<DueRecord>`select record_id as id, min(record_kind) as kind from (select record_id, record_kind, next_at from sla_clocks where not reference and next_at <= ${ctx.now()} order by next_at limit ${limit * 4}) head
    group by record_id order by min(next_at) limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows
}

export interface MissedRow { record_id: string; record_kind: RecordKind; no: number; kind: ClockKind; policy: string; clause: string; due_at: Date }

/** References that passed their due time become missed; each is returned to exactly one caller. */
export async function missReferences(ctx: Ctx, limit: number): Promise<MissedRow[]> {
  const missed = await sql<MissedRow>`update sla_clocks c set breached_at = c.due_at, used_ms = c.target_ms, next_at = null
    from (select record_id, no from sla_clocks where reference and next_at <= ${ctx.now()} order by next_at limit ${limit} for update skip locked) d
    where c.record_id = d.record_id and c.no = d.no
    returning c.record_id, c.record_kind, c.no, c.kind, c.policy, c.clause, c.due_at`.execute(ctx.sql<unknown>())
  return missed.rows
}

/** The clocks of records that no longer exist wait for nothing. */
export async function forgetSteps(ctx: Ctx, recordIds: readonly string[]): Promise<void> {
  await sql`update sla_clocks set next_at = null where record_id = any(${[...recordIds]}::uuid[])`.execute(ctx.sql<unknown>())
}

export async function earliestStep(ctx: Ctx, reference: boolean): Promise<Date | null> {
  const found = await sql<{ at: Date }>`select next_at as at from sla_clocks where next_at is not null and reference = ${reference} order by next_at limit 1`.execute(ctx.sql<unknown>())
  return found.rows[0]?.at ?? null
}

/** Records with at least one clock that has not ended, by id. */
export async function openRecords(ctx: Ctx, after: string | null, limit: number): Promise<{ record_id: string; record_kind: RecordKind }[]> {
  const found = await sql<{ record_id: string; record_kind: RecordKind }>`select distinct record_id, record_kind from sla_clocks where stopped_at is null and superseded_at is null and (${after}::uuid is null or record_id > ${after}::uuid)
    order by record_id limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows
}
