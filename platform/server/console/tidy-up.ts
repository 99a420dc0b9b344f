// Keeps the tables of the machinery small: what says that a reaction has run, and old runs of schedules.
import { sql } from 'kysely'
import type { Schedule } from '../module.ts'

const DAY = 86_400_000
/** Longer than any job can still wait for its next try. */
const REACTIONS_KEPT_DAYS = 60
const RUNS_KEPT_DAYS = 400

export const tidyUp: Schedule = {
  name: 'console.tidy-up', cron: '40 3 * * *',
  async run(ctx) {
    const before = (days: number): Date => new Date(ctx.now().getTime() - days * DAY)
    const reactions = await sql`delete from reaction_done where at < ${before(REACTIONS_KEPT_DAYS)}`.execute(ctx.sql<unknown>())
    const runs = await sql`delete from platform_schedule_runs r where started_at < ${before(RUNS_KEPT_DAYS)}
      and exists (select 1 from platform_schedule_runs later where later.name = r.name and later.started_at > r.started_at)`.execute(ctx.sql<unknown>())
    return `${reactions.numAffectedRows ?? 0n} + ${runs.numAffectedRows ?? 0n}`
  },
}
