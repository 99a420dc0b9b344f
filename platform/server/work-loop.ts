// A background loop of a service: does step after step while there is work, then sleeps until woken or until its time.
import type { Host } from './host.ts'
import type { RunningService } from './module.ts'

export interface LoopOptions {
  name: string
  /** Signal that says that there may be work. */
  wakeOn: string
  /** Longest sleep in milliseconds of wall time. */
  everyMs: number
  /** Pause after a wake-up in milliseconds: under load the signal comes with every commit, and what gathers meanwhile costs one step instead of many. */
  gatherMs?: number
  /** Does one piece of work; false when nothing is due. */
  step: () => Promise<boolean>
  /** Steps that may run side by side; default 1. */
  lanes?: number
}

/** `settle` runs the steps itself until none is due, and waits for those under way. */
export function startLoop(host: Host, options: LoopOptions): RunningService {
  let stopped = false
  const sleepers = new Set<() => void>()
  const off = host.signals.on(options.wakeOn, () => { for (const wake of sleepers) wake() })
  const underWay = new Set<Promise<boolean>>()
  const step = (): Promise<boolean> => {
    const running = options.step().finally(() => underWay.delete(running))
    underWay.add(running)
    return running
  }
  const lane = async (): Promise<void> => {
    while (!stopped) {
      let worked = false
      // The way to sleep is laid before the look: a signal that comes during the look must not be missed.
      const asleep = new Promise<void>((resolve) => {
        const timer = setTimeout(wake, options.everyMs)
        function wake(): void { clearTimeout(timer); sleepers.delete(wake); resolve() }
        sleepers.add(wake)
      })
      try { worked = await step() } catch (error) { if (!stopped) host.log.error({ err: error, service: options.name }, 'a background step failed; it is tried again') }
      if (worked || stopped) continue
      await asleep
      if (options.gatherMs !== undefined && !stopped) await new Promise((resolve) => setTimeout(resolve, options.gatherMs))
    }
  }
  const lanes = Promise.all(Array.from({ length: options.lanes ?? 1 }, lane))
  return {
    async stop() {
      stopped = true
      off()
      for (const wake of sleepers) wake()
      await lanes
    },
    async settle() {
      let worked = false
      do { while (await step()) worked = true } while (await anyWorked(underWay))
      return worked
    },
  }
}

async function anyWorked(underWay: ReadonlySet<Promise<boolean>>): Promise<boolean> {
  const ended = await Promise.allSettled(underWay)
  return ended.some((e) => e.status === 'fulfilled' && e.value)
}
