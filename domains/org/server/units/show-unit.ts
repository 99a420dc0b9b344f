// A unit on the wire, in the reader's language; and the check that every change of the tree passes.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, NotFound } from '../../../../platform/server/errors.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import type { Unit } from '../../contract/unit.ts'
import { orderTree } from './order-tree.ts'
import { unitAsOf, unitsAsOf, type UnitRow } from './unit-queries.ts'
import { findTreeProblem, type UnitVersion } from './unit-versions.ts'

export const toUnit = (ctx: Ctx, row: UnitRow, depth: number): Unit => ({
  id: row.id, code: row.code, name: ctx.locale === 'en' ? row.nameEn : row.nameZh, nameZh: row.nameZh, nameEn: row.nameEn, tier: row.tier, layer: row.layer, serviceLine: row.serviceLine,
  function: row.function, parentId: row.parentId, depth, state: row.state, address: row.address, serviceArea: row.serviceArea, openingHours: row.openingHours,
  validFrom: row.validFrom.toISOString(), validTo: row.validTo?.toISOString() ?? null, version: row.version,
})

/** One unit as of a moment. Throws NotFound when it does not exist then or is out of reach of `org.read`. */
export async function showUnit(ctx: Ctx, id: string, at: Date = ctx.now()): Promise<Unit> {
  if (!inScope(ctx.reach('org.read'), ctx.actor.id, { unitId: id })) throw new NotFound('unit')
  const row = await unitAsOf(ctx, id, at)
  if (!row) throw new NotFound('unit')
  const placed = orderTree(await unitsAsOf(ctx, at)).find((p) => p.node.id === id)
  return toUnit(ctx, row, placed?.depth ?? 0)
}

/** Refuses a structure that would be unsound now or at any announced moment. */
export function requireSoundTree(units: ReadonlyMap<string, readonly UnitVersion[]>, from: Date): void {
  const problem = findTreeProblem(units, from)
  if (problem) throw new BadInput([{ pointer: '/parentId', code: problem.code, params: { at: problem.at.toISOString() }, clause: '§1.1' }])
}
