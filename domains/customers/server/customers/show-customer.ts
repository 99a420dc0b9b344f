// A customer on the wire, and lists of customers, within reach of `customers.read`.
import type { z } from 'zod'
import { findUnit, expandUnits } from '../../../org/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { NotFound } from '../../../../platform/server/errors.ts'
import { decodeCursor, toPage } from '../../../../platform/server/paging.ts'
import { inScope, scopeFilter } from '../../../../platform/server/scope.ts'
import type { Customer, CustomerQuery, CustomerSummary, CustomerTier, Duplicate, Financial, PreferredChannel } from '../../contract/customer.ts'
import { FinancialRead } from '../../contract/events.ts'
import { findCustomerRow, findDuplicates, pageCustomers, type CustomerRow } from './customer-queries.ts'
import { maskFinancial, openFinancial } from './financial.ts'

/** What a customer says about where it belongs. */
export const scopeOf = (row: { id: string; region_id: string | null }) => ({ unitId: row.region_id, customerId: row.id })

/** The row, if `permission` reaches it. Throws NotFound otherwise. */
export async function reachedCustomer(ctx: Ctx, id: string, permission: string, lock: 'for update' | '' = ''): Promise<CustomerRow> {
  const row = await findCustomerRow(ctx, id, lock)
  if (!row || !inScope(ctx.reach(permission), ctx.actor.id, scopeOf(row))) throw new NotFound('customer')
  return row
}

async function regionNames(ctx: Ctx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const id of new Set(ids)) if (id) names.set(id, (await findUnit(ctx, id))?.name ?? '')
  return names
}

const toSummary = (row: CustomerRow, regions: ReadonlyMap<string, string>): CustomerSummary => ({
  id: row.id, number: row.number, name: row.name, tier: row.tier as CustomerTier, region: row.region_id ? { id: row.region_id, name: regions.get(row.region_id) ?? '' } : null,
  language: row.language as CustomerSummary['language'], phone: row.phone, preferredChannel: row.preferred_channel as PreferredChannel | null, contactCount: row.contact_count,
  createdAt: row.created_at.toISOString(), updatedAt: row.updated_at.toISOString(), version: row.version,
})

export async function showCustomer(ctx: Ctx, id: string, permission = 'customers.read'): Promise<Customer> {
  const row = await reachedCustomer(ctx, id, permission)
  const financial = openFinancial(ctx, id, row), may = inScope(ctx.reach('customers.financial'), ctx.actor.id, scopeOf(row))
  return {
    ...toSummary(row, await regionNames(ctx, [row.region_id])), address: row.address, mailDomains: row.mail_domains, note: row.note,
    financial: may ? maskFinancial(financial) : null, hasFinancial: Object.values(financial).some((v) => v !== null), possibleDuplicates: await duplicatesOf(ctx, row),
  }
}

/** Duplicates that the reader may see. */
async function duplicatesOf(ctx: Ctx, row: CustomerRow): Promise<z.infer<typeof Duplicate>[]> {
  const rows = await findDuplicates(ctx, { id: row.id, nameKey: row.name_key, phone: row.phone, mailDomains: row.mail_domains })
  return rows.filter((d) => inScope(ctx.reach('customers.read'), ctx.actor.id, scopeOf(d))).map((d) => ({
    id: d.id, number: d.number, name: d.name, tier: d.tier,
    reasons: [...(d.by_name ? ['name' as const] : []), ...(d.by_phone ? ['phone' as const] : []), ...(d.by_domain ? ['mail-domain' as const] : [])],
  }))
}

export async function listDuplicates(ctx: Ctx, id: string): Promise<{ items: z.infer<typeof Duplicate>[]; nextCursor: null }> {
  return { items: await duplicatesOf(ctx, await reachedCustomer(ctx, id, 'customers.read')), nextCursor: null }
}

/** The marked fields in plain text. Each reading is a fact of its own in the audit trail. */
export async function readFinancial(ctx: Ctx, id: string): Promise<Financial> {
  const row = await reachedCustomer(ctx, id, 'customers.financial')
  await ctx.emit(FinancialRead, { customerId: id })
  return openFinancial(ctx, id, row)
}

export async function listCustomers(ctx: Ctx, query: CustomerQuery): Promise<{ items: CustomerSummary[]; nextCursor: string | null }> {
  const rows = await pageCustomers(ctx, {
    q: query.q, tier: query.tier, limit: query.limit + 1, after: query.cursor ? cursorSeq(query.cursor) : null, regions: query.regionId ? await expandUnits(ctx, [query.regionId]) : undefined,
    scope: scopeFilter(ctx.reach('customers.read'), ctx.actor.id, { unit: 'c.region_id', customer: 'c.id' }),
  })
  const regions = await regionNames(ctx, rows.map((r) => r.region_id))
  return toPage(rows, query.limit, (r) => [Number(r.seq)], (r) => toSummary(r, regions))
}

const cursorSeq = (cursor: string): string => { const [seq] = decodeCursor(cursor, 1); return Number.isSafeInteger(seq) ? String(seq) : '0' }
