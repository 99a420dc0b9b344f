// Rows of schedules and their runs, for the console.
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'

export interface RunRow { id: string; name: string; due_at: Date; started_at: Date; finished_at: Date | null; result: string | null; error: string | null }
export interface ScheduleRow { name: string; cron: string; enabled: boolean; edited: boolean; next_at: Date; last_at: Date | null; version: number; run: Omit<RunRow, 'due_at' | 'started_at' | 'finished_at'> & { due_at: string; started_at: string; finished_at: string | null } | null }

export async function findSchedules(ctx: Ctx, name: string | null = null): Promise<ScheduleRow[]> {
  const found = await sql<ScheduleRow>`select s.*, (select to_jsonb(r) from platform_schedule_runs r where r.name = s.name order by r.started_at desc, r.id desc limit 1) as run
    from platform_schedules s where ${name}::text is null or s.name = ${name} order by s.name`.execute(ctx.sql<unknown>())
  return found.rows
}

export async function lockSchedule(ctx: Ctx, name: string): Promise<void> {
  await sql`select 1 from platform_schedules where name = ${name} for update`.execute(ctx.sql<unknown>())
}

export async function saveSchedule(ctx: Ctx, name: string, set: { cron: string; enabled: boolean; edited: boolean; nextAt: Date }): Promise<void> {
  await sql`update platform_schedules set cron = ${set.cron}, enabled = ${set.enabled}, edited = ${set.edited}, next_at = ${set.nextAt}, version = version + 1 where name = ${name}`.execute(ctx.sql<unknown>())
}

export async function findRuns(ctx: Ctx, name: string, after: { startedAt: string; id: string } | null, limit: number): Promise<RunRow[]> {
  const found = await sql<RunRow>`select * from platform_schedule_runs where name = ${name}
    and (${after?.startedAt ?? null}::timestamptz is null or (started_at, id) < (${after?.startedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid)) order by started_at desc, id desc limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows
}

/** True while a run of the schedule has a job that is not finished or given up. */
export async function isRunning(ctx: Ctx, name: string): Promise<boolean> {
  const found = await sql`select 1 from graphile_worker._private_jobs where payload ->> 'name' = ${name} and attempts < max_attempts
    and task_id = (select id from graphile_worker._private_tasks where identifier = 'platform.run-schedule') limit 1`.execute(ctx.sql<unknown>())
  return found.rows.length > 0
}
