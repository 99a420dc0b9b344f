// Where a new case lands. Routing rules change rarely and are asked for with every case, so answers are kept for a moment; in this process
// a change of rules or units ends that at once, in others after at most two seconds.
import { routeUnit, RoutingChanged, StructureInForce, UnitChanged, UnitClosed, UnitClosing, UnitCreated } from '../../../org/public.ts'
import type { EventType } from '../../../../platform/contract/event.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { Host } from '../../../../platform/server/host.ts'
import { reaction } from '../../../../platform/server/module.ts'

export interface Work { serviceLine: string | null; problemClass: string | null; requesterType: string; regionId: string | null }

const KEEP_MS = 2000
const answers = new WeakMap<Host, Map<string, { unitId: string; until: number; at: number }>>()

/** Throws Conflict `org-no-unit` when no unit takes work. */
export async function routeCase(ctx: Ctx, work: Work): Promise<string> {
  const kept = answers.get(ctx.host) ?? new Map()
  answers.set(ctx.host, kept)
  const key = `${work.serviceLine}|${work.problemClass}|${work.requesterType}|${work.regionId}`
  const real = ctx.host.realNow().getTime(), at = ctx.now().getTime(), known = kept.get(key)
  if (known && known.until > real && Math.abs(at - known.at) < KEEP_MS) return known.unitId
  const unitId = await routeUnit(ctx, work)
  kept.set(key, { unitId, until: real + KEEP_MS, at })
  return unitId
}

const CHANGES: readonly EventType<any>[] = [RoutingChanged, UnitCreated, UnitChanged, UnitClosing, UnitClosed, StructureInForce]

export const routingReactions = CHANGES.map((to) => reaction({
  name: `cases.forget-routes-on-${to.name.replace(/^org\.|@\d+$/g, '')}`, to, when: 'in-transaction',
  async run(ctx) { ctx.afterCommit(() => { answers.delete(ctx.host) }) },
}))
