// Reads people with the unit and roles of their current posts.
import { sql, type Expression, type SqlBool } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { OrgTables } from '../tables.ts'

export interface PersonRow {
  id: string; kind: 'staff' | 'internal'; name: string; email: string | null; phone: string | null; department: string | null; languages: string[]; skills: string[]
  state: 'active' | 'disabled'; version: number; unit_id: string | null; unit_zh: string | null; unit_en: string | null; roles: string[]; deputy_id: string | null; deputy_name: string | null
}

/** People with main unit, roles and deputy as of now. */
const people = (now: Date) => sql`select p.*, main.unit_id, v.name_zh as unit_zh, v.name_en as unit_en, d.deputy_id, d.name as deputy_name,
    coalesce((select array_agg(distinct o.role order by o.role) from org_posts o where o.person_id = p.id and o.valid_from <= ${now} and (o.valid_to is null or o.valid_to > ${now})), '{}') as roles
  from org_people p
  left join lateral (select o.unit_id from org_posts o where o.person_id = p.id and o.valid_from <= ${now} and (o.valid_to is null or o.valid_to > ${now})
    order by o.main desc, o.valid_from, o.id limit 1) main on true
  left join org_unit_versions v on v.unit_id = main.unit_id and v.valid_from <= ${now} and (v.valid_to is null or v.valid_to > ${now})
  left join lateral (select d.deputy_id, q.name from org_deputies d join org_people q on q.id = d.deputy_id where d.person_id = p.id and q.state = 'active'
    and d.valid_from <= ${now} and (d.valid_to is null or d.valid_to > ${now}) order by d.valid_from desc, d.id desc limit 1) d on true`

export interface PersonFilter {
  q?: string; units?: readonly string[]; role?: string; kind?: string; state?: string; after: [string, string] | null; limit: number
  /** Over the columns `unit_id` and `id`. */
  scope: Expression<SqlBool>
}

/** By name, then id. */
export async function pagePeople(ctx: Ctx, f: PersonFilter): Promise<PersonRow[]> {
  const like = f.q ? `%${f.q.replace(/[\\%_]/g, '\\$&')}%` : null
  const found = await sql<PersonRow>`select * from (${people(ctx.now())}) s where ${f.scope}
      and (${like}::text is null or name ilike ${like} or email ilike ${like} or phone ilike ${like})
      and (${f.units ?? null}::uuid[] is null or exists (select 1 from org_posts o where o.person_id = s.id and o.unit_id = any(${f.units ?? null}::uuid[])
        and o.valid_from <= ${ctx.now()} and (o.valid_to is null or o.valid_to > ${ctx.now()})))
      and (${f.role ?? null}::text is null or ${f.role ?? null} = any(roles)) and (${f.kind ?? null}::text is null or kind = ${f.kind ?? null})
      and (${f.state ?? null}::text is null or state = ${f.state ?? null})
      and (${f.after?.[0] ?? null}::text is null or (name, id) > (${f.after?.[0] ?? null}::text, ${f.after?.[1] ?? null}::uuid))
    order by name, id limit ${f.limit}`.execute(ctx.sql<unknown>())
  return found.rows
}

export async function findPersonRow(ctx: Ctx, id: string): Promise<PersonRow | undefined> {
  return (await sql<PersonRow>`select * from (${people(ctx.now())}) s where id = ${id}`.execute(ctx.sql<unknown>())).rows[0]
}

/** The active person with this telephone number, however it is written; null when nobody or more than one has it. */
export async function personOfPhone(ctx: Ctx, phone: string): Promise<{ id: string; name: string } | null> {
  const found = await sql<{ id: string; name: string }>`select id, name from org_people where state = 'active' and regexp_replace(phone, '\\D', '', 'g') = ${phone.replaceAll(/\D/g, '')} limit 2`.execute(ctx.sql<unknown>())
  return found.rows.length === 1 ? found.rows[0]! : null
}

/** The deputy who stands in for a person now; null when none is named or the deputy is disabled. */
export async function currentDeputy(ctx: Ctx, personId: string): Promise<string | null> {
  return (await findPersonRow(ctx, personId))?.deputy_id ?? null
}

export async function deputiesOf(ctx: Ctx, personId: string): Promise<(OrgTables['org_deputies'] & { name: string })[]> {
  return ctx.sql<OrgTables>().selectFrom('org_deputies as d').innerJoin('org_people as p', 'p.id', 'd.deputy_id').selectAll('d').select('p.name')
    .where('d.person_id', '=', personId).orderBy('d.valid_from').orderBy('d.id').execute()
}
