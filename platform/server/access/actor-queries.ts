// Everything that a request needs to know about who sends it, in one query.
import { sql, type RawBuilder } from 'kysely'
import type { AccountKind, Reach } from '../../contract/access.ts'
import type { Locale } from '../../contract/text.ts'
import type { Ctx } from '../ctx.ts'
import type { ScopedRow } from '../scope.ts'

export interface HeldPermission { permission: string; reach: Reach; unit: string | null }

export interface ActorRow {
  id: string; kind: AccountKind; name: string; email: string | null; locale: Locale; customer_id: string | null; unit_id: string | null
  password_changed_at: Date | null; password_must_change: boolean; has_second_factor: boolean; privileged: boolean
  held: HeldPermission[]
}
export interface SessionActorRow extends ActorRow {
  session_id: string; method: string; second_factor_at: Date | null; last_seen_at: Date; expires_at: Date
}
export interface TokenActorRow extends ActorRow { token_id: string; scopes: string[] | null; token_expires_at: Date | null; last_used_at: Date | null }

const PERSON = sql`a.id, a.kind, a.name, a.email, a.locale, a.customer_id, a.unit_id, a.password_changed_at, a.password_must_change,
  a.totp_enrolled_at is not null as has_second_factor,
  exists (select 1 from access_grants g join access_roles r on r.code = g.role where g.account_id = a.id and r.privileged) as privileged,
  coalesce((select jsonb_agg(distinct jsonb_build_object('permission', p.permission, 'reach', p.reach, 'unit', case when p.reach = 'unit' then coalesce(g.unit_id, a.unit_id) end))
    from access_grants g join access_role_permissions p on p.role = g.role where g.account_id = a.id), '[]') as held`

async function first<T>(ctx: Ctx, query: RawBuilder<T>): Promise<T | null> {
  return (await query.execute(ctx.sql<unknown>())).rows[0] ?? null
}

export const findActor = (ctx: Ctx, accountId: string): Promise<ActorRow | null> =>
  first(ctx, sql<ActorRow>`select ${PERSON} from access_accounts a where a.id = ${accountId} and a.status = 'active'`)

export const findActorOfSession = (ctx: Ctx, hash: Buffer): Promise<SessionActorRow | null> =>
  first(ctx, sql<SessionActorRow>`select ${PERSON}, s.id as session_id, s.method, s.second_factor_at, s.last_seen_at, s.expires_at
    from access_sessions s join access_accounts a on a.id = s.account_id where s.token_hash = ${hash} and s.ended_at is null and a.status = 'active'`)

export const findActorOfToken = (ctx: Ctx, hash: Buffer): Promise<TokenActorRow | null> =>
  first(ctx, sql<TokenActorRow>`select ${PERSON}, t.id as token_id, t.scopes, t.expires_at as token_expires_at, t.last_used_at
    from access_tokens t join access_accounts a on a.id = t.account_id where t.token_hash = ${hash} and t.revoked_at is null and a.status = 'active'`)

export async function touchSession(ctx: Ctx, id: string, at: Date): Promise<void> {
  await sql`update access_sessions set last_seen_at = ${at} where id = ${id} and ended_at is null`.execute(ctx.sql<unknown>())
}

export async function touchToken(ctx: Ctx, id: string, at: Date): Promise<void> {
  await sql`update access_tokens set last_used_at = ${at} where id = ${id}`.execute(ctx.sql<unknown>())
}

export interface Candidate { id: string; reach: Reach; unit: string | null }

/** Active accounts that hold a permission and may reach the row; those with reach `unit` still need the tree of units. */
export async function findCandidates(ctx: Ctx, permission: string, row: ScopedRow): Promise<Candidate[]> {
  const people = (row.people ?? []).filter((id): id is string => id !== null)
  const found = await sql<Candidate>`select distinct a.id, p.reach, case when p.reach = 'unit' then coalesce(g.unit_id, a.unit_id) end as unit
    from access_role_permissions p join access_grants g on g.role = p.role join access_accounts a on a.id = g.account_id
    where p.permission = ${permission} and a.status = 'active' and (p.reach = 'all' or (p.reach = 'unit' and ${row.unitId ?? null}::uuid is not null)
      or (p.reach = 'customer' and a.customer_id = ${row.customerId ?? null}) or (p.reach = 'own' and a.id = any(${people}::uuid[])))
    order by a.id`.execute(ctx.sql<unknown>())
  return found.rows
}
