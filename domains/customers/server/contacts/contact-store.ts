// Writes contacts and their addresses.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Stale } from '../../../../platform/server/errors.ts'
import type { CustomerTables } from '../tables.ts'

export type NewContactRow = Omit<CustomerTables['customers_contacts'], 'state' | 'version' | 'created_at' | 'updated_at'>

/** Two messages of one unknown sender at the same moment make one contact: whoever is second waits and then finds it. */
export async function lockAddress(ctx: Ctx, address: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`customers:${address}`}, 0))`.execute(ctx.sql<unknown>())
}

export async function insertContact(ctx: Ctx, row: NewContactRow): Promise<void> {
  await ctx.sql<CustomerTables>().insertInto('customers_contacts').values({ ...row, created_at: ctx.now(), updated_at: ctx.now() }).execute()
}

interface ContactSet { name?: string; customer_id?: string | null; phone?: string | null; phone_key?: string | null; locale?: string; preferred_channel?: string | null; note?: string | null; state?: 'active' | 'left' }

export async function saveContact(ctx: Ctx, id: string, set: ContactSet, ifMatch: number | null): Promise<void> {
  const row = await ctx.sql<CustomerTables>().updateTable('customers_contacts').set({ ...set, updated_at: ctx.now(), version: sql`version + 1` }).where('id', '=', id).returning('version').executeTakeFirstOrThrow()
  if (ifMatch !== null && row.version !== ifMatch + 1) throw new Stale(row.version - 1)
}

/** The addresses of a contact, the main one first. */
export async function replaceEmails(ctx: Ctx, contactId: string, main: string | null, others: readonly string[]): Promise<void> {
  await ctx.sql<CustomerTables>().deleteFrom('customers_emails').where('contact_id', '=', contactId).execute()
  const rows = [...(main ? [{ email: main, contact_id: contactId, main: true }] : []), ...[...new Set(others)].filter((e) => e !== main).map((email) => ({ email, contact_id: contactId, main: false }))]
  if (rows.length > 0) await ctx.sql<CustomerTables>().insertInto('customers_emails').values(rows).execute()
}

export async function deleteContact(ctx: Ctx, id: string): Promise<void> {
  await ctx.sql<CustomerTables>().deleteFrom('customers_emails').where('contact_id', '=', id).execute()
  await ctx.sql<CustomerTables>().deleteFrom('customers_contacts').where('id', '=', id).execute()
}
