// Jobs by graphile-worker: at least once, retried with back-off, shown in the console when they fail.
import { runMigrations, type TaskList } from 'graphile-worker'
import { sql, type Kysely } from 'kysely'
import { SYSTEM } from './ctx.ts'
import { inTurn } from './crowd.ts'
import type { Host } from './host.ts'
import { keepWorkersRunning } from './job-runner.ts'
import { graphileLogger } from './log.ts'
import { runReaction, runReactions, type ReactionTask } from './reactions.ts'

export async function migrateJobs(host: Pick<Host, 'direct' | 'log'>): Promise<void> {
  await runMigrations({ pgPool: host.direct, logger: graphileLogger(host.log) })
}

/** Starts the workers of this process. */
export async function startJobs(host: Host, concurrency: number): Promise<{ stop(): Promise<void> }> {
  const tasks: TaskList = {}
  const add = (name: string, run: (payload: unknown) => Promise<void>) => { tasks[name] = (payload) => inTurn(host, () => run(payload)) }
  add('reaction', (payload) => runReaction(host, payload as ReactionTask))
  add('reactions', (payload) => runReactions(host, payload as { tasks: ReactionTask[] }))
  for (const job of host.registry.jobs.values()) {
    const { outside } = job
    add(job.name, (payload) => (outside ? outside(host, payload) : host.transaction(SYSTEM, (ctx) => job.run(ctx, payload))))
  }
  return keepWorkersRunning(host, tasks, concurrency)
}

/** Jobs that are due now or being worked on; failed ones that wait for their next try do not count. */
export async function countRunnableJobs(db: Kysely<unknown>): Promise<number> {
  const found = await sql<{ n: string }>`select count(*) as n from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts`.execute(db)
  return Number(found.rows[0]!.n)
}
