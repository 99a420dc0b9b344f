// Moves the clock of the story from act to act. Everything that falls due on the way happens at its own time; what follows from an act
// happens beside the next ones, as in real life, and is waited for where somebody would notice.
import { sql } from 'kysely'
import { TestClock } from '../../platform/server/clock.ts'
import { SYSTEM } from '../../platform/server/ctx.ts'
import type { Host } from '../../platform/server/host.ts'
import { countRunnableJobs } from '../../platform/server/jobs.ts'
import { runReading } from '../../platform/server/kernel.ts'
import type { RunningService, Sweep } from '../../platform/server/module.ts'
import { runSweep } from '../../platform/server/sweeps.ts'
import { settle, travelTo } from '../../platform/server/time-travel.ts'
import { HOUR, MINUTE } from './story-time.ts'

/** Acts that lie closer together than this share the look at what is due (business time). */
const SLOT = 10 * MINUTE
/** Consequences lag behind by this at most (business time). */
const LAG = 2 * HOUR
const PATIENCE_MS = 60_000

export class StoryClock {
  readonly clock: TestClock
  readonly #host: Host
  readonly #services: readonly RunningService[]
  #looked = 0
  #rested = 0

  constructor(host: Host, services: readonly RunningService[], start: number) {
    this.clock = new TestClock(new Date(start))
    // Thousands of small commits; the last one makes all of them durable.
    this.clock.travelling = true
    this.#host = host
    this.#services = services
  }

  async moveTo(at: number): Promise<void> {
    if (at - this.#looked >= SLOT) await this.#passThrough(at)
    if (at - this.#rested >= LAG) await this.rest()
    if (at > this.clock.now().getTime()) this.clock.moveTo(new Date(at))
  }

  /** To the end of the story: everything on the way, and everything that follows, the services included. */
  async finish(at: number): Promise<void> {
    await travelTo(this.#host, this.clock, new Date(at), this.#services)
  }

  /** Waits for everything, the services included. */
  settle(): Promise<void> { return settle(this.#host, this.#services) }

  /** Waits until the relay and the workers of this process have nothing left. */
  async rest(): Promise<void> {
    const until = performance.now() + PATIENCE_MS
    while (await this.#isBusy()) {
      if (performance.now() > until) throw new Error('the demo company does not come to rest: jobs keep running')
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    this.#rested = this.clock.now().getTime()
  }

  async #passThrough(at: number): Promise<void> {
    for (let due = await this.#nextDue(); due && due.at <= at; due = await this.#nextDue()) {
      if (due.at > this.clock.now().getTime()) this.clock.moveTo(new Date(due.at))
      for (const sweep of due.sweeps) await runSweep(this.#host, sweep)
      await this.rest()
    }
    this.#looked = at
  }

  async #isBusy(): Promise<boolean> {
    const behind = await sql`select 1 from event_log e, event_relay r where r.name = 'relay' and (e.tx, e.seq) > (r.tx, r.seq) limit 1`.execute(this.#host.db)
    return behind.rows.length > 0 || await countRunnableJobs(this.#host.db) > 0
  }

  /** The earliest moment at which something is due, and the sweeps that see to it. */
  #nextDue(): Promise<{ at: number; sweeps: Sweep[] } | null> {
    return runReading(this.#host, SYSTEM, async (ctx) => {
      const found: { at: number; sweep: Sweep }[] = []
      for (const sweep of this.#host.registry.sweeps) {
        const due = await sweep.nextDue(ctx)
        if (due) found.push({ at: due.getTime(), sweep })
      }
      if (found.length === 0) return null
      const at = Math.min(...found.map((f) => f.at)), now = Math.max(at, ctx.now().getTime())
      return { at, sweeps: found.filter((f) => f.at <= now).map((f) => f.sweep) }
    })
  }
}
