// Rows of accounts.
import { sql } from 'kysely'
import type { AccountKind } from '../../contract/access.ts'
import type { Locale } from '../../contract/text.ts'
import type { Ctx } from '../ctx.ts'

export interface AccountRow {
  id: string; kind: AccountKind; email: string | null; name: string; locale: Locale; customer_id: string | null; unit_id: string | null
  status: 'active' | 'disabled'; password_hash: string | null; password_changed_at: Date | null; password_must_change: boolean
  totp_secret: string | null; totp_pending: string | null; totp_enrolled_at: Date | null; totp_last_step: string | null
  last_sign_in_at: Date | null; preferences: Record<string, unknown>; version: number; created_at: Date; updated_at: Date
}

export type NewAccountRow = Pick<AccountRow, 'id' | 'kind' | 'email' | 'name' | 'locale' | 'customer_id' | 'unit_id'>

/** False when the id or the e-mail address is taken. */
export async function insertAccount(ctx: Ctx, row: NewAccountRow): Promise<boolean> {
  const done = await sql`insert into access_accounts (id, kind, email, name, locale, customer_id, unit_id, created_at, updated_at)
    values (${row.id}, ${row.kind}, ${row.email}, ${row.name}, ${row.locale}, ${row.customer_id}, ${row.unit_id}, ${ctx.now()}, ${ctx.now()})
    on conflict do nothing`.execute(ctx.sql<unknown>())
  return done.numAffectedRows === 1n
}

export async function findAccount(ctx: Ctx, id: string, lock: 'for update' | '' = ''): Promise<AccountRow | null> {
  const found = await sql<AccountRow>`select * from access_accounts where id = ${id} ${sql.raw(lock)}`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

export async function findAccountByEmail(ctx: Ctx, email: string): Promise<AccountRow | null> {
  const found = await sql<AccountRow>`select * from access_accounts where email = ${email.trim().toLowerCase()}`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

export async function findAccounts(ctx: Ctx, ids: readonly string[]): Promise<AccountRow[]> {
  const found = await sql<AccountRow>`select * from access_accounts where id = any(${[...ids]}::uuid[])`.execute(ctx.sql<unknown>())
  return found.rows
}

export async function saveAccount(ctx: Ctx, id: string, set: Partial<Pick<AccountRow, 'name' | 'email' | 'locale' | 'customer_id' | 'unit_id' | 'status' | 'preferences'>>): Promise<void> {
  const columns = Object.entries(set).map(([name, value]) => (name === 'preferences'
    ? sql`preferences = ${JSON.stringify(value)}::jsonb` : sql`${sql.ref(name)} = ${value}`))
  await sql`update access_accounts set ${sql.join([...columns, sql`updated_at = ${ctx.now()}`, sql`version = version + 1`])} where id = ${id}`.execute(ctx.sql<unknown>())
}

export async function noteSignIn(ctx: Ctx, id: string): Promise<void> {
  await sql`update access_accounts set last_sign_in_at = ${ctx.host.realNow()} where id = ${id}`.execute(ctx.sql<unknown>())
}
