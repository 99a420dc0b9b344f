// What follows from a fact after its commit, each exactly once: the note that it was done commits together with its effects.
// Under load many run in one transaction; when one of them fails, none has happened, and each then runs on its own.
import { sql } from 'kysely'
import { SYSTEM, type Ctx } from './ctx.ts'
import { toHappened, type EventRow } from './event-log.ts'
import type { Host } from './host.ts'
import { addJobs, type JobSpec } from './job-queue.ts'

/** One reaction to one event. */
export interface ReactionTask { reaction: string; seq: string }

const TOGETHER = 20

/** The jobs for everything that reacts to these events after the commit. */
export function reactionJobs(host: Host, events: readonly EventRow[]): JobSpec[] {
  const tasks = events.flatMap((row) => tasksOf(host, row)), jobs: JobSpec[] = []
  for (let i = 0; i < tasks.length; i += TOGETHER) {
    const some = tasks.slice(i, i + TOGETHER)
    jobs.push(some.length === 1 ? single(some[0]!) : { identifier: 'reactions', payload: { tasks: some } })
  }
  return jobs
}

function tasksOf(host: Host, row: EventRow): ReactionTask[] {
  return (host.registry.reactionsTo.get(row.name) ?? [])
    .filter((r) => r.when === 'after-commit' && (r.concerns?.(toHappened(row)) ?? true))
    .map((r) => ({ reaction: r.name, seq: String(row.seq) }))
}

const single = (task: ReactionTask): JobSpec => ({ identifier: 'reaction', payload: task })

/** Throws what the reaction throws; its job is then tried again. */
export async function runReaction(host: Host, task: ReactionTask): Promise<void> {
  await host.transaction(SYSTEM, (ctx) => runIn(ctx, [task]))
}

/** Runs them in one transaction, or hands each to a job of its own when that fails. */
export async function runReactions(host: Host, { tasks }: { tasks: ReactionTask[] }): Promise<void> {
  try { await host.transaction(SYSTEM, (ctx) => runIn(ctx, tasks)) } catch (error) {
    host.log.info({ err: error, reactions: [...new Set(tasks.map((t) => t.reaction))] }, 'reactions failed together; each runs on its own')
    await host.transaction(SYSTEM, (ctx) => addJobs(ctx.sql<unknown>(), tasks.map(single)))
  }
}

async function runIn(ctx: Ctx, tasks: readonly ReactionTask[]): Promise<void> {
  const { reactions } = ctx.host.registry
  for (const { reaction } of tasks) if (!reactions.has(reaction)) throw new Error(`no such reaction: ${reaction}`)
  const rows = await take(ctx, tasks)
  for (const [name, some] of Map.groupBy(rows, (row) => row.reaction)) {
    const reaction = reactions.get(name)!, events = some.map(toHappened)
    if (reaction.together && events.length > 1) await reaction.together(ctx, events)
    else for (const event of events) await reaction.run(ctx, event)
  }
}

/** Marks them as done and gives back the events of those that were not yet. */
async function take(ctx: Ctx, tasks: readonly ReactionTask[]): Promise<(EventRow & { reaction: string })[]> {
  const taken = await sql<EventRow & { reaction: string }>`with asked as (select * from rows from (jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) as (reaction text, seq bigint)) with ordinality as a(reaction, seq, place)),
      done as (insert into reaction_done (event_id, reaction, at) select e.id, a.reaction, ${ctx.now()} from asked a join event_log e on e.seq = a.seq on conflict do nothing returning event_id, reaction)
    select a.reaction, e.* from asked a join event_log e on e.seq = a.seq join done d on d.event_id = e.id and d.reaction = a.reaction order by a.place`.execute(ctx.sql<unknown>())
  return taken.rows
}
