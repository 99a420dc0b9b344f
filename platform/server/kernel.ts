// One transaction per request or job; facts and their in-transaction consequences commit together.
import { sql, type Kysely } from 'kysely'
import type { Changes, EventType, Happened } from '../contract/event.ts'
import { newId } from './ids.ts'
import { reachOf, SYSTEM, type Actor, type Ctx, type EnqueueOptions, type JobType, type Origin } from './ctx.ts'
import { Forbidden } from './errors.ts'
import { CHANGED_UNDER_IT } from './open-transaction.ts'
import { eventsStatement, pendingEvent, type PendingEvent } from './event-log.ts'
import type { Host } from './host.ts'
import { jobsStatement, type JobSpec } from './job-queue.ts'

/** `invalid_sql_statement_name`: a neighbour on the same connection failed before it prepared the statement for both. */
const NOT_PREPARED = '26000'
const RETRYABLE = new Set(['40001', '40P01', CHANGED_UNDER_IT, NOT_PREPARED])

export const systemOrigin = (): Origin => ({ requestId: newId(), ip: null, userAgent: null })

interface Pending { events: PendingEvent[]; jobs: JobSpec[]; after: (() => void)[] }
interface Announced extends Pending { later: Ctx['later'] }

/** Opens a transaction, runs the work, writes what it announced, commits, and wakes the readers. */
export async function runTransaction<T>(host: Host, actor: Actor, work: (ctx: Ctx) => Promise<T>, origin: Origin = systemOrigin()): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const pending: Pending = { events: [], jobs: [], after: [] }
    try {
      const result = await host.db.inTransaction(async (tx, last, later) => {
        // Written out by the commit that ends the journey (time-travel.ts): waiting for the disk each time makes years too long.
        // Nor is its answer waited for: the transaction remembers the failure (open-transaction.ts). Who is told that something is done was not travelling.
        if (host.clock.travelling && origin.ip === null) sql`set local synchronous_commit = off`.execute(tx).catch(() => undefined)
        const value = await work(contextIn(host, tx, actor, origin, { ...pending, later: (query) => later(query) }, host.clock.now()))
        if (pending.events.length > 0) last.push(eventsStatement(tx, pending.events, host.cipher.auditKey))
        if (pending.jobs.length > 0) last.push(jobsStatement(pending.jobs).compile(tx))
        return value
      })
      for (const run of pending.after) run()
      if (pending.events.length > 0) host.signals.raise('log')
      return result
    } catch (error) {
      if (attempt < 3 && RETRYABLE.has((error as { code?: string }).code ?? '')) continue
      throw error
    }
  }
}

/**
 * Work that only reads: on one connection, each query with a snapshot of its own, without BEGIN and COMMIT, which cost as much as a short
 * query. Throws Error when the work announces facts or jobs after all: those need a transaction.
 */
export async function runReading<T>(host: Host, actor: Actor, work: (ctx: Ctx) => Promise<T>, origin: Origin = systemOrigin()): Promise<T> {
  const pending: Pending = { events: [], jobs: [], after: [] }
  const value = await host.db.onConnection((connection) => work(contextIn(host, connection, actor, origin, { ...pending, later: refuseWriting }, host.clock.now())))
  for (const run of pending.after) run()
  if (pending.events.length > 0 || pending.jobs.length > 0) throw new Error('a reading announced facts or jobs; it needs a transaction')
  return value
}

function refuseWriting(): never { throw new Error('a reading writes nothing; it needs a transaction') }

function contextIn(host: Host, tx: Kysely<any>, actor: Actor, origin: Origin, pending: Announced, now: Date): Ctx {
  const ctx: Ctx = {
    host, actor, origin, locale: actor.locale,
    now: () => now,
    sql: () => tx,
    reach: (permission) => reachOf(actor, permission),
    require(permission) {
      const reach = reachOf(actor, permission)
      if (!reach) throw new Forbidden(permission)
      return reach
    },
    emit: (type, data, detail) => emit(ctx, pending, type, data, detail),
    enqueue: (job, data, options) => enqueue(ctx, pending, job, data, options),
    async cancel(job, key) { await sql`delete from platform_timers where job = ${job.name} and key = ${key}`.execute(tx) },
    later: pending.later,
    afterCommit: (run) => { pending.after.push(run) },
    asSystem: () => (actor.kind === 'system' ? ctx : contextIn(host, tx, { ...SYSTEM, locale: actor.locale }, origin, pending, now)),
    as: (other) => contextIn(host, tx, other, origin, pending, now),
  }
  return ctx
}

async function emit<T>(ctx: Ctx, pending: Pending, type: EventType<T>, data: T, detail: { changes?: Changes; reason?: string; at?: Date } = {}): Promise<void> {
  const event: Happened<T> = {
    id: newId(), name: type.name, at: detail.at ?? ctx.now(), actorId: ctx.actor.id, actorName: ctx.actor.name,
    subject: type.subject(data), data: type.schema.parse(data), changes: detail.changes ?? null, reason: detail.reason ?? null,
  }
  // Announced before the reactions run: a fact that a reaction adds must come after the fact it reacts to.
  pending.events.push(pendingEvent(event, ctx.actor, ctx.origin))
  for (const reaction of ctx.host.registry.reactionsTo.get(type.name) ?? []) {
    if (reaction.when === 'in-transaction') await reaction.run(ctx, event)
  }
}

async function enqueue<T>(ctx: Ctx, pending: Pending, job: JobType<T>, data: T, options: EnqueueOptions = {}): Promise<void> {
  if (!ctx.host.registry.jobs.has(job.name)) throw new Error(`job is not declared by any module: ${job.name}`)
  if (!options.at) {
    pending.jobs.push({ identifier: job.name, payload: data, maxAttempts: job.maxAttempts })
    return
  }
  await sql`insert into platform_timers (id, job, key, data, due_at) values (${newId()}, ${job.name}, ${options.key ?? null}, ${JSON.stringify(data)}::jsonb, ${options.at})
    on conflict (job, key) do update set data = excluded.data, due_at = excluded.due_at`.execute(ctx.sql<unknown>())
}
