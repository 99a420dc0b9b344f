// Open screens of a customer hear of changes within a second (S-088).
import { live, type TopicRule } from '../../../platform/server/module.ts'
import { ContactChanged, ContactCreated, ContactRemoved, CustomerChanged, CustomerCreated, CustomerRemoved } from '../contract/events.ts'
import { findContactRow } from './contacts/contact-queries.ts'
import { contactScope } from './contacts/show-contact.ts'
import { findCustomerRow } from './customers/customer-queries.ts'
import { scopeOf } from './customers/show-customer.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import type { ScopedRow } from '../../../platform/server/scope.ts'

const customerRow = async (ctx: Ctx, id: string): Promise<ScopedRow> => { const row = await findCustomerRow(ctx, id); return row ? scopeOf(row) : {} }
const contactRow = async (ctx: Ctx, id: string): Promise<ScopedRow> => { const row = await findContactRow(ctx, id); return row ? contactScope(row) : {} }
const contactTopics = (data: { contactId: string; customerId: string | null }): string[] => ['customers', `contact:${data.contactId}`, ...(data.customerId ? [`customer:${data.customerId}`] : [])]

export const liveRules = [
  live({ to: CustomerCreated, permission: 'customers.read', topics: () => ['customers'], row: (ctx, e) => customerRow(ctx, e.data.customerId) }),
  live({ to: CustomerChanged, permission: 'customers.read', topics: (e) => ['customers', `customer:${e.data.customerId}`], row: (ctx, e) => customerRow(ctx, e.data.customerId) }),
  live({ to: ContactCreated, permission: 'customers.read', topics: (e) => contactTopics(e.data), row: (ctx, e) => contactRow(ctx, e.data.contactId) }),
  live({ to: CustomerRemoved, permission: 'customers.read', topics: (e) => ['customers', `customer:${e.data.customerId}`], row: (_ctx, e) => ({ unitId: e.data.regionId, customerId: e.data.customerId }) }),
  live({ to: ContactRemoved, permission: 'customers.read', topics: (e) => contactTopics(e.data), row: (_ctx, e) => ({ unitId: e.data.regionId, customerId: e.data.customerId }) }),
  live({ to: ContactChanged, permission: 'customers.read', topics: (e) => contactTopics(e.data), row: (ctx, e) => contactRow(ctx, e.data.contactId) }),
]

/** Who else has the customer open (two people on one record). */
export const topicRules: readonly TopicRule[] = [{
  prefix: 'customer', permission: 'customers.read',
  async row(ctx, id) { const row = UUID.test(id) ? await findCustomerRow(ctx, id) : undefined; return row ? scopeOf(row) : null },
}]
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
