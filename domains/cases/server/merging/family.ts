// Which cases go on in a case, as far as the reader may see them: their histories are shown with its own.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { CaseFacts } from '../case-facts.ts'
import { isRestrictedFor, may } from '../case-scope.ts'
import { absorbedRows, type Absorbed } from './merge-store.ts'

/** Staff: those in reach; requesters: their own. Nothing of a data-security case for the uncleared (§3.1-3). */
export async function absorbedBy(ctx: Ctx, facts: Pick<CaseFacts, 'id'>): Promise<Absorbed[]> {
  const rows = await absorbedRows(ctx, facts.id)
  return rows.filter((c) => (ctx.actor.kind === 'requester' ? c.requesterId === ctx.actor.id : ctx.actor.kind === 'system' || (may(ctx, 'cases.read', c) && !isRestrictedFor(ctx, c))))
}
