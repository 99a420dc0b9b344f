// What other parts may know about an account: who it is, never how it proves that.
import type { AccountKind } from '../../contract/access.ts'
import type { Locale } from '../../contract/text.ts'
import type { Ctx } from '../ctx.ts'
import { findAccount, findAccountByEmail, findAccounts, type AccountRow } from './account-store.ts'
import { holdersOf } from './role-store.ts'

export interface AccountFacts {
  id: string; kind: AccountKind; name: string; email: string | null; locale: Locale; customerId: string | null; unitId: string | null; active: boolean
}

const factsOf = (row: AccountRow): AccountFacts => ({
  id: row.id, kind: row.kind, name: row.name, email: row.email, locale: row.locale, customerId: row.customer_id, unitId: row.unit_id, active: row.status === 'active',
})

/** One account by id or e-mail address; null when there is none. */
export async function findAccountOf(ctx: Ctx, by: { id: string } | { email: string }): Promise<AccountFacts | null> {
  const row = 'id' in by ? await findAccount(ctx, by.id) : await findAccountByEmail(ctx, by.email)
  return row ? factsOf(row) : null
}

/** Accounts by their ids, in no particular order; unknown ids are left out. */
export async function accountsOf(ctx: Ctx, ids: readonly string[]): Promise<AccountFacts[]> {
  return ids.length === 0 ? [] : (await findAccounts(ctx, ids)).map(factsOf)
}

/** Ids of the active accounts that hold a role anywhere. */
export const roleHolders = (ctx: Ctx, role: string): Promise<string[]> => holdersOf(ctx, role)
