// Short leases that are renewed while their holder lives: after a crash the work is free again within seconds, however long it may take.
import type { Ctx } from './ctx.ts'
import { SYSTEM } from './ctx.ts'
import type { Host } from './host.ts'

/** How long a lease lasts after its holder died, in milliseconds of wall time. */
export const LEASE_MS = 30_000
const RENEW_MS = 10_000

export const leaseEnd = (host: Host): Date => new Date(host.realNow().getTime() + LEASE_MS)

/** Runs the work and calls `renew` every ten seconds meanwhile. A renewal that fails is logged; the work must check its lease when it saves. */
export async function whileLeased<T>(host: Host, renew: (ctx: Ctx, until: Date) => Promise<void>, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => {
    void host.transaction(SYSTEM, (ctx) => renew(ctx, leaseEnd(host))).catch((error: unknown) => host.log.warn({ err: error }, 'a lease could not be renewed'))
  }, RENEW_MS)
  try { return await work() } finally { clearInterval(timer) }
}
