// The place of the demo company in the tree of units.
import { sql } from 'kysely'
import { demoRecords } from '../../../../platform/server/demo-records.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { deleteRostersOf, forgetPeople } from '../rosters/roster-store.ts'

/** The day from which the handbook holds. */
const HANDBOOK_DAY = '2025-01-01T00:00:00+08:00'

const SINCE = 'demo-headquarters-since'

/** The root exists since the handbook does: the story of the demo company begins long before the installation. Safe to repeat. */
export async function holdSinceHandbook(ctx: Ctx): Promise<void> {
  const db = ctx.sql<unknown>()
  const moved = await sql<{ unit_id: string; since: Date }>`with root as (select unit_id, min(valid_from) as since from org_unit_versions where parent_id is null group by unit_id having min(valid_from) > ${HANDBOOK_DAY})
    update org_unit_versions v set valid_from = ${HANDBOOK_DAY} from root where v.unit_id = root.unit_id and v.valid_from = root.since returning v.unit_id, root.since`.execute(db)
  for (const row of moved.rows) await sql`insert into platform_state (key, value) values (${SINCE}, ${JSON.stringify({ unitId: row.unit_id, since: row.since.toISOString() })}::jsonb) on conflict (key) do nothing`.execute(db)
}

/** The root exists since it was made, as before. */
export async function holdSinceMade(ctx: Ctx): Promise<void> {
  const db = ctx.sql<unknown>()
  const kept = await sql<{ value: { unitId: string; since: string } }>`delete from platform_state where key = ${SINCE} returning value`.execute(db)
  for (const { value } of kept.rows) await sql`update org_unit_versions set valid_from = ${value.since} where unit_id = ${value.unitId} and valid_from = ${HANDBOOK_DAY} and (valid_to is null or valid_to > ${value.since})`.execute(db)
}

/** People with their posts and deputies; who had one of them as a deputy has none from then on. */
export async function deleteDemoPeople(ctx: Ctx): Promise<void> {
  const { accounts } = await demoRecords(ctx), db = ctx.sql<unknown>()
  await forgetPeople(ctx, accounts)
  await sql`delete from org_deputies where person_id = any(${accounts}::uuid[]) or deputy_id = any(${accounts}::uuid[])`.execute(db)
  await sql`delete from org_posts where person_id = any(${accounts}::uuid[])`.execute(db)
  await sql`delete from org_people where id = any(${accounts}::uuid[])`.execute(db)
}

/** Own units below demo units, and own people who hold a post there now or later. */
export async function ownBelowDemo(ctx: Ctx): Promise<{ units: string[]; people: { person: string; unit: string }[] }> {
  const { units } = await demoRecords(ctx), db = ctx.sql<unknown>()
  const below = await sql<{ name: string }>`select distinct name_zh as name from org_unit_versions where parent_id = any(${units}::uuid[]) and not (unit_id = any(${units}::uuid[])) and (valid_to is null or valid_to > ${ctx.now()}) order by 1 limit 50`.execute(db)
  const people = await sql<{ person: string; unit: string }>`select distinct p.name as person, v.name_zh as unit from org_posts o join org_people p on p.id = o.person_id join org_unit_versions v on v.unit_id = o.unit_id and v.valid_to is null
    where o.unit_id = any(${units}::uuid[]) and (o.valid_to is null or o.valid_to > ${ctx.now()}) order by 1 limit 50`.execute(db)
  return { units: below.rows.map((r) => r.name), people: people.rows }
}

/** Units, past posts there, and rules that lead there. Returns how many rules are left when some went, else 0. */
export async function deleteDemoUnits(ctx: Ctx): Promise<number> {
  const { units } = await demoRecords(ctx), db = ctx.sql<unknown>()
  await deleteRostersOf(ctx, units)
  const rules = await sql`delete from org_routing_rules where unit_id = any(${units}::uuid[]) or region_id = any(${units}::uuid[])`.execute(db)
  await sql`delete from org_posts where unit_id = any(${units}::uuid[])`.execute(db)
  await sql`delete from org_unit_versions where unit_id = any(${units}::uuid[]) or parent_id = any(${units}::uuid[])`.execute(db)
  await sql`delete from org_units where id = any(${units}::uuid[])`.execute(db)
  if (rules.numAffectedRows === 0n) return 0
  return Number((await sql<{ n: string }>`select count(*) as n from org_routing_rules`.execute(db)).rows[0]!.n)
}
