// Runs every sweep of every module, each in its own transaction; a sweep that fails is logged and tried again.
import { SYSTEM } from './ctx.ts'
import type { Host } from './host.ts'
import type { Sweep } from './module.ts'

/** Runs one sweep until nothing is due any more; returns how much it did. */
export async function runSweep(host: Host, sweep: Sweep): Promise<number> {
  let total = 0
  for (let round = 0; round < 1000; round++) {
    const did = await host.transaction(SYSTEM, (ctx) => sweep.run(ctx))
    total += did
    if (did === 0) break
  }
  return total
}

export function startSweeps(host: Host): { stop(): Promise<void> } {
  const loops = host.registry.sweeps.map((sweep) => loop(host, sweep))
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
