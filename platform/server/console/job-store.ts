// Jobs as graphile-worker keeps them.
import { sql } from 'kysely'
import type { JobState } from '../../contract/console.ts'
import type { Ctx } from '../ctx.ts'

export interface JobRow {
  id: string; name: string; payload: { reaction?: string; seq?: string; name?: string }; attempts: number; max_attempts: number; run_at: Date; created_at: Date
  last_error: string | null; locked_at: Date | null; event: string | null; subject: string | null
}

const STATE: Record<JobState, ReturnType<typeof sql>> = {
  running: sql`j.locked_at is not null`,
  failed: sql`j.locked_at is null and j.attempts >= j.max_attempts`,
  retrying: sql`j.locked_at is null and j.attempts > 0 and j.attempts < j.max_attempts`,
  waiting: sql`j.locked_at is null and j.attempts = 0`,
}

const SELECT = sql`select j.id::text, t.identifier as name, j.payload, j.attempts, j.max_attempts, j.run_at, j.created_at, j.last_error, j.locked_at, e.name as event, e.subject
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  left join event_log e on t.identifier = 'reaction' and e.seq = (j.payload ->> 'seq')::bigint`

export async function findJobs(ctx: Ctx, state: JobState | undefined, beforeId: string | null, limit: number): Promise<JobRow[]> {
  const found = await sql<JobRow>`${SELECT} where ${state ? STATE[state] : sql`true`} and (${beforeId}::bigint is null or j.id < ${beforeId}::bigint) order by j.id desc limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows
}

export async function findJob(ctx: Ctx, id: string): Promise<JobRow | null> {
  return (await sql<JobRow>`${SELECT} where j.id = ${id}::bigint`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

/** False when a worker holds the job. */
export async function rescheduleJob(ctx: Ctx, id: string): Promise<boolean> {
  return (await sql`select id from graphile_worker.reschedule_jobs(array[${id}::bigint], run_at := now(), attempts := 0)`.execute(ctx.sql<unknown>())).rows.length > 0
}

/** False when a worker holds the job. */
export async function removeJob(ctx: Ctx, id: string): Promise<boolean> {
  return (await sql`select id from graphile_worker.complete_jobs(array[${id}::bigint])`.execute(ctx.sql<unknown>())).rows.length > 0
}

export async function countJobs(ctx: Ctx): Promise<Record<JobState, number>> {
  const found = await sql<Record<JobState, string>>`select count(*) filter (where ${STATE.waiting}) as waiting, count(*) filter (where ${STATE.running}) as running,
    count(*) filter (where ${STATE.retrying}) as retrying, count(*) filter (where ${STATE.failed}) as failed from graphile_worker._private_jobs j`.execute(ctx.sql<unknown>())
  const row = found.rows[0]!
  return { waiting: Number(row.waiting), running: Number(row.running), retrying: Number(row.retrying), failed: Number(row.failed) }
}
