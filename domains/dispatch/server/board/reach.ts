// Which units a lead or region looks at: those in reach of `dispatch.read`, or one of them with everything below it (RX-8).
import { sql, type Expression, type SqlBool } from 'kysely'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { NotFound } from '../../../../platform/server/errors.ts'
import { inScope, scopeFilter } from '../../../../platform/server/scope.ts'
import { expandUnits, listUnits, type UnitFacts } from '../../../org/public.ts'
import { treeOf } from './unit-tree.ts'

export interface Sight {
  all: UnitFacts[]
  /** In reach, as a tree. */
  tree: (UnitFacts & { depth: number })[]
  unit: UnitFacts | null
  /** Looked at now; null: everything, cases without a unit too. */
  units: string[] | null
}

/** Throws NotFound for a unit out of reach. */
export async function sightOf(ctx: Ctx, unitId: string | undefined): Promise<Sight> {
  const reach = ctx.require('dispatch.read'), all = await listUnits(ctx), mine = all.filter((u) => inScope(reach, ctx.actor.id, { unitId: u.id }))
  const unit = unitId ? mine.find((u) => u.id === unitId) : null
  if (unit === undefined) throw new NotFound('unit')
  return { all, tree: treeOf(mine), unit, units: unit ? await expandUnits(ctx, [unit.id]) : reach.all ? null : mine.map((u) => u.id) }
}

/** Rows of `cases_work` that lie there and may be read; number and state at least. */
export function casesInSight(ctx: Ctx, { units }: Pick<Sight, 'units'>): Expression<SqlBool> {
  const reach = scopeFilter(ctx.reach('cases.read'), ctx.actor.id, { unit: 'unit_id', customer: 'customer_id', people: ['requester_id', 'handler_id', 'first_owner_id', 'asked_id'] })
  return units === null ? reach : sql<SqlBool>`(${reach} and unit_id = any(${units}::uuid[]))`
}
