// Moves the test clock: everything that falls due on the way runs in time order, each at its own moment (RX-5).
import { sql } from 'kysely'
import type { TestClock } from './clock.ts'
import { SYSTEM } from './ctx.ts'
import type { Host } from './host.ts'
import { countRunnableJobs } from './jobs.ts'
import { relayOnce } from './relay.ts'
import { runSweep } from './sweeps.ts'

const SETTLE_LIMIT_MS = 60_000

/** Advances to `target`, then waits until relay, jobs and services are quiet. Refuses to go back with RangeError. */
export async function travelTo(host: Host, clock: TestClock, target: Date, services: readonly { settle?(): Promise<void> }[]): Promise<void> {
  if (target < clock.now()) throw new RangeError('the test clock never goes back')
  await settle(host, services)
  for (;;) {
    const next = await nextDue(host)
    if (!next || next > target) break
    const idleHere = next <= clock.now()
    if (next > clock.now()) clock.moveTo(next)
    const did = await sweepAll(host)
    await settle(host, services)
    // A moment that stays due although nothing is left to do must not hold the clock for ever.
    if (idleHere && did === 0) throw new Error(`a sweep says that ${next.toISOString()} is due, but does nothing`)
  }
  clock.moveTo(target)
  await sweepAll(host)
  await settle(host, services)
  await host.transaction(SYSTEM, async (ctx) => {
    await sql`insert into platform_state (key, value) values ('test-clock', ${JSON.stringify(target.toISOString())}::jsonb) on conflict (key) do update set value = excluded.value`.execute(ctx.sql<unknown>())
  })
}

async function nextDue(host: Host): Promise<Date | null> {
  return host.transaction(SYSTEM, async (ctx) => {
    let earliest: Date | null = null
    for (const sweep of host.registry.sweeps) {
      const at = await sweep.nextDue(ctx)
      if (at && (!earliest || at < earliest)) earliest = at
    }
    return earliest
  })
}

async function sweepAll(host: Host): Promise<number> {
  let did = 0
  for (const sweep of host.registry.sweeps) did += await runSweep(host, sweep)
  return did
}

/** Waits until every committed event is carried on and no job or service has work that is due. */
export async function settle(host: Host, services: readonly { settle?(): Promise<void> }[]): Promise<void> {
  const until = performance.now() + SETTLE_LIMIT_MS
  for (;;) {
    while (await relayOnce(host) > 0) { /* until it has caught up */ }
    for (const service of services) await service.settle?.()
    const behind = await sql<{ n: number }>`select 1 as n from event_log e, event_relay r where r.name = 'relay' and (e.tx, e.seq) > (r.tx, r.seq) limit 1`.execute(host.db)
    if (behind.rows.length === 0 && await countRunnableJobs(host.db) === 0) return
    if (performance.now() > until) throw new Error('the product does not come to rest: jobs keep running')
    await new Promise((resolve) => setTimeout(resolve, 3))
  }
}
