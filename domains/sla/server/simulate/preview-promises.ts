// The promises that a request would get if it were sent now: the same rules as for live cases, nothing stored (RX-2).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { PromisePreview, PromiseQuery } from '../../contract/promise-api.ts'
import { simulate } from './simulate.ts'

/** Governing clocks with a due time, the earliest first; for the customer of the actor, else for an internal user. */
export async function previewPromises(ctx: Ctx, { effect, ...facts }: PromiseQuery): Promise<PromisePreview> {
  const { customerId } = ctx.actor
  const record = { kind: 'case' as const, createdAt: ctx.now().toISOString(), requesterType: customerId ? 'customer' as const : 'internal' as const, ...(customerId ? { customerId } : {}), ...facts, ...(effect ? { effects: [effect] } : {}) }
  const { clocks } = await simulate(ctx, { record, events: [], steps: false })
  const items = clocks.flatMap(({ kind, target, dueAt, clause, reference }) => (dueAt && !reference ? [{ kind, target, dueAt, clause }] : []))
  return { items: items.toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt)), nextCursor: null }
}
