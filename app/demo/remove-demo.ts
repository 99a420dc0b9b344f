// Takes the demo company out again: all of it or, where own work hangs on it, nothing (RX-17). The audit trail stays whole.
import { DemoRemoved } from '../../platform/contract/demo.ts'
import { SYSTEM } from '../../platform/server/ctx.ts'
import { demoRecords, forgetDemo } from '../../platform/server/demo-records.ts'
import type { Host } from '../../platform/server/host.ts'
import { modules } from '../modules.ts'
import { adoptLateComers } from './demo-state-store.ts'

class OwnWorkHangsOnIt extends Error {
  readonly ties: readonly string[]
  constructor(ties: readonly string[]) { super('own work hangs on the demo company'); this.ties = ties }
}

/** `ties`: what has to be moved first, in words; then nothing was removed. Safe to repeat. */
export async function removeDemo(host: Host): Promise<{ ties: readonly string[] }> {
  try {
    await host.transaction(SYSTEM, async (ctx) => {
      await adoptLateComers(ctx)
      const ties: string[] = []
      for (const m of modules.toReversed()) ties.push(...await m.removeDemo?.(ctx) ?? [])
      if (ties.length > 0) throw new OwnWorkHangsOnIt(ties)
      const { units, accounts, customers, articles } = await demoRecords(ctx)
      await forgetDemo(ctx)
      if (units.length + accounts.length > 0) await ctx.emit(DemoRemoved, { units: units.length, accounts: accounts.length, customers: customers.length, articles: articles.length })
    })
    return { ties: [] }
  } catch (error) {
    if (error instanceof OwnWorkHangsOnIt) return { ties: error.ties }
    throw error
  }
}
