// Reads and writes clocks. Whoever changes the clocks of a case holds the row of the case; sweeps of references only lock clock rows.
import { CompiledQuery, sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { rowsLiteral } from '../../../../platform/server/row-literals.ts'
import type { RecordKind } from '../../contract/clock.ts'
import type { LedgerRow } from '../engine/measure-clock.ts'
import type { ClockRow, StoredState } from './clock-rows.ts'

export interface RecordRows { kind: RecordKind; state: StoredState; clocks: ClockRow[] }

/** Records with their clocks, which stay locked until the transaction ends, by id. Records without any clock are left out. */
export async function lockRecords(ctx: Ctx, ids: readonly string[]): Promise<Map<string, RecordRows>> {
  const found = await sql<{ id: string; kind: RecordKind; state: StoredState; clock: ClockRow }>`select r.id, r.kind, r.state, to_jsonb(c) as clock from sla_clocks c join sla_records r on r.id = c.record_id
    where c.record_id = any(${[...ids]}::uuid[]) order by c.record_id, c.no for update of c`.execute(ctx.sql<unknown>())
  const records = new Map<string, RecordRows>()
  for (const row of found.rows) {
    const record = records.get(row.id) ?? { kind: row.kind, state: row.state, clocks: [] }
    record.clocks.push(row.clock)
    records.set(row.id, record)
  }
  return records
}

/** One record with its clocks locked; null when there is none. */
export const lockRecord = async (ctx: Ctx, id: string): Promise<RecordRows | null> => (await lockRecords(ctx, [id])).get(id) ?? readRecord(ctx, id)

/** The same without locks. */
export async function readRecord(ctx: Ctx, id: string): Promise<RecordRows | null> {
  return (await readRecords(ctx, [id])).get(id) ?? null
}

export async function readRecords(ctx: Ctx, ids: readonly string[]): Promise<Map<string, RecordRows>> {
  const found = await sql<RecordRows & { id: string }>`select r.id, r.kind, r.state, coalesce((select jsonb_agg(to_jsonb(c) order by c.no) from sla_clocks c where c.record_id = r.id), '[]') as clocks
    from sla_records r where r.id = any(${[...ids]}::uuid[])`.execute(ctx.sql<unknown>())
  return new Map(found.rows.map((r) => [r.id, { kind: r.kind, state: r.state, clocks: r.clocks }]))
}

/** True while a clock neither stopped nor gave way to another. */
export async function isClockOpen(ctx: Ctx, recordId: string, no: number): Promise<boolean> {
  const found = await sql`select 1 from sla_clocks where record_id = ${recordId} and no = ${no} and stopped_at is null and superseded_at is null`.execute(ctx.sql<unknown>())
  return found.rows.length > 0
}

export interface SegmentRow { no: number; seq: number; at: number; state: LedgerRow['state']; cause: string }
/** What is to be written of one record: its state, the clocks that changed, the ledger rows that came. */
export interface RecordChange { readonly id: string; readonly kind: RecordKind; readonly state: StoredState; readonly clocks: readonly ClockRow[]; readonly segments: readonly SegmentRow[] }

type StoredClock = ClockRow & { record_id: string; record_kind: RecordKind }
/** All columns of sla_clocks in the order of the table. */
const CLOCK_COLUMNS = ['record_id', 'no', 'record_kind', 'kind', 'policy', 'version', 'clause', 'calendar', 'start_at', 'since', 'cause', 'target_ms', 'reference', 'provisional', 'round', 'basis', 'due_at', 'used_ms',
  'paused_ms', 'paused', 'breached_at', 'stopped_at', 'superseded_at', 'because', 'ledger_rows', 'warned', 'warned_at', 'escalated', 'next_at'] as const satisfies readonly (keyof StoredClock)[]

interface StoredSegment { record_id: string; clock_no: number; seq: number; at: string; state: string; cause: string; actor_id: string; written_at: Date }
/** All columns of sla_segments in the order of the table. */
const SEGMENT_COLUMNS = ['record_id', 'clock_no', 'seq', 'at', 'state', 'cause', 'actor_id', 'written_at'] as const satisfies readonly (keyof StoredSegment)[]
const iso = (at: number): string => new Date(at).toISOString()

const INSERT_RECORD = 'with r as (insert into sla_records (id, kind, state) values ($1, $2, $3::jsonb)) insert into sla_clocks select * from unnest($4::sla_clocks[])'

/** A new record with its first clocks: the hottest write of this domain, so one short statement that nobody waits for. */
export function insertRecord(ctx: Ctx, { id, kind, state, clocks }: RecordChange): void {
  const rows = rowsLiteral<StoredClock>(CLOCK_COLUMNS, clocks.map((c) => ({ record_id: id, record_kind: kind, ...c })))
  ctx.later(CompiledQuery.raw(INSERT_RECORD, [id, kind, JSON.stringify(state), rows]))
}

/** Everything that changed about some records, in one statement that nobody waits for. */
export function saveRecords(ctx: Ctx, changes: readonly RecordChange[]): void {
  if (changes.length === 0) return
  const records = rowsLiteral(['id', 'kind', 'state'], changes.map(({ id, kind, state }) => ({ id, kind, state })))
  const clocks = rowsLiteral<StoredClock>(CLOCK_COLUMNS, changes.flatMap((c) => c.clocks.map((row) => ({ record_id: c.id, record_kind: c.kind, ...row }))))
  const segments = rowsLiteral<StoredSegment>(SEGMENT_COLUMNS, changes.flatMap((c) => c.segments.map((s) => ({ record_id: c.id, clock_no: s.no, seq: s.seq, at: iso(s.at), state: s.state, cause: s.cause, actor_id: ctx.actor.id, written_at: ctx.now() }))))
  ctx.later(sql`with record as (
      insert into sla_records select * from unnest(${records}::sla_records[]) on conflict (id) do update set state = excluded.state
    ), clocks as (
      insert into sla_clocks select * from unnest(${clocks}::sla_clocks[])
      on conflict (record_id, no) do update set clause = excluded.clause, provisional = excluded.provisional, basis = excluded.basis, due_at = excluded.due_at, used_ms = excluded.used_ms, paused_ms = excluded.paused_ms,
        paused = excluded.paused, breached_at = excluded.breached_at, stopped_at = excluded.stopped_at, superseded_at = excluded.superseded_at, because = excluded.because, ledger_rows = excluded.ledger_rows,
        warned = excluded.warned, warned_at = excluded.warned_at, escalated = excluded.escalated, next_at = excluded.next_at
    ) insert into sla_segments select * from unnest(${segments}::sla_segments[])`.compile(ctx.sql<unknown>()))
}

/** Ledger rows of a record from the second row on, by clock. */
export async function readSegments(ctx: Ctx, id: string): Promise<Map<number, LedgerRow[]>> {
  const found = await sql<{ clock_no: number; at: Date; state: LedgerRow['state']; cause: string }>`select clock_no, at, state, cause from sla_segments where record_id = ${id} order by clock_no, seq`.execute(ctx.sql<unknown>())
  const ledgers = new Map<number, LedgerRow[]>()
  for (const s of found.rows) ledgers.set(s.clock_no, [...(ledgers.get(s.clock_no) ?? []), { at: s.at.getTime(), state: s.state, cause: s.cause }])
  return ledgers
}

export interface RecordWithLedger extends RecordRows { readonly id: string; readonly ledgers: Map<number, LedgerRow[]> }

/** The next records by id with all their clocks and ledgers, as they stood at one moment: one statement, so that nobody writes in between. */
export async function pageOfLedgers(ctx: Ctx, after: string | null, limit: number): Promise<RecordWithLedger[]> {
  const found = await sql<RecordRows & { id: string; rows: [no: number, at: number, state: LedgerRow['state'], cause: string][] }>`with page as (select id, kind, state from sla_records where ${after}::uuid is null or id > ${after}::uuid order by id limit ${limit})
    select p.id, p.kind, p.state, coalesce((select json_agg(to_json(c) order by c.no) from sla_clocks c where c.record_id = p.id), '[]') as clocks,
      coalesce((select json_agg(json_build_array(s.clock_no, (extract(epoch from s.at) * 1000)::float8, s.state, s.cause) order by s.clock_no, s.seq) from sla_segments s where s.record_id = p.id), '[]') as rows
    from page p order by p.id`.execute(ctx.sql<unknown>())
  return found.rows.map(({ rows, ...record }) => {
    const ledgers = new Map<number, LedgerRow[]>()
    for (const [no, at, state, cause] of rows) { const own = ledgers.get(no), row = { at: Math.round(at), state, cause }; if (own) own.push(row); else ledgers.set(no, [row]) }
    return { ...record, ledgers }
  })
}

/** Removes the clocks of records that are purged. */
export async function removeRecords(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const list = [...ids]
  await sql`with s as (delete from sla_segments where record_id = any(${list}::uuid[])), c as (delete from sla_clocks where record_id = any(${list}::uuid[])), e as (delete from sla_escalations where record_id = any(${list}::uuid[])),
      j as (delete from sla_journals where record_id = any(${list}::uuid[])), u as (delete from sla_undone where record_id = any(${list}::uuid[]))
    delete from sla_records where id = any(${list}::uuid[])`.execute(ctx.sql<unknown>())
}
