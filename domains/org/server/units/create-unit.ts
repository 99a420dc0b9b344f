// A new unit. A frontline team cannot stand under nothing (§1.1, R1.1-6).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { BadInput, Conflict, Forbidden } from '../../../../platform/server/errors.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import { UnitCreated } from '../../contract/events.ts'
import type { CreateUnit, Layer, Tier } from '../../contract/unit.ts'
import { comingMoment } from '../moments.ts'
import { requireSoundTree } from './show-unit.ts'
import { announce } from './unit-jobs.ts'
import { codeTaken, insertUnit, lockStructure, replaceVersions } from './unit-store.ts'
import type { UnitVersion } from './unit-versions.ts'

const USUAL_LAYER: Record<Tier, Layer> = { hq: 'strategic', region: 'management', frontline: 'execution' }

/** Creates the unit and returns its id. Throws BadInput when the tree would be unsound, Conflict when the code is taken. */
export async function createUnit(ctx: Ctx, input: CreateUnit, id?: string): Promise<string> {
  const reach = ctx.require('org.manage')
  if (!inScope(reach, ctx.actor.id, { unitId: input.parentId ?? null })) throw new Forbidden('org.manage')
  const units = await lockStructure(ctx)
  if (input.parentId && !units.has(input.parentId)) throw new BadInput([{ pointer: '/parentId', code: 'org.unit-unknown' }])
  if (input.code !== undefined && await codeTaken(ctx, input.code)) throw new Conflict('conflict', {}, [{ pointer: '/code', code: 'org.code-taken' }])
  const at = comingMoment(ctx, input.effectiveFrom, '/effectiveFrom')
  const unit = await insertUnit(ctx, input.code, id)
  const first: UnitVersion = {
    unitId: unit.id, validFrom: at, validTo: null, nameZh: input.nameZh, nameEn: input.nameEn ?? input.nameZh, tier: input.tier, layer: input.layer ?? USUAL_LAYER[input.tier],
    serviceLine: input.serviceLine ?? 'both', function: input.function ?? null, parentId: input.parentId ?? null, state: input.state,
    address: input.address ?? null, serviceArea: input.serviceArea ?? null, openingHours: input.openingHours ?? null,
  }
  requireSoundTree(units.set(unit.id, [first]), at)
  await replaceVersions(ctx, unit.id, [first])
  const { unitId: _id, validFrom: _from, validTo: _to, ...fields } = first
  await ctx.emit(UnitCreated, { unitId: unit.id, effectiveFrom: at.toISOString() }, { changes: Object.fromEntries(Object.entries({ code: unit.code, ...fields }).filter(([, to]) => to !== null).map(([k, to]) => [k, { from: null, to }])) })
  await announce(ctx, unit.id, at)
  return unit.id
}
