// Jobs by the calendar (Annex 2): next run as a row; a run that was missed while the product was down runs once (RX-19).
import { CronExpressionParser } from 'cron-parser'
import { sql } from 'kysely'
import { newId } from './ids.ts'
import { SYSTEM, type Ctx, type JobType } from './ctx.ts'
import type { Sweep } from './module.ts'

const ZONE = 'Asia/Shanghai'

/** The first moment strictly after `after` that the five cron fields name, in Asia/Shanghai. Throws Error on a bad expression. */
export function nextRun(cron: string, after: Date): Date {
  return CronExpressionParser.parse(cron, { currentDate: after, tz: ZONE }).next().toDate()
}

/** Makes rows for schedules that are new, follows a changed declaration unless an administrator chose the time, drops what is no longer declared. */
export async function registerSchedules(ctx: Ctx): Promise<void> {
  const names = [...ctx.host.registry.schedules.keys()]
  for (const s of ctx.host.registry.schedules.values()) {
    const next = nextRun(s.cron, ctx.now())
    await sql`insert into platform_schedules (name, cron, next_at) values (${s.name}, ${s.cron}, ${next}) on conflict (name) do update set cron = excluded.cron, next_at = excluded.next_at
      where not platform_schedules.edited and platform_schedules.cron <> excluded.cron`.execute(ctx.sql<unknown>())
  }
  await sql`delete from platform_schedules where not (name = any(${names}))`.execute(ctx.sql<unknown>())
}

export const scheduleSweep: Sweep = {
  name: 'platform.schedules',
  async run(ctx) {
    const due = await sql<{ name: string; cron: string; next_at: Date }>`select name, cron, next_at from platform_schedules
      where enabled and next_at <= ${ctx.now()} order by next_at limit 20 for update skip locked`.execute(ctx.sql<unknown>())
    for (const row of due.rows) {
      await sql`update platform_schedules set last_at = ${row.next_at}, next_at = ${nextRun(row.cron, ctx.now())} where name = ${row.name}`.execute(ctx.sql<unknown>())
      await startRun(ctx, row.name, row.next_at)
    }
    return due.rows.length
  },
  async nextDue(ctx) {
    const found = await sql<{ at: Date | null }>`select min(next_at) as at from platform_schedules where enabled`.execute(ctx.sql<unknown>())
    return found.rows[0]?.at ?? null
  },
}

/** Records a run and hands it to the jobs; also behind "run now". Returns the run's id. */
export async function startRun(ctx: Ctx, name: string, dueAt: Date): Promise<string> {
  const id = newId()
  await sql`insert into platform_schedule_runs (id, name, due_at, started_at) values (${id}, ${name}, ${dueAt}, ${ctx.now()})`.execute(ctx.sql<unknown>())
  await ctx.enqueue(runScheduleJob, { id, name })
  return id
}

/** Runs a schedule and keeps what came of it, also when it failed. */
export const runScheduleJob: JobType<{ id: string; name: string }> = {
  name: 'platform.run-schedule',
  maxAttempts: 3,
  run: () => Promise.reject(new Error('schedules run outside a transaction')),
  async outside(host, { id, name }) {
    const schedule = host.registry.schedules.get(name)
    if (!schedule) return
    const finish = (result: string | null, error: string | null) => host.transaction(SYSTEM, async (ctx) => {
      await sql`update platform_schedule_runs set finished_at = ${ctx.now()}, result = ${result}, error = ${error} where id = ${id}`.execute(ctx.sql<unknown>())
    })
    try {
      const result = schedule.outside ? await schedule.outside(host) : await host.transaction(SYSTEM, (ctx) => schedule.run(ctx))
      await finish(result ?? null, null)
    } catch (error) {
      await finish(null, error instanceof Error ? error.message : String(error))
      throw error
    }
  },
}
