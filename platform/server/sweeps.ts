// Runs every sweep of every module, each in its own transaction; a sweep that fails is logged and tried again.
import { SYSTEM } from './ctx.ts'
import { CROWD, enter, leave } from './crowd.ts'
import type { Host } from './host.ts'
import type { Sweep } from './module.ts'

/** A sweep that finds ever more to do lets the others look at it again a second later. */
const MOST_ROUNDS = 1000

/** Runs one sweep until nothing is due any more; returns how much it did. */
export async function runSweep(host: Host, sweep: Sweep): Promise<number> {
  const round = (): Promise<number> => host.transaction(SYSTEM, (ctx) => sweep.run(ctx))
  let total = await round()
  if (total === 0) return 0
  // While deadlines are behind they count like requests: jobs and whatever follows from the facts give way to them (jobs.ts).
  enter(host, CROWD)
  try {
    for (let n = 1; n < MOST_ROUNDS; n++) {
      const did = await round()
      total += did
      if (did === 0) break
    }
  } finally { leave(host, CROWD) }
  return total
}

export function startSweeps(host: Host): { stop(): Promise<void> } {
  const loops = host.registry.sweeps.flatMap((sweep) => Array.from({ length: sweep.lanes ?? 1 }, () => loop(host, sweep)))
  return { async stop() { await Promise.all(loops.map((l) => l.stop())) } }
}

function loop(host: Host, sweep: Sweep): { stop(): Promise<void> } {
  let stopped = false, wake = () => {}
  const done = (async () => {
    while (!stopped) {
      try { await runSweep(host, sweep) } catch (error) { if (!stopped) host.log.error({ err: error, sweep: sweep.name }, 'a sweep failed; it runs again') }
      if (!stopped) await new Promise<void>((resolve) => { const t = setTimeout(resolve, (sweep.every ?? 1) * 1000); wake = () => { clearTimeout(t); resolve() } })
    }
  })()
  return { async stop() { stopped = true; wake(); await done } }
}
