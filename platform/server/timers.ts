// Work that falls due at a business time: rows, so that a restart loses nothing, and one sweep that hands them to the jobs.
import { sql } from 'kysely'
import type { Sweep } from './module.ts'

export const timerSweep: Sweep = {
  name: 'platform.timers',
  async run(ctx) {
    const due = await sql<{ job: string; data: unknown }>`delete from platform_timers where id in (
        select id from platform_timers where due_at <= ${ctx.now()} order by due_at limit 500 for update skip locked)
      returning job, data`.execute(ctx.sql<unknown>())
    for (const row of due.rows) {
      const job = ctx.host.registry.jobs.get(row.job)
      if (job) await ctx.enqueue(job, row.data)
      else ctx.host.log.error({ job: row.job }, 'a timer names a job that no longer exists')
    }
    return due.rows.length
  },
  async nextDue(ctx) {
    const found = await sql<{ at: Date | null }>`select min(due_at) as at from platform_timers`.execute(ctx.sql<unknown>())
    return found.rows[0]?.at ?? null
  },
}
