// Reads the structure as of a moment.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { OrgTables } from '../tables.ts'
import { toVersion } from './unit-store.ts'
import type { UnitVersion } from './unit-versions.ts'

export interface UnitRow extends UnitVersion { id: string; code: string; version: number }

const base = (ctx: Ctx) => ctx.sql<OrgTables>().selectFrom('org_units as u').innerJoin('org_unit_versions as v', 'v.unit_id', 'u.id')
  .selectAll('v').select(['u.id', 'u.code', 'u.version as row_version'])

type Row = Awaited<ReturnType<ReturnType<typeof base>['execute']>>[number]
const toUnitRow = (row: Row): UnitRow => ({ ...toVersion(row), id: row.id, code: row.code, version: row.row_version })

/** All units as of a moment, closed ones included. */
export async function unitsAsOf(ctx: Ctx, at: Date): Promise<UnitRow[]> {
  const rows = await base(ctx).where('v.valid_from', '<=', at).where((eb) => eb.or([eb('v.valid_to', 'is', null), eb('v.valid_to', '>', at)])).execute()
  return rows.map(toUnitRow)
}

export async function unitVersions(ctx: Ctx, unitId: string): Promise<UnitRow[]> {
  return (await base(ctx).where('u.id', '=', unitId).orderBy('v.valid_from').execute()).map(toUnitRow)
}

export async function unitAsOf(ctx: Ctx, unitId: string, at: Date): Promise<UnitRow | undefined> {
  const row = await base(ctx).where('u.id', '=', unitId).where('v.valid_from', '<=', at).where((eb) => eb.or([eb('v.valid_to', 'is', null), eb('v.valid_to', '>', at)])).executeTakeFirst()
  return row && toUnitRow(row)
}

export async function unitByCode(ctx: Ctx, code: string): Promise<string | null> {
  const row = await ctx.sql<OrgTables>().selectFrom('org_units').select('id').where(sql`lower(code)`, '=', code.toLowerCase()).executeTakeFirst()
  return row?.id ?? null
}

/** The units with all their descendants now; closed ones stay included, since their old records remain in reach. */
export async function expandUnits(ctx: Ctx, unitIds: readonly string[]): Promise<string[]> {
  if (unitIds.length === 0) return []
  const found = await sql<{ id: string }>`with recursive below as (
      select id from unnest(${[...unitIds]}::uuid[]) as given(id)
      union
      select v.unit_id from org_unit_versions v join below b on v.parent_id = b.id where v.valid_from <= ${ctx.now()} and (v.valid_to is null or v.valid_to > ${ctx.now()}))
    select id from below`.execute(ctx.sql<unknown>())
  return found.rows.map((r) => r.id)
}
