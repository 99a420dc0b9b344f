// Takes the demo company out again: all of it or, where own work hangs on it, nothing (RX-17). The audit trail stays whole.
import { seedBelowLoneRoot } from '../../domains/org/public.ts'
import { DemoRemoved } from '../../platform/contract/demo.ts'
import { SYSTEM, type Ctx } from '../../platform/server/ctx.ts'
import { demoRecords, forgetDemo } from '../../platform/server/demo-records.ts'
import type { Host } from '../../platform/server/host.ts'
import { modules } from '../modules.ts'
import { adoptLateComers, demoState, isBeingPlayed, noteDemo } from './demo-state-store.ts'

/** What became of it. `ties`: what has to be moved first, in words of both languages; then nothing was removed. */
export type Removal = { outcome: 'removed' | 'nothing-there' | 'being-played' } | { outcome: 'tied'; ties: readonly string[] }

class OwnWorkHangsOnIt extends Error {
  readonly ties: readonly string[]
  constructor(ties: readonly string[]) { super('own work hangs on the demo company'); this.ties = ties }
}

/** For good, by the operator's word: it does not come again at the next start. What an installation begins with is there afterwards. Safe to repeat. */
export function removeDemo(host: Host): Promise<Removal> {
  return inOne(host, async (ctx) => {
    if (await isBeingPlayed(ctx)) return 'being-played'
    const state = await demoState(ctx), there = await takeOut(ctx)
    await seedBelowLoneRoot(ctx)
    if (state === 'started') await noteDemo(ctx, 'played')
    return there ? 'removed' : 'nothing-there'
  })
}

/** What a start that was cut off left behind, so that the story can begin anew. */
export function clearHalfDemo(host: Host): Promise<Removal> {
  return inOne(host, async (ctx) => (await takeOut(ctx) ? 'removed' : 'nothing-there'))
}

async function inOne(host: Host, work: (ctx: Ctx) => Promise<'removed' | 'nothing-there' | 'being-played'>): Promise<Removal> {
  try {
    return { outcome: await host.transaction(SYSTEM, work) }
  } catch (error) {
    if (error instanceof OwnWorkHangsOnIt) return { outcome: 'tied', ties: error.ties }
    throw error
  }
}

/** True when there was something. Each domain takes out its own, those that know of others first. */
async function takeOut(ctx: Ctx): Promise<boolean> {
  await adoptLateComers(ctx)
  const ties: string[] = []
  for (const m of modules.toReversed()) ties.push(...await m.removeDemo?.(ctx) ?? [])
  if (ties.length > 0) throw new OwnWorkHangsOnIt(ties)
  const { units, accounts, customers, articles } = await demoRecords(ctx)
  await forgetDemo(ctx)
  if (units.length + accounts.length === 0) return false
  await ctx.emit(DemoRemoved, { units: units.length, accounts: accounts.length, customers: customers.length, articles: articles.length })
  return true
}
