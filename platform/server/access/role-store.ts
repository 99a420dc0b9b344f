// Rows of roles and of who holds them.
import { sql } from 'kysely'
import type { Layer, Reach } from '../../contract/access.ts'
import type { Ctx } from '../ctx.ts'
import { newId } from '../ids.ts'

export interface RolePermission { permission: string; reach: Reach }
export interface RoleRow {
  code: string; name_zh: string; name_en: string; layer: Layer; privileged: boolean; edited_by: string | null; version: number
  permissions: RolePermission[]; holders: number
}

const ROLES = sql`select r.code, r.name_zh, r.name_en, r.layer, r.privileged, r.edited_by, r.version,
  coalesce((select jsonb_agg(jsonb_build_object('permission', p.permission, 'reach', p.reach) order by p.permission, p.reach) from access_role_permissions p where p.role = r.code), '[]') as permissions,
  (select count(distinct g.account_id)::int from access_grants g where g.role = r.code) as holders
  from access_roles r`

export async function listRoles(ctx: Ctx): Promise<RoleRow[]> {
  return (await sql<RoleRow>`${ROLES} order by r.code`.execute(ctx.sql<unknown>())).rows
}

export async function findRole(ctx: Ctx, code: string): Promise<RoleRow | null> {
  return (await sql<RoleRow>`${ROLES} where r.code = ${code}`.execute(ctx.sql<unknown>())).rows[0] ?? null
}

/** Cheap, unlike `findRole`: the holders of a role may be all customers. */
export async function roleExists(ctx: Ctx, code: string): Promise<boolean> {
  return (await sql`select 1 from access_roles where code = ${code}`.execute(ctx.sql<unknown>())).rows.length > 0
}

export async function saveRole(ctx: Ctx, role: Pick<RoleRow, 'code' | 'name_zh' | 'name_en' | 'layer' | 'privileged' | 'edited_by' | 'permissions'>): Promise<void> {
  const db = ctx.sql<unknown>()
  await sql`insert into access_roles (code, name_zh, name_en, layer, privileged, edited_by, updated_at)
    values (${role.code}, ${role.name_zh}, ${role.name_en}, ${role.layer}, ${role.privileged}, ${role.edited_by}, ${ctx.now()})
    on conflict (code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, layer = excluded.layer, privileged = excluded.privileged,
      edited_by = excluded.edited_by, updated_at = excluded.updated_at, version = access_roles.version + 1`.execute(db)
  await sql`delete from access_role_permissions where role = ${role.code}`.execute(db)
  await sql`insert into access_role_permissions (role, permission, reach)
    select ${role.code}, permission, reach from jsonb_to_recordset(${JSON.stringify(role.permissions)}::jsonb) as p(permission text, reach text) on conflict do nothing`.execute(db)
}

export interface GrantRow { id: string; account_id: string; role: string; unit_id: string | null; granted_by: string; granted_at: Date }

/** False when the account holds the role there already. */
export async function insertGrant(ctx: Ctx, accountId: string, role: string, unitId: string | null): Promise<boolean> {
  const done = await sql`insert into access_grants (id, account_id, role, unit_id, granted_by, granted_at)
    values (${newId()}, ${accountId}, ${role}, ${unitId}, ${ctx.actor.id}, ${ctx.now()}) on conflict do nothing`.execute(ctx.sql<unknown>())
  return done.numAffectedRows === 1n
}

export async function deleteGrant(ctx: Ctx, accountId: string, role: string, unitId: string | null): Promise<boolean> {
  const done = await sql`delete from access_grants where account_id = ${accountId} and role = ${role} and unit_id is not distinct from ${unitId}`.execute(ctx.sql<unknown>())
  return (done.numAffectedRows ?? 0n) > 0n
}

export async function grantsOf(ctx: Ctx, accountId: string): Promise<GrantRow[]> {
  return (await sql<GrantRow>`select * from access_grants where account_id = ${accountId} order by granted_at, id`.execute(ctx.sql<unknown>())).rows
}

export async function holdersOf(ctx: Ctx, role: string): Promise<string[]> {
  const found = await sql<{ account_id: string }>`select distinct g.account_id from access_grants g join access_accounts a on a.id = g.account_id
    where g.role = ${role} and a.status = 'active'`.execute(ctx.sql<unknown>())
  return found.rows.map((r) => r.account_id)
}
