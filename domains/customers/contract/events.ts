// What happens to customers and contacts. Marked fields appear in `changes` by name only, never by value.
import { z } from 'zod'
import { defineEvent } from '../../../platform/contract/event.ts'
import { Id } from '../../../platform/contract/ids.ts'

const customer = { subject: (e: { customerId: string }) => `customer:${e.customerId}` }
const contact = { subject: (e: { contactId: string }) => `contact:${e.contactId}` }

export const CustomerCreated = defineEvent('customers.customer-created@1', z.object({ customerId: Id, number: z.string() }), customer)
export const CustomerChanged = defineEvent('customers.customer-changed@1', z.object({ customerId: Id }), customer)
/** Somebody looked at the marked fields in plain text. */
export const FinancialRead = defineEvent('customers.financial-read@1', z.object({ customerId: Id }), customer)
export const ContactCreated = defineEvent('customers.contact-created@1', z.object({ contactId: Id, customerId: Id.nullable(), unknownSender: z.boolean() }), contact)
export const ContactChanged = defineEvent('customers.contact-changed@1', z.object({ contactId: Id, customerId: Id.nullable() }), contact)
/** Told before the row goes; whoever still needs it refuses with a Conflict. */
export const CustomerRemoved = defineEvent('customers.customer-removed@1', z.object({ customerId: Id, number: z.string(), regionId: Id.nullable() }), customer)
export const ContactRemoved = defineEvent('customers.contact-removed@1', z.object({ contactId: Id, customerId: Id.nullable(), regionId: Id.nullable() }), contact)
export const CustomersImported = defineEvent('customers.imported@1', z.object({ importId: Id, customers: z.number().int(), contacts: z.number().int(), refused: z.number().int() }), { subject: (e) => `import:${e.importId}` })

export const customerEvents = [CustomerCreated, CustomerChanged, FinancialRead, ContactCreated, ContactChanged, CustomerRemoved, ContactRemoved, CustomersImported] as const
