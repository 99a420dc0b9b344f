// Journals of records that a merge concerns, and what undone merges leave behind.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { newId } from '../../../../platform/server/ids.ts'
import type { JournalStep } from '../engine/journal.ts'
import type { RecordRows } from './clock-store.ts'

export interface Journal { base: RecordRows; steps: JournalStep[] }

export async function readJournal(ctx: Ctx, id: string): Promise<Journal | null> {
  return (await sql<Journal>`select base, steps from sla_journals where record_id = ${id}`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

/** Begins a journal; one that is there already stays. */
export async function beginJournal(ctx: Ctx, id: string, base: RecordRows): Promise<void> {
  await sql`insert into sla_journals (record_id, base, steps) values (${id}, ${JSON.stringify(base)}::jsonb, '[]') on conflict do nothing`.execute(ctx.sql<unknown>())
}

/** Adds a step where a journal is kept; of every other record nothing is written. Nobody needs the answer, so nobody waits for it. */
export function noteStep(ctx: Ctx, ids: readonly string[], step: JournalStep): void {
  if (ids.length > 0) ctx.later(sql`update sla_journals set steps = steps || ${JSON.stringify([step])}::jsonb where record_id = any(${[...ids]}::uuid[])`.compile(ctx.sql<unknown>()))
}

/** The journal without the steps of an undone merge; with no merge left in force it ends. */
export async function keepJournal(ctx: Ctx, id: string, steps: readonly JournalStep[]): Promise<void> {
  if (steps.some((s) => s.merge !== undefined)) await sql`update sla_journals set steps = ${JSON.stringify(steps)}::jsonb where record_id = ${id}`.execute(ctx.sql<unknown>())
  else await sql`delete from sla_journals where record_id = ${id}`.execute(ctx.sql<unknown>())
}

/** Sets aside the clocks of a record as they are, and takes away what its base did not have: `rows` of the ledger of each clock. */
export async function setAside(ctx: Ctx, id: string, mergeId: string, base: readonly { no: number; rows: number }[]): Promise<void> {
  const kept = JSON.stringify(base)
  await sql`insert into sla_undone (id, record_id, merge_id, undone_at, undone_by, state, clocks, segments, escalations)
    select ${newId()}, r.id, ${mergeId}, ${ctx.now()}, ${ctx.actor.id}, r.state, coalesce((select jsonb_agg(to_jsonb(c) order by c.no) from sla_clocks c where c.record_id = r.id), '[]'),
      coalesce((select jsonb_agg(to_jsonb(s) order by s.clock_no, s.seq) from sla_segments s where s.record_id = r.id), '[]'), coalesce((select jsonb_agg(to_jsonb(e) order by e.id) from sla_escalations e where e.record_id = r.id), '[]')
    from sla_records r where r.id = ${id}`.execute(ctx.sql<unknown>())
  await sql`delete from sla_segments s where s.record_id = ${id} and not exists (select 1 from jsonb_to_recordset(${kept}::jsonb) as b(no smallint, rows smallint) where b.no = s.clock_no and s.seq < b.rows)`.execute(ctx.sql<unknown>())
  await sql`delete from sla_escalations e where e.record_id = ${id} and e.clock_no is not null and not exists (select 1 from jsonb_to_recordset(${kept}::jsonb) as b(no smallint) where b.no = e.clock_no)`.execute(ctx.sql<unknown>())
  await sql`delete from sla_clocks c where c.record_id = ${id} and not exists (select 1 from jsonb_to_recordset(${kept}::jsonb) as b(no smallint) where b.no = c.no)`.execute(ctx.sql<unknown>())
}
