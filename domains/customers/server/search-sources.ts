// What the search finds of customers and contacts. `any`: the events of one source share the id that is used, and no more.
import { searchable } from '../../../platform/server/module.ts'
import { ContactChanged, ContactCreated, ContactRemoved, CustomerChanged, CustomerCreated, CustomerRemoved } from '../contract/events.ts'
import { findContactRow } from './contacts/contact-queries.ts'
import { contactScope } from './contacts/show-contact.ts'
import { findCustomerRow } from './customers/customer-queries.ts'
import { scopeOf } from './customers/show-customer.ts'

export const customerSource = searchable<any>({
  kind: 'customer', on: [CustomerCreated, CustomerChanged, CustomerRemoved],
  async document(ctx, { data }) {
    const c = await findCustomerRow(ctx, data.customerId)
    if (!c) return { kind: 'customer', id: data.customerId, gone: true }
    return {
      kind: 'customer', id: c.id, number: c.number, title: c.name, text: [c.phone, c.address, ...c.mail_domains, c.note].filter(Boolean).join('\n'), at: c.updated_at,
      row: scopeOf(c), permission: 'customers.read', url: `/customers/${c.id}`, audience: 'staff',
    }
  },
})

export const contactSource = searchable<any>({
  kind: 'contact', on: [ContactCreated, ContactChanged, ContactRemoved],
  async document(ctx, { data }) {
    const k = await findContactRow(ctx, data.contactId)
    if (!k) return { kind: 'contact', id: data.contactId, gone: true }
    return {
      kind: 'contact', id: k.id, number: null, title: k.name, text: [k.email, ...k.other_emails, k.phone, k.customer_name, k.customer_number, k.note].filter(Boolean).join('\n'), at: k.updated_at,
      row: contactScope(k), permission: 'customers.read', url: `/contacts/${k.id}`, audience: 'staff',
    }
  },
})
