// Removes a customer that was never used. Whoever has contacts or cases stays: communication records are kept for three years (§5.1-4).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Conflict, Forbidden, Stale } from '../../../../platform/server/errors.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import { CustomerRemoved } from '../../contract/events.ts'
import { allReasons } from '../all-reasons.ts'
import { countContacts } from '../contacts/contact-queries.ts'
import { deleteCustomer } from './customer-store.ts'
import { reachedCustomer, scopeOf } from './show-customer.ts'

/** Throws NotFound, Forbidden, Stale, Conflict `customers-in-use` naming everything that depends on it. Its number is never given again. */
export async function removeCustomer(ctx: Ctx, id: string, ifMatch: number | null): Promise<void> {
  const row = await reachedCustomer(ctx, id, 'customers.read', 'for update')
  if (!inScope(ctx.require('customers.write'), ctx.actor.id, scopeOf(row))) throw new Forbidden('customers.write')
  if (ifMatch !== null && ifMatch !== row.version) throw new Stale(row.version)
  const contacts = await countContacts(ctx, id)
  const reasons = await allReasons(
    contacts > 0 ? [{ pointer: '/contacts', code: 'customers.has-contacts', clause: '§5.1-4', params: { count: contacts } }] : [],
    () => ctx.emit(CustomerRemoved, { customerId: id, number: row.number, regionId: row.region_id }, { changes: { name: { from: row.name, to: null } } }),
  )
  if (reasons.length > 0) throw new Conflict('customers-in-use', { name: row.name }, reasons)
  await deleteCustomer(ctx, id)
}
