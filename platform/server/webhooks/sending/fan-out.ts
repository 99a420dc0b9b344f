// Reads the event log behind the commits and writes a delivery for each endpoint that wants to hear: exactly once, whatever crashes.
import { SYSTEM } from '../../ctx.ts'
import { readEventsAfter, toHappened } from '../../event-log.ts'
import type { Host } from '../../host.ts'
import type { Service } from '../../module.ts'
import { startLoop } from '../../work-loop.ts'
import { insertDeliveries, lockCursor, moveCursor } from './delivery-store.ts'
import { activeEndpoints, anyActive } from './endpoint-store.ts'
import { bodyOf, isWanted } from './thin-data.ts'

const BATCH = 500

/** Facts that live clients may hear of too, and no one's private notices. */
export function offeredEvents(host: Pick<Host, 'registry'>): Set<string> {
  return new Set([...host.registry.liveTo.keys()].filter((name) => !name.startsWith('notify.')))
}

export const ENDPOINTS_CHANGED = 'webhook-endpoints'
const LOOK_AGAIN_MS = 5_000, GATHER_MS = 200

/** Handles one batch; false when nothing is left or another process is at it. */
export async function fanOut(host: Host): Promise<boolean> {
  const moved = await host.transaction(SYSTEM, async (ctx) => {
    const cursor = await lockCursor(ctx)
    if (!cursor) return false
    const events = await readEventsAfter(ctx.sql<unknown>(), cursor, BATCH)
    if (events.length === 0) return false
    const endpoints = await activeEndpoints(ctx), offered = offeredEvents(host)
    const heard = endpoints.length === 0 ? [] : events.filter((e) => offered.has(e.name)).map(toHappened)
    await insertDeliveries(ctx, heard.flatMap((e) => endpoints.filter((p) => isWanted(p.events, e.name)).map((p) => ({ endpoint_id: p.id, event_id: e.id, event_name: e.name, body: bodyOf(e) }))))
    const last = events.at(-1)!
    await moveCursor(ctx, { tx: String(last.tx), seq: String(last.seq) })
    if (heard.length > 0) ctx.afterCommit(() => host.signals.raise('webhook-out'))
    return events.length === BATCH || heard.length > 0
  })
  return moved
}

export const fanOutService: Service = {
  name: 'webhooks.fan-out', role: 'worker',
  async start(host) {
    // An installation without endpoints pays nothing for every commit: it looks every few seconds whether there is one.
    let known = false, lookedAt = -Infinity
    const off = host.signals.on(ENDPOINTS_CHANGED, () => { lookedAt = -Infinity })
    const step = async (): Promise<boolean> => {
      const now = performance.now()
      if (now - lookedAt > LOOK_AGAIN_MS) { known = await host.transaction(SYSTEM, (ctx) => anyActive(ctx)); lookedAt = now }
      return known ? fanOut(host) : false
    }
    const loop = startLoop(host, { name: 'webhooks.fan-out', wakeOn: 'log', everyMs: LOOK_AGAIN_MS, gatherMs: GATHER_MS, step })
    return { ...loop, async stop() { off(); await loop.stop() } }
  },
}
