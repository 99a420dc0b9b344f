// Reading accounts for those who manage them.
import { sql } from 'kysely'
import type { AccountKind } from '../../contract/access.ts'
import type { Ctx } from '../ctx.ts'
import { scopeFilter, type Scope } from '../scope.ts'

export interface ListedAccount {
  id: string; kind: AccountKind; name: string; email: string | null; status: 'active' | 'disabled'; unit_id: string | null; customer_id: string | null
  roles: string[]; has_password: boolean; second_factor: boolean; last_sign_in_at: Date | null; created_at: Date
}

const LISTED = sql`select a.id, a.kind, a.name, a.email, a.status, a.unit_id, a.customer_id, a.password_hash is not null as has_password, a.totp_enrolled_at is not null as second_factor,
  a.last_sign_in_at, a.created_at, coalesce((select array_agg(distinct g.role order by g.role) from access_grants g where g.account_id = a.id), '{}') as roles from access_accounts a`

export interface AccountFilter { kind?: AccountKind | undefined; status?: string | undefined; role?: string | undefined; q?: string | undefined }

/** By name, then id; after the key of the last row of the page before. */
export async function listedAccounts(ctx: Ctx, reach: Scope, filter: AccountFilter, after: { name: string; id: string } | null, limit: number): Promise<ListedAccount[]> {
  const like = filter.q ? `%${filter.q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%` : null
  const found = await sql<ListedAccount>`${LISTED} where ${scopeFilter(reach, ctx.actor.id, { unit: 'a.unit_id', customer: 'a.customer_id', people: ['a.id'] })}
    and (${filter.kind ?? null}::text is null or a.kind = ${filter.kind ?? null}) and (${filter.status ?? null}::text is null or a.status = ${filter.status ?? null})
    and (${filter.role ?? null}::text is null or exists (select 1 from access_grants g where g.account_id = a.id and g.role = ${filter.role ?? null}))
    and (${like}::text is null or lower(a.name) like ${like} or a.email like ${like})
    and (${after?.id ?? null}::uuid is null or (a.name, a.id) > (${after?.name ?? null}, ${after?.id ?? null}::uuid)) order by a.name, a.id limit ${limit}`.execute(ctx.sql<unknown>())
  return found.rows
}

export async function listedAccount(ctx: Ctx, reach: Scope, id: string): Promise<ListedAccount | null> {
  const found = await sql<ListedAccount>`${LISTED} where a.id = ${id} and ${scopeFilter(reach, ctx.actor.id, { unit: 'a.unit_id', customer: 'a.customer_id', people: ['a.id'] })}`.execute(ctx.sql<unknown>())
  return found.rows[0] ?? null
}

/** True for accounts that see everything of some kind or hold a privileged role. */
export async function isPowerful(ctx: Ctx, accountId: string): Promise<boolean> {
  const found = await sql`select 1 from access_grants g join access_roles r on r.code = g.role where g.account_id = ${accountId}
    and (r.privileged or exists (select 1 from access_role_permissions p where p.role = r.code and p.reach = 'all')) limit 1`.execute(ctx.sql<unknown>())
  return found.rows.length > 0
}

/** Active accounts that can still give rights to anyone. */
export async function countAdministrators(ctx: Ctx): Promise<number> {
  const found = await sql<{ n: number }>`select count(distinct a.id)::int as n from access_accounts a join access_grants g on g.account_id = a.id
    join access_role_permissions p on p.role = g.role and p.permission = 'access.accounts' and p.reach = 'all'
    join access_role_permissions q on q.role = g.role and q.permission = 'access.roles' and q.reach = 'all' where a.status = 'active' and a.kind = 'staff'`.execute(ctx.sql<unknown>())
  return found.rows[0]!.n
}
