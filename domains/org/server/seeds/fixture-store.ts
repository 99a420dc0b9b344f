// Rows of the acceptance fixture.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { OrgTables } from '../tables.ts'

export async function insertFixturePerson(ctx: Ctx, row: OrgTables['org_fixture_people']): Promise<void> {
  await ctx.sql<OrgTables>().insertInto('org_fixture_people').values(row).onConflict((oc) => oc.doNothing()).execute()
}

export async function fixtureRows(ctx: Ctx): Promise<(OrgTables['org_fixture_people'] & { unit_code: string | null })[]> {
  return ctx.sql<OrgTables>().selectFrom('org_fixture_people as f').leftJoin('org_units as u', 'u.id', 'f.unit_id').selectAll('f').select('u.code as unit_code').orderBy('f.code').execute()
}
