// Jobs by graphile-worker: at least once, retried with back-off, shown in the console when they fail.
import { runMigrations, type TaskList } from 'graphile-worker'
import { sql, type Kysely, type RawBuilder } from 'kysely'
import { SYSTEM } from './ctx.ts'
import { toHappened, type EventRow } from './event-log.ts'
import type { Host } from './host.ts'
import { keepWorkersRunning } from './job-runner.ts'
import { graphileLogger } from './log.ts'

export interface JobSpec { identifier: string; payload: unknown; maxAttempts?: number }

const MAX_ATTEMPTS = 12

/** Adds jobs inside the open transaction. */
export async function addJobs(db: Kysely<unknown>, jobs: readonly JobSpec[]): Promise<void> {
  if (jobs.length > 0) await jobsStatement(jobs).execute(db)
}

/** The statement that adds them. */
export function jobsStatement(jobs: readonly JobSpec[]): RawBuilder<unknown> {
  const specs = jobs.map((j) => ({ identifier: j.identifier, payload: j.payload, max_attempts: j.maxAttempts ?? MAX_ATTEMPTS }))
  return sql`select 1 from graphile_worker.add_jobs((select array_agg((identifier, payload, null, null, max_attempts, null, null, null)::graphile_worker.job_spec)
    from jsonb_to_recordset(${JSON.stringify(specs)}::jsonb) as r(identifier text, payload json, max_attempts smallint)))`
}

export async function migrateJobs(host: Pick<Host, 'pool' | 'log'>): Promise<void> {
  await runMigrations({ pgPool: host.pool, logger: graphileLogger(host.log) })
}

/** Starts the workers of this process. */
export async function startJobs(host: Host, concurrency: number): Promise<{ stop(): Promise<void> }> {
  const tasks: TaskList = { reaction: (payload) => runReaction(host, payload as { reaction: string; seq: string }) }
  for (const job of host.registry.jobs.values()) {
    const { outside } = job
    tasks[job.name] = (payload) => (outside ? outside(host, payload) : host.transaction(SYSTEM, (ctx) => job.run(ctx, payload)))
  }
  return keepWorkersRunning(host, tasks, concurrency)
}

async function runReaction(host: Host, { reaction: name, seq }: { reaction: string; seq: string }): Promise<void> {
  const reaction = host.registry.reactions.get(name)
  if (!reaction) throw new Error(`no such reaction: ${name}`)
  await host.transaction(SYSTEM, async (ctx) => {
    const found = await sql<EventRow>`select * from event_log where seq = ${seq}::bigint`.execute(ctx.sql<unknown>())
    const event = found.rows[0]
    if (!event) return
    const first = await sql`insert into reaction_done (event_id, reaction, at) values (${event.id}, ${name}, ${ctx.now()}) on conflict do nothing`.execute(ctx.sql<unknown>())
    if (first.numAffectedRows === 0n) return
    await reaction.run(ctx, toHappened(event))
  })
}

/** Jobs that are due now or being worked on; failed ones that wait for their next try do not count. */
export async function countRunnableJobs(db: Kysely<unknown>): Promise<number> {
  const found = await sql<{ n: string }>`select count(*) as n from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts`.execute(db)
  return Number(found.rows[0]!.n)
}
