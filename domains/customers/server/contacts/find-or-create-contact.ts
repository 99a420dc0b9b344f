// Who wrote to us: a known address, a known number, or somebody new.
import { findAccountOf } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput } from '../../../../platform/server/errors.ts'
import { customerOfDomain } from '../customers/customer-queries.ts'
import { companyDomain, phoneKey } from '../customers/name-key.ts'
import { contactOfEmail, contactOfPhone } from './contact-queries.ts'
import { lockAddress } from './contact-store.ts'
import { makeContact } from './create-contact.ts'

export interface Sender {
  /** Id of the account; a case takes it as its requester. */
  id: string
  name: string
  customerId: string | null
  /** `internal`: an address of our own people. */
  requesterType: 'customer' | 'internal'
  created: boolean
}

/**
 * Finds the person by any of its addresses, else by an unambiguous telephone number, else makes a contact. A new one belongs to
 * the customer that its mail domain stands for, if exactly one does; else to none until staff say so. Throws BadInput without address and number.
 */
export async function findOrCreateContact(ctx: Ctx, sender: { name?: string | null; email?: string | null; phone?: string | null; locale?: 'zh-CN' | 'en' }): Promise<Sender> {
  const email = sender.email?.trim().toLowerCase() || null, phone = phoneKey(sender.phone)
  if (!email && !phone) throw new BadInput([{ pointer: '/email', code: 'customers.reachable' }])
  await lockAddress(ctx, email ?? phone!)
  const known = email ? await contactOfEmail(ctx, email) : await contactOfPhone(ctx, phone!)
  if (known) return { id: known.id, name: known.name, customerId: known.customer_id, requesterType: 'customer', created: false }
  const account = email ? await findAccountOf(ctx, { email }) : null
  if (account) return { id: account.id, name: account.name, customerId: account.customerId, requesterType: account.customerId ? 'customer' : 'internal', created: false }
  const domain = email ? companyDomain(email) : null
  const customerId = domain ? await customerOfDomain(ctx, domain) : null
  const name = nameOf(sender.name, email, sender.phone)
  const id = await makeContact(ctx.asSystem(), { name, email, phone: sender.phone ?? null, customerId, locale: sender.locale }, true)
  return { id, name, customerId, requesterType: 'customer', created: true }
}

/** A name that fits a name field: the given one, else the address before the @, else the number. */
function nameOf(given: string | null | undefined, email: string | null, phone: string | null | undefined): string {
  const clean = (given ?? '').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').replace(/\s+/g, ' ').trim()
  return [...(clean || email?.split('@')[0] || phone || '?')].slice(0, 120).join('')
}
