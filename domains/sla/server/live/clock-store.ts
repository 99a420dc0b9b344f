// Reads and writes clocks. Whoever changes the clocks of a case holds the row of the case; sweeps of references only lock clock rows.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { RecordKind } from '../../contract/clock.ts'
import type { LedgerRow } from '../engine/measure-clock.ts'
import type { ClockRow, StoredState } from './clock-rows.ts'

export interface RecordRows { kind: RecordKind; state: StoredState; clocks: ClockRow[] }

/** The record with its clocks, which stay locked until the transaction ends; null when it has no clocks at all. */
export async function lockRecord(ctx: Ctx, id: string): Promise<RecordRows | null> {
  const found = await sql<{ kind: RecordKind; state: StoredState; clock: ClockRow }>`select r.kind, r.state, to_jsonb(c) as clock from sla_clocks c join sla_records r on r.id = c.record_id
    where c.record_id = ${id} order by c.no for update of c`.execute(ctx.sql<unknown>())
  const first = found.rows[0]
  if (first) return { kind: first.kind, state: first.state, clocks: found.rows.map((r) => r.clock) }
  return readRecord(ctx, id)
}

/** The same without locks. */
export async function readRecord(ctx: Ctx, id: string): Promise<RecordRows | null> {
  const found = await sql<RecordRows>`select r.kind, r.state, coalesce((select jsonb_agg(to_jsonb(c) order by c.no) from sla_clocks c where c.record_id = r.id), '[]') as clocks
    from sla_records r where r.id = ${id}`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

export interface SegmentRow { no: number; seq: number; at: number; state: LedgerRow['state']; cause: string }

/** A new record with its first clocks: the hottest write of this domain, so one short statement. */
export async function insertRecord(ctx: Ctx, id: string, kind: RecordKind, state: StoredState, clocks: readonly ClockRow[]): Promise<void> {
  const rows = clocks.map((c) => ({ record_id: id, record_kind: kind, ...c }))
  await sql`with r as (insert into sla_records (id, kind, state) values (${id}, ${kind}, ${JSON.stringify(state)}::jsonb))
    insert into sla_clocks select * from jsonb_populate_recordset(null::sla_clocks, ${JSON.stringify(rows)}::jsonb)`.execute(ctx.sql<unknown>())
}

/** Everything that changed about one record, in one statement. */
export async function saveRecord(ctx: Ctx, id: string, kind: RecordKind, state: StoredState, clocks: readonly ClockRow[], segments: readonly SegmentRow[]): Promise<void> {
  const rows = segments.map((s) => ({ no: s.no, seq: s.seq, at: new Date(s.at).toISOString(), state: s.state, cause: s.cause }))
  await sql`with record as (
      insert into sla_records (id, kind, state) values (${id}, ${kind}, ${JSON.stringify(state)}::jsonb) on conflict (id) do update set state = excluded.state
    ), clocks as (
      insert into sla_clocks (record_id, no, record_kind, kind, policy, version, clause, calendar, start_at, since, cause, target_ms, reference, provisional, round, basis, due_at, used_ms, paused_ms, paused,
        breached_at, stopped_at, superseded_at, because, ledger_rows, warned, warned_at, escalated, next_at)
      select ${id}::uuid, no, ${kind}, kind, policy, version, clause, calendar, start_at, since, cause, target_ms, reference, provisional, round, basis, due_at, used_ms, paused_ms, paused,
        breached_at, stopped_at, superseded_at, because, ledger_rows, warned, warned_at, escalated, next_at
      from jsonb_to_recordset(${JSON.stringify(clocks)}::jsonb) as c(no smallint, kind text, policy text, version integer, clause text, calendar text, start_at timestamptz, since integer, cause text, target_ms bigint,
        reference boolean, provisional boolean, round smallint, basis jsonb, due_at timestamptz, used_ms bigint, paused_ms bigint, paused boolean, breached_at timestamptz, stopped_at timestamptz,
        superseded_at timestamptz, because text, ledger_rows smallint, warned smallint, warned_at timestamptz, escalated smallint, next_at timestamptz)
      on conflict (record_id, no) do update set clause = excluded.clause, provisional = excluded.provisional, basis = excluded.basis, due_at = excluded.due_at, used_ms = excluded.used_ms, paused_ms = excluded.paused_ms,
        paused = excluded.paused, breached_at = excluded.breached_at, stopped_at = excluded.stopped_at, superseded_at = excluded.superseded_at, because = excluded.because, ledger_rows = excluded.ledger_rows,
        warned = excluded.warned, warned_at = excluded.warned_at, escalated = excluded.escalated, next_at = excluded.next_at
    ) insert into sla_segments (record_id, clock_no, seq, at, state, cause, actor_id, written_at)
      select ${id}::uuid, no, seq, at, state, cause, ${ctx.actor.id}::uuid, ${ctx.now()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(no smallint, seq smallint, at timestamptz, state text, cause text)`.execute(ctx.sql<unknown>())
}

/** Ledger rows of a record from the second row on, by clock. */
export async function readSegments(ctx: Ctx, id: string): Promise<Map<number, LedgerRow[]>> {
  const found = await sql<{ clock_no: number; at: Date; state: LedgerRow['state']; cause: string }>`select clock_no, at, state, cause from sla_segments where record_id = ${id} order by clock_no, seq`.execute(ctx.sql<unknown>())
  const ledgers = new Map<number, LedgerRow[]>()
  for (const s of found.rows) ledgers.set(s.clock_no, [...(ledgers.get(s.clock_no) ?? []), { at: s.at.getTime(), state: s.state, cause: s.cause }])
  return ledgers
}

/** Removes the clocks of records that are purged. */
export async function removeRecords(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const list = [...ids]
  await sql`with s as (delete from sla_segments where record_id = any(${list}::uuid[])), c as (delete from sla_clocks where record_id = any(${list}::uuid[]))
    delete from sla_records where id = any(${list}::uuid[])`.execute(ctx.sql<unknown>())
}
