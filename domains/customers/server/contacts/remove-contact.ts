// Removes a contact that never asked for anything. Others are marked as having left, so that their history stays (§5.1-4).
import { updateAccount } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Conflict, Forbidden, Stale } from '../../../../platform/server/errors.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import { ContactRemoved } from '../../contract/events.ts'
import { allReasons } from '../all-reasons.ts'
import { deleteContact } from './contact-store.ts'
import { contactScope, reachedContact } from './show-contact.ts'

/** The account behind it is disabled and gives its address free. Throws NotFound, Forbidden, Stale, Conflict `customers-contact-in-use`. */
export async function removeContact(ctx: Ctx, id: string, ifMatch: number | null): Promise<void> {
  const row = await reachedContact(ctx, id)
  if (!inScope(ctx.require('customers.write'), ctx.actor.id, contactScope(row))) throw new Forbidden('customers.write')
  if (ifMatch !== null && ifMatch !== row.version) throw new Stale(row.version)
  const reasons = await allReasons([], () => ctx.emit(ContactRemoved, { contactId: id, customerId: row.customer_id, regionId: row.region_id }, { changes: { name: { from: row.name, to: null }, email: { from: row.email, to: null } } }))
  if (reasons.length > 0) throw new Conflict('customers-contact-in-use', { name: row.name }, reasons)
  await deleteContact(ctx, id)
  await updateAccount(ctx, id, { status: 'disabled', email: null, customerId: null })
}
