// Moves the clock of the story from act to act. What falls due on the way happens at its own time, and what follows from an act happens
// right after it: the reactions that the workers would run a moment later are run here, one after the other, so that the story is always
// the same and does not wait for wake-ups.
import { TestClock } from '../../platform/server/clock.ts'
import { SYSTEM } from '../../platform/server/ctx.ts'
import { eventHorizon, readEventsAfter, toHappened } from '../../platform/server/event-log.ts'
import type { Host } from '../../platform/server/host.ts'
import { countRunnableJobs } from '../../platform/server/jobs.ts'
import { runReading } from '../../platform/server/kernel.ts'
import type { Reaction, RunningService, Sweep } from '../../platform/server/module.ts'
import type { Registry } from '../../platform/server/registry.ts'
import { runSweep } from '../../platform/server/sweeps.ts'
import { settle, travelTo } from '../../platform/server/time-travel.ts'
import { MINUTE } from './story-time.ts'

/** Acts that lie closer together than this share the look at what is due (business time). */
const SLOT = 10 * MINUTE
const PATIENCE_MS = 60_000, BATCH = 500

export class StoryClock {
  readonly clock: TestClock
  /** What the relay hands to the workers while the story is told: nothing; the index of the search is written at the end. */
  readonly registry: Registry
  readonly #consequences: ReadonlyMap<string, readonly Reaction[]>
  readonly #host: Host
  readonly #services: readonly RunningService[]
  #looked = 0
  #read = { tx: '0', seq: '0' }

  constructor(host: Host, services: readonly RunningService[], start: number) {
    this.clock = new TestClock(new Date(start))
    // Thousands of small commits; the last one makes all of them durable.
    this.clock.travelling = true
    this.#host = host
    this.#services = services
    const only = (keep: (r: Reaction) => boolean) => new Map([...host.registry.reactionsTo].map(([name, list]) => [name, list.filter(keep)]))
    this.registry = { ...host.registry, reactionsTo: only((r) => r.when === 'in-transaction') }
    this.#consequences = only((r) => r.when === 'after-commit' && !r.name.startsWith('search.'))
  }

  /** Whatever happened before the story is carried on as usual, and is none of its consequences. */
  async begin(): Promise<void> {
    await settle(this.#host, this.#services)
    this.#read = { tx: await eventHorizon(this.#host.db), seq: '0' }
  }

  async moveTo(at: number): Promise<void> {
    if (at - this.#looked >= SLOT) await this.#passThrough(at)
    if (at > this.clock.now().getTime()) this.clock.moveTo(new Date(at))
  }

  /** Runs what follows from everything that happened since the last call. */
  async follow(): Promise<void> {
    for (let events = await this.#newEvents(); events.length > 0; events = await this.#newEvents()) {
      for (const event of events) {
        for (const reaction of this.#consequences.get(event.name) ?? []) await this.#host.transaction(SYSTEM, (ctx) => reaction.run(ctx, toHappened(event)))
      }
    }
  }

  /** To the end of the story: everything on the way, and everything that follows, the services included. */
  async finish(at: number): Promise<void> {
    await this.#passThrough(at)
    await this.follow()
    await travelTo(this.#host, this.clock, new Date(at), this.#services)
  }

  async #newEvents() {
    const events = await readEventsAfter(this.#host.db, this.#read, BATCH), last = events.at(-1)
    if (last) this.#read = { tx: last.tx, seq: last.seq }
    return events
  }

  async #passThrough(at: number): Promise<void> {
    for (let due = await this.#nextDue(); due && due.at <= at; due = await this.#nextDue()) {
      if (due.at > this.clock.now().getTime()) this.clock.moveTo(new Date(due.at))
      for (const sweep of due.sweeps) await runSweep(this.#host, sweep)
      await this.#jobsDone()
      await this.follow()
    }
    this.#looked = at
  }

  /** Timers hand their work to the workers of this process. */
  async #jobsDone(): Promise<void> {
    const until = performance.now() + PATIENCE_MS
    while (await countRunnableJobs(this.#host.db) > 0) {
      if (performance.now() > until) throw new Error('the demo company does not come to rest: jobs keep running')
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
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
