// Changes a contact and the account behind it.
import { updateAccount } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Forbidden } from '../../../../platform/server/errors.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import type { PatchContact } from '../../contract/contact.ts'
import { ContactChanged } from '../../contract/events.ts'
import { phoneKey } from '../customers/name-key.ts'
import { saveContact, replaceEmails } from './contact-store.ts'
import { requireCustomer, requireFreeEmails } from './create-contact.ts'
import { contactScope, reachedContact, toContact } from './show-contact.ts'

/** A contact who has left can no longer sign in; the history stays. Throws NotFound, Forbidden, Stale, Conflict, BadInput. */
export async function patchContact(ctx: Ctx, id: string, patch: PatchContact, ifMatch: number | null): Promise<void> {
  const row = await reachedContact(ctx, id)
  if (!inScope(ctx.require('customers.write'), ctx.actor.id, contactScope(row))) throw new Forbidden('customers.write')
  if (patch.customerId !== undefined && patch.customerId !== row.customer_id) await requireCustomer(ctx, patch.customerId)
  const before = { ...toContact(row), customerId: row.customer_id }
  const after = { ...before, ...patch }
  if (!after.email && !after.phone) throw new BadInput([{ pointer: '/email', code: 'customers.reachable' }])
  if (patch.email !== undefined || patch.otherEmails !== undefined) {
    await requireFreeEmails(ctx, [...(after.email ? [after.email] : []), ...after.otherEmails], id)
    await replaceEmails(ctx, id, after.email, after.otherEmails)
  }
  await saveContact(ctx, id, {
    name: after.name, customer_id: after.customerId, phone: after.phone, phone_key: phoneKey(after.phone), locale: after.locale, preferred_channel: after.preferredChannel, note: after.note, state: after.state,
  }, ifMatch)
  await updateAccount(ctx, id, { name: patch.name, email: patch.email, locale: patch.locale, customerId: patch.customerId, status: patch.state === undefined ? undefined : patch.state === 'left' ? 'disabled' : 'active' })
  const changed = (Object.keys(patch) as (keyof PatchContact)[]).filter((f) => JSON.stringify(before[f]) !== JSON.stringify(patch[f]))
  if (changed.length > 0) await ctx.emit(ContactChanged, { contactId: id, customerId: after.customerId }, { changes: Object.fromEntries(changed.map((f) => [f, { from: before[f], to: patch[f] }])) })
}
