// Reads posts: who holds which role where, as of a moment.
import { sql, type Expression, type SqlBool } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { OrgTables } from '../tables.ts'

export type PostRow = OrgTables['org_posts']
export interface ShownPost extends PostRow { person_name: string; name_zh: string; name_en: string }

export async function findPost(ctx: Ctx, id: string): Promise<PostRow | undefined> {
  return ctx.sql<OrgTables>().selectFrom('org_posts').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Posts at a unit that hold at the moment or begin after it. */
export async function postsAtUnit(ctx: Ctx, unitId: string, at: Date): Promise<PostRow[]> {
  return ctx.sql<OrgTables>().selectFrom('org_posts').selectAll().where('unit_id', '=', unitId).where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', at)])).execute()
}

/** Posts of a person that hold at the moment, the main one first. */
export async function postsOf(ctx: Ctx, personId: string, at: Date): Promise<PostRow[]> {
  return ctx.sql<OrgTables>().selectFrom('org_posts').selectAll().where('person_id', '=', personId).where('valid_from', '<=', at)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', at)])).orderBy('main', 'desc').orderBy('valid_from').orderBy('id').execute()
}

/** Active people who hold one of the roles at the unit itself, by name. */
export async function holdersAt(ctx: Ctx, unitId: string, roles: readonly string[], at: Date): Promise<string[]> {
  const rows = await ctx.sql<OrgTables>().selectFrom('org_posts as o').innerJoin('org_people as p', 'p.id', 'o.person_id').select(['p.id', 'p.name']).distinct()
    .where('o.unit_id', '=', unitId).where('o.role', 'in', [...roles]).where('p.state', '=', 'active').where('o.valid_from', '<=', at)
    .where((eb) => eb.or([eb('o.valid_to', 'is', null), eb('o.valid_to', '>', at)])).orderBy('p.name').orderBy('p.id').execute()
  return rows.map((r) => r.id)
}

export interface PostFilter { personId?: string; unitId?: string; role?: string; at: Date | null; after: [string, string] | null; limit: number; scope: Expression<SqlBool> }

/** Newest beginning first; `at` null shows posts of all times. Columns for the scope: `o.unit_id`, `o.person_id`. */
export async function pagePosts(ctx: Ctx, f: PostFilter): Promise<ShownPost[]> {
  const found = await sql<ShownPost>`select o.*, p.name as person_name, v.name_zh, v.name_en
    from org_posts o join org_people p on p.id = o.person_id
    join lateral (select name_zh, name_en from org_unit_versions where unit_id = o.unit_id and valid_from <= greatest(o.valid_from, ${ctx.now()}) order by valid_from desc limit 1) v on true
    where ${f.scope} and (${f.personId ?? null}::uuid is null or o.person_id = ${f.personId ?? null}) and (${f.unitId ?? null}::uuid is null or o.unit_id = ${f.unitId ?? null})
      and (${f.role ?? null}::text is null or o.role = ${f.role ?? null})
      and (${f.at}::timestamptz is null or (o.valid_from <= ${f.at} and (o.valid_to is null or o.valid_to > ${f.at})))
      and (${f.after?.[0] ?? null}::timestamptz is null or (o.valid_from, o.id) < (${f.after?.[0] ?? null}::timestamptz, ${f.after?.[1] ?? null}::uuid))
    order by o.valid_from desc, o.id desc limit ${f.limit}`.execute(ctx.sql<unknown>())
  return found.rows
}
