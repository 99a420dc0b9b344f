// Writes units and their versions. Changes of the structure happen one at a time, so that two of them cannot make a cycle.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Stale } from '../../../../platform/server/errors.ts'
import { newId } from '../../../../platform/server/ids.ts'
import type { Layer, Tier, UnitFunction, UnitServiceLine, UnitState } from '../../contract/unit.ts'
import type { OrgTables } from '../tables.ts'
import type { UnitVersion } from './unit-versions.ts'

type VersionRow = OrgTables['org_unit_versions']

/** Holds off other changes of the structure until the transaction ends; returns all versions of all units. */
export async function lockStructure(ctx: Ctx): Promise<Map<string, UnitVersion[]>> {
  await sql`select pg_advisory_xact_lock(7246110)`.execute(ctx.sql<unknown>())
  const rows = await ctx.sql<OrgTables>().selectFrom('org_unit_versions').selectAll().orderBy('valid_from').execute()
  const units = new Map<string, UnitVersion[]>()
  for (const row of rows) units.set(row.unit_id, [...(units.get(row.unit_id) ?? []), toVersion(row)])
  return units
}

/** A new unit without versions yet; without a code it gets `U-<number>`. */
export async function insertUnit(ctx: Ctx, code: string | undefined, id: string = newId()): Promise<{ id: string; code: string }> {
  const row = await ctx.sql<OrgTables>().insertInto('org_units').values({ id, code: code ?? id, created_at: ctx.now() }).returning(['id', 'number', 'code']).executeTakeFirstOrThrow()
  if (code !== undefined) return row
  return ctx.sql<OrgTables>().updateTable('org_units').set({ code: `U-${row.number}` }).where('id', '=', id).returning(['id', 'code']).executeTakeFirstOrThrow()
}

export async function codeTaken(ctx: Ctx, code: string): Promise<boolean> {
  return (await ctx.sql<OrgTables>().selectFrom('org_units').select('id').where(sql`lower(code)`, '=', code.toLowerCase()).execute()).length > 0
}

/** Counts the write; throws Stale when somebody else wrote since the version that the client saw. */
export async function countWrite(ctx: Ctx, unitId: string, ifMatch: number | null): Promise<void> {
  const row = await ctx.sql<OrgTables>().updateTable('org_units').set({ version: sql`version + 1` }).where('id', '=', unitId).returning('version').executeTakeFirstOrThrow()
  if (ifMatch !== null && row.version !== ifMatch + 1) throw new Stale(row.version - 1)
}

export async function replaceVersions(ctx: Ctx, unitId: string, versions: readonly UnitVersion[]): Promise<void> {
  await ctx.sql<OrgTables>().deleteFrom('org_unit_versions').where('unit_id', '=', unitId).execute()
  await ctx.sql<OrgTables>().insertInto('org_unit_versions').values(versions.map(toRow)).execute()
}

const toRow = (v: UnitVersion) => ({
  unit_id: v.unitId, valid_from: v.validFrom, valid_to: v.validTo, name_zh: v.nameZh, name_en: v.nameEn, tier: v.tier, layer: v.layer, service_line: v.serviceLine,
  unit_function: v.function, parent_id: v.parentId, state: v.state, address: v.address, service_area: v.serviceArea,
  opening_hours: v.openingHours === null ? null : sql<null>`${JSON.stringify(v.openingHours)}::jsonb`,
})

export const toVersion = (row: VersionRow): UnitVersion => ({
  unitId: row.unit_id, validFrom: row.valid_from, validTo: row.valid_to, nameZh: row.name_zh, nameEn: row.name_en, tier: row.tier as Tier, layer: row.layer as Layer,
  serviceLine: row.service_line as UnitServiceLine, function: row.unit_function as UnitFunction | null, parentId: row.parent_id, state: row.state as UnitState,
  address: row.address, serviceArea: row.service_area, openingHours: row.opening_hours,
})
