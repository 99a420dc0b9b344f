// Reads contacts with their addresses and customer.
import { sql, type Expression, type SqlBool } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { CustomerTier } from '../../contract/customer.ts'
import type { CustomerTables } from '../tables.ts'

export type ContactRow = Omit<CustomerTables['customers_contacts'], 'version' | 'state'> & {
  version: number; state: 'active' | 'left'; email: string | null; other_emails: string[]
  customer_number: string | null; customer_name: string | null; customer_tier: CustomerTier | null; region_id: string | null
}

const contacts = sql`select k.*, m.email, coalesce((select array_agg(e.email order by e.email) from customers_emails e where e.contact_id = k.id and not e.main), '{}') as other_emails,
    c.number as customer_number, c.name as customer_name, c.tier as customer_tier, c.region_id
  from customers_contacts k left join customers_emails m on m.contact_id = k.id and m.main left join customers c on c.id = k.customer_id`

export async function findContactRow(ctx: Ctx, id: string): Promise<ContactRow | undefined> {
  return (await sql<ContactRow>`${contacts} where k.id = ${id}`.execute(ctx.sql<unknown>())).rows[0]
}

/** By any of the contact's addresses. */
export async function contactOfEmail(ctx: Ctx, email: string): Promise<ContactRow | undefined> {
  return (await sql<ContactRow>`${contacts} where k.id = (select contact_id from customers_emails where email = ${email.trim().toLowerCase()})`.execute(ctx.sql<unknown>())).rows[0]
}

/** The one active contact with this number; undefined when there is none or more than one. */
export async function contactOfPhone(ctx: Ctx, phoneKey: string): Promise<ContactRow | undefined> {
  const found = await sql<ContactRow>`${contacts} where k.phone_key = ${phoneKey} and k.state = 'active' limit 2`.execute(ctx.sql<unknown>())
  return found.rows.length === 1 ? found.rows[0] : undefined
}

/** Addresses of the list that belong to a contact other than `except`. */
export async function takenEmails(ctx: Ctx, emails: readonly string[], except: string | null): Promise<string[]> {
  if (emails.length === 0) return []
  const found = await sql<{ email: string }>`select email from customers_emails where email = any(${[...emails]}::text[]) and contact_id is distinct from ${except}::uuid`.execute(ctx.sql<unknown>())
  return found.rows.map((r) => r.email)
}

export interface ContactFilter { q?: string; customerId?: string; email?: string; state?: string; after: [string, string] | null; limit: number; scope: Expression<SqlBool> }

/** By name, then id. Columns for the scope: `region_id`, `customer_id`, `id`. */
export async function pageContacts(ctx: Ctx, f: ContactFilter): Promise<ContactRow[]> {
  const like = f.q ? `%${f.q.replace(/[\\%_]/g, '\\$&')}%` : null
  const found = await sql<ContactRow>`select * from (${contacts}) s where ${f.scope}
      and (${like}::text is null or name ilike ${like} or phone ilike ${like} or email ilike ${like} or customer_name ilike ${like} or exists (select 1 from unnest(other_emails) o where o ilike ${like}))
      and (${f.customerId ?? null}::uuid is null or customer_id = ${f.customerId ?? null}) and (${f.state ?? null}::text is null or state = ${f.state ?? null})
      and (${f.email ?? null}::text is null or id in (select contact_id from customers_emails where customers_emails.email = ${f.email ?? null}))
      and (${f.after?.[0] ?? null}::text is null or (name, id) > (${f.after?.[0] ?? null}::text, ${f.after?.[1] ?? null}::uuid))
    order by name, id limit ${f.limit}`.execute(ctx.sql<unknown>())
  return found.rows
}

/** All contacts of a customer, also those who have left. */
export async function countContacts(ctx: Ctx, customerId: string): Promise<number> {
  return (await sql<{ n: number }>`select count(*)::int as n from customers_contacts where customer_id = ${customerId}`.execute(ctx.sql<unknown>())).rows[0]!.n
}
