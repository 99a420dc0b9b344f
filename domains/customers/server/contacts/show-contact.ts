// A contact on the wire, and lists of contacts, within reach of `customers.read`.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { NotFound } from '../../../../platform/server/errors.ts'
import { decodeCursor, toPage } from '../../../../platform/server/paging.ts'
import { inScope, scopeFilter } from '../../../../platform/server/scope.ts'
import type { Contact, ContactQuery } from '../../contract/contact.ts'
import { findContactRow, pageContacts, type ContactRow } from './contact-queries.ts'

export const contactScope = (row: Pick<ContactRow, 'id' | 'customer_id' | 'region_id'>) => ({ unitId: row.region_id, customerId: row.customer_id, people: [row.id] })

export const toContact = (row: ContactRow): Contact => ({
  id: row.id, name: row.name, email: row.email, otherEmails: row.other_emails, phone: row.phone, locale: row.locale as Contact['locale'], preferredChannel: row.preferred_channel as Contact['preferredChannel'],
  customer: row.customer_id ? { id: row.customer_id, number: row.customer_number!, name: row.customer_name!, tier: row.customer_tier! } : null,
  note: row.note, state: row.state, createdAt: row.created_at.toISOString(), updatedAt: row.updated_at.toISOString(), version: row.version,
})

/** The row, if `customers.read` reaches it. Throws NotFound otherwise. */
export async function reachedContact(ctx: Ctx, id: string): Promise<ContactRow> {
  const row = await findContactRow(ctx, id)
  if (!row || !inScope(ctx.reach('customers.read'), ctx.actor.id, contactScope(row))) throw new NotFound('contact')
  return row
}

export const showContact = async (ctx: Ctx, id: string): Promise<Contact> => toContact(await reachedContact(ctx, id))

export async function listContacts(ctx: Ctx, query: ContactQuery): Promise<{ items: Contact[]; nextCursor: string | null }> {
  const rows = await pageContacts(ctx, {
    ...query, limit: query.limit + 1, after: query.cursor ? decodeCursor(query.cursor, 2).map(String) as [string, string] : null,
    scope: scopeFilter(ctx.reach('customers.read'), ctx.actor.id, { unit: 'region_id', customer: 'customer_id', people: ['id'] }),
  })
  return toPage(rows, query.limit, (r) => [r.name, r.id], toContact)
}
