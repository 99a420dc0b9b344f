// What other domains may use of customers and contacts.
import type { Ctx } from '../../platform/server/ctx.ts'
import type { CustomerTier } from './contract/customer.ts'
import { contactOfEmail, findContactRow, type ContactRow } from './server/contacts/contact-queries.ts'
import { customerRefs } from './server/customers/customer-queries.ts'
import { takeNumber } from './server/customers/customer-store.ts'

export { findOrCreateContact, type Sender } from './server/contacts/find-or-create-contact.ts'
export { CustomerCreated, CustomerChanged, CustomerRemoved, ContactCreated, ContactChanged, ContactRemoved } from './contract/events.ts'

export interface CustomerFacts { id: string; number: string; name: string; tier: CustomerTier; regionId: string | null }
export interface ContactFacts { id: string; name: string; email: string | null; phone: string | null; locale: 'zh-CN' | 'en'; active: boolean; customer: CustomerFacts | null }

/** SQL view published for joins by other domains; its columns are a contract. */
export interface CustomerViews { customers_summary: { id: string; number: string; name: string; tier: CustomerTier; region_id: string | null } }

const toFacts = (k: ContactRow): ContactFacts => ({
  id: k.id, name: k.name, email: k.email, phone: k.phone, locale: k.locale as ContactFacts['locale'], active: k.state === 'active',
  customer: k.customer_id ? { id: k.customer_id, number: k.customer_number!, name: k.customer_name!, tier: k.customer_tier!, regionId: k.region_id } : null,
})

/** A contact by the id of its account; null for staff, internal users and unknown ids. Not limited by the actor's reach. */
export async function findContact(ctx: Ctx, id: string): Promise<ContactFacts | null> {
  const row = await findContactRow(ctx, id)
  return row ? toFacts(row) : null
}

/** A contact by any of its addresses; null when there is none. Not limited by the actor's reach. */
export async function findContactByEmail(ctx: Ctx, email: string): Promise<ContactFacts | null> {
  const row = await contactOfEmail(ctx, email)
  return row ? toFacts(row) : null
}

/** A customer by id; null when it does not exist. Not limited by the actor's reach. */
export const customerOf = async (ctx: Ctx, id: string): Promise<CustomerFacts | null> => (await customerRefs(ctx, [id]))[0] ?? null
/** Several customers by their ids, in no particular order. */
export const customersOf = (ctx: Ctx, ids: readonly string[]): Promise<CustomerFacts[]> => customerRefs(ctx, ids)

/** The next number, e.g. KH-0007. It counts as given once this transaction commits. */
export const nextCustomerNumber = async (ctx: Ctx): Promise<string> => (await takeNumber(ctx)).number
