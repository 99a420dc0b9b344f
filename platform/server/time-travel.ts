// Moves the test clock: everything that falls due on the way runs in time order, each at its own moment (RX-5).
import { sql } from 'kysely'
import type { TestClock } from './clock.ts'
import { SYSTEM } from './ctx.ts'
import { unsealed } from './event-log.ts'
import type { Host } from './host.ts'
import { countRunnableJobs } from './jobs.ts'
import type { Sweep } from './module.ts'
import { relayOnce } from './relay.ts'
import { runSweep } from './sweeps.ts'

const SETTLE_LIMIT_MS = 60_000
/** How long a moment may stay due while others hold its rows. */
const IDLE_LIMIT_MS = 10_000

/** Advances to `target`, then waits until relay, jobs and services are quiet. Refuses to go back with RangeError. */
export async function travelTo(host: Host, clock: TestClock, target: Date, services: readonly { settle?(): Promise<unknown> }[]): Promise<void> {
  if (target < clock.now()) throw new RangeError('the test clock never goes back')
  clock.travelling = true
  try {
    await settle(host, services)
    await passThrough(host, clock, target, services)
    clock.moveTo(target)
    await runSweeps(host, host.registry.sweeps)
    await settle(host, services)
  } finally { clock.travelling = false }
  // An ordinary commit again: what it makes durable includes everything before it.
  await host.transaction(SYSTEM, async (ctx) => {
    await sql`insert into platform_state (key, value) values ('test-clock', ${JSON.stringify(target.toISOString())}::jsonb) on conflict (key) do update set value = excluded.value`.execute(ctx.sql<unknown>())
  })
}

/** Stops at every moment at which something is due. */
async function passThrough(host: Host, clock: TestClock, target: Date, services: readonly { settle?(): Promise<unknown> }[]): Promise<void> {
  let idleSince: number | null = null
  for (;;) {
    const due = await nextDue(host)
    if (!due || due.at > target) return
    const idleHere = due.at <= clock.now()
    if (due.at > clock.now()) clock.moveTo(due.at)
    const did = await runSweeps(host, due.sweeps)
    await settle(host, services)
    if (!idleHere || did > 0) { idleSince = null; continue }
    // Somebody else may hold the rows: the loop that sweeps in the background, or a request. But a moment that stays due
    // although nothing is left to do must not hold the clock for ever.
    idleSince ??= performance.now()
    if (performance.now() - idleSince > IDLE_LIMIT_MS) throw new Error(`a sweep says that ${due.at.toISOString()} is due, but does nothing: ${due.sweeps.map((s) => s.name).join(', ')}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** The earliest moment and the sweeps that have something due by then (or by now, when it lies in the past), in their order. */
async function nextDue(host: Host): Promise<{ at: Date; sweeps: Sweep[] } | null> {
  const found = await host.transaction(SYSTEM, async (ctx) => {
    // All questions on their way together: years have very many such moments.
    const asked = await Promise.all(host.registry.sweeps.map(async (sweep) => ({ sweep, at: await sweep.nextDue(ctx) })))
    return { all: asked.flatMap(({ sweep, at }) => (at ? [{ sweep, at }] : [])), now: ctx.now() }
  })
  const earliest = Math.min(...found.all.map((f) => f.at.getTime()))
  if (found.all.length === 0) return null
  const moment = Math.max(earliest, found.now.getTime())
  return { at: new Date(earliest), sweeps: found.all.filter((f) => f.at.getTime() <= moment).map((f) => f.sweep) }
}

async function runSweeps(host: Host, sweeps: readonly Sweep[]): Promise<number> {
  let did = 0
  for (const sweep of sweeps) did += await runSweep(host, sweep)
  return did
}

/** Waits until every committed event is carried on and no job or service has work that is due. */
export async function settle(host: Host, services: readonly { settle?(): Promise<unknown> }[]): Promise<void> {
  const until = performance.now() + SETTLE_LIMIT_MS
  for (;;) {
    while (await relayOnce(host) > 0) { /* until it has caught up */ }
    // Services come after the jobs: what a job left for a service, such as a mail, must not be missed.
    if (await isQuiet(host)) {
      let worked = false
      for (const service of services) worked = await service.settle?.() === true || worked
      if (!worked && await isQuiet(host)) return
    }
    if (performance.now() > until) throw new Error('the product does not come to rest: jobs keep running')
    await new Promise((resolve) => setTimeout(resolve, 3))
  }
}

async function isQuiet(host: Host): Promise<boolean> {
  const behind = await sql<{ n: number }>`select 1 as n from event_log where ${unsealed} limit 1`.execute(host.db)
  return behind.rows.length === 0 && await countRunnableJobs(host.db) === 0
}
