// Rows of periods, holds and purge runs.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'

export interface PeriodRow { class: string; days: number | null; version: number }
export interface HoldRow {
  id: string; subject: string; reason: string; until: Date | null; placed_at: Date; placed_by: string; placed_by_name: string
  released_at: Date | null; released_by_name: string | null; release_reason: string | null
}
export interface PurgeRow { id: string; class: string; clause: string; days: number; older_than: Date; started_at: Date; finished_at: Date | null; removed: number; error: string | null }

export async function findPeriods(ctx: Ctx): Promise<Map<string, PeriodRow>> {
  return new Map((await sql<PeriodRow>`select * from retention_periods`.execute(ctx.sql<unknown>())).rows.map((row) => [row.class, row]))
}

export async function lockPeriod(ctx: Ctx, name: string): Promise<PeriodRow | null> {
  await sql`select pg_advisory_xact_lock(7246011, hashtext(${name}))`.execute(ctx.sql<unknown>())
  return (await findPeriods(ctx)).get(name) ?? null
}

export async function savePeriod(ctx: Ctx, row: PeriodRow): Promise<void> {
  await sql`insert into retention_periods (class, days, version, updated_at) values (${row.class}, ${row.days}, ${row.version}, ${ctx.now()})
    on conflict (class) do update set days = excluded.days, version = excluded.version, updated_at = excluded.updated_at`.execute(ctx.sql<unknown>())
}

export async function insertHold(ctx: Ctx, row: Pick<HoldRow, 'id' | 'subject' | 'reason' | 'until'>): Promise<void> {
  await sql`insert into retention_holds (id, subject, reason, until, placed_at, placed_by, placed_by_name)
    values (${row.id}, ${row.subject}, ${row.reason}, ${row.until}, ${ctx.now()}, ${ctx.actor.id}, ${ctx.actor.name})`.execute(ctx.sql<unknown>())
}

export async function lockHold(ctx: Ctx, id: string): Promise<HoldRow | null> {
  return (await sql<HoldRow>`select * from retention_holds where id = ${id} for update`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

export async function releaseHoldRow(ctx: Ctx, id: string, reason: string): Promise<void> {
  await sql`update retention_holds set released_at = ${ctx.now()}, released_by_name = ${ctx.actor.name}, release_reason = ${reason} where id = ${id}`.execute(ctx.sql<unknown>())
}

export async function findHolds(ctx: Ctx, open: boolean | null, before: { at: string; id: string } | null, limit: number): Promise<HoldRow[]> {
  return (await sql<HoldRow>`select * from retention_holds where (${open}::boolean is null or (released_at is null and (until is null or until > ${ctx.now()})) = ${open})
    and (${before?.at ?? null}::timestamptz is null or (placed_at, id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid)) order by placed_at desc, id desc limit ${limit}`.execute(ctx.sql<unknown>())).rows
}

/** Those of the subjects that are on hold now. */
export async function heldSubjects(ctx: Ctx, subjects: readonly string[]): Promise<string[]> {
  return (await sql<{ subject: string }>`select s as subject from unnest(${[...subjects]}::text[]) as s where retention_held(s, ${ctx.now()})`.execute(ctx.sql<unknown>())).rows.map((r) => r.subject)
}

export async function insertPurge(ctx: Ctx, row: Pick<PurgeRow, 'id' | 'class' | 'clause' | 'days' | 'older_than'>): Promise<void> {
  await sql`insert into retention_purges (id, class, clause, days, older_than, started_at) values (${row.id}, ${row.class}, ${row.clause}, ${row.days}, ${row.older_than}, ${ctx.now()})`.execute(ctx.sql<unknown>())
}

export async function addRemoved(ctx: Ctx, id: string, removed: number): Promise<void> {
  await sql`update retention_purges set removed = removed + ${removed} where id = ${id}`.execute(ctx.sql<unknown>())
}

export async function finishPurge(ctx: Ctx, id: string, error: string | null): Promise<void> {
  await sql`update retention_purges set finished_at = ${ctx.now()}, error = ${error} where id = ${id}`.execute(ctx.sql<unknown>())
}

export async function findPurges(ctx: Ctx, name: string | undefined, before: { at: string; id: string } | null, limit: number): Promise<PurgeRow[]> {
  return (await sql<PurgeRow>`select * from retention_purges where (${name ?? null}::text is null or class = ${name ?? null})
    and (${before?.at ?? null}::timestamptz is null or (started_at, id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid)) order by started_at desc, id desc limit ${limit}`.execute(ctx.sql<unknown>())).rows
}

export async function isPurge(ctx: Ctx, id: string): Promise<boolean> {
  return (await sql`select 1 from retention_purges where id = ${id}`.execute(ctx.sql<unknown>())).rows.length > 0
}

export async function lastPurges(ctx: Ctx): Promise<Map<string, Date>> {
  return new Map((await sql<{ class: string; at: Date }>`select class, max(finished_at) as at from retention_purges where error is null and finished_at is not null group by class`.execute(ctx.sql<unknown>())).rows.map((r) => [r.class, r.at]))
}

/** What a run removed, read from its events, in the order of removal. */
export async function purgedSubjects(ctx: Ctx, purgeId: string, after: { seq: string; n: number } | null, limit: number): Promise<{ seq: string; n: number; subject: string; at: Date }[]> {
  const found = await sql<{ seq: string; n: string; subject: string; at: Date }>`select e.seq::text, s.n::text, s.subject, e.at from event_log e, jsonb_array_elements_text(e.data -> 'subjects') with ordinality as s(subject, n)
    where e.subject = ${`retention-purge:${purgeId}`} and e.name = 'retention.purged@1' and (${after?.seq ?? null}::bigint is null or (e.seq, s.n) > (${after?.seq ?? null}::bigint, ${after?.n ?? null}::bigint))
    order by e.seq, s.n limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows.map((row) => ({ ...row, n: Number(row.n) }))
}
