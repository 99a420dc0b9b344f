// Reads customers.
import { sql, type Expression, type SqlBool } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { CustomerRef, CustomerTier } from '../../contract/customer.ts'
import type { CustomerTables } from '../tables.ts'
import { companyDomain, phoneKey } from './name-key.ts'

export type CustomerRow = Omit<CustomerTables['customers'], 'version'> & { version: number; contact_count: number }

const columns = sql`c.*, (select count(*)::int from customers_contacts k where k.customer_id = c.id and k.state = 'active') as contact_count`

export async function findCustomerRow(ctx: Ctx, id: string, lock: 'for update' | '' = ''): Promise<CustomerRow | undefined> {
  return (await sql<CustomerRow>`select ${columns} from customers c where c.id = ${id} ${sql.raw(lock)}`.execute(ctx.sql<unknown>())).rows[0]
}

export interface CustomerFilter { q?: string; tier?: string; regions?: readonly string[]; after: string | null; limit: number; scope: Expression<SqlBool> }

/** Newest number first. Columns for the scope: `c.region_id`, `c.id`. */
export async function pageCustomers(ctx: Ctx, f: CustomerFilter): Promise<CustomerRow[]> {
  const like = f.q ? `%${f.q.replace(/[\\%_]/g, '\\$&')}%` : null
  const found = await sql<CustomerRow>`select ${columns} from customers c where ${f.scope}
      and (${f.after}::bigint is null or c.seq < ${f.after}::bigint) and (${f.tier ?? null}::text is null or c.tier = ${f.tier ?? null})
      and (${f.regions ?? null}::uuid[] is null or c.region_id = any(${f.regions ?? null}::uuid[]))
      and (${like}::text is null or c.name ilike ${like} or c.number ilike ${like} or c.phone ilike ${like} or exists (
        select 1 from customers_contacts k left join customers_emails e on e.contact_id = k.id where k.customer_id = c.id and (k.name ilike ${like} or k.phone ilike ${like} or e.email ilike ${like})))
    order by c.seq desc limit ${f.limit}`.execute(ctx.sql<unknown>())
  return found.rows
}

export async function customerRefs(ctx: Ctx, ids: readonly string[]): Promise<(CustomerRef & { regionId: string | null })[]> {
  if (ids.length === 0) return []
  const rows = await ctx.sql<CustomerTables>().selectFrom('customers').select(['id', 'number', 'name', 'tier', 'region_id']).where('id', 'in', [...ids]).execute()
  return rows.map((r) => ({ id: r.id, number: r.number, name: r.name, tier: r.tier as CustomerTier, regionId: r.region_id }))
}

export async function customerByNumber(ctx: Ctx, number: string): Promise<{ id: string; region_id: string | null } | undefined> {
  return ctx.sql<CustomerTables>().selectFrom('customers').select(['id', 'region_id']).where('number', '=', number.toUpperCase()).executeTakeFirst()
}

export interface DuplicateRow { id: string; number: string; name: string; tier: CustomerTier; region_id: string | null; by_name: boolean; by_phone: boolean; by_domain: boolean }

/** Other customers with the same name key, telephone number or mail domain; at most 10. */
export async function findDuplicates(ctx: Ctx, like: { id: string | null; nameKey: string; phone: string | null; mailDomains: readonly string[] }): Promise<DuplicateRow[]> {
  const phone = phoneKey(like.phone), domains = like.mailDomains.filter((d) => companyDomain(`x@${d}`) !== null)
  const found = await sql<DuplicateRow>`select * from (select id, number, name, tier, region_id, seq, name_key = ${like.nameKey} as by_name,
        coalesce(phone_key = ${phone}, false) as by_phone, mail_domains && ${domains}::text[] as by_domain
      from customers where ${like.id}::uuid is null or id <> ${like.id}) d
    where by_name or by_phone or by_domain order by seq limit 10`.execute(ctx.sql<unknown>())
  return found.rows
}

/** The one customer that a mail domain stands for: declared by one alone, or used by the contacts of one alone; null when unclear. */
export async function customerOfDomain(ctx: Ctx, domain: string): Promise<string | null> {
  const found = await sql<{ id: string; declared: boolean }>`select id, true as declared from customers where mail_domains @> array[${domain}]::text[]
    union select distinct k.customer_id, false from customers_emails e join customers_contacts k on k.id = e.contact_id
      where split_part(e.email, '@', 2) = ${domain} and k.customer_id is not null limit 20`.execute(ctx.sql<unknown>())
  const declared = new Set(found.rows.filter((r) => r.declared).map((r) => r.id)), used = new Set(found.rows.map((r) => r.id))
  const candidates = declared.size > 0 ? declared : used
  return candidates.size === 1 ? [...candidates][0]! : null
}
