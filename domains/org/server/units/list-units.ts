// Lists units as of a moment, only those in reach, parents before children.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { NotFound } from '../../../../platform/server/errors.ts'
import { decodeCursor, toPage } from '../../../../platform/server/paging.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import type { Unit, UnitQuery } from '../../contract/unit.ts'
import { orderTree } from './order-tree.ts'
import { toUnit } from './show-unit.ts'
import { unitsAsOf, unitVersions, type UnitRow } from './unit-queries.ts'

export async function listUnits(ctx: Ctx, query: UnitQuery): Promise<{ items: Unit[]; nextCursor: string | null }> {
  const reach = ctx.reach('org.read')
  const after = query.cursor === undefined ? null : String(decodeCursor(query.cursor, 1)[0])
  const placed = orderTree(await unitsAsOf(ctx, query.asOf ? new Date(query.asOf) : ctx.now()))
    .filter((p) => (after === null || p.path > after) && inScope(reach, ctx.actor.id, { unitId: p.node.id }) && fits(p.node, query))
  return toPage(placed.slice(0, query.limit + 1), query.limit, (p) => [p.path], (p) => toUnit(ctx, p.node, p.depth))
}

function fits(unit: UnitRow, query: UnitQuery): boolean {
  const text = query.q?.toLowerCase()
  return (query.tier === undefined || unit.tier === query.tier) && (query.layer === undefined || unit.layer === query.layer)
    && (query.function === undefined || unit.function === query.function) && (query.parentId === undefined || unit.parentId === query.parentId)
    && (query.serviceLine === undefined || unit.serviceLine === query.serviceLine || unit.serviceLine === 'both')
    && (query.state === undefined ? unit.state !== 'closed' : unit.state === query.state)
    && (!text || [unit.code, unit.nameZh, unit.nameEn].some((s) => s.toLowerCase().includes(text)))
}

/** What a unit was, is and will be, oldest first. */
export async function showHistory(ctx: Ctx, unitId: string): Promise<{ items: Unit[]; nextCursor: null }> {
  const rows = inScope(ctx.reach('org.read'), ctx.actor.id, { unitId }) ? await unitVersions(ctx, unitId) : []
  if (rows.length === 0) throw new NotFound('unit')
  return { items: rows.map((row) => toUnit(ctx, row, 0)), nextCursor: null }
}
