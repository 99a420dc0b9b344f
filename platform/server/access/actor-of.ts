// Actors of accounts, and the other way round: whose reach covers a row.
import type { Actor, Ctx } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import type { Scope, ScopedRow } from '../scope.ts'
import { findActor, findCandidates, type ActorRow } from './actor-queries.ts'
import { descendantsIn, reachOfAll } from './permission-reach.ts'

export const toActor = (row: ActorRow, grants: ReadonlyMap<string, Scope>, via: Actor['via'], sessionId: string | null): Actor => ({
  id: row.id, kind: row.kind, name: row.name, email: row.email, locale: row.locale, customerId: row.customer_id, unitId: row.unit_id, grants, via, sessionId,
})

/** The account as an actor with all its rights, as if it had sent a request itself. Throws NotFound when it does not exist or is disabled. */
export async function actorOf(ctx: Ctx, accountId: string): Promise<Actor> {
  const row = await findActor(ctx, accountId)
  if (!row) throw new NotFound('account')
  return toActor(row, await reachOfAll(row.held, row.customer_id, null, descendantsIn(ctx)), 'system', null)
}

/** Ids of the active accounts whose reach of a permission covers a row: who may be told of it (RX-8, RX-16). */
export async function accountsWith(ctx: Ctx, permission: string, row: ScopedRow): Promise<string[]> {
  const descendants = descendantsIn(ctx), found = new Set<string>()
  for (const one of await findCandidates(ctx, permission, row)) {
    if (one.reach !== 'unit') found.add(one.id)
    else if (one.unit && row.unitId && (one.unit === row.unitId || (await descendants(one.unit)).includes(row.unitId))) found.add(one.id)
  }
  return [...found]
}
