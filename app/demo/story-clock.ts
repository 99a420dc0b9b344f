// Moves the clock of the story from act to act. What falls due on the way happens at its own time, and what follows from an act happens
// right after it: the reactions that the workers would run a moment later are run here, one after the other, so that the story is always
// the same and does not wait for wake-ups.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Happened } from '../../platform/contract/event.ts'
import { TestClock } from '../../platform/server/clock.ts'
import { SYSTEM } from '../../platform/server/ctx.ts'
import type { Host } from '../../platform/server/host.ts'
import { countRunnableJobs } from '../../platform/server/jobs.ts'
import { runReading } from '../../platform/server/kernel.ts'
import type { Reaction, RunningService, Sweep } from '../../platform/server/module.ts'
import type { Registry } from '../../platform/server/registry.ts'
import { settle, travelTo } from '../../platform/server/time-travel.ts'
import { MINUTE } from './story-time.ts'

/** Acts that lie closer together than this share the look at what is due (business time). */
const SLOT = 10 * MINUTE
const PATIENCE_MS = 60_000

export class StoryClock {
  readonly clock: TestClock
  /** What the relay hands to the workers while the story is told, and what other systems hear of it: nothing. The index of the search is written at the end. */
  readonly registry: Registry
  readonly #consequences: ReadonlyMap<string, readonly Reaction[]>
  readonly #host: Host
  readonly #services: readonly RunningService[]
  #looked = 0
  /** What was committed and is still to be followed by something, in that order. */
  readonly #happened: Happened<unknown>[] = []

  constructor(host: Host, services: readonly RunningService[], start: number) {
    this.clock = new TestClock(new Date(start))
    // Thousands of small commits; the last one makes all of them durable.
    this.clock.travelling = true
    this.#host = host
    this.#services = services
    const all = [...host.registry.reactionsTo]
    this.#consequences = new Map(all.map(([name, list]) => [name, list.filter((r) => r.when === 'after-commit' && !r.name.startsWith('search.'))]))
    const noting: Omit<Reaction, 'to'> = { name: 'demo.note', when: 'in-transaction', run: async (ctx, event) => ctx.afterCommit(() => { this.#happened.push(event) }) }
    this.registry = { ...host.registry, liveTo: new Map(), reactionsTo: new Map(all.map(([name, list]) => [name, [...list.filter((r) => r.when === 'in-transaction'), { ...noting, to: list[0]!.to }]])) }
  }

  /** Whatever happened before the story is carried on as usual, and is none of its consequences. */
  begin(): Promise<void> { return settle(this.#host, this.#services) }

  async moveTo(at: number): Promise<void> {
    if (at - this.#looked >= SLOT) await this.#passThrough(at)
    if (at > this.clock.now().getTime()) this.clock.moveTo(new Date(at))
  }

  /** Runs what follows from everything that happened since the last call. */
  async follow(): Promise<void> {
    for (let event = this.#happened.shift(); event; event = this.#happened.shift()) {
      for (const reaction of this.#consequences.get(event.name) ?? []) {
        if (reaction.concerns?.(event) ?? true) await this.#host.transaction(SYSTEM, (ctx) => reaction.run(ctx, event))
      }
    }
  }

  /** To the end of the story: everything on the way, and everything that follows, the services included. */
  async finish(at: number): Promise<void> {
    await this.#passThrough(at)
    await this.follow()
    await travelTo(this.#host, this.clock, new Date(at), this.#services)
  }

  async #passThrough(at: number): Promise<void> {
    let busy = performance.now()
    for (let due = await this.#nextDue(); due && due.at <= at; due = await this.#nextDue()) {
      if (due.at > this.clock.now().getTime()) this.clock.moveTo(new Date(due.at))
      let did = 0
      for (const sweep of due.sweeps) did += await this.#host.transaction(SYSTEM, (ctx) => sweep.run(ctx))
      if (did > 0) {
        busy = performance.now()
        await this.#jobsDone()
        await this.follow()
      } else if (performance.now() - busy > PATIENCE_MS) throw new Error(`nobody does what is due: ${due.sweeps.map((s) => s.name).join(', ')}`)
      // The loop that sweeps in the background is at it.
      else await sleep(1)
    }
    this.#looked = at
  }

  /** Timers hand their work to the workers of this process. */
  async #jobsDone(): Promise<void> {
    const until = performance.now() + PATIENCE_MS
    while (await countRunnableJobs(this.#host.db) > 0) {
      if (performance.now() > until) throw new Error('the demo company does not come to rest: jobs keep running')
      await sleep(1)
    }
  }

  /** The earliest moment at which something is due, and the sweeps that see to it. */
  #nextDue(): Promise<{ at: number; sweeps: Sweep[] } | null> {
    return runReading(this.#host, SYSTEM, async (ctx) => {
      const found = await Promise.all(this.#host.registry.sweeps.map(async (sweep) => ({ sweep, at: (await sweep.nextDue(ctx))?.getTime() ?? Infinity })))
      const at = Math.min(...found.map((f) => f.at)), now = Math.max(at, ctx.now().getTime())
      return at === Infinity ? null : { at, sweeps: found.filter((f) => f.at <= now).map((f) => f.sweep) }
    })
  }
}
