// Rows of the routing rules.
import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { newId } from '../../../../platform/server/ids.ts'
import type { OrgTables } from '../tables.ts'
import type { RuleRow } from './pick-unit.ts'

export async function loadRules(ctx: Ctx): Promise<RuleRow[]> {
  return ctx.sql<OrgTables>().selectFrom('org_routing_rules').selectAll().orderBy('position').orderBy('id').execute()
}

export async function rulesTo(ctx: Ctx, unitId: string): Promise<number> {
  const row = await ctx.sql<OrgTables>().selectFrom('org_routing_rules').select(sql<string>`count(*)`.as('n')).where('unit_id', '=', unitId).executeTakeFirstOrThrow()
  return Number(row.n)
}

export async function replaceRules(ctx: Ctx, rules: readonly Omit<RuleRow, 'id' | 'position'>[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(7246111)`.execute(ctx.sql<unknown>())
  await ctx.sql<OrgTables>().deleteFrom('org_routing_rules').execute()
  await insertRules(ctx, rules.map((r, i) => ({ id: newId(), position: i + 1, ...r })))
}

/** Rules with their own places among those that are there. */
export async function insertRules(ctx: Ctx, rules: readonly RuleRow[]): Promise<void> {
  if (rules.length > 0) await ctx.sql<OrgTables>().insertInto('org_routing_rules').values([...rules]).execute()
}
