// Writes customers.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Stale } from '../../../../platform/server/errors.ts'
import type { CustomerTables } from '../tables.ts'

/** The next number, KH-0001 on. It waits for whoever is taking one: numbers ascend without gaps, also when a transaction fails. */
export async function takeNumber(ctx: Ctx): Promise<{ seq: string; number: string }> {
  const { last } = await ctx.sql<CustomerTables>().updateTable('customers_counter').set({ last: sql`last + 1` }).returning('last').executeTakeFirstOrThrow()
  return { seq: last, number: `KH-${last.padStart(4, '0')}` }
}

export type NewCustomerRow = Omit<CustomerTables['customers'], 'version' | 'created_at' | 'updated_at' | 'bank_name_sealed' | 'bank_account_sealed' | 'tax_number_sealed'>
  & Partial<Pick<CustomerTables['customers'], 'bank_name_sealed' | 'bank_account_sealed' | 'tax_number_sealed'>>

export async function insertCustomer(ctx: Ctx, row: NewCustomerRow): Promise<void> {
  await ctx.sql<CustomerTables>().insertInto('customers')
    .values({ bank_name_sealed: null, bank_account_sealed: null, tax_number_sealed: null, ...row, created_at: ctx.now(), updated_at: ctx.now() }).execute()
}

export async function saveCustomer(ctx: Ctx, id: string, set: Partial<Omit<NewCustomerRow, 'id' | 'seq' | 'number'>>, ifMatch: number | null): Promise<void> {
  const row = await ctx.sql<CustomerTables>().updateTable('customers').set({ ...set, updated_at: ctx.now(), version: sql`version + 1` }).where('id', '=', id).returning('version').executeTakeFirstOrThrow()
  if (ifMatch !== null && row.version !== ifMatch + 1) throw new Stale(row.version - 1)
}

export async function deleteCustomer(ctx: Ctx, id: string): Promise<void> {
  await ctx.sql<CustomerTables>().deleteFrom('customers').where('id', '=', id).execute()
}
