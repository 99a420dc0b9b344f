// The newest row of a case within one transaction. A row that the transaction wrote or locked cannot change under it, so the
// reactions that follow an act (clocks, messages, records) and the reply need not read it again.
import type { Ctx } from '../../../platform/server/ctx.ts'
import type { CaseFacts } from './case-facts.ts'

const memories = new WeakMap<object, Map<string, CaseFacts>>()

export function remember(ctx: Ctx, facts: CaseFacts): CaseFacts {
  const tx = ctx.sql<unknown>()
  const memory = memories.get(tx) ?? new Map<string, CaseFacts>()
  memories.set(tx, memory.set(facts.id, facts))
  return facts
}

export const recall = (ctx: Ctx, id: string): CaseFacts | null => memories.get(ctx.sql<unknown>())?.get(id) ?? null
