// Changes and moves a unit, now or from a later moment; what was stays readable (R1.1-12).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict, Forbidden, NotFound } from '../../../../platform/server/errors.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import { UnitChanged, UnitMoved } from '../../contract/events.ts'
import type { MoveUnit, PatchUnit } from '../../contract/unit.ts'
import { comingMoment } from '../moments.ts'
import { requireSoundTree } from './show-unit.ts'
import { announce } from './unit-jobs.ts'
import { countWrite, lockStructure, replaceVersions } from './unit-store.ts'
import { changeFrom, same, versionAt, type UnitFields, type UnitVersion } from './unit-versions.ts'

export interface UnitChange { before: UnitVersion; at: Date; changes: Record<string, { from: unknown; to: unknown }> }

/** Makes the fields hold from `at` on. Throws NotFound, Forbidden, Stale, Conflict (closed unit) or BadInput (unsound tree). */
export async function applyChange(ctx: Ctx, unitId: string, at: Date, patch: Partial<UnitFields>, ifMatch: number | null): Promise<UnitChange> {
  const reach = ctx.require('org.manage')
  const units = await lockStructure(ctx)
  const versions = units.get(unitId)
  if (!versions) throw new NotFound('unit')
  if (!inScope(reach, ctx.actor.id, { unitId })) throw new Forbidden('org.manage')
  const before = versionAt(versions, at), after = changeFrom(versions, at, patch)
  if (!before || !after) throw new BadInput([{ pointer: '/effectiveFrom', code: 'org.before-unit' }])
  if (before.state === 'closed') throw new Conflict('org-unit-closed')
  requireSoundTree(units.set(unitId, after), at)
  await countWrite(ctx, unitId, ifMatch)
  await replaceVersions(ctx, unitId, after)
  await announce(ctx, unitId, at)
  const fields = Object.keys(patch) as (keyof UnitFields)[]
  return { before, at, changes: Object.fromEntries(fields.filter((f) => !same(before[f], patch[f])).map((f) => [f, { from: before[f], to: patch[f] }])) }
}

export async function patchUnit(ctx: Ctx, unitId: string, { effectiveFrom, reason, ...fields }: PatchUnit, ifMatch: number | null): Promise<void> {
  const at = comingMoment(ctx, effectiveFrom, '/effectiveFrom')
  if (Object.keys(fields).length === 0) throw new BadInput([{ pointer: '', code: 'org.nothing-to-change' }])
  const { changes } = await applyChange(ctx, unitId, at, fields, ifMatch)
  if (Object.keys(changes).length > 0) await ctx.emit(UnitChanged, { unitId, effectiveFrom: at.toISOString() }, { changes, reason })
}

/** Moves a unit with everything below it. The mover must reach both the unit and its new parent. */
export async function moveUnit(ctx: Ctx, unitId: string, { parentId, effectiveFrom, reason }: MoveUnit, ifMatch: number | null): Promise<void> {
  if (!inScope(ctx.require('org.manage'), ctx.actor.id, { unitId: parentId })) throw new Forbidden('org.manage')
  const at = comingMoment(ctx, effectiveFrom, '/effectiveFrom')
  const { changes } = await applyChange(ctx, unitId, at, { parentId }, ifMatch)
  if (Object.keys(changes).length > 0) await ctx.emit(UnitMoved, { unitId, parentId, effectiveFrom: at.toISOString() }, { changes, reason })
}
